from __future__ import annotations

import pytest

from tests.rules.situations import changed, codes


def said(text: str) -> list[str]:
    """Give what is found when a network bears this remark in both languages."""
    return sorted(set(codes(changed("networks", "bergkreis", remark=text, remark_en=text))))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Grüße aus Łódź, 5 – 6 €, „so“", []),
        ("zeile\neins\tzwei", []),
        ("=1+1", ["T001"]),
        ("@SUMME(A1)", ["T001"]),
        ("-3 Stellen", ["T001"]),
        ("weich\u00adtrennung", ["T002"]),
        ("null\u200bbreite", ["T002"]),
        ("dreht\u202eum", ["T002"]),
        ("LÃ¼neburg", ["T003"]),
        ("StraÃŸe", ["T003"]),
        ("â€žsoâ€œ", ["T003"]),
        ("L\ufffdneburg", ["T003"]),
        ("Ã", []),
        ("São Paulo, Ânia, pâté", []),
        ("???", ["T005"]),
        ("—", ["T005"]),
        ("N.N.", ["T005"]),
        ("Unbekannt", ["T005"]),
        ("TODO", ["T005"]),
        ("Offener Treff", []),
        ("Lu\u0308neburg", ["T006"]),
    ],
)
def test_texts_are_what_they_seem(text: str, found: list[str]) -> None:
    """Formulas, invisible marks, broken letters and placeholders are told from what people write."""
    assert said(text) == found


def test_phone_numbers_may_begin_with_a_plus() -> None:
    """The international form of a number is no formula."""
    assert codes(changed("organisations", "tal-verein", short_name="+49 30 23125")) == ["T001"]
    assert codes(changed("organisations", "haus-am-berg", short_name="Haus")) == []
