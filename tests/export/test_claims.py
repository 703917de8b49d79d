from __future__ import annotations

import pytest

from kmn.export.claims import verdict, without_inferred
from kmn.model.assignment import Assignment
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.values import Evidence
from kmn.wiring import dataset, gazetteer, locate
from tests.export.conftest import DAY


def claim(network: str, evidence: str, **more: object) -> Assignment:
    """Make a claim about one district."""
    return Assignment(network=network, area="03351", evidence=evidence, **more)


def made_of(*claims: Assignment) -> Dataset:
    """Make a dataset of two networks and some claims."""
    networks = (Network(id="a", name="A"), Network(id="b", name="B"))
    return Dataset(scheme="k", title="K", version="1", network_term="R", networks=networks, assignments=claims)


@pytest.mark.parametrize("key", [district.key.value for district in gazetteer().districts.on(DAY)])
def test_verdicts_are_the_answers_of_the_lookup(key: str) -> None:
    """What is published of a district is what the lookup answers."""
    found, answer = verdict(dataset(), gazetteer(), (key,), DAY), locate(key, on=DAY)
    assert found.network == (answer.network.id if answer.network else None)
    assert found.status == (answer.reason or answer.status)


def test_a_dispute_decides_nothing() -> None:
    """Where two claims of the same level disagree, no verdict names either network."""
    data = made_of(claim("a", "attested"), claim("b", "attested"))
    assert verdict(data, gazetteer(), ("03351",), DAY).status == "contested"


def test_inferences_go_their_own_way() -> None:
    """Without inferred claims nothing inferred is left, and nothing else is lost."""
    known, inferred = without_inferred(dataset())
    assert all(one.evidence != Evidence.INFERRED for one in known.assignments)
    assert {*known.assignments, *inferred.assignments} == set(dataset().assignments)
    assert not inferred.organisations
