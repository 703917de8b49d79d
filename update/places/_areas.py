"""Which municipality of today a coordinate lies in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from shapely import STRtree, union_all
from shapely.geometry import Point, shape
from update.places import _bkg
from update.places._keys import today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry


@cache
def polygons() -> dict[str, BaseGeometry]:
    """Return the area of each municipality of today, land and water, in degrees (WGS 84)."""
    parts: dict[str, list[BaseGeometry]] = {}
    for feature in _bkg.features("gemeinden"):
        parts.setdefault(today(feature["properties"]["AGS"]), []).append(shape(feature["geometry"]))
    return {ags: union_all([part.buffer(0) for part in parts[ags]]) for ags in sorted(parts)}


@cache
def _index() -> tuple[tuple[str, ...], STRtree]:
    found = polygons()
    return tuple(found), STRtree(list(found.values()))


def municipality(lat: float, lon: float) -> str | None:
    """Return the key of the municipality at a point, None outside the state."""
    keys, tree = _index()
    hits = sorted(tree.query(Point(lon, lat), predicate="intersects"))
    return keys[hits[0]] if hits else None


def nearest(lat: float, lon: float, among: Iterable[str]) -> tuple[str, float]:
    """Return which of some municipalities is nearest to a point, and the distance in degrees."""
    point = Point(lon, lat)
    return min(((ags, polygons()[ags].distance(point)) for ags in among), key=lambda found: (found[1], found[0]))


def inner_point(ags: str) -> tuple[float, float]:
    """Return the latitude and longitude of a point inside a municipality."""
    point = polygons()[ags].representative_point()
    return point.y, point.x
