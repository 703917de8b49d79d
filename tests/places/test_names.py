from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.places import names


@pytest.mark.parametrize(
    "written",
    ["Lüneburg", "LÜNEBURG", "Lueneburg", "LÃ¼neburg", "Lu\u0308neburg", "  lüneburg ", "Lüne\u200bburg"],
)
def test_spellings_of_an_umlaut_share_one_key(written: str) -> None:
    """A name with an umlaut has one key however the umlaut reached us."""
    assert names.key(names.clean(written)) == "lueneburg"


@pytest.mark.parametrize("written", ["L?neburg", "L\ufffdneburg"])
def test_a_destroyed_letter_is_guessed(written: str) -> None:
    """A letter destroyed by an encoding error can be any umlaut."""
    assert "lueneburg" in names.restored(names.key(names.clean(written)))


def test_too_many_destroyed_letters_are_not_guessed() -> None:
    """A text of many lost letters yields no guesses instead of thousands."""
    assert list(names.restored("?????".replace("?", names.WILDCARD))) == []


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Neustadt a. Rbge.", "Neustadt am Rübenberge"),
        ("Hann. Münden", "Hannoversch Münden"),
        ("St. Andreasberg", "Sankt Andreasberg"),
        ("Oldenburg (Oldb)", "Oldenburg (Oldenburg)"),
        ("Gr. Oesingen", "Groß Oesingen"),
        ("LK Celle", "Landkreis Celle"),
        ("Nienburg a. d. Weser", "Nienburg an der Weser"),
    ],
)
def test_abbreviations_equal_their_long_form(short: str, full: str) -> None:
    """An abbreviated name has the key of the name in full."""
    assert names.key(short) == names.key(full)


def test_digits_of_other_scripts_are_read() -> None:
    """Decimal digits of any script become ASCII digits."""
    assert names.clean("٣٠١٥٩ ３０１５９") == "30159 30159"


def test_line_breaks_survive_and_control_characters_do_not() -> None:
    """Lines stay apart, while NUL and direction marks do not reach the words."""
    assert names.clean("a\x00b\r\nc\u202ed") == "a b\n\ncd"


@given(st.text())
def test_cleaning_and_folding_accept_any_text(text: str) -> None:
    """Any text is cleaned and folded, to lower-case ASCII words."""
    folded = names.fold(names.clean(text))
    assert all(char.isascii() or char == names.WILDCARD for char in folded)
    assert folded == folded.lower()


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    """A folded text folds to itself."""
    once = names.fold(names.clean(text))
    assert names.fold(once) == once
