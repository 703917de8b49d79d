from __future__ import annotations

import csv
import io
import math
import random
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
import shapely
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st
from update.boundaries._grid import build

from kmn.boundaries import index
from kmn.boundaries.geometry import shape
from kmn.boundaries.index import BoundaryIndex
from kmn.boundaries.layout import pack, unpack
from kmn.resources import read_text
from tests.strategies import mosaics, nudges, shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

INDEX: Final = index.load()
# Around the state, and around the country, with sea and other countries: west, south, east, north.
STATE: Final = (6.3, 51.1, 11.8, 54.2)
COUNTRY: Final = (5.0, 46.5, 16.0, 56.0)
EDGES: Final = INDEX.outline(["state:03"]) + tuple(edge for unit in INDEX.units for edge in INDEX.outline([unit]))


class Brute:
    """Tests points against every polygon."""

    def __init__(self, areas: dict[str, BaseGeometry]) -> None:
        """Sort the polygons by key."""
        self.keys = sorted(areas)
        self.areas = np.array([areas[key] for key in self.keys])
        self.tree = shapely.STRtree(self.areas)

    def unit(self, *, lat: float, lon: float) -> str | None:
        """Return the first key of those whose closed polygon holds the point."""
        point = shapely.Point(lon, lat)
        return min((self.keys[hit] for hit in self.tree.query(point, predicate="intersects")), default=None)

    def units(self, points: list[tuple[float, float]]) -> Iterator[tuple[float, float, str | None]]:
        """Yield each point, longitude first, with its unit."""
        expected: list[str | None] = [None] * len(points)
        for point, hit in sorted(self.tree.query(shapely.points(points), predicate="intersects").T.tolist())[::-1]:
            expected[point] = self.keys[hit]
        return ((lon, lat, unit) for (lon, lat), unit in zip(points, expected, strict=True))

    def near(self, *, lat: float, lon: float, within_m: float) -> dict[str, float]:
        """Return the distance to each unit within a distance, along geodesics to the nearest point of its polygon."""
        point = shapely.Point(lon, lat)
        # Degrees of longitude as short as those of latitude, so that nearest is nearest.
        squeezed = (1.0 / math.cos(math.radians(lat)), 1.0)
        reach = 1.2 * within_m / 111_000
        found = {}
        for hit in self.tree.query(point.buffer(reach * squeezed[0])):
            area = shapely.transform(self.areas[hit], lambda vertices: vertices / squeezed)
            _, nearest = shapely.get_coordinates(shapely.shortest_line(shapely.Point(lon / squeezed[0], lat), area))
            lon_there, lat_there = nearest * squeezed
            found[self.keys[hit]] = geodesic((lat, lon), (lat_there, lon_there)).meters
        return {key: metres for key, metres in found.items() if metres <= within_m}


@pytest.fixture(scope="module")
def brute() -> Brute:
    """The polygons of the embedded borders."""
    return Brute({unit: shape(unit) for unit in INDEX.units})


def nudged(number: float, steps: int) -> float:
    """Move a number by some floating-point numbers."""
    for _ in range(abs(steps)):
        number = math.nextafter(number, math.copysign(math.inf, steps))
    return number


def uniform(box: tuple[float, float, float, float], count: int) -> list[tuple[float, float]]:
    """Return points everywhere in a box, longitude first."""
    west, south, east, north = box
    source = random.Random(20161)  # noqa: S311 - points, not secrets
    return [(source.uniform(west, east), source.uniform(south, north)) for _ in range(count)]


@pytest.mark.parametrize(("box", "count"), [(STATE, 70_000), (COUNTRY, 30_000)])
def test_points_everywhere(brute: Brute, box: tuple[float, float, float, float], count: int) -> None:
    """Every point lies in the unit that testing all polygons finds."""
    for lon, lat, expected in brute.units(uniform(box, count)):
        assert INDEX.unit(lat=lat, lon=lon) == expected, (lat, lon)


@given(st.sampled_from(EDGES), shares, nudges, st.sampled_from(((1, 1), (0, 1), (1, 0))))
def test_points_on_borders(
    brute: Brute,
    edge: tuple[tuple[float, float], tuple[float, float]],
    share: float,
    steps: tuple[int, int],
    goes: tuple[int, int],
) -> None:
    """So do points on edges and corners, next to them by a floating-point number, and at the height of corners."""
    (ax, ay), (bx, by) = edge
    lon = nudged(ax + goes[0] * share * (bx - ax), steps[0])
    lat = nudged(ay + goes[1] * share * (by - ay), steps[1])
    assert INDEX.unit(lat=lat, lon=lon) == brute.unit(lat=lat, lon=lon)


def test_corners(brute: Brute) -> None:
    """A point where units meet belongs to the first of their keys, for thousands of corners."""
    for (lon, lat), _ in EDGES[:: len(EDGES) // 5000]:
        assert INDEX.unit(lat=lat, lon=lon) == brute.unit(lat=lat, lon=lon)


def mosaic(labels: list[int], turned: bool) -> dict[str, BaseGeometry]:  # noqa: FBT001 - one of two maps
    """Return the areas of a map of triangles whose units meet in all ways there are."""
    # No edge of these goes through a point halfway between whole numbers, where grids have their corners.
    step = np.array(((2, 1), (-2, 3))) if not turned else np.array(((1, 2), (3, -2)))
    parts: dict[str, list[BaseGeometry]] = {}
    for place, label in enumerate(labels):
        if label:
            cell, half = divmod(place, 2)
            corner = np.array(divmod(cell, 4))
            corners = ((0, 0), (1, 0), (1, 1)) if half else ((0, 0), (1, 1), (0, 1))
            triangle = shapely.Polygon([(corner + each) @ step for each in corners])
            parts.setdefault("abc"[label - 1], []).append(triangle)
    return {key: shapely.coverage_union_all(each) for key, each in parts.items()}


@given(mosaics, st.booleans(), st.sampled_from((1, 2, 3, 7)), st.sampled_from((2, 4)))
def test_maps_of_all_kinds(labels: list[int], turned: bool, size: int, split: int) -> None:  # noqa: FBT001
    """Whatever the map and the grid: corners, middles of edges and points between them get the right unit."""
    areas = mosaic(labels, turned)
    found = BoundaryIndex(
        unpack(pack(build(areas, edition="2026-01-01", scale=1, width=size, height=size, split=split)))
    )
    brute = Brute(areas)
    for lon, lat, expected in brute.units([(x / 2, y / 2) for x in range(-19, 35) for y in range(-19, 35)]):
        assert found.unit(lat=lat, lon=lon) == expected, (lat, lon)


@given(mosaics, st.booleans())
def test_outlines(labels: list[int], turned: bool) -> None:  # noqa: FBT001
    """The outline of units has them on its left, and nothing of them on its right."""
    areas = mosaic(labels, turned)
    found = BoundaryIndex(build(areas, edition="2026-01-01", scale=1, width=2, height=2, split=2))
    both = [key for key in ("a", "c") if key in areas]
    whole = shapely.orient_polygons(shapely.union_all([areas[key] for key in both]))
    rings = shapely.get_rings(shapely.get_parts(whole))
    assert sorted(found.outline(both)) == sorted(edge for ring in rings for edge in pairwise(ring.coords))


def off(metres: float) -> float:
    """Return by how much a distance may be off: a hundredth, or a metre."""
    return max(1.0, metres / 100)


def compare(found: Iterable[tuple[str | None, float]], expected: dict[str, float], within_m: float) -> None:
    """Check distances, and that nothing is missing or too much, save what is at the limit."""
    distances = {unit: metres for unit, metres in found if unit is not None}
    for unit, metres in expected.items():
        if metres < within_m - off(within_m):
            assert unit in distances
    for unit, metres in distances.items():
        assert metres <= within_m
        assert unit in expected or metres > within_m - off(within_m)
        if unit in expected:
            assert abs(metres - expected[unit]) <= off(metres)


@pytest.mark.parametrize("within_m", [200, 2_000, 10_000])
def test_distances(brute: Brute, within_m: float) -> None:
    """The other units near a point are all found, in order, with their distance along the earth."""
    for lon, lat in uniform(STATE, 150) + uniform(COUNTRY, 50):
        found = INDEX.near(lat=lat, lon=lon, within_m=within_m)
        expected = brute.near(lat=lat, lon=lon, within_m=within_m)
        expected.pop(INDEX.unit(lat=lat, lon=lon) or "", None)
        compare(found, expected, within_m)
        assert [metres for _, metres in found] == sorted(metres for _, metres in found)


@given(st.sampled_from(EDGES), shares, st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
def test_distances_near_borders(
    brute: Brute, edge: tuple[tuple[float, float], tuple[float, float]], share: float, east: float, north: float
) -> None:
    """So they are close to borders, where it matters."""
    (ax, ay), (bx, by) = edge
    lon, lat = ax + share * (bx - ax) + east, ay + share * (by - ay) + north
    expected = brute.near(lat=lat, lon=lon, within_m=500)
    expected.pop(INDEX.unit(lat=lat, lon=lon) or "", None)
    compare(INDEX.near(lat=lat, lon=lon, within_m=500), expected, 500)


def test_nobodys_land_is_near_too() -> None:
    """On the beach the sea is among what is near, at sea it is not."""
    beach = {"lat": 53.7106, "lon": 7.1500}
    assert INDEX.unit(**beach) == "03452020"
    assert None in dict(INDEX.near(**beach, within_m=1_000))
    assert None not in dict(INDEX.near(lat=53.75, lon=7.15, within_m=10_000))


def test_a_point_on_a_border_touches_both_sides() -> None:
    """On a border, the other unit is no distance away."""
    (lon, lat), _ = INDEX.outline(["03254021"])[0]
    (other, metres), *_ = INDEX.near(lat=lat, lon=lon, within_m=1)
    assert "03254021" in {INDEX.unit(lat=lat, lon=lon), other}
    assert metres < 1e-6


@pytest.mark.parametrize(
    ("place", "lat", "lon", "unit"),
    [
        ("Hannover", 52.3744, 9.7386, "03241001"),
        ("Osterode, once a district of its own", 51.7286, 10.2522, "03159026"),
        ("Borkum", 53.5880, 6.6690, "03457002"),
        ("Baltrum", 53.7290, 7.3690, "03452002"),
        ("Wangerooge", 53.7900, 7.8990, "03455021"),
        ("Neuwerk, Hamburg's island", 53.9230, 8.4960, "state:02"),
        ("Helgoland, an island of Schleswig-Holstein", 54.1810, 7.8860, "state:01"),
        ("mud flats off Wremen", 53.70, 8.30, None),
        ("North Sea", 54.0, 7.0, None),
        ("Amt Neuhaus, east of the Elbe", 53.2860, 10.9290, "03355049"),
        ("Bremen, an enclave", 53.0758, 8.8072, "state:04"),
        ("Bremerhaven", 53.5396, 8.5809, "state:04"),
        ("München", 48.1372, 11.5755, "state:09"),
        ("Berlin", 52.5200, 13.4050, "state:11"),
        ("Büsingen, an exclave", 47.6970, 8.6900, "state:08"),
        ("Jungholz, Austria", 47.5740, 10.4480, None),
        ("Groningen", 53.2190, 6.5660, None),
        ("Paris", 48.8570, 2.3520, None),
        ("Null Island", 0.0, 0.0, None),
    ],
)
def test_known_places(place: str, lat: float, lon: float, unit: str | None) -> None:
    """Places lie where they are known to lie."""
    assert INDEX.unit(lat=lat, lon=lon) == unit, place


def test_municipalities_lie_in_their_own_area() -> None:
    """There are all 964 units of today, and the point of each lies in its area, but for three within 500 m of it."""
    rows = [row for row in csv.DictReader(io.StringIO(read_text("places/municipalities.csv"))) if not row["valid_to"]]
    assert len(rows) == 964
    assert {row["ags"] for row in rows} == {unit for unit in INDEX.units if unit.isdigit()}
    away = {}
    for row in rows:
        lat, lon = float(row["lat"]), float(row["lon"])
        if INDEX.unit(lat=lat, lon=lon) != row["ags"]:
            away[row["name"]] = dict(INDEX.near(lat=lat, lon=lon, within_m=2_000))[row["ags"]]
    assert sorted(away) == ["Hüven", "Moorweg", "Ostercappeln"]
    assert max(away.values()) < 500


odd = st.sampled_from((math.nan, math.inf, -math.inf, 1e308, -1e308, 5e-324, 180.0, -90.0, 90.0, 0.0)) | st.floats()


@given(odd, odd, odd)
def test_any_number_is_answered(lat: float, lon: float, within_m: float) -> None:
    """Whatever the numbers, there is an answer, and what is no point on earth lies nowhere and near nothing."""
    unit = INDEX.unit(lat=lat, lon=lon)
    near = INDEX.near(lat=lat, lon=lon, within_m=min(within_m, 1e5))
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        assert unit is None
        assert near == ()
    if not within_m >= 0:
        assert near == ()


def test_near_may_look_everywhere() -> None:
    """No distance is too far: every other unit is found, and the one that holds the point is not."""
    found = INDEX.near(lat=52.15, lon=9.95, within_m=math.inf)
    assert {unit for unit, _ in found} == {None, *INDEX.units} - {"03254021"}


def test_the_index_needs_no_packages() -> None:
    """Finding points imports neither numpy nor shapely, nor anything else outside the standard library but attrs."""
    code = (
        "import sys; from kmn.boundaries import index; index.load().near(lat=52.15, lon=9.95, within_m=5000);"
        "print(*{'numpy', 'shapely', 'pydantic'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
