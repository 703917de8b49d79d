from __future__ import annotations

import pytest
from hypothesis import given

from kmn.errors import IdentifierError
from kmn.identifiers import AGS, ARS
from tests import strategies


@pytest.mark.parametrize(
    "text",
    [
        "032410001001",
        "03 2 41 0001 001",
        "03-2-41-0001-001",
        "03.241.0001.001",
        "ARS 032410001001",
        "RS: 03241 0001001",
    ],
)
def test_parse_reads_what_people_write(text: str) -> None:
    """The official grouping, separators and a name in front are understood."""
    assert ARS.parse(text) == ARS("032410001001")


@pytest.mark.parametrize("text", ["002410001001", "172410001001", "03241001", "0324100010011"])
def test_parse_rejects_other_forms(text: str) -> None:
    """A state beyond 16 and another length are rejected."""
    with pytest.raises(IdentifierError, match="twelve digits as text"):
        ARS.parse(text)


def test_parts_are_named() -> None:
    """The key names state, district, association and municipality."""
    key = ARS("032545403002")
    assert key.state == "03"
    assert key.district.value == "03254"
    assert key.association == "032545403"
    assert key.ags == AGS("03254002")


@given(strategies.ars)
def test_the_ags_lies_in_the_same_district(key: ARS) -> None:
    """The AGS that follows from the key has its district and state."""
    assert key.ags.district == key.district
    assert key.ags.state == key.state
    assert key.association.startswith(key.district.value)
