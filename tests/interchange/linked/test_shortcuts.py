from __future__ import annotations

from datetime import date

from kmn.interchange.linked.shortcuts import areas_by_network, decided
from kmn.model.assignment import Assignment
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from tests.interchange.conftest import DAY


def claim(network: str, evidence: str, **more: object) -> Assignment:
    """Make a claim about one district."""
    return Assignment(network=network, area="03351", evidence=evidence, **more)


def made_of(*claims: Assignment) -> Dataset:
    """Make a dataset of two networks and some claims."""
    networks = (Network(id="a", name="A"), Network(id="b", name="B"))
    return Dataset(scheme="k", title="K", version="1", network_term="R", networks=networks, assignments=claims)


def test_the_strongest_level_decides() -> None:
    """An official claim outranks an attested one; an inference never decides."""
    official, attested, inferred = claim("a", "official"), claim("b", "attested"), claim("b", "inferred")
    assert decided([attested, official, inferred]) == (official,)
    assert decided([inferred]) == ()


def test_a_dispute_decides_nothing() -> None:
    """Where two claims of the same level disagree, no shortcut names either network."""
    assert areas_by_network(made_of(claim("a", "attested"), claim("b", "attested")), DAY) == {}


def test_a_claim_that_ended_decides_nothing() -> None:
    """Shortcuts speak of the day of the edition."""
    data = made_of(claim("a", "official", valid_to=date(2020, 1, 1)))
    assert areas_by_network(data, DAY) == {}
    assert areas_by_network(data, date(2019, 1, 1)) == {"a": ("03351",)}
