from __future__ import annotations

import pytest

from kmn.lookup.matching import Zone, is_street, matches, meet, typed_phrases, whole, zones_of
from kmn.lookup.reading import read
from kmn.places.area import Area
from tests import second_state

INDEX = second_state.name_index()


def zone_text(text: str) -> str:
    """Return the words that belong to the first postal code of a text."""
    reading = read(text, {}, "DE")
    zones = zones_of(INDEX, reading, reading.codes[0])
    towns = [reading.segments[row][start:end] for row, start, end in zones]
    return " ".join(next((town for town in towns if not is_street(INDEX, town)), ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Domhof 1, 98101 Oberau", "oberau"),
        ("Oberau 98101 Domhof 1", "oberau"),
        ("PLZ 98101, Ort Oberau", "ort oberau"),
        ("Oberau 98101", "oberau"),
        ("Domhof 1 Oberau 98101", "oberau"),
        ("98101, Oberau", "oberau"),
        ("Domhof 1, 98101, Oberau", "oberau"),
        ("Oberau, 98101", "oberau"),
        ("98101, Lange Straße 5", ""),
        ("98101", ""),
        ("98101 12", ""),
    ],
)
def test_the_town_of_a_code_stands_beside_it(text: str, expected: str) -> None:
    """Behind the code, else before it, else in the line after or before that is no street."""
    assert zone_text(text) == expected


@pytest.mark.parametrize(
    "segment",
    ["domhof 1", "lange strasse", "bahnhofstr", "am markt", "alter weg", "schlossplatz", "im ring", "neuer kamp"],
)
def test_streets_are_recognised_by_form(segment: str) -> None:
    """A number or the ending of a word tells a street."""
    assert is_street(INDEX, segment.split())


@pytest.mark.parametrize("segment", ["hildesheim", "oberau", "markt", "bad bentheim", "neustadt a ruebenberge", ""])
def test_towns_are_no_streets(segment: str) -> None:
    """The names of towns do not look like streets."""
    assert not is_street(INDEX, segment.split())


def test_a_whole_segment_is_a_name_with_or_without_its_title() -> None:
    """Words that say what kind of place it is are left out in a second try."""
    assert list(whole(("hansestadt", "oberau"))) == [(0, "hansestadt oberau"), (1, "oberau")]
    assert list(whole(("oberau",))) == [(0, "oberau")]
    assert list(whole(("stadt",))) == [(0, "stadt")]


def test_names_are_found_from_left_to_right_the_longest_first() -> None:
    """In running words names do not overlap, and a longer name hides the shorter one in it."""
    reading = read("von Niederau am See nach Oberau 5 Seeburg", {}, "DE")
    found = matches(INDEX, reading, Zone(0, 0, len(reading.segments[0])))
    assert [match.phrase for match in found] == ["niederau a see", "oberau", "seeburg"]
    assert [match.phrase for match in matches(INDEX, reading, Zone(0, 2, 7))] == ["oberau"]


def test_a_match_gives_every_area_once() -> None:
    """A name of a town and its district means both."""
    reading = read("Oberau", {}, "DE")
    (match,) = matches(INDEX, reading, Zone(0, 0, 1))
    assert set(match.areas) == {Area("12061", "12061001"), Area("12061")}
    assert match.is_town


def test_what_may_be_misspelt_is_tried_longest_first() -> None:
    """Numbers and titles are left out; then come all words, and fewer and fewer from both ends."""
    assert list(typed_phrases(["stadt", "ober", "au", "5"])) == ["ober au", "ober", "au"]
    assert list(typed_phrases(["5"])) == []


def test_areas_meet_in_what_they_share() -> None:
    """A district and its town have the town in common, once."""
    town, district = Area("12061", "12061001"), Area("12061")
    assert meet([town, district], [district, town]) == (town, district)
    assert meet([town], [Area("12062")]) == ()
