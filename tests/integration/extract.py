"""Write a small OpenStreetMap extract that a real Nominatim can import.

Towns, borders and postal codes are the packaged ones; streets, house numbers, the farm and the landmark are made up,
and the file says so. The same places give the same bytes.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from attrs import field, frozen

from kmn.boundaries import geometry
from kmn.values import Point
from kmn.wiring import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from kmn.places.records import District, Municipality

__all__ = ["FARM", "LANDMARK", "STREETS", "Street", "write"]

_NOTICE: Final = (
    "Made for tests. Names, borders (coarsened) and postal codes of towns are those packaged with kmn; "
    "all streets, house numbers, farms and sights in this file are made up and exist nowhere."
)
_STAMP: Final = 'version="1" changeset="1" timestamp="2024-01-01T00:00:00Z"'
_BORDER_METRES: Final = 250.0
_NAMES: Final = ("Hauptstraße", "Bahnhofstraße", "Schulstraße", "Kirchweg", "Gartenstraße", "Bergstraße", "Am Anger")


@frozen
class Street:
    """A made-up street, straight from west to east.

    Attributes:
        name: Its name.
        west: Where it begins.
        length: How long it is, in degrees of longitude.
        houses: How many houses it has, numbered from 1.
        postcode: The postal code that its houses have.
        city: The town that its houses have in their addresses.
    """

    name: str
    west: Point
    length: float
    houses: int
    postcode: str
    city: str | None = None

    def house(self, number: int) -> Point:
        """Return where a house lies."""
        lon = self.west.lon + self.length * (number - 0.5) / self.houses
        return Point(lat=round(self.west.lat + 0.0001, 6), lon=round(lon, 6))


STREETS: Final = {
    # One postal code on both sides of the border of the state.
    "split, on this side": Street("Eichenweg", Point(lat=51.345, lon=9.585), 0.025, 100, "34355"),
    "split, beyond": Street("Buchenweg", Point(lat=51.335, lon=9.540), 0.01, 10, "34355"),
    # The same name in two towns of the same name.
    "namesake": Street("Lindenstraße", Point(lat=53.034, lon=9.705), 0.004, 10, "29643", "Neuenkirchen"),
    "other namesake": Street("Lindenstraße", Point(lat=53.518, lon=9.598), 0.004, 10, "21640", "Neuenkirchen"),
    # In one of several towns of the same name.
    "only one": Street("Rosenweg", Point(lat=53.031, lon=9.705), 0.004, 20, "29643", "Neuenkirchen"),
    # Mapped by somebody who mistook the postal code: it lies in Soltau, far from 34355.
    "mistaken": Street("Irrweg", Point(lat=52.99, lon=9.84), 0.004, 5, "34355"),
}
"""What the tests ask for, by what is special about it."""
FARM: Final = ("Gut Erlenmoor", Point(lat=52.995, lon=9.81))
"""A farm in Soltau."""
LANDMARK: Final = ("Kloster Siebenwinden", Point(lat=52.1455, lon=9.9405))
"""A sight in Hildesheim."""


@frozen
class _Extract:
    """The three lists of an OpenStreetMap file, each sorted by number."""

    nodes: list[str] = field(factory=list)
    ways: list[str] = field(factory=list)
    relations: list[str] = field(factory=list)
    corners: dict[tuple[float, float], int] = field(factory=dict)

    def node(self, lat: float, lon: float, tags: Mapping[str, object] | None = None) -> int:
        """Add a point; corners without tags are shared."""
        place = (round(lat, 6), round(lon, 6))
        if tags is None and place in self.corners:
            return self.corners[place]
        number = len(self.nodes) + 1
        self.nodes.append(_element("node", number, tags or {}, more=f'lat="{place[0]:.6f}" lon="{place[1]:.6f}"'))
        if tags is None:
            self.corners[place] = number
        return number

    def way(self, corners: Iterable[tuple[float, float]], tags: Mapping[str, object] | None = None) -> int:
        """Add a line of (longitude, latitude) pairs."""
        number = len(self.ways) + 1
        members = [f'<nd ref="{self.node(lat, lon)}"/>' for lon, lat in corners]
        self.ways.append(_element("way", number, tags or {}, members))
        return number

    def boundary(self, shape: BaseGeometry, tags: Mapping[str, object]) -> None:
        """Add an administrative boundary."""
        members = [
            f'<member type="way" ref="{self.way(ring.coords)}" role="{role}"/>'
            for polygon in getattr(shape, "geoms", [shape])
            for role, rings in (("outer", [polygon.exterior]), ("inner", polygon.interiors))
            for ring in rings
        ]
        tags = {"type": "boundary", "boundary": "administrative", **tags}
        self.relations.append(_element("relation", len(self.relations) + 1, tags, members))

    def street(self, street: Street) -> None:
        """Add a street and its houses."""
        west = street.west
        self.way(
            [(west.lon, west.lat), (west.lon + street.length, west.lat)],
            {"highway": "residential", "name": street.name, "postal_code": street.postcode},
        )
        for number in range(1, street.houses + 1):
            house = street.house(number)
            tags = {
                "building": "yes",
                "addr:street": street.name,
                "addr:housenumber": number,
                "addr:postcode": street.postcode,
                "addr:city": street.city,
            }
            self.node(house.lat, house.lon, tags)

    def lines(self) -> Iterator[str]:
        """Give the file line by line."""
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield f'<osm version="0.6" generator="kmn tests" copyright={quoteattr(_NOTICE)}>'
        yield f"<!-- {escape(_NOTICE)} -->"
        yield from self.nodes
        yield from self.ways
        yield from self.relations
        yield "</osm>"


def write(path: Path, within: str = "") -> None:
    """Write the extract as OSM XML.

    Args:
        path: the file.
        within: only towns of which the key begins like this; the special streets come always.
    """
    municipalities = [one for one in gazetteer().municipalities.on(_day()) if str(one.ags).startswith(within)]
    districts = [one for one in gazetteer().districts.on(_day()) if str(one.key).startswith(within)]
    extract = _Extract()
    _add_borders(extract, gazetteer().territory.state_name, districts, municipalities)
    codes = _codes()
    for place, municipality in enumerate(municipalities):
        point = municipality.point
        if point is None:
            continue
        _add_town(extract, municipality, point)
        for row, code in enumerate(codes.get(str(municipality.ags), ())):
            west = Point(lat=round(point.lat + 0.0008 * (row + 1), 6), lon=point.lon)
            name = _NAMES[(place + row) % len(_NAMES)]
            extract.street(Street(name, west, 0.001, 1, code, municipality.name))
    for street in STREETS.values():
        extract.street(street)
    for (name, point), tags in ((FARM, {"place": "farm"}), (LANDMARK, {"tourism": "attraction"})):
        extract.node(point.lat, point.lon, {"name": name, **tags})
    path.write_text("\n".join(extract.lines()) + "\n", encoding="utf-8")


def _add_borders(
    extract: _Extract, state: str, districts: Sequence[District], municipalities: Sequence[Municipality]
) -> None:
    """Add what a town lies in, from the state down; borders stay shared on every level."""
    shapes = dict(
        zip(
            (str(municipality.ags) for municipality in municipalities),
            geometry.simplified([[str(m.ags)] for m in municipalities], tolerance_m=_BORDER_METRES),
            strict=True,
        )
    )
    import shapely

    extract.boundary(
        shapely.coverage_union_all(list(shapes.values())), {"admin_level": 4, "name": state, "ISO3166-2": "DE-NI"}
    )
    cities = set()
    for district in districts:
        inside = [shape for ags, shape in shapes.items() if ags.startswith(str(district.key))]
        if len(inside) == 1:
            cities.add(str(district.key))
        key = {"admin_level": 6, "name": district.official_name, "de:amtlicher_gemeindeschluessel": district.key}
        if len(inside) == 1:
            key["name"] = district.name
        extract.boundary(shapely.coverage_union_all(inside), key)
    for municipality in municipalities:
        if str(municipality.district) not in cities:
            tags = {"admin_level": 8, "name": municipality.name, "de:amtlicher_gemeindeschluessel": municipality.ags}
            extract.boundary(shapes[str(municipality.ags)], tags)


def _add_town(extract: _Extract, municipality: Municipality, point: Point) -> None:
    people = municipality.population or 0
    kind = "city" if people >= 100_000 else "town" if people >= 10_000 else "village"
    tags = {"place": kind, "name": municipality.name, "population": people or None}
    extract.node(point.lat, point.lon, tags)


def _codes() -> dict[str, list[str]]:
    """Return the postal codes of each municipality that are delivered to houses."""
    codes: dict[str, list[str]] = {}
    for code in gazetteer().postal:
        for area in code.areas if code.kind == "delivery" and not code.withdrawn else ():
            if area.municipality is not None:
                codes.setdefault(area.municipality, []).append(str(code.plz))
    return codes


def _day() -> date:
    return date.fromisoformat(str(gazetteer().territory.places_edition))


def _element(
    kind: str, number: int, tags: Mapping[str, object], members: Iterable[str] = (), *, more: str = ""
) -> str:
    children = "".join(members) + "".join(
        f"<tag k={quoteattr(key)} v={quoteattr(str(value))}/>" for key, value in tags.items() if value is not None
    )
    head = f'<{kind} id="{number}" {_STAMP}{" " if more else ""}{more}'
    return f"{head}>{children}</{kind}>" if children else f"{head}/>"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
