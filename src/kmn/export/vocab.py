"""The vocabularies that exports speak: namespaces, closed lists as of a date, and how keys become IRIs.

Lists are closed: a value that is not on them is not written. They are those of the Publications Office of the EU, of
IANA, of dcat-ap.de and of SPDX, as far as a release of such data can need them.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kmn.errors import InputError, describe

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AS_OF",
    "AVAILABILITY",
    "CRS84",
    "FILE_TYPES",
    "FREQUENCIES",
    "LICENCES",
    "NAMESPACES",
    "PUBLISHER_TYPES",
    "THEMES",
    "area_iri",
    "base_of",
    "code_iri",
    "eu",
    "is_iri",
    "media_type",
    "record_iri",
    "state_iri",
]

AS_OF: Final = "2026-11-24"
"""The day on which the lists were last compared with their sources."""

NAMESPACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "dcatde": "http://dcat-ap.de/def/dcatde/",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "kmn": "https://w3id.org/kmn/def#",
        "locn": "http://www.w3.org/ns/locn#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "http://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "time": "http://www.w3.org/2006/time#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefix → namespace. `kmn` is the vocabulary of this library, for what no standard has a word for."""

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""Degrees on WGS 84, longitude before latitude."""

_EU: Final = "http://publications.europa.eu/resource/authority"
_GEOCODING: Final = "http://dcat-ap.de/def/politicalGeocoding"
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

_CLEAN: Final = re.compile(r"https?://[0-9A-Za-z\-._~:/?@!$&'()*+,;=%]+(#[0-9A-Za-z\-._~:/?@!$&'()*+,;=%]*)?")
_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DISTRICT_DIGITS: Final = 5
_SAFE: Final = re.compile(r"[0-9A-Za-z\-._~/]*")
_PLACEHOLDER: Final = "-"


def is_iri(text: str) -> bool:
    """Tell whether a web address can stand in RDF as it is.

    Addresses with other letters, blanks or brackets are written as texts, so that they cannot break out.

    Examples:
        >>> is_iri("https://example.org/liste?jahr=2026"), is_iri("https://example.org/a> <b")
        (True, False)
    """
    return _CLEAN.fullmatch(text) is not None and _PERCENT.search(text) is None


def eu(scheme: str, code: str) -> str:
    """Give the IRI of a code on a list of the Publications Office of the EU.

    Examples:
        >>> eu("data-theme", "SOCI")
        'http://publications.europa.eu/resource/authority/data-theme/SOCI'
    """
    return f"{_EU}/{scheme}/{code}"


def media_type(name: str) -> str:
    """Give the IRI of a media type.

    Examples:
        >>> media_type("text/csv")
        'https://www.iana.org/assignments/media-types/text/csv'
    """
    return f"{_MEDIA}/{name}"


def area_iri(key: str) -> str:
    """Give the IRI that dcat-ap.de has for a district (five digits) or a municipality (eight).

    Examples:
        >>> area_iri("03403")
        'http://dcat-ap.de/def/politicalGeocoding/districtKey/03403'
    """
    kind = "districtKey" if len(key) == _DISTRICT_DIGITS else "municipalityKey"
    return f"{_GEOCODING}/{kind}/{key}"


def state_iri(key: str) -> str:
    """Give the IRI that dcat-ap.de has for a state (two digits).

    Examples:
        >>> state_iri("16")
        'http://dcat-ap.de/def/politicalGeocoding/stateKey/16'
    """
    return f"{_GEOCODING}/stateKey/{key}"


def record_iri(base: str, table: str, natural_key: tuple[str, ...]) -> str:
    """Give the IRI of a record: a hash IRI of its table and natural key, the same in every release.

    Args:
        base: the address of the entities, without a hash.
        table: the name of the table.
        natural_key: the values that tell the record from others of its kind.

    Examples:
        >>> record_iri("https://example.org/kmn", "assignments", ("03351", "heide", "attested", ""))
        'https://example.org/kmn#assignments/03351/heide/attested'
    """
    parts = list(natural_key)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    name = "/".join([part or _PLACEHOLDER for part in parts])
    if name.count("/") >= len(parts) or not _SAFE.fullmatch(name):
        name = "/".join([quote(part, safe="") if part else _PLACEHOLDER for part in parts])
    return f"{base}#{table}/{name}"


def code_iri(base: str, scheme: str, code: str) -> str:
    """Give the IRI of a code of one of the dataset's own lists.

    Examples:
        >>> code_iri("https://example.org/kmn", "evidence", "official")
        'https://example.org/kmn#codes/evidence/official'
    """
    return f"{base}#codes/{scheme}/{code}"


def base_of(text: object) -> str:
    """Read the address under which entities are published.

    Raises:
        InputError: it is no absolute address on the web, or has a hash.

    Examples:
        >>> base_of("https://example.org/kmn")
        'https://example.org/kmn'
    """
    if isinstance(text, str) and is_iri(text) and "#" not in text:
        return text
    message = (
        f"{describe(text, begin=True)} cannot be the base of IRIs: expected an address such as "
        "https://example.org/kmn, in plain letters and without a hash."
    )
    raise InputError(message)
