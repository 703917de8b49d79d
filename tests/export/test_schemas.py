from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from rdflib import RDF, SH, Graph, URIRef

from kmn.export.rdf import ntriples, triples
from kmn.export.schemas import json_schemas, shapes
from kmn.interchange.linked.graph import nodes
from kmn.interchange.linked.terms import class_of, context, expand
from kmn.interchange.tables import tables
from kmn.wiring import dataset

if TYPE_CHECKING:
    from kmn.export.edition import Publication


@pytest.mark.parametrize("table", tables()[1:], ids=lambda table: table.name)
def test_every_record_is_valid_by_its_schema(table: object) -> None:
    """Records of the embedded dataset are valid; one with an unknown field is not."""
    name = table.name  # type: ignore[attr-defined]
    schema = json.loads(json_schemas()[f"{name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    for record in getattr(dataset(), name):
        found = record.model_dump(mode="json")
        judge.validate(found)
        assert not judge.is_valid(found | {"unknown": 1})


def test_there_is_a_shape_for_every_table() -> None:
    """Each class of ours has its shape."""
    graph = Graph().parse(data=shapes(), format="turtle")
    targets = set(graph.objects(None, SH.targetClass))
    assert targets == {URIRef(expand(f"kmn:{class_of(table)}")) for table in tables()}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_our_entities_conform_to_our_shapes(edition: Publication) -> None:
    """The embedded dataset conforms; a claim without evidence does not."""
    from pyshacl import validate

    rows = [row for node in nodes(dataset(), edition) for row in ntriples(triples(node, context()))]
    judge = Graph().parse(data=shapes(), format="turtle")
    assert validate(Graph().parse(data="".join(rows), format="nt"), shacl_graph=judge)[0]
    broken = "".join(row for row in rows if "def#evidence>" not in row)
    conforms, report, _ = validate(Graph().parse(data=broken, format="nt"), shacl_graph=judge)
    assert not conforms
    assert len(set(report.subjects(RDF.type, SH.ValidationResult))) == len(dataset().assignments)
