from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kmn.geocoding.protocol import Found
from kmn.lookup.geocoded import weigh
from kmn.lookup.inquiry import Inquiry
from kmn.lookup.notes import Note
from kmn.lookup.resolution import Resolution
from kmn.places.area import Area
from kmn.values import Point

if TYPE_CHECKING:
    from collections.abc import Callable

HERE, THERE, ELSEWHERE = Area("03254", "03254021"), Area("03351", "03351006"), Area(state="Bremen")
BOTH = Resolution((HERE, THERE), "place", needs=("plz",))


def at(area: Area | None, **other: Any) -> Found:
    """Give a place whose latitude says which area it lies in."""
    lat = {HERE: 1.0, THERE: 2.0, ELSEWHERE: 3.0, None: 0.0}[area]
    return Found(point=Point(lat=lat, lon=0), **other)


def inquiry(*parts: str, codes: set[str] = frozenset(), unknown: set[str] = frozenset()) -> Inquiry:  # type: ignore[assignment] # empty
    """Give what was asked."""
    return Inquiry("…", parts or ("street",), frozenset(codes), frozenset(unknown))


def placing(reached: list[float | None] | None = None) -> Callable[[Found, float | None], Resolution]:
    """Give what finds the areas of places, and notes how far they were taken to reach."""

    def place(found: Found, reach_m: float | None) -> Resolution:
        if reached is not None:
            reached.append(reach_m)
        area = {1.0: HERE, 2.0: THERE, 3.0: ELSEWHERE}.get(found.point.lat)
        return Resolution((area,) if area else (), "point")

    return place


def weighed(
    *found: Found, asked: Inquiry | None = None, words: Resolution = BOTH
) -> tuple[tuple[Area, ...], set[str]]:
    """Weigh what was found; give the areas and the codes of the notes."""
    result = weigh(found, asked or inquiry(), words, placing())
    return result.areas, {note.code for note in result.notes}


def test_a_house_among_the_places_decides() -> None:
    """What the address allows is narrowed down to where the house lies."""
    assert weighed(at(HERE, precision="address")) == ((HERE,), set())


def test_a_place_of_unknown_precision_decides_and_says_so() -> None:
    """A geocoder that does not say how close a place is, is believed with a note."""
    assert weighed(at(HERE)) == ((HERE,), {"geocoder_precision_unknown"})


def test_the_closest_counts() -> None:
    """A house comes before a street, and what agrees with the address before what does not."""
    assert weighed(at(THERE, precision="street"), at(HERE, precision="address"))[0] == (HERE,)
    assert weighed(at(ELSEWHERE, precision="address"), at(HERE, precision="street"))[0] == (HERE,)


def test_two_houses_do_not_decide() -> None:
    """Two places that are equally good are both possible."""
    assert weighed(at(HERE, precision="address"), at(THERE, precision="address")) == (
        (HERE, THERE),
        {"geocoder_several"},
    )


def test_several_houses_without_a_town_are_not_all() -> None:
    """Where no town is named, two places are a sign of more, even if all that were found would be answered alike."""
    result = weigh(
        [at(HERE, precision="address"), at(THERE, precision="address")], inquiry(), Resolution(), placing()
    )
    assert (result.areas, result.open_ended) == ((HERE, THERE), True)


def test_a_house_elsewhere_stands_beside_the_places() -> None:
    """What contradicts the address is a further candidate, whatever else it is."""
    assert weighed(at(ELSEWHERE, precision="address")) == ((HERE, THERE, ELSEWHERE), {"geocoder_contradicts"})


@pytest.mark.parametrize(
    ("postcode", "codes"), [("31134", set()), (None, set()), ("31135", {"geocoder_contradicts"})]
)
def test_the_postal_code_of_the_result_counts(postcode: str | None, codes: set[str]) -> None:
    """A place with another postal code than the address contradicts it; one without says nothing."""
    found = at(HERE, precision="address", postcode=postcode)
    assert weighed(found, asked=inquiry("street", "plz", codes={"31134"}))[1] == codes


@pytest.mark.parametrize("precision", ["place", "area"])
def test_a_town_for_a_street_is_coarse(precision: Any) -> None:
    """What is larger than what was asked for is marked, and decides nothing."""
    assert weighed(at(HERE, precision=precision)) == ((HERE, THERE), {"geocoder_coarse"})


def test_a_town_for_a_town_is_not_coarse() -> None:
    """Who asks for a village is answered with a village, but not with a county or a postal code."""
    assert weighed(at(HERE, precision="place"), asked=inquiry("place")) == ((HERE,), set())
    assert weighed(at(HERE, precision="area"), asked=inquiry("place"))[1] == {"geocoder_coarse"}


def test_nothing_found_changes_nothing() -> None:
    """No place, or none that lies anywhere, leaves what the address allows."""
    assert weighed() == ((HERE, THERE), {"geocoder_found_nothing"})
    assert weighed(at(None, precision="address")) == ((HERE, THERE), {"geocoder_found_nothing"})


@pytest.mark.parametrize(
    ("found", "asked", "open_ended", "codes"),
    [
        (at(HERE, precision="address"), inquiry(), False, set()),
        (
            at(HERE, precision="address", label="Dorfstr. 1, Ort"),
            inquiry(unknown={"dorfstrasse", "ort"}),
            False,
            set(),
        ),
        (
            at(HERE, precision="address", label="Weg, Stadt"),
            inquiry(unknown={"weg", "ort"}),
            True,
            {"geocoder_contradicts"},
        ),
        (at(HERE, precision="place"), inquiry(), True, {"geocoder_coarse"}),
    ],
)
def test_where_the_address_allows_nothing_its_words_are_compared(
    found: Found,
    asked: Inquiry,
    open_ended: bool,  # noqa: FBT001 (a case)
    codes: set[str],
) -> None:
    """A place that explains the words decides; any other is one candidate, beside whatever else may be meant."""
    result = weigh([found], asked, Resolution(), placing())
    assert (result.areas, result.open_ended) == ((HERE,), open_ended)
    assert {note.code for note in result.notes} == codes


@pytest.mark.parametrize(
    ("other", "reach"),
    [
        ({"precision": "address", "radius_m": 50.0}, None),
        ({}, None),
        ({"precision": "street", "radius_m": 50.0}, 50.0),
        ({"precision": "street"}, 500.0),
        ({"precision": "place"}, 2000.0),
    ],
)
def test_a_larger_place_reaches_farther(other: dict[str, Any], reach: float | None) -> None:
    """A street or town is as large as is said, or as such things are; a building is a point."""
    reached: list[float | None] = []
    weigh([at(HERE, **other)], inquiry(), BOTH, placing(reached))
    assert reached == [reach]


def test_what_was_said_before_is_not_forgotten() -> None:
    """Notes of the address stay, and the source of the deciding place is named."""
    words = Resolution((HERE, THERE), "place", (Note.of("place_corrected", name="Celle"),))
    result = weigh([at(HERE, precision="address", attribution="© Musterland")], inquiry(), words, placing())
    assert [note.code for note in result.notes] == ["place_corrected", "geocoder_attribution"]
    assert result.method == "geocoder"
