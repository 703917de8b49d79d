from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.batches import Assigner
from kmn.bulk.columns import COLUMNS, row_of
from kmn.bulk.coordinates import Coordinates, land_of
from kmn.values import Evidence, Point
from kmn.wiring import default_locator, locate
from tests import second_state
from tests.boundaries.test_arrays import borders, uniform
from tests.boundaries.test_index import COUNTRY, EDGES, STATE
from tests.strategies import shares

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DAY = date(2026, 12, 1)


def rows(lat: Any, lon: Any, **options: Any) -> list[tuple[str, ...]]:
    """Give what is added to points."""
    answered = Assigner({"lat": "lat", "lon": "lon"}, on=DAY, **options)(pa.table({"lat": lat, "lon": lon}))
    return list(zip(*(answered[name].to_pylist() for name in COLUMNS), strict=True))


def alone(lat: Any, lon: Any, **options: Any) -> list[tuple[str, ...]]:
    """Give what is answered to each point alone."""
    pairs = zip(lat.tolist(), lon.tolist(), strict=True)
    return [row_of(locate(Point(lat=one, lon=other), on=DAY, **options)) for one, other in pairs]


@pytest.mark.parametrize("evidence", ["attested", "inferred"])
@pytest.mark.parametrize(
    "points",
    [uniform(STATE, 1_500, 31), uniform(COUNTRY, 500, 32), borders(800, 33, metres=100), borders(500, 34, metres=0)],
    ids=["state", "country", "borders", "corners"],
)
def test_a_column_is_answered_like_its_points(points: tuple[Floats, Floats], evidence: str) -> None:
    """Everywhere, near borders and on their corners, each row gets the whole answer of its point."""
    assert rows(*points, evidence=evidence) == alone(*points, evidence=evidence)


@given(st.lists(st.tuples(st.sampled_from(EDGES), shares, st.floats(0, 2), st.floats(0, 2 * math.pi)), min_size=1))
def test_points_about_as_far_from_a_border_as_it_is_uncertain(
    points: list[tuple[tuple[tuple[float, float], tuple[float, float]], float, float, float]],
) -> None:
    """On edges and up to about where the belt ends, in all directions, a column is answered like its points."""
    lat, lon = [], []
    for ((ax, ay), (bx, by)), share, far, turn in points:
        lat.append(ay + share * (by - ay) + 200 * far * math.sin(turn) / 111_000)
        lon.append(ax + share * (bx - ax) + 200 * far * math.cos(turn) / 68_000)
    assert rows(lat, lon) == alone(np.array(lat), np.array(lon))


def test_classes_hold_from_batch_to_batch() -> None:
    """What makes a point alike is the same in another batch, in any order."""
    land = land_of(default_locator(), lambda unit: unit[:5])
    assert land is not None
    lat, lon = borders(400, 35, metres=100)
    first, again = land.classes(lat, lon), land.classes(lat[::-1], lon[::-1])
    assert first.tolist() == again.tolist()[::-1]


@pytest.mark.parametrize(
    ("lat", "lon", "status"),
    [
        (52.15, 9.95, "responsible"),
        (9.95, 52.15, "not_found"),
        (None, None, "empty"),
        (math.nan, math.nan, "empty"),
        (52.15, None, "invalid"),
        (91.0, 9.95, "invalid"),
        (math.inf, 9.95, "invalid"),
        (52.15, -180.1, "invalid"),
        (0.0, 0.0, "outside"),
        (-90.0, 180.0, "outside"),
    ],
)
def test_what_is_no_point_is_a_status(lat: float | None, lon: float | None, status: str) -> None:
    """What is missing, half there, swapped, or beyond the earth is told as such; abroad is outside."""
    assert rows(pa.array([lat], pa.float64()), pa.array([lon], pa.float64()))[0][0] == status


def test_without_borders_each_point_is_asked_for() -> None:
    """Where nobody knows the borders of many points at once, only those missing or unreadable are alike."""
    lat, lon = (pa.array(column, pa.float64()) for column in ([52.1, 52.1, None, 99.0], [9.9, 9.9, None, 9.9]))
    points = Coordinates(lat, lon, None)
    assert points.codes.tolist() == [3, 4, 0, 1]
    assert [points.key(code) for code in points.codes.tolist()] == [None, None, 0, 1]
    assert points.cells(0) == {"lat": "52.1", "lon": "9.9"}
    assert points.cells(2) == {}


def test_the_borders_of_another_state_are_asked() -> None:
    """Nothing depends on the embedded borders."""
    locator = second_state.locator()
    lat, lon = uniform((9.9, 49.9, 10.5, 50.3), 300, 36)
    found = rows(lat, lon, locator=locator)
    pairs = zip(lat.tolist(), lon.tolist(), strict=True)
    assert found == [row_of(locator.locate(Point(lat=one, lon=other), on=DAY)) for one, other in pairs]
    assert len({cells[0] for cells in found}) > 1


@given(
    st.lists(
        st.tuples(
            *[st.sampled_from(("52.15", "52,15", " 9.95", "+9.95", "9.95\t", "", None, "x", "1e1", "٩", "99999"))] * 2
        ),
        min_size=1,
    )
)
def test_texts_are_read_as_numbers_are(pairs: list[tuple[str | None, str | None]]) -> None:
    """Texts with points or commas are numbers, blanks are missing, and what is neither makes the row invalid."""

    def number(text: str | None) -> float | None:
        try:
            return float((text or "").replace(",", "."))
        except ValueError:
            return None

    for (one, other), cells in zip(pairs, rows(*map(pa.array, zip(*pairs, strict=True))), strict=True):
        blank = [not (text or "").strip() for text in (one, other)]
        plain = all(
            text and text.strip().lstrip("+").replace(",", ".").replace(".", "").isascii() for text in (one, other)
        )
        if all(blank):
            assert cells[0] == "empty"
        elif any(blank) or "x" in (one, other) or "1e1" in (one, other):
            assert cells[0] == "invalid"
        elif plain and "99999" not in (one, other):
            lat, lon = number(one), number(other)
            assert lat is not None
            assert lon is not None
            assert cells == row_of(locate(Point(lat=lat, lon=lon), on=DAY))


def keyed(unit: str) -> Hashable:
    """Give the unit itself: every border parts what differs."""
    return unit


def test_the_borders_that_count_are_those_that_part_what_differs() -> None:
    """The finer the outcomes, the more classes; evidence is that of the caller."""
    lat, lon = borders(500, 37, metres=50)
    locator = default_locator()
    counts = []
    for outcome in (lambda _: "same", lambda unit: locator.outcome(unit, on=DAY, evidence=Evidence.ATTESTED), keyed):
        land = land_of(locator, outcome)
        assert land is not None
        counts.append(len({*land.classes(lat, lon).tolist()}))
    assert counts[0] < counts[1] < counts[2]
