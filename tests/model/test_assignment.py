from __future__ import annotations

from collections import Counter

import pytest
from pydantic import ValidationError

from kmn.interchange.folder import load_packaged
from kmn.model.assignment import Assignment
from kmn.values import Evidence


@pytest.mark.parametrize("area", ["3351", "033510", "0335100a", "٠٣٣٥١"])
def test_an_area_is_an_official_key(area: str) -> None:
    """Areas have five or eight digits."""
    with pytest.raises(ValidationError, match="area"):
        Assignment(network="heide", area=area, evidence=Evidence.ATTESTED)


def test_nine_districts_are_attested_and_eighteen_inferred() -> None:
    """The packaged claims are those that sources bear out: Goslar has two, eighteen districts have none."""
    claims = load_packaged().assignments
    levels = {level: [claim.area for claim in claims if claim.evidence == level] for level in Evidence}
    assert levels[Evidence.OFFICIAL] == []
    assert len(levels[Evidence.ATTESTED]) == len(set(levels[Evidence.ATTESTED])) == 9
    assert len(set(levels[Evidence.INFERRED])) == 18
    assert [area for area, count in Counter(levels[Evidence.INFERRED]).items() if count > 1] == ["03153"]
    assert not set(levels[Evidence.ATTESTED]) & set(levels[Evidence.INFERRED])


def test_every_packaged_claim_says_why() -> None:
    """Each claim is explained in both languages, and attested ones name a source."""
    for claim in load_packaged().assignments:
        assert claim.reasoning
        assert claim.reasoning_en
        assert claim.sources or claim.evidence == Evidence.INFERRED


def test_observation_is_not_validity() -> None:
    """No source says from when to when a district belongs to a network."""
    assert all(claim.valid_from is None and claim.valid_to is None for claim in load_packaged().assignments)
