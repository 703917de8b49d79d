from __future__ import annotations

import pytest
from hypothesis import given

from kmn.errors import IdentifierError
from kmn.identifiers import AGS, KreisKey
from tests import strategies


@pytest.mark.parametrize(
    "text",
    [
        "03241001",
        "03 2 41 001",
        "03.241.001",
        "03-241-001",
        "03241-001",
        "03/2/41/001",
        "03\u00a0241\u200b001",
        "AGS 03241001",
        "ags: 03241001",
        "GKZ 03241001",
        "Gemeindeschlüssel: 03241001",
        "٠٣٢٤١٠٠١",
        "'03241001",
        "03241001,",
        "03 2 41 001.",
        "03–241–001",
    ],
)
def test_parse_reads_what_people_write(text: str) -> None:
    """The official grouping, separators, other digits and a name in front are understood."""
    assert AGS.parse(text) == AGS("03241001")


@pytest.mark.parametrize(
    "text",
    [
        "00241001",
        "17241001",
        "99999999",
        "032410010",
        "0324-1001",
        "0.3241001",
        "03241\n001",
        "03--241001",
        "0324100O",
    ],
)
def test_parse_rejects_other_forms(text: str) -> None:
    """A state beyond 16, another length and separators in odd places are rejected."""
    with pytest.raises(IdentifierError, match="eight digits as text, beginning with a state from 01 to 16"):
        AGS.parse(text)


def test_form_is_not_existence() -> None:
    """A well-formed key that no register lists is a key."""
    assert AGS.parse("03999999").value == "03999999"


@given(strategies.ags)
def test_parts_begin_the_key(key: AGS) -> None:
    """State and district are the beginnings of the key."""
    assert key.district == KreisKey(key.value[:5])
    assert key.state == key.district.state == key.value[:2]
