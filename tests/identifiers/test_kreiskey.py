from __future__ import annotations

import pytest
from hypothesis import given

from kmn.errors import IdentifierError
from kmn.identifiers import KreisKey
from tests import strategies


@pytest.mark.parametrize(
    "text",
    ["03241", "03 2 41", "03.2.41", "03-241", "Kreis 03241", "03241000", "03 2 41 000", "032410000000"],
)
def test_parse_reads_what_people_write(text: str) -> None:
    """The official grouping and the longer forms that tables fill up with zeros are understood."""
    assert KreisKey.parse(text) == KreisKey("03241")


@pytest.mark.parametrize("text", ["00241", "17241", "99999", "0324", "032411", "03241 00"])
def test_parse_rejects_other_forms(text: str) -> None:
    """A state beyond 16 and another length are rejected."""
    with pytest.raises(IdentifierError, match="five digits as text, beginning with a state from 01 to 16"):
        KreisKey.parse(text)


@pytest.mark.parametrize(("text", "way"), [("03241001", "AGS.parse"), ("032410001001", "ARS.parse")])
def test_a_longer_key_is_recognised(text: str, way: str) -> None:
    """The key of a municipality is rejected with the way to its district."""
    with pytest.raises(IdentifierError, match=way):
        KreisKey.parse(text)


@given(strategies.kreis_keys)
def test_the_state_begins_the_key(key: KreisKey) -> None:
    """The state is the beginning of the key."""
    assert key.state == key.value[:2]
