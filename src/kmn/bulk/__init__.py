"""Many places at once: data frames, whole files, and tables on a cluster, answered row by row.

`assign` answers a data frame, `assign_file` a file, `spark.assign` a table on a cluster; `duck.register` brings the
answers into the SQL of DuckDB, and an `Assigner` into whatever runs a function over batches of Arrow.

Names are loaded when they are first used (PEP 562): the command line starts here, and must not wait for the rest.

Examples:
    >>> from kmn import bulk
    >>> bulk.COLUMNS[:2]
    ('kmn_status', 'kmn_reason')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kmn.bulk import duck, spark
    from kmn.bulk.batches import Assigner
    from kmn.bulk.columns import COLUMNS
    from kmn.bulk.files import assign_file
    from kmn.bulk.frames import assign
    from kmn.bulk.summary import Summary

__all__ = ["COLUMNS", "Assigner", "Summary", "assign", "assign_file", "duck", "spark"]

_EXPORTS: Final[dict[str, str]] = {
    "COLUMNS": "kmn.bulk.columns",
    "Assigner": "kmn.bulk.batches",
    "Summary": "kmn.bulk.summary",
    "assign": "kmn.bulk.frames",
    "assign_file": "kmn.bulk.files",
}
# Modules that are used by their names, such as `kmn.bulk.spark.assign`.
_ROOMS: Final = frozenset(["duck", "spark"])


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    from importlib import import_module

    if name in _EXPORTS:
        value = getattr(import_module(_EXPORTS[name]), name)
    elif name in _ROOMS:
        value = import_module(f"kmn.bulk.{name}")
    else:
        message = f"module 'kmn.bulk' has no attribute '{name}'"
        raise AttributeError(message)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
