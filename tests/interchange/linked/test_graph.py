from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from kmn.export.rdf import triples
from kmn.interchange.linked.graph import nodes
from kmn.interchange.linked.terms import context
from kmn.wiring import dataset
from tests.strategies import datasets

if TYPE_CHECKING:
    from kmn.interchange.edition import Edition
    from kmn.model.dataset import Dataset


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=datasets())
def test_every_node_is_said_in_the_context(edition: Edition, data: Dataset) -> None:
    """Whatever the dataset, subjects are absolute IRIs and every key has a meaning."""
    for node in nodes(data, edition):
        for triple in triples(node, context()):
            assert triple.subject.startswith(("http://", "https://"))
            assert " " not in triple.subject


def test_periods_are_intervals(edition: Edition) -> None:
    """An observation is an interval with instants as precise as its source."""
    found = {node["@id"]: node for node in nodes(dataset(), edition)}
    interval = found[f"{edition.base}#assignments/03101/braunschweig/attested"]["observed_during"]
    assert interval["begins"]["in_month"] == "2019-06"


def test_subjects_are_unique(edition: Edition) -> None:
    """No two nodes of the embedded dataset share an IRI."""
    found = [node["@id"] for node in nodes(dataset(), edition)]
    assert len(found) == len(set(found))
