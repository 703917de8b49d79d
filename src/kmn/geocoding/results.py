"""Reading what a geocoding service says of a place: how close it is, and which address it has.

Services name the same things differently. Read are the words of Nominatim, Photon and Pelias, of the services that
follow them (OpenStreetMap, openrouteservice, the French address base), and of Google; of any other, what it calls by
one of these words. What is not recognised stays unknown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kmn.errors import InputError
from kmn.geocoding.protocol import Found
from kmn.values import Point

if TYPE_CHECKING:
    from kmn.geocoding.protocol import Precision

__all__ = ["found"]

_HOUSE_NUMBERS: Final = ("house_number", "housenumber", "houseNumber", "street_number", "streetNumber")
_STREETS: Final = ("road", "street", "pedestrian", "footway", "path", "square", "route", "streetName")
_POSTCODES: Final = ("postcode", "postalcode", "postal_code", "postalCode")
_CITIES: Final = ("city", "town", "village", "municipality", "hamlet", "locality", "localadmin")
_COUNTRIES: Final = ("country_code", "countrycode", "countryCode")
# What services call the kind of a place, by how close that is; keys of OpenStreetMap mean buildings and landmarks.
_WORDS: Final[dict[Precision, str]] = {
    "address": """house building address venue poi rooftop farm isolated_dwelling amenity club craft emergency
        healthcare historic leisure man_made military office railway shop tourism aeroway""",
    "street": "street road highway square pedestrian residential route range_interpolated",
    "place": """hamlet village town city municipality island islet locality localadmin place suburb quarter
        neighbourhood neighborhood borough district city_district city_block sublocality allotments political""",
    "area": """postcode postalcode postal_code county macrocounty region macroregion state state_district province
        country continent administrative boundary natural water waterway""",
}
_KINDS: Final = {word: precision for precision, words in _WORDS.items() for word in words.split()}
# Ranks of Nominatim: from here on it is a town, a street, a building.
_PLACE_RANK: Final = 13
_STREET_RANK: Final = 26
_BUILDING_RANK: Final = 28
_LARGEST_PLACE_M: Final = 20_000.0
_METRES_PER_DEGREE: Final = 111_320.0
_OSM: Final = "© OpenStreetMap contributors (ODbL)"


def found(raw: object, *, lat: float, lon: float, label: str = "", attribution: str | None = None) -> Found | None:
    """Return a place as a service gave it.

    Args:
        raw: What the service said, usually an object of JSON.
        lat: Latitude in degrees (WGS 84).
        lon: Longitude in degrees (WGS 84).
        label: The place in words.
        attribution: Whom to name beside the result, if the service does not say.

    Returns:
        The place, or None if it has no usable coordinate.

    Examples:
        >>> raw = {"addresstype": "road", "address": {"road": "Domhof", "postcode": "31134"}}
        >>> place = found(raw, lat=52.15, lon=9.95)
        >>> place.precision, place.street, place.postcode
        ('street', 'Domhof', '31134')
        >>> found(raw, lat=91, lon=9.95)
    """
    try:
        point = Point(lat=lat, lon=lon)
    except InputError:
        return None
    if (lat, lon) == (0, 0):  # what geopy makes of a missing coordinate; in the middle of the ocean
        return None
    sources = tuple(_sources(raw))
    house_number = _first(sources, _HOUSE_NUMBERS)
    precision = _precision(sources, house_number)
    country = _first(sources, _COUNTRIES)
    return Found(
        point=point,
        precision=precision,
        radius_m=None if precision == "address" else _radius(sources, point),
        postcode=_first(sources, _POSTCODES),
        city=_first(sources, _CITIES),
        street=_first(sources, _STREETS),
        house_number=house_number,
        country=country.upper() if country else None,
        label=label or None,
        attribution=_attribution(sources) or attribution,
    )


def _sources(raw: object) -> Iterator[Mapping[str, Any]]:
    """Give the objects in which a service may name parts of an address, the closest first."""
    if not isinstance(raw, Mapping):
        return
    components = raw.get("address_components")
    if isinstance(components, Sequence):  # Google: a list of parts, each with its kinds
        yield {
            kind: part.get("short_name" if kind == "country" else "long_name")
            for part in components
            if isinstance(part, Mapping)
            for kind in _texts(part.get("types"))
        }
    for name in ("address", "properties"):
        if isinstance(inner := raw.get(name), Mapping):
            yield inner
    yield raw


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list | tuple) else []


def _first(sources: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str | None:
    for source in sources:
        for name in names:
            value = source.get(name)
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return str(value).strip()
    return None


def _precision(sources: Sequence[Mapping[str, Any]], house_number: str | None) -> Precision | None:
    """Say how close a place is: by its rank, by its house number, by what it is called."""
    rank = next((rank for source in sources if isinstance(rank := source.get("place_rank"), int)), None)
    if rank is not None and rank >= _STREET_RANK:
        return "address" if rank >= _BUILDING_RANK else "street"
    named = next((kind for source in sources if (kind := _kind(source, "addresstype", "layer"))), None)
    if named is None and house_number:
        return "address"
    if named is None:
        kinds = (_kind(source, "location_type", "types", "type") for source in _with_geometry(sources))
        named = next(filter(None, kinds), None)
    if named is None and rank is not None:
        return "place" if rank >= _PLACE_RANK else "area"
    return named


def _with_geometry(sources: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Give the objects again, that of the geometry first: Google says there how close a point is."""
    yield from (inner for source in sources if isinstance(inner := source.get("geometry"), Mapping))
    yield from sources


def _kind(source: Mapping[str, Any], *names: str) -> Precision | None:
    """Give the first word under these names that says how close a place is."""
    for name in names:
        value = source.get(name)
        for word in [value] if isinstance(value, str) else _texts(value):
            if (kind := _KINDS.get(word.lower())) is not None:
                return kind
    return None


def _radius(sources: Sequence[Mapping[str, Any]], point: Point) -> float | None:
    """Give how far a place reaches from its point: to the farthest corner of the box around it."""
    for source in sources:
        box = source.get("boundingbox")  # Nominatim: south, north, west, east, as texts
        if box is None and isinstance(extent := source.get("extent"), Sequence) and len(extent) == 4:  # noqa: PLR2004
            box = (extent[3], extent[1], extent[0], extent[2])  # Photon: west, north, east, south
        try:
            south, north, west, east = map(float, box or ())
        except (TypeError, ValueError):
            continue
        across = math.cos(math.radians(point.lat))
        reach = math.hypot(
            max(abs(north - point.lat), abs(south - point.lat)),
            max(abs(east - point.lon), abs(west - point.lon)) * across,
        )
        if math.isfinite(reach):
            return min(reach * _METRES_PER_DEGREE, _LARGEST_PLACE_M)
    return None


def _attribution(sources: Sequence[Mapping[str, Any]]) -> str | None:
    """Give whom to name: never a text of the service itself, which may repeat what was asked."""
    for source in sources:
        if "osm_id" in source or "openstreetmap" in str(source.get("licence", "")).casefold():
            return _OSM
    return None
