from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import kmn
from kmn.boundaries import index
from kmn.boundaries.geometry import shape
from kmn.lookup.points import BELT_M
from kmn.wiring import gazetteer
from tests import second_state
from tests.lookup.glimpse import codes, key_of, keys_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from kmn.lookup.answer import Answer

STATES: Final = gazetteer().territory.states
BORDERS: Final = index.load()
# Ends of the borders between units; half of them between municipalities of one district.
CORNERS: Final = [start for unit in BORDERS.units[::7] for start, _ in BORDERS.outline([unit])]


@pytest.fixture(scope="module")
def areas() -> dict[str, BaseGeometry]:
    """The shapes of the districts of today and of the other states."""
    keys = [district.key.value for district in kmn.districts()]
    return {key: shape(key) for key in (*keys, *(unit for unit in BORDERS.units if unit.startswith("state:")))}


def brute_force(areas: dict[str, BaseGeometry], point: kmn.Point) -> str | None:
    """Return whose area holds a point, by testing all of them; the first key on a border."""
    spot = shapely.Point(point.lon, point.lat)
    return min((key for key, area in areas.items() if area.intersects(spot)), default=None)


def agrees(areas: dict[str, BaseGeometry], point: kmn.Point) -> None:
    """Check the answer for a point, taken as exact, against all areas."""
    answer = kmn.locate(point, accuracy_m=0)
    expected = brute_force(areas, point)
    assert answer.method == "point"
    if expected is None:
        assert (answer.status, answer.state) == ("outside", None) or "off_coast" in codes(answer)
    elif expected.startswith("state:"):
        assert (answer.status, answer.state) == ("outside", STATES[expected.removeprefix("state:")])
    elif answer.status == "ambiguous":  # exactly on the border
        assert expected in keys_of(answer)
    else:
        assert key_of(answer) == expected


@given(lat=st.floats(51.2, 54.0), lon=st.floats(6.5, 11.7))
def test_points_everywhere_agree_with_the_shapes(areas: dict[str, BaseGeometry], lat: float, lon: float) -> None:
    """Any point in and around the state lies in the district, or other state, whose shape holds it."""
    agrees(areas, kmn.Point(lat=lat, lon=lon))


@given(corner=st.sampled_from(CORNERS), east=st.floats(-0.002, 0.002), north=st.floats(-0.002, 0.002))
def test_points_near_borders_agree_with_the_shapes(
    areas: dict[str, BaseGeometry], corner: tuple[float, float], east: float, north: float
) -> None:
    """So does any point within some hundred metres of a border."""
    agrees(areas, kmn.Point(lat=corner[1] + north, lon=corner[0] + east))


def test_a_point_finds_its_municipality() -> None:
    """A point well inside a municipality is answered by it."""
    answer = kmn.locate(kmn.Point(lat=52.1508, lon=9.9511))
    assert answer.municipality is not None
    assert (answer.municipality.name, key_of(answer), answer.method) == ("Hildesheim", "03254", "point")


@pytest.mark.parametrize(
    "text",
    [
        "52.1508, 9.9511",
        "(52.1508, 9.9511)",
        "52.1508; 9.9511",
        "52,1508 9,9511",
        "52,1508; 9,9511",
        " 52.1508,9.9511 ",
    ],
)
def test_coordinates_may_be_a_text(text: str) -> None:
    """Latitude and longitude are read from a text too, with points or commas in the numbers."""
    assert kmn.locate(text) == kmn.locate(kmn.Point(lat=52.1508, lon=9.9511))


@pytest.mark.parametrize("text", ["999.9, 999.9", "-0.0, -0.0", "90.5, 9.9", "52.15, 9.95, 3.0", "52.15"])
def test_other_numbers_are_no_place_here(text: str) -> None:
    """Numbers that are no coordinate, or one far away, are answered without an error."""
    assert kmn.locate(text).status in {"not_found", "outside"}


@pytest.mark.parametrize("thing", [kmn.Point(lat=9.9511, lon=52.1508), "9.9511, 52.1508"])
def test_swapped_coordinates_are_recognised(thing: kmn.Point | str) -> None:
    """A point with its numbers swapped is not found, and the answer says why."""
    answer = kmn.locate(thing)
    assert isinstance(answer, kmn.NotFound)
    assert codes(answer) == {"coordinates_swapped"}


@pytest.mark.parametrize(
    ("lat", "lon", "state"),
    [
        (53.55, 10.0, "Hamburg"),
        (53.08, 8.81, "Bremen"),
        (53.54, 8.58, "Bremen"),
        (48.137, 11.575, "Bayern"),
        (53.923, 8.496, "Hamburg"),
        (53.22, 6.57, None),
        (48.857, 2.352, None),
        (0.0, 0.0, None),
        (-33.9, 151.2, None),
        (90.0, 180.0, None),
    ],
)
def test_points_elsewhere_are_outside(lat: float, lon: float, state: str | None) -> None:
    """A point in another state names it; one abroad is outside without a name."""
    answer = kmn.locate(kmn.Point(lat=lat, lon=lon))
    assert isinstance(answer, kmn.Outside)
    assert answer.state == state


def test_a_point_in_the_water_is_referred_to_the_coast() -> None:
    """Off the coast the nearest municipality answers, with a note of how far it is; far out nobody does."""
    answer = kmn.locate(kmn.Point(lat=53.71, lon=7.15))
    assert key_of(answer) == "03452"
    sea = second_state.within("12062003", metres_to_the_east=-1_500)
    answer = second_state.locator().locate(sea)
    assert key_of(answer) == second_state.NIEDERAU
    (note,) = [note for note in answer.notes if note.code == "off_coast"]
    assert dict(note.parameters)["metres"] == pytest.approx(1_500, abs=5)
    far = second_state.within("12062003", metres_to_the_east=-2_500)
    assert second_state.locator().locate(far).status == "outside"


def near(metres: float, *, unit: str = "12061002", accuracy_m: float | None = None) -> Answer:
    """Locate a point west of the eastern border of a unit, by default the one between the districts."""
    point = second_state.within(unit, metres_to_the_east=metres)
    return second_state.locator().locate(point, accuracy_m=accuracy_m)


def test_a_point_near_a_border_that_matters_is_ambiguous() -> None:
    """Within the belt of a border beyond which the answer differs, both are candidates, and the distance is noted."""
    answer = near(BELT_M - 5)
    assert isinstance(answer, kmn.Ambiguous)
    assert keys_of(answer) == [second_state.OBERAU, second_state.NIEDERAU]
    (note,) = answer.notes
    assert note.code == "border_near"
    assert dict(note.parameters)["metres"] == pytest.approx(BELT_M - 5, abs=1)
    assert set(answer.needs) == {"place", "plz"}
    assert key_of(near(BELT_M + 5)) == second_state.OBERAU


@pytest.mark.parametrize(("accuracy_m", "ambiguous"), [(0, False), (99, False), (101, True), (5_000, True)])
def test_the_accuracy_of_a_point_is_the_belt(accuracy_m: float, ambiguous: bool) -> None:  # noqa: FBT001 - a case
    """Who knows how exact a point is gets an answer nearer to the border, or none farther from it."""
    assert (near(100, accuracy_m=accuracy_m).status == "ambiguous") == ambiguous


def test_a_border_between_equal_answers_is_no_doubt() -> None:
    """Between municipalities of one answer a point is decided however near the border is."""
    answer = near(1, unit="12061001")
    assert key_of(answer) == second_state.OBERAU
    assert answer.notes == ()


def test_another_state_across_the_border_is_a_doubt() -> None:
    """Near the border of the state, outside is a candidate."""
    answer = near(50, unit="state:13")
    assert isinstance(answer, kmn.Ambiguous)
    assert {candidate.answer.status for candidate in answer.candidates} == {"outside", "unassigned"}


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), accuracy_m=st.none() | st.floats(0, 10_000))
def test_every_point_on_earth_has_an_answer(lat: float, lon: float, accuracy_m: float | None) -> None:
    """Any point is answered, never with an exception."""
    assert kmn.locate(kmn.Point(lat=lat, lon=lon), accuracy_m=accuracy_m).method == "point"
