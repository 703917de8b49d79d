from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.lookup.reading import LONGEST_TEXT, read

COUNTRIES = {"deutschland": "DE", "germany": "DE", "oesterreich": "AT"}


def words(text: str) -> list[str]:
    """Return the segments of a text as plain strings."""
    return [" ".join(segment) for segment in read(text, COUNTRIES, "DE").segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Domhof 1, 31134 Hildesheim", ["domhof 1", "31134 hildesheim"]),
        ("Domhof 1\n31134 Hildesheim\nDeutschland", ["domhof 1", "31134 hildesheim"]),
        ("Domhof 1; D-31134 Hildesheim; GERMANY", ["domhof 1", "31134 hildesheim"]),
        ("DE-31 134 Hildesheim", ["31134 hildesheim"]),
        ("31 134 Hildesheim", ["31134 hildesheim"]),
        ("31134Hildesheim", ["31134 hildesheim"]),
        ("Frau Erika Beispiel, c/o Celle, Domhof 1, 31134 Hildesheim", ["domhof 1", "31134 hildesheim"]),
        ("Postfach 10 12 34, 31112 Hildesheim", ["31112 hildesheim"]),
        ("Postfach 1234 31112 Hildesheim", ["31112 hildesheim"]),
        ("Hannover - Linden", ["hannover", "linden"]),
        ("Hildesheim Germany", ["hildesheim"]),
    ],
)
def test_segments_hold_what_may_name_a_place(text: str, expected: list[str]) -> None:
    """Persons, boxes, country and country codes are taken off, and the rest is split into words."""
    assert words(text) == expected


@pytest.mark.parametrize("text", ["A-1010 Wien", "1010 Wien, Österreich", "AT-1010 Wien"])
def test_another_country_is_noticed(text: str) -> None:
    """A country's name or the prefix of its postal codes names the country."""
    assert read(text, COUNTRIES, "DE").country == "AT"


def test_every_five_digits_may_be_a_postal_code() -> None:
    """All five-digit words are offered, in order."""
    reading = read("12345 Weg 7, 31134 Hildesheim", COUNTRIES, "DE")
    assert [reading.code(position) for position in reading.codes] == ["12345", "31134"]


def test_a_book_is_not_read_to_its_end() -> None:
    """A very long text is cut, and the reading says so."""
    reading = read("x " * LONGEST_TEXT, COUNTRIES, "DE")
    assert reading.truncated


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Reading never fails, and no segment is empty."""
    assert all(read(text, COUNTRIES, "DE").segments)


def test_the_repr_of_a_reading_shows_nothing() -> None:
    """A reading in a log does not give an address away."""
    assert "hildesheim" not in repr(read("Domhof 1, 31134 Hildesheim", COUNTRIES, "DE"))
