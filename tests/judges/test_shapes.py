"""RDF, judged by official shapes and by our own: by pyshacl, and by a second engine that has to agree.

The official shapes, like ours, consist of the core of SHACL: there are no constraints in SPARQL, of which the second
engine knows nothing.
"""

from __future__ import annotations

import json
import runpy
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, SH, SKOS, Graph, Literal, Namespace, URIRef

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from rdflib.term import Node as Term

    Node = Callable[..., subprocess.CompletedProcess[str]]

CV: Final = Namespace("http://data.europa.eu/m8g/")
KMN: Final = Namespace("https://w3id.org/kmn/def#")
LOCN: Final = Namespace("http://www.w3.org/ns/locn#")


Found = tuple[str, str, str, str]
"""A result: the node that is wrong, the property, the severity, the constraint."""


def without(predicate: URIRef) -> Callable[[Graph], None]:
    """Make what removes all statements of a kind."""
    return lambda graph: _drop(graph, predicate)


def untagged(predicate: URIRef) -> Callable[[Graph], None]:
    """Make what takes the language off all texts of a kind."""

    def change(graph: Graph) -> None:
        for subject, text in list(graph.subject_objects(predicate)):
            graph.remove((subject, predicate, text))
            graph.add((subject, predicate, Literal(str(text))))

    return change


def _drop(graph: Graph, predicate: URIRef) -> None:
    graph.remove((None, predicate, None))


class Case(NamedTuple):
    """A file of a release, a set of shapes that it keeps, and kinds of damage each of which breaks them."""

    release: str
    file: str
    shapes: str
    damages: tuple[Callable[[Graph], None], ...]


CATALOGUE: Final = (
    ("dcat-ap-3.0.1", (without(DCTERMS.title), without(DCAT.accessURL))),
    ("dcat-ap-3.0.1-full", (without(DCTERMS.description),)),
    ("dcat-ap-de-3.0", (without(DCTERMS.license), without(DCTERMS.publisher))),
    ("dcat-ap-de-2.0", (without(DCTERMS.license), without(DCTERMS.publisher))),
    ("govdata-mqa", (without(DCTERMS.license), without(DCTERMS.publisher))),
)
ENTITIES: Final = (
    ("cpov-2.1.2", (untagged(SKOS.prefLabel),)),
    ("cpsv-ap-3.2.0", (without(CV.hasCompetentAuthority), without(DCTERMS.identifier))),
    ("locn-2.1.0", (untagged(LOCN.postName), untagged(LOCN.thoroughfare))),
    ("schemas/shapes.ttl", (without(KMN.evidence),)),
)
# Only the portable catalogue keeps the older rules, which contradict the newer ones.
CASES: Final = (
    *(Case("published", "catalog.ttl", *one) for one in CATALOGUE if one[0] != "dcat-ap-de-2.0"),
    *(Case("portable", "catalog.ttl", *one) for one in CATALOGUE),
    *(Case("published", "entities.nt", *one) for one in ENTITIES),
)


class Shapes:
    """Shapes by name, and the vocabularies that data refer to."""

    def __init__(self, oracles: Path) -> None:
        """Find the official shapes."""
        tool = oracles.parent / "tools" / "shacl"
        if not tool.is_file():
            pytest.skip("there is no SHACL judge beside the official lists")
        self._tool: dict[str, Any] = runpy.run_path(str(tool))
        self.named: Callable[[str], Graph] = cache(self._named)
        self.vocabularies = self._joined(self._tool["VOCABULARIES"])

    def _named(self, name: str) -> Graph:
        return self._joined(self._tool["PROFILES"][name])

    def _joined(self, paths: list[Path]) -> Graph:
        found = Graph()
        for path in paths:
            found += self._tool["load"](path)
        return found


@pytest.fixture(scope="session")
def shapes(oracles: Path) -> Shapes:
    """The official shapes."""
    return Shapes(oracles)


class Judgement(NamedTuple):
    """The data, sound and then damaged in each way, what judges them, and what pyshacl finds in each."""

    graphs: tuple[Graph, ...]
    shapes: Graph
    vocabularies: Graph
    found: tuple[set[Found], ...]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case.release}-{case.shapes}")
def judgement(request: pytest.FixtureRequest, shapes: Shapes) -> Judgement:
    """What is judged, and by what."""
    case: Case = request.param
    folder: Path = request.getfixturevalue(case.release)
    graphs = [Graph().parse(folder / case.file)]
    for damage in case.damages:
        graph = Graph() + graphs[0]
        damage(graph)
        assert set(graph) != set(graphs[0])
        graphs.append(graph)
    ours = case.shapes.endswith(".ttl")
    rules = Graph().parse(folder / case.shapes) if ours else shapes.named(case.shapes)
    found = tuple(by_pyshacl(graph, rules, shapes.vocabularies) for graph in graphs)
    return Judgement(tuple(graphs), rules, shapes.vocabularies, found)


def iri(term: Term | None) -> str:
    """Give an address, and nothing for a node without."""
    return str(term) if isinstance(term, URIRef) else ""


def about(graph: Graph, found: Iterable[Sequence[str]]) -> set[Found]:
    """Keep the results about the data themselves, not about the vocabularies."""
    own = {str(term) for triple in graph for term in triple}
    return {(a, b, c, d) for a, b, c, d in found if a in own}


def by_pyshacl(graph: Graph, shapes: Graph, vocabularies: Graph) -> set[Found]:
    """Give the results about the data."""
    _, report, _ = validate(graph + vocabularies, shacl_graph=shapes, inference="none", do_owl_imports=False)
    assert isinstance(report, Graph)
    members = (SH.focusNode, SH.resultPath, SH.resultSeverity, SH.sourceConstraintComponent)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return about(graph, ([iri(report.value(one, member)) for member in members] for one in results))


def by_javascript(what: Judgement, node: Node, folder: Path) -> tuple[set[Found], ...]:
    """Give the results of the second engine."""
    graphs = (what.shapes, what.vocabularies, *what.graphs)
    paths = [folder / f"{number}.nt" for number in range(len(graphs))]
    for path, graph in zip(paths, graphs, strict=True):
        graph.serialize(path, format="nt", encoding="utf-8")
    done = node("shacl.mjs", *paths)
    assert done.returncode == 0, done.stderr
    return tuple(about(graph, found) for graph, found in zip(what.graphs, json.loads(done.stdout), strict=True))


def breaches(found: set[Found]) -> set[Found]:
    """Leave out what is only a recommendation, or a count.

    GovData has severities of its own, of which those that begin so are mistakes.
    """
    mistakes = ("Violation", "no_", "multiple_")
    return {one for one in found if one[2].rpartition("#")[2].startswith(mistakes)}


def test_shapes_are_kept_and_damage_is_found(judgement: Judgement) -> None:
    """What is published conforms, and with one kind of statement less or worse it does not."""
    sound, *damaged = map(breaches, judgement.found)
    assert sound == set()
    assert all(damaged)
    assert damaged


@pytest.mark.node
def test_a_second_engine_agrees(judgement: Judgement, node: Node, tmp_path: Path) -> None:
    """Another engine finds the same results at the same nodes, recommendations included."""
    assert (None, SH.sparql, None) not in judgement.shapes
    assert by_javascript(judgement, node, tmp_path) == judgement.found
