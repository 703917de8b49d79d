from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.lookup.reading import LONGEST_TEXT, pieces, read

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Postfach 31134, 31112 Hildesheim", ["31112 hildesheim"]),
        ("P.O. Box 12, 31112 Hildesheim", ["31112 hildesheim"]),
        ("Familie Peine\nDomhof 1", ["domhof 1"]),
        ("z.Hd. Herrn Celle, Hildesheim", ["hildesheim"]),
        ("attn. Ms Celle\nHildesheim", ["hildesheim"]),
        ("Domhof 1 – Hildesheim", ["domhof 1", "hildesheim"]),
        ("Domhof 1 / Hildesheim", ["domhof 1", "hildesheim"]),
        ("Domhof 1 | Hildesheim • Ost", ["domhof 1", "hildesheim", "ost"]),
        ("Hildesheim (Ost)", ["hildesheim ost"]),
        ("Hildesheim\tDeutschland", ["hildesheim"]),
        ("Deutschland, Hildesheim", ["hildesheim"]),
        ("Deutschland", ["deutschland"]),
        ("30 159 Hannover, 31134", ["30 159 hannover", "31134"]),
    ],
)
def test_what_is_no_place_is_left_out(text: str, expected: list[str]) -> None:
    """Boxes, persons and the country go, brackets stay, and dashes, strokes, bars and tabs part segments."""
    assert words(text) == expected


def test_words_in_brackets_are_marked() -> None:
    """Where a word stands in brackets is known, because it may say which place is meant rather than name one."""
    reading = read("Domhof 1, Burgdorf (Kreis Peine) Nord", COUNTRIES, "DE")
    assert {reading.segments[row][column] for row, column in reading.asides} == {"lk", "peine"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frau Erika Beispiel\nDomhof 1\n31134 Hildesheim", ("Domhof 1", "31134 Hildesheim")),
        ("Domhof 1, c/o Familie Muster, Hildesheim", ("Domhof 1", "Hildesheim")),
        ("Postfach 12 34\n31112 Hildesheim", ("31112 Hildesheim",)),
        ("Domhof 1 D-31 134 Hildesheim", ("Domhof 1", "31134 Hildesheim")),
        ("Domhof  1 31134Hildesheim", ("Domhof 1", "31134 Hildesheim")),
        ("Domhof 1", ("Domhof 1",)),
        ("Herr Muster", ()),
        ("", ()),
    ],
)
def test_persons_and_boxes_are_left_out_of_the_pieces(text: str, expected: tuple[str, ...]) -> None:
    """The pieces of an address are its lines and postal codes as written, without those who live there."""
    assert pieces(text) == expected


@given(st.text(max_size=80))
def test_a_piece_is_one_line(text: str) -> None:
    """Whatever the text, its pieces have no line break and no blanks around them, and none is empty."""
    for piece in pieces(text):
        assert piece
        assert "\n" not in piece
        assert piece == piece.strip()
