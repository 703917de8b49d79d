"""The lists that catalogues speak by: closed, as of a date.

A value that is not on them is not written. They are those of the Publications Office of the EU, of IANA, of
dcat-ap.de and of SPDX, as far as a release of such data can need them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AS_OF",
    "AVAILABILITY",
    "FILE_TYPES",
    "FREQUENCIES",
    "LICENCES",
    "PUBLISHER_TYPES",
    "THEMES",
    "media_type",
]

AS_OF: Final = "2026-11-24"
"""The day on which the lists were last compared with their sources."""

_MEDIA: Final = "https://www.iana.org/assignments/media-types"

FILE_TYPES: Final = frozenset(
    {"CSV", "GEOJSON", "JSON", "JSON_LD", "PARQUET", "RDF_N_TRIPLES", "RDF_TURTLE", "RDF_XML", "XLSX", "ZIP"}
)
"""Codes of the EU's list of file types."""

THEMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AGRI": "Agriculture, fisheries, forestry and food",
        "ECON": "Economy and finance",
        "EDUC": "Education, culture and sport",
        "ENER": "Energy",
        "ENVI": "Environment",
        "GOVE": "Government and public sector",
        "HEAL": "Health",
        "INTR": "International issues",
        "JUST": "Justice, legal system and public safety",
        "OP_DATPRO": "Provisional data",
        "REGI": "Regions and cities",
        "SOCI": "Population and society",
        "TECH": "Science and technology",
        "TRAN": "Transport",
    }
)
"""Codes of the EU's data themes, with their English names."""

FREQUENCIES: Final = frozenset(
    {"ANNUAL", "AS_NEEDED", "CONT", "DAILY", "IRREG", "MONTHLY", "NEVER", "OTHER", "QUARTERLY", "UNKNOWN", "WEEKLY"}
)
"""Codes of the EU's list of frequencies."""

AVAILABILITY: Final = frozenset({"AVAILABLE", "EXPERIMENTAL", "STABLE", "TEMPORARY"})
"""Codes of the EU's list of planned availability."""

PUBLISHER_TYPES: Final = frozenset(
    {"LocalAuthority", "NationalAuthority", "RegionalAuthority", "SupraNationalAuthority"}
)
"""The types of publishers that DCAT-AP.de admits."""

LICENCES: Final[Mapping[str, tuple[str, str, bool]]] = MappingProxyType(
    {
        "cc-by/4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", True),
        "cc-zero": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", False),
        "dl-by-de/2.0": (
            "Datenlizenz Deutschland – Namensnennung – 2.0",
            "https://www.govdata.de/dl-de/by-2-0",
            True,
        ),
        "dl-zero-de/2.0": ("Datenlizenz Deutschland – Zero – 2.0", "https://www.govdata.de/dl-de/zero-2-0", False),
    }
)
"""Code on the list of dcat-ap.de → name, address of the text, and whether the source has to be named."""


def media_type(name: str) -> str:
    """Give the IRI of a media type.

    Examples:
        >>> media_type("text/csv")
        'https://www.iana.org/assignments/media-types/text/csv'
    """
    return f"{_MEDIA}/{name}"
