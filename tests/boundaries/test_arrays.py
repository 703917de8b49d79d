from __future__ import annotations

import math
import pickle
import sys
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from update.boundaries._grid import build

from kmn.boundaries import index
from kmn.boundaries.geometry import shape
from kmn.boundaries.index import BoundaryIndex
from kmn.errors import InputError, InputTypeError, MissingExtraError
from tests.boundaries.test_index import COUNTRY, EDGES, INDEX, STATE, mosaic, nudged, odd
from tests.strategies import mosaics, nudges, shares

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KEYS: Final = (None, *INDEX.units)


def agree(found: BoundaryIndex, lat: Floats, lon: Floats) -> None:
    """Check that each point has the same unit in a column as on its own."""
    keys = (None, *found.units)
    labels = found.labels(lat=lat, lon=lon).tolist()
    for label, north, east in zip(labels, lat.tolist(), lon.tolist(), strict=True):
        assert keys[label] == found.unit(lat=north, lon=east), (north, east)


def uniform(box: tuple[float, float, float, float], count: int, seed: int) -> tuple[Floats, Floats]:
    """Return points everywhere in a box, latitudes first."""
    west, south, east, north = box
    source = np.random.default_rng(seed)
    return source.uniform(south, north, count), source.uniform(west, east, count)


def borders(count: int, seed: int, *, metres: float) -> tuple[Floats, Floats]:
    """Return points at about a distance from corners of borders, latitudes first."""
    source = np.random.default_rng(seed)
    corners = np.array(EDGES).reshape(-1, 2)[source.integers(0, 2 * len(EDGES), count)]
    off = source.normal(0, metres / 100_000, (count, 2))
    return corners[:, 1] + off[:, 1], corners[:, 0] + off[:, 0]


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        uniform(STATE, 60_000, 1),
        uniform(COUNTRY, 20_000, 2),
        borders(20_000, 3, metres=100),
        borders(20_000, 4, metres=0),
    ],
    ids=["state", "country", "borders", "corners"],
)
def test_a_column_is_answered_like_its_points(lat: Floats, lon: Floats) -> None:
    """Everywhere, near borders and on corners, a column gets the units of its points."""
    agree(INDEX, lat, lon)


point_on_an_edge = st.tuples(st.sampled_from(EDGES), shares, nudges, st.sampled_from(((1, 1), (0, 1), (1, 0))))


@given(st.lists(point_on_an_edge, min_size=1, max_size=20))
def test_points_on_borders(
    points: list[tuple[tuple[tuple[float, float], tuple[float, float]], float, tuple[int, int], tuple[int, int]]],
) -> None:
    """So it does on edges, next to them by a floating-point number, and at the height of corners."""
    lat, lon = [], []
    for ((ax, ay), (bx, by)), share, steps, goes in points:
        lon.append(nudged(ax + goes[0] * share * (bx - ax), steps[0]))
        lat.append(nudged(ay + goes[1] * share * (by - ay), steps[1]))
    agree(INDEX, np.array(lat), np.array(lon))


@given(st.lists(st.tuples(odd, odd), max_size=8))
def test_any_number_is_answered(points: list[tuple[float, float]]) -> None:
    """Whatever the numbers: what is no point lies nowhere, and disturbs nothing beside it."""
    lat = np.array([52.15, *(north for north, _ in points)])
    lon = np.array([9.95, *(east for _, east in points)])
    agree(INDEX, lat, lon)
    assert KEYS[INDEX.labels(lat=lat, lon=lon)[0]] == "03254021"


def test_the_edge_of_the_grid() -> None:
    """Around the grid, by a floating-point number or by a cell, the answer is the same as for one point."""
    grid = INDEX._borders  # noqa: SLF001 - where the grid ends is nobody's business but this test's
    east = grid.west + grid.columns * grid.split * grid.width
    north = grid.south + grid.rows * grid.split * grid.height
    ends = [
        [
            nudged((end + 0.5 * half + cell) / grid.scale, step)
            for half in (-1, 0)
            for cell in cells
            for step in (-1, 0, 1)
        ]
        for end, cells in (
            (grid.west, (-grid.width, 0, grid.width)),
            (east, (-grid.width, 0, grid.width)),
            (grid.south, (-grid.height, 0, grid.height)),
            (north, (-grid.height, 0, grid.height)),
        )
    ]
    lon, lat = np.meshgrid(ends[0] + ends[1] + [10.0], ends[2] + ends[3] + [52.0])
    agree(INDEX, lat.ravel(), lon.ravel())


@given(mosaics, st.booleans(), st.sampled_from((1, 2, 3, 7)), st.sampled_from((2, 4)))
def test_maps_of_all_kinds(labels: list[int], turned: bool, size: int, split: int) -> None:  # noqa: FBT001
    """Whatever the map and the grid, a column gets the units of its points."""
    areas = mosaic(labels, turned)
    found = BoundaryIndex(build(areas, edition="2026-01-01", scale=1, width=size, height=size, split=split))
    lon, lat = np.meshgrid(np.arange(-19, 35) / 2, np.arange(-19, 35) / 2)
    agree(found, lat.ravel(), lon.ravel())


def brute(lat: Floats, lon: Floats) -> NDArray[np.uint16]:
    """Return the labels that testing the points against every polygon gives."""
    found = np.zeros(len(lat), np.uint16)
    points = shapely.STRtree([shapely.Point(place) for place in zip(lon, lat, strict=True)])
    for label in range(len(INDEX.units), 0, -1):  # the first key of those that meet is written last
        area = shape(INDEX.units[label - 1])
        shapely.prepare(area)
        among = points.query(shapely.box(*area.bounds))
        found[among[shapely.intersects_xy(area, lon[among], lat[among])]] = label
    return found


@pytest.mark.slow
def test_hundreds_of_thousands_of_points_against_all_polygons() -> None:
    """None of many points, everywhere, near borders, beside them and on corners, is answered wrongly."""
    beside = borders(100_000, 8, metres=0)
    for lat, lon in (
        uniform(STATE, 200_000, 5),
        uniform(COUNTRY, 100_000, 6),
        borders(200_000, 7, metres=100),
        beside,
        (np.nextafter(beside[0], 90), np.nextafter(beside[1], 0)),
    ):
        wrong = np.flatnonzero(INDEX.labels(lat=lat, lon=lon) != brute(lat, lon))
        assert wrong.size == 0, (lat[wrong[0]], lon[wrong[0]])


@pytest.mark.parametrize("kind", [list, tuple, np.float32, "strided", "big-endian", "read-only"])
def test_columns_of_all_kinds(kind: object) -> None:
    """Lists, numbers of other widths and orders, and every second of a row are read like any other column."""
    lat, lon = uniform(STATE, 200, 9)
    lat, lon = lat.astype(np.float32).astype(np.float64), lon.astype(np.float32).astype(np.float64)
    expected = INDEX.labels(lat=lat, lon=lon)
    made = {
        list: np.ndarray.tolist,
        tuple: lambda column: tuple(column.tolist()),
        np.float32: lambda column: column.astype(np.float32),
        "strided": lambda column: np.repeat(column, 2)[::2],
        "big-endian": lambda column: column.astype(">f8"),
        "read-only": lambda column: np.frombuffer(column.tobytes()),
    }[kind]
    assert (INDEX.labels(lat=made(lat), lon=made(lon)) == expected).all()


@pytest.mark.parametrize("count", [0, 1, 16_383, 16_384, 16_385, 40_000])
def test_columns_of_all_lengths(count: int) -> None:
    """However long the column, each point has the label that it has in another one."""
    lat, lon = uniform(STATE, 40_000, 10)
    expected = INDEX.labels(lat=lat, lon=lon)
    found = INDEX.labels(lat=lat[:count], lon=lon[:count])
    assert found.dtype == np.uint16
    assert (found == expected[:count]).all()


def test_columns_are_left_as_they_are() -> None:
    """What is handed in stays as it was, also where it is no number."""
    lat, lon = np.array([52.15, math.nan, 1e300]), np.array([9.95, 9.95, math.inf])
    copies = lat.copy(), lon.copy()
    assert INDEX.labels(lat=lat, lon=lon).tolist()[1:] == [0, 0]
    assert np.array_equal(lat, copies[0], equal_nan=True)
    assert np.array_equal(lon, copies[1], equal_nan=True)


@pytest.mark.parametrize("lat", [[52.0], [[52.0, 53.0]], 52.0, []])
def test_columns_that_do_not_fit(lat: object) -> None:
    """Latitudes and longitudes that are not as many are an input error."""
    with pytest.raises(InputError, match="must be as many, in one row each"):
        INDEX.labels(lat=lat, lon=[9.0, 10.0])  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize("lat", [["52,1"], [None, {}], [1j], ["Domhof 1"]])
def test_columns_that_are_no_numbers(lat: Iterable[object]) -> None:
    """Anything but numbers is an input error that does not repeat what was there."""
    with pytest.raises(InputTypeError, match=r"^Latitudes and longitudes must be rows of numbers, in degrees; NaN"):
        INDEX.labels(lat=lat, lon=[9.0] * len(list(lat)))  # type: ignore[arg-type]  # on purpose


def test_an_index_that_has_been_used_can_be_sent_elsewhere() -> None:
    """A pickled index answers like the one it was made from, and carries no more than its borders."""
    lat, lon = uniform(STATE, 100, 11)
    used = index.load()
    expected = used.labels(lat=lat, lon=lon)
    content = pickle.dumps(used)
    assert len(content) < 15_000_000
    assert (pickle.loads(content).labels(lat=lat, lon=lon) == expected).all()  # noqa: S301 - made three lines above


def test_without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where numpy is missing, the error says how to get it."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.delitem(sys.modules, "kmn.boundaries.arrays", raising=False)
    with pytest.raises(MissingExtraError, match=r"Many points at once: a package is missing\. Install it with: pip"):
        BoundaryIndex(INDEX._borders).labels(lat=[52.0], lon=[9.0])  # noqa: SLF001 - a fresh index of the same borders
