from __future__ import annotations

import math
import pickle
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from update.boundaries._grid import build

from kmn.boundaries.index import BoundaryIndex
from kmn.errors import InputError, InputTypeError
from tests.boundaries.test_arrays import borders, uniform
from tests.boundaries.test_index import COUNTRY, EDGES, INDEX, STATE, mosaic, odd
from tests.strategies import mosaics, shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kmn.boundaries.belt import Belt

    Floats = NDArray[np.float64]

DISTRICTS: Final = ["nobody's", *(unit[:5] for unit in INDEX.units)]
# Two outcomes, so that neighbours often have the same one.
HALVES: Final = [label % 2 for label in range(len(INDEX.units) + 1)]


def agree(
    index: BoundaryIndex, belt: Belt, outcomes: Sequence[object], lat: Floats, lon: Floats
) -> NDArray[np.bool_]:
    """Check that each point is in the belt if and only if another unit with another outcome is near it on its own."""
    by_unit = dict(zip((None, *index.units), outcomes, strict=True))
    found = belt.holds(lat=lat, lon=lon, labels=index.labels(lat=lat, lon=lon))
    for held, north, east in zip(found.tolist(), lat.tolist(), lon.tolist(), strict=True):
        own = index.unit(lat=north, lon=east)
        near = [unit for unit, _ in index.near(lat=north, lon=east, within_m=belt.within_m) if unit is not None]
        assert held == any(own is None or by_unit[unit] != by_unit[own] for unit in near), (north, east)
    return found


@cache
def along_districts(within_m: float) -> Belt:
    """Return a belt along districts."""
    return INDEX.belt(DISTRICTS, within_m=within_m)


@pytest.mark.parametrize("outcomes", [DISTRICTS, HALVES], ids=["districts", "halves"])
@pytest.mark.parametrize("within_m", [0, 50, 200, 2_000, 10_000])
def test_a_column_is_measured_like_its_points(outcomes: Sequence[object], within_m: float) -> None:
    """Everywhere and near borders, for narrow and wide belts, a column is told what its points are told."""
    count = 800 if within_m < 2_000 else 80
    parts = [uniform(STATE, count, 21), uniform(COUNTRY, count // 4, 22), borders(count, 23, metres=200)]
    lat, lon = (np.concatenate(part) for part in zip(*parts, strict=True))
    found = agree(INDEX, INDEX.belt(outcomes, within_m=within_m), outcomes, lat, lon)
    assert not within_m or 0 < found.mean() < 1


@given(st.lists(st.tuples(st.sampled_from(EDGES), shares, st.floats(0, 2), st.floats(0, 2 * math.pi)), min_size=1))
def test_points_at_about_the_width_of_the_belt(
    points: list[tuple[tuple[tuple[float, float], tuple[float, float]], float, float, float]],
) -> None:
    """So are points about as far from a border as the belt is wide, in all directions."""
    lat, lon = [], []
    for ((ax, ay), (bx, by)), share, far, turn in points:
        lat.append(ay + share * (by - ay) + 200 * far * math.sin(turn) / 111_000)
        lon.append(ax + share * (bx - ax) + 200 * far * math.cos(turn) / 68_000)
    agree(INDEX, along_districts(200), DISTRICTS, np.array(lat), np.array(lon))


@given(st.lists(st.tuples(odd, odd), max_size=8))
@example([(55.1, 8.4), (46.9, 10.0), (52.0, 15.2)])
def test_any_number_is_answered(points: list[tuple[float, float]]) -> None:
    """Whatever the numbers: what is no point, and what is outside the grid, is told the same as on its own."""
    lat, lon = np.array([52.15, *(north for north, _ in points)]), np.array([9.95, *(east for _, east in points)])
    agree(INDEX, along_districts(5_000), DISTRICTS, lat, lon)


@given(mosaics, st.booleans(), st.sampled_from((2, 4)), st.floats(0, 3))
def test_maps_of_all_kinds(labels: list[int], turned: bool, split: int, cells: float) -> None:  # noqa: FBT001
    """Whatever the map, with nobody's land in it or not, and however wide the belt, a column is told the same."""
    index = BoundaryIndex(
        build(mosaic(labels, turned), edition="2026-01-01", scale=1_000, width=2, height=2, split=split)
    )
    outcomes = [0, 1, 2, 1][: len(index.units) + 1]
    lon, lat = np.meshgrid(np.arange(-19, 35, 2) / 2_000, np.arange(-19, 35, 2) / 2_000)
    agree(index, index.belt(outcomes, within_m=cells * 222.0), outcomes, lat.ravel(), lon.ravel())


@pytest.mark.parametrize("within_m", [0, 200, 2_000])
def test_what_is_beside_a_column_is_what_is_near_its_points(within_m: float) -> None:
    """Unless rounding could decide, the units beside each point and their order are those of the point on its own."""
    parts = [
        uniform(STATE, 300, 26),
        uniform(COUNTRY, 100, 27),
        borders(300, 28, metres=200),
        borders(100, 29, metres=0),
    ]
    lat, lon = (np.concatenate(part) for part in zip(*parts, strict=True))
    belt = INDEX.belt([None, *INDEX.units], within_m=within_m)
    of, labels, unsure = belt.beside(lat=lat, lon=lon, labels=INDEX.labels(lat=lat, lon=lon))
    assert of.tolist() == sorted(of.tolist())
    for point, (north, east) in enumerate(zip(lat.tolist(), lon.tolist(), strict=True)):
        near = [unit for unit, _ in INDEX.near(lat=north, lon=east, within_m=within_m) if unit is not None]
        assert unsure[point] or [INDEX.units[label - 1] for label in labels[of == point]] == near
    assert unsure[:300].mean() < 0.1


def test_nothing_is_beside_no_points() -> None:
    """No points are answered as well, and what is no point has nothing beside it."""
    of, labels, unsure = along_districts(200).beside(lat=[], lon=[], labels=[])
    assert (len(of), len(labels), len(unsure)) == (0, 0, 0)
    of, labels, unsure = along_districts(200).beside(lat=[math.nan, 52.15], lon=[9.0, 9.95], labels=[0, 1])
    assert (len(of), len(labels), unsure.tolist()) == (0, 0, [False, False])


def test_borders_between_the_same_outcomes_do_not_count() -> None:
    """Where the same holds everywhere, only points in nobody's land, who look for any unit, are in the belt."""
    lat, lon = borders(2_000, 24, metres=100)
    labels = INDEX.labels(lat=lat, lon=lon)
    found = INDEX.belt([0] * (len(INDEX.units) + 1), within_m=200).holds(lat=lat, lon=lon, labels=labels)
    assert not found[labels > 0].any()
    assert found[labels == 0].any()


def test_a_belt_can_be_sent_elsewhere() -> None:
    """A pickled belt tells the same as the one it was made from."""
    lat, lon = borders(500, 25, metres=200)
    labels = INDEX.labels(lat=lat, lon=lon)
    belt = along_districts(200)
    sent = pickle.loads(pickle.dumps(belt))  # noqa: S301 - made in this line
    assert (sent.holds(lat=lat, lon=lon, labels=labels) == belt.holds(lat=lat, lon=lon, labels=labels)).all()


@pytest.mark.parametrize("within_m", [-1, math.nan, math.inf, 10_001])
def test_widths_that_do_not_fit(within_m: float) -> None:
    """A belt that is not from 0 to 10,000 metres wide is an input error."""
    with pytest.raises(InputError, match="A belt must be 0 to 10,000 metres wide, not"):
        INDEX.belt(DISTRICTS, within_m=within_m)


def test_outcomes_that_do_not_fit() -> None:
    """An outcome too many or too few is an input error."""
    with pytest.raises(InputError, match="A belt needs 980 outcomes, one for nobody's land and each unit, not 979"):
        INDEX.belt(DISTRICTS[1:], within_m=200)


def test_columns_that_do_not_fit() -> None:
    """Columns that are not as long as each other, or no numbers, are input errors."""
    belt = along_districts(200)
    with pytest.raises(InputError, match="as many labels as points, 2, in one row, not"):
        belt.holds(lat=[52.0, 53.0], lon=[9.0, 10.0], labels=[1])
    with pytest.raises(InputTypeError, match="must be rows of numbers"):
        belt.holds(lat=["52,0"], lon=[9.0], labels=[1])
