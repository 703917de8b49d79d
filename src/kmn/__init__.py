"""Which regional network of the Kooperative Migrationsarbeit Niedersachsen (KMN) does a place belong to?

The public names of the library, sorted. They are loaded when first used (PEP 562), so that `import kmn` stays
light and reads no file.

Examples:
    >>> import kmn
    >>> kmn.PLZ.parse("D-30 159")
    PLZ('30159')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kmn.errors import (
        DataError,
        IdentifierError,
        InputError,
        InputTypeError,
        KmnError,
        MissingExtraError,
        NoNetworkError,
    )
    from kmn.identifiers.ags import AGS
    from kmn.identifiers.ars import ARS
    from kmn.identifiers.kreiskey import KreisKey
    from kmn.identifiers.nuts import NUTS
    from kmn.identifiers.plz import PLZ
    from kmn.values.days import PartialDate, Period
    from kmn.values.evidence import Evidence
    from kmn.values.point import Point

    __version__: str

# Where each public name lives. A new name takes a line here, one in `__all__` and one in the imports above,
# and an entry in docs/reference; the tests compare all four.
_EXPORTS: Final[dict[str, str]] = {
    "AGS": "kmn.identifiers.ags",
    "ARS": "kmn.identifiers.ars",
    "DataError": "kmn.errors",
    "Evidence": "kmn.values.evidence",
    "IdentifierError": "kmn.errors",
    "InputError": "kmn.errors",
    "InputTypeError": "kmn.errors",
    "KmnError": "kmn.errors",
    "KreisKey": "kmn.identifiers.kreiskey",
    "MissingExtraError": "kmn.errors",
    "NUTS": "kmn.identifiers.nuts",
    "NoNetworkError": "kmn.errors",
    "PLZ": "kmn.identifiers.plz",
    "PartialDate": "kmn.values.days",
    "Period": "kmn.values.days",
    "Point": "kmn.values.point",
}

__all__ = [
    "AGS",
    "ARS",
    "NUTS",
    "PLZ",
    "DataError",
    "Evidence",
    "IdentifierError",
    "InputError",
    "InputTypeError",
    "KmnError",
    "KreisKey",
    "MissingExtraError",
    "NoNetworkError",
    "PartialDate",
    "Period",
    "Point",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("kmn")
    elif name in _EXPORTS:
        from importlib import import_module

        value = getattr(import_module(_EXPORTS[name]), name)
    else:
        message = f"module 'kmn' has no attribute '{name}'"
        raise AttributeError(message)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*__all__, "__version__"])
