from __future__ import annotations

import re

import pytest

from kmn.interchange.problem import TEXTS, Problem, shown


@pytest.mark.parametrize("code", TEXTS)
def test_every_text_has_two_languages_with_the_same_parameters(code: str) -> None:
    """German and English name the same values and end as sentences do."""
    german, english = TEXTS[code]
    assert german != english
    assert set(re.findall(r"{(\w+)}", german)) == set(re.findall(r"{(\w+)}", english))
    assert german[-1] in ".?"
    assert english[-1] in ".?"


def test_a_problem_says_where_it_is() -> None:
    """File, row, field and value stand in the text, in the language asked for."""
    problem = Problem(
        "value_wrong",
        file="komut.csv",
        row=7,
        field="area",
        value="Celle",
        parameters=(("expected", ("ein Schlüssel", "a key")),),
    )
    assert str(problem) == "komut.csv, row 7, field area: 'Celle' has not the right form. Expected a key."
    assert problem.text("de") == (
        "komut.csv, Zeile 7, Feld area: 'Celle' hat nicht die richtige Form. Erwartet wird ein Schlüssel."
    )


def test_what_was_put_right_is_a_warning() -> None:
    """Only what keeps the dataset from being built is an error."""
    assert Problem("encoding_read", file="x", parameters=(("read", "Windows-1252"),)).severity == "warning"
    assert Problem("binary", file="x").severity == "error"


def test_values_are_shown_with_care() -> None:
    """Long values are cut, control characters replaced, and addresses and contacts never shown."""
    assert shown("x" * 100, "name") == "x" * 40 + "…"
    assert shown("a\x1b[31m", "name") == "a�[31m"
    assert shown("0511-1204840", "contact_phone") is None
    assert shown("52.15", "address_lat") is None
