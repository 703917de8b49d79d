from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib import Literal as Value

from kmn.export.rdf import Literal, Triple, ntriples, rdfxml, triples, turtle
from tests.strategies import plain_texts

NAME = "http://www.w3.org/2004/02/skos/core#prefLabel"
SUBJECT = "https://example.org/kmn#networks/heide"
HOSTILE = (
    'a" .\n<https://evil.example/s> <https://evil.example/p> "b',
    "]]></rdf:Description><evil/>",
    "<script>&amp;",
    "back\\slash\\u0041",
    "\u202eRTL\u200f",
    "\r\n\t",
    '"""@de',
    "x" * 1_000_000,
)


def texts_in(kind: str, text: str) -> list[object]:
    """Parse what is written of one text by another library, and give the objects it found."""
    written = "".join({"nt": ntriples, "turtle": turtle, "xml": rdfxml}[kind]([Triple(SUBJECT, NAME, Literal(text))]))
    graph = Graph().parse(data=written, format=kind)
    assert [(str(one), str(two)) for one, two, _ in graph] == [(SUBJECT, NAME)]
    return [three for _, _, three in graph]


@pytest.mark.parametrize("kind", ["nt", "turtle", "xml"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_smuggles_a_triple(kind: str, text: str) -> None:
    """A hostile text comes back as the one text it was."""
    assert texts_in(kind, text) == [Value(text)]


@pytest.mark.parametrize("kind", ["nt", "turtle"])
@given(text=plain_texts)
def test_every_text_survives(kind: str, text: str) -> None:
    """Whatever the text, another library reads the same."""
    assert texts_in(kind, text) == [Value(text)]


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_xml_is_always_well_formed(text: str) -> None:
    """Characters that XML cannot hold do not break the file."""
    assert len(texts_in("xml", text)) == 1


@pytest.mark.parametrize("kind", ["nt", "turtle", "xml"])
def test_languages_datatypes_and_iris_survive(kind: str) -> None:
    """Each kind of object is read as it was written."""
    date = "http://www.w3.org/2001/XMLSchema#date"
    rows = [
        Triple(SUBJECT, NAME, Literal("Ä", "de")),
        Triple(SUBJECT, NAME, Literal("2026-01-01", None, date)),
        Triple(SUBJECT, NAME, "https://example.org/x?a=1&b=2"),
    ]
    written = "".join({"nt": ntriples, "turtle": turtle, "xml": rdfxml}[kind](rows))
    assert set(Graph().parse(data=written, format=kind).objects()) == {
        Value("Ä", lang="de"),
        Value("2026-01-01", datatype=URIRef(date)),
        URIRef("https://example.org/x?a=1&b=2"),
    }


def test_nodes_within_nodes_are_said_too() -> None:
    """A node within a node is linked and described."""
    context = {"part": {"@id": NAME, "@type": "@id"}, "Thing": "http://example.org/Thing"}
    found = list(triples({"@id": "http://e.org/a", "part": {"@id": "http://e.org/b", "@type": ["Thing"]}}, context))
    assert [row.subject for row in found] == ["http://e.org/a", "http://e.org/b"]
