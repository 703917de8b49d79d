"""Triples: the same nodes that JSON-LD holds, as N-Triples, Turtle and RDF/XML.

Nodes are plain dicts in the compact form of a context of ours: no blank nodes, no relative IRIs, typed and
language-tagged values. That is what lets a few lines do what takes a library otherwise. Sorted, the N-Triples are the
canonical form of the graph.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.sax.saxutils import escape

from kmn.interchange.linked.iris import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Literal", "Triple", "ntriples", "rdfxml", "triples", "turtle"]

_TYPE: Final = NAMESPACES["rdf"] + "type"
_STRING: Final = NAMESPACES["xsd"] + "string"
_TO_ESCAPE: Final = re.compile('["\\\\\x00-\x1f\x7f\ufffe\uffff]')
_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
_LOCAL: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Literal(NamedTuple):
    """A text, with its language or its datatype."""

    text: str
    language: str | None = None
    datatype: str | None = None


class Triple(NamedTuple):
    """A statement; the object is an IRI (a text) or a `Literal`."""

    subject: str
    predicate: str
    object: str | Literal


def triples(node: Mapping[str, Any], context: Mapping[str, Any]) -> Iterator[Triple]:
    """Give the triples of a node and of those within it.

    Args:
        node: a node in the compact form of the context.
        context: what the keys and types mean.

    Examples:
        >>> context = {"name": {"@id": "http://example.org/name", "@container": "@language"}}
        >>> node = {"@id": "http://example.org/a", "name": {"de": "Ä"}}
        >>> print(*ntriples(triples(node, context)), end="")
        <http://example.org/a> <http://example.org/name> "Ä"@de .
    """
    subject = node["@id"]
    for kind in node.get("@type", ()):
        yield Triple(subject, _TYPE, context[kind])
    for key, value in node.items():
        if key in {"@id", "@type"}:
            continue
        term = context[key]
        if term.get("@container") == "@language":
            for language, texts in value.items():
                for text in texts if isinstance(texts, list) else [texts]:
                    yield Triple(subject, term["@id"], Literal(text, language))
            continue
        for one in value if isinstance(value, list) else [value]:
            yield Triple(subject, term["@id"], _object(one, term))
            if isinstance(one, dict) and "@id" in one:
                yield from triples(one, context)


def _object(value: Any, term: Mapping[str, Any]) -> str | Literal:
    if isinstance(value, dict):
        return Literal(value["@value"], None, value["@type"]) if "@value" in value else str(value["@id"])
    return value if term.get("@type") == "@id" else Literal(value, None, term.get("@type"))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _written(value: str | Literal) -> str:
    if isinstance(value, str):
        return f"<{value}>"
    text = '"' + _TO_ESCAPE.sub(_escaped, value.text) + '"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^<{value.datatype}>" if value.datatype and value.datatype != _STRING else text


def ntriples(found: Iterable[Triple]) -> Iterator[str]:
    """Write triples as lines of N-Triples, each with its line end, in the order they come.

    Args:
        found: the triples.
    """
    for subject, predicate, value in found:
        yield f"<{subject}> <{predicate}> {_written(value)} .\n"


def turtle(found: Iterable[Triple]) -> Iterator[str]:
    """Write triples as Turtle, sorted.

    Args:
        found: the triples; they are gathered, so this is for what fits into memory.

    Examples:
        >>> print("".join(turtle([Triple("http://example.org/a", _TYPE, NAMESPACES["org"] + "Role")])), end="")
        @prefix org: <http://www.w3.org/ns/org#> .
        <BLANKLINE>
        <http://example.org/a>
            a org:Role .
    """
    rows = sorted(set(found), key=_order)
    used = {prefix for row in rows for prefix in _prefixes(row)}
    for prefix in sorted(used):
        yield f"@prefix {prefix}: <{NAMESPACES[prefix]}> .\n"
    for subject, some in groupby(rows, key=lambda row: row.subject):
        yield f"\n<{subject}>"
        for number, (predicate, values) in enumerate(groupby(some, key=lambda row: row.predicate)):
            verb = "a" if predicate == _TYPE else _short(predicate)
            listed = ",\n        ".join(_turtle_value(row.object) for row in values)
            yield f"{' ;' if number else ''}\n    {verb} {listed}"
        yield " .\n"


def _order(row: Triple) -> tuple[str, bool, str, str]:
    return row.subject, row.predicate != _TYPE, row.predicate, _written(row.object)


def _split(iri: str) -> tuple[str, str] | None:
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return prefix, iri[len(namespace) :]
    return None


def _prefixes(row: Triple) -> Iterator[str]:
    iris = [row.predicate] if row.predicate != _TYPE else []
    iris.extend([row.object] if isinstance(row.object, str) else [row.object.datatype or _STRING])
    for iri in iris:
        parts = _split(iri)
        if parts is not None and iri != _STRING:
            yield parts[0]


def _short(iri: str) -> str:
    parts = _split(iri)
    return f"<{iri}>" if parts is None else ":".join(parts)


def _turtle_value(value: str | Literal) -> str:
    if isinstance(value, str):
        return _short(value)
    if value.datatype and value.datatype != _STRING:
        return _written(Literal(value.text)) + "^^" + _short(value.datatype)
    return _written(value)


def rdfxml(found: Iterable[Triple]) -> Iterator[str]:
    """Write triples as RDF/XML, sorted. Characters that XML cannot hold become replacement characters.

    Args:
        found: the triples; every predicate must be of a known namespace.
    """
    rows = sorted(set(found), key=_order)
    names = {row: _split(row.predicate) or ("", "") for row in rows}
    used = {"rdf", *(prefix for prefix, _ in names.values())}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for prefix in sorted(used):
        yield f'\n    xmlns:{prefix}="{NAMESPACES[prefix]}"'
    yield ">\n"
    for subject, some in groupby(rows, key=lambda row: row.subject):
        yield f'  <rdf:Description rdf:about="{_xml(subject)}">\n'
        for row in some:
            yield f"    {_xml_property(':'.join(names[row]), row.object)}\n"
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text), {'"': "&quot;", "\r": "&#13;"})


def _xml_property(name: str, value: str | Literal) -> str:
    if isinstance(value, str):
        return f'<{name} rdf:resource="{_xml(value)}"/>'
    extra = ""
    if value.language:
        extra = f' xml:lang="{value.language}"'
    elif value.datatype and value.datatype != _STRING:
        extra = f' rdf:datatype="{_xml(value.datatype)}"'
    return f"<{name}{extra}>{_xml(value.text)}</{name}>"
