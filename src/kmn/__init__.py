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
        GeocodingError,
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
    from kmn.lookup.address import Address
    from kmn.lookup.answer import Ambiguous, Answer, NotFound, Outside, Responsible, Unassigned
    from kmn.maps.features import features
    from kmn.rules.finding import Finding, Severity
    from kmn.rules.report import Report
    from kmn.values.days import PartialDate, Period
    from kmn.values.evidence import Evidence
    from kmn.values.point import Point
    from kmn.wiring import (
        Locator,
        check,
        dataset,
        districts,
        gaps,
        import_list,
        load,
        locate,
        municipalities,
        networks,
        save,
        template,
    )

    __version__: str

# Rooms that are used by their names, such as `kmn.bulk.assign_file`.
_ROOMS: Final = frozenset(["boundaries", "bulk", "export", "geocoding", "maps"])
# Where each public name lives. A new name takes a line here, one in `__all__` and one in the imports above,
# and an entry in docs/reference; the tests compare all four.
_EXPORTS: Final[dict[str, str]] = {
    "AGS": "kmn.identifiers.ags",
    "ARS": "kmn.identifiers.ars",
    "Address": "kmn.lookup.address",
    "Ambiguous": "kmn.lookup.answer",
    "Answer": "kmn.lookup.answer",
    "DataError": "kmn.errors",
    "Evidence": "kmn.values.evidence",
    "Finding": "kmn.rules.finding",
    "GeocodingError": "kmn.errors",
    "IdentifierError": "kmn.errors",
    "InputError": "kmn.errors",
    "InputTypeError": "kmn.errors",
    "KmnError": "kmn.errors",
    "KreisKey": "kmn.identifiers.kreiskey",
    "Locator": "kmn.wiring",
    "MissingExtraError": "kmn.errors",
    "NUTS": "kmn.identifiers.nuts",
    "NoNetworkError": "kmn.errors",
    "NotFound": "kmn.lookup.answer",
    "Outside": "kmn.lookup.answer",
    "PLZ": "kmn.identifiers.plz",
    "PartialDate": "kmn.values.days",
    "Period": "kmn.values.days",
    "Point": "kmn.values.point",
    "Report": "kmn.rules.report",
    "Responsible": "kmn.lookup.answer",
    "Severity": "kmn.rules.finding",
    "Unassigned": "kmn.lookup.answer",
    "check": "kmn.wiring",
    "dataset": "kmn.wiring",
    "districts": "kmn.wiring",
    "features": "kmn.maps.features",
    "gaps": "kmn.wiring",
    "import_list": "kmn.wiring",
    "load": "kmn.wiring",
    "locate": "kmn.wiring",
    "municipalities": "kmn.wiring",
    "networks": "kmn.wiring",
    "save": "kmn.wiring",
    "template": "kmn.wiring",
}

__all__ = [
    "AGS",
    "ARS",
    "NUTS",
    "PLZ",
    "Address",
    "Ambiguous",
    "Answer",
    "DataError",
    "Evidence",
    "Finding",
    "GeocodingError",
    "IdentifierError",
    "InputError",
    "InputTypeError",
    "KmnError",
    "KreisKey",
    "Locator",
    "MissingExtraError",
    "NoNetworkError",
    "NotFound",
    "Outside",
    "PartialDate",
    "Period",
    "Point",
    "Report",
    "Responsible",
    "Severity",
    "Unassigned",
    "check",
    "dataset",
    "districts",
    "features",
    "gaps",
    "import_list",
    "load",
    "locate",
    "municipalities",
    "networks",
    "save",
    "template",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("kmn")
    elif name in _EXPORTS:
        from importlib import import_module

        value = getattr(import_module(_EXPORTS[name]), name)
    elif name in _ROOMS:
        from importlib import import_module

        value = import_module(f"kmn.{name}")
    else:
        message = f"module 'kmn' has no attribute '{name}'"
        raise AttributeError(message)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*__all__, "__version__"])
