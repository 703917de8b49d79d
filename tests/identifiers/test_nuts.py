from __future__ import annotations

import pytest
from hypothesis import given

from kmn.errors import IdentifierError
from kmn.identifiers import NUTS
from tests import strategies


@pytest.mark.parametrize("text", ["DE929", "de929", "DE 929", "DE-929", "NUTS DE929", "nuts: de 9 2 9"])
def test_parse_reads_what_people_write(text: str) -> None:
    """Small letters, blanks, a hyphen and a name in front are understood."""
    assert NUTS.parse(text) == NUTS("DE929")


@pytest.mark.parametrize("text", ["", "929", "AT111", "DE9291", "DE9ß", "DEſ", "DE9-29"])
def test_parse_rejects_other_forms(text: str) -> None:
    """Other countries, more than three levels and other characters are rejected."""
    with pytest.raises(IdentifierError, match="DE and up to three digits or capital letters"):
        NUTS.parse(text)


@pytest.mark.parametrize(("text", "level"), [("DE", 0), ("DE9", 1), ("DE92", 2), ("DE929", 3)])
def test_the_level_follows_from_the_length(text: str, level: int) -> None:
    """A code of the country has level 0, of a district level 3."""
    assert NUTS(text).level == level


@given(strategies.nuts)
def test_the_country_begins_the_code(code: NUTS) -> None:
    """All codes are of Germany."""
    assert code.country == "DE"
