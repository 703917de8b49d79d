"""The names of things: namespaces, and how records, areas and codes get their IRIs."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kmn.errors import InputError, describe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "CRS84",
    "NAMESPACES",
    "area_iri",
    "base_of",
    "code_iri",
    "eu",
    "is_iri",
    "record_iri",
    "record_namer",
    "state_iri",
]

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


def record_namer(base: str, table: str, key: tuple[str, ...]) -> Callable[[Mapping[str, Any]], str]:
    """Give what names the records of a table by the values of their fields, quickly.

    Args:
        base: the address of the entities, without a hash.
        table: the name of the table.
        key: the fields that tell records apart.

    Examples:
        >>> record_namer("https://example.org/kmn", "networks", ("id",))({"id": "heide"})
        'https://example.org/kmn#networks/heide'
    """
    prefix = f"{base}#{table}/"
    if key == ("id",):
        return lambda values: prefix + str(values["id"])
    slashes = len(key) - 1

    def name(values: Mapping[str, Any]) -> str:
        parts = ["" if (value := values[part]) is None else str(value) for part in key]
        text = "/".join(parts)
        short = text.rstrip("/")
        if short and text.count("/") == slashes and "//" not in short and _SAFE.fullmatch(short):
            return prefix + short
        return record_iri(base, table, tuple(parts))

    return name


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
