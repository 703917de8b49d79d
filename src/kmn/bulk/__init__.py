"""Many places at once: data frames, whole files, and tables on a cluster, answered row by row.

Examples:
    >>> from kmn import bulk
    >>> bulk.COLUMNS[:2]
    ('kmn_status', 'kmn_reason')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kmn.bulk.batches import Assigner
    from kmn.bulk.columns import COLUMNS
    from kmn.bulk.files import assign_file
    from kmn.bulk.frames import assign
    from kmn.bulk.summary import Summary

__all__ = ["COLUMNS", "Assigner", "Summary", "assign", "assign_file"]

_EXPORTS: Final[dict[str, str]] = {
    "COLUMNS": "kmn.bulk.columns",
    "Assigner": "kmn.bulk.batches",
    "Summary": "kmn.bulk.summary",
    "assign": "kmn.bulk.frames",
    "assign_file": "kmn.bulk.files",
}
# Rooms that are used by their names, such as `kmn.bulk.spark.assign`.
_ROOMS: Final = frozenset(["duck", "spark"])


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    from importlib import import_module

    if name in _EXPORTS:
        value = getattr(import_module(_EXPORTS[name]), name)
    elif name in _ROOMS:
        value = import_module(f"{__name__}.{name}")
    else:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = value
    return value
