from __future__ import annotations

import json

import pytest

from kmn.errors import InputError, InputTypeError
from kmn.values import Evidence


def test_evidence_sorts_by_strength() -> None:
    """Official is greater than attested, attested greater than inferred; texts of levels compare too."""
    assert sorted(Evidence) == [Evidence.INFERRED, Evidence.ATTESTED, Evidence.OFFICIAL]
    assert [level.rank for level in Evidence] == [3, 2, 1]
    assert max(Evidence) is Evidence.OFFICIAL
    assert Evidence.ATTESTED >= "attested" > Evidence.INFERRED
    assert Evidence.INFERRED <= Evidence.INFERRED < Evidence.ATTESTED
    assert Evidence("attested") is Evidence.ATTESTED


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("official", Evidence.OFFICIAL),
        (" Attested ", Evidence.ATTESTED),
        ("ERSCHLOSSEN", Evidence.INFERRED),
        ("amtlich", Evidence.OFFICIAL),
        (Evidence.INFERRED, Evidence.INFERRED),
    ],
)
def test_evidence_is_parsed_in_both_languages(text: str, level: Evidence) -> None:
    """A level is read in English and German, whatever its case."""
    assert Evidence.parse(text) is level


def test_evidence_rejects_the_rest() -> None:
    """Another text is an input error, another type an input type error; both list the levels."""
    with pytest.raises(InputError, match="expected one of official, attested, inferred"):
        Evidence.parse("certain")
    with pytest.raises(InputTypeError, match="expected one of official, attested, inferred"):
        Evidence.parse(2)


def test_evidence_prints_as_its_text() -> None:
    """A level prints and serialises as its text."""
    assert f"{Evidence.OFFICIAL}" == "official"
    assert json.dumps(Evidence.OFFICIAL) == '"official"'
