from __future__ import annotations

import re

import pytest

from kmn.lists.notice import TEXTS, Notice, names_person


@pytest.mark.parametrize("code", TEXTS)
def test_every_text_has_two_languages_with_the_same_parameters(code: str) -> None:
    """German and English name the same values and end as sentences do."""
    _, german, english = TEXTS[code]
    assert german != english
    assert set(re.findall(r"{(\w+)}", german)) == set(re.findall(r"{(\w+)}", english))
    assert german[-1] in ".?" or "kmn " in german
    assert english[-1] in ".?" or "kmn " in english


def test_a_notice_says_where_it_is() -> None:
    """Sheet, row, column and value stand in the text, in the language asked for; values are shortened and cleaned."""
    notice = Notice("area_unknown", "Zuordnung", 5, "Kreis", "LK\x1bCele" + "e" * 50, {"hint": (" Gut.", " Good.")})
    assert notice.severity == "error"
    assert notice.text("en").startswith(
        f"sheet „Zuordnung“, row 5, column „Kreis“: “LK�Cele{'e' * 33}…” is not known"
    )
    assert " Good. " in notice.text("en")
    assert " Gut. " in str(notice)
    assert str(Notice("workbook_missing")) == Notice("workbook_missing", "x").text(place=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frau Beispiel", True),
        ("Caritas, Hr. Beispiel", True),
        ("Dr. Beispiel", True),
        ("Herrn Beispiel", True),
        ("Frauenhaus Celle", False),
        ("Herrenhausen", False),
        ("DRK Soltau", False),
    ],
)
def test_persons_are_noticed(text: str, expected: object) -> None:
    """Words before the name of a person are told from words that only begin so."""
    assert names_person(text) is expected
