from __future__ import annotations

import pytest

from kmn.errors import IdentifierError
from kmn.identifiers import PLZ


@pytest.mark.parametrize(
    "text",
    [
        "30159",
        "D-30 159",
        "DE-30159",
        "D 30159",
        "d-30159",
        "D–30159",
        "DE30159",
        "PLZ 30159",
        "PLZ: D-30159",
        "Postleitzahl 30159",
        "3 0 1 5 9",
        "٣٠١٥٩",
        "۳۰۱۵۹",
        "３０１５９",
        "\ufeff30159\u200f",
        "30159.",
    ],
)
def test_parse_reads_what_people_write(text: str) -> None:
    """Country prefixes, blanks, other digits and invisible marks are understood."""
    assert PLZ.parse(text) == PLZ("30159")


@pytest.mark.parametrize(
    "text",
    ["00000", "00999", "3015", "301590", "A-1010", "CH-8000", "30-159", "3015²", "30159 Hannover", "①②③④⑤"],
)
def test_parse_rejects_other_forms(text: str) -> None:
    """Codes below 01000, of another length or of another country are rejected."""
    with pytest.raises(IdentifierError, match="five digits as text, from 01000 to 99999"):
        PLZ.parse(text)


@pytest.mark.parametrize("text", ["01000", "99999"])
def test_form_is_not_existence(text: str) -> None:
    """The first and last code by form are codes, whether or not anybody lives there."""
    assert str(PLZ.parse(text)) == text
