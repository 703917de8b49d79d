"""The graph: every record of a dataset as a node, one by one, and what stands beside the records.

A node is a line of JSON in the compact form of the context. It is put together of texts, because that is several
times as quick as encoding objects; whoever wants the objects reads the lines (`nodes`), so that every form of linked
data comes from one walk. Contacts, addresses and periods are nodes of their own within the node of their record, so
that there are no blank nodes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.linked import bodies
from kmn.interchange.linked.iris import area_iri, code_iri, record_namer
from kmn.interchange.linked.literals import bare, bare_list, decimal, languages, node, partial, text, url
from kmn.interchange.linked.shortcuts import areas_by_network
from kmn.interchange.linked.terms import class_of, slots
from kmn.interchange.tables import HEAD, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kmn.interchange.edition import Edition
    from kmn.interchange.linked.terms import Slot
    from kmn.interchange.tables import Table
    from kmn.model.dataset import Dataset

__all__ = ["node_lines", "nodes"]

_INSTANTS: Final = {len("YYYY"): "in_year", len("YYYY-MM"): "in_month", len("YYYY-MM-DD"): "on_date"}
_NUMBERS: Final = {"integer", "number"}
_MEMBERSHIPS: Final = {"participations", "coordinations"}


def nodes(dataset: Dataset, edition: Edition) -> Iterator[dict[str, Any]]:
    """Give the nodes of a dataset: its head, the areas and lists it speaks of, and each record, in a fixed order.

    Args:
        dataset: the dataset.
        edition: where it is published, and the places.

    Examples:
        >>> from datetime import date
        >>> from kmn.interchange.edition import Edition
        >>> from kmn.interchange.folder import load_packaged
        >>> edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
        >>> found = {node["@id"]: node for node in nodes(load_packaged(), edition)}
        >>> found["https://example.org/kmn#networks/suedniedersachsen"]["name"]
        {'de': 'Regionalverbund Südniedersachsen'}
    """
    return map(json.loads, node_lines(dataset, edition))


def node_lines(dataset: Dataset, edition: Edition) -> Iterator[str]:
    """Give the nodes of a dataset as lines of JSON, without line ends.

    Args:
        dataset: the dataset.
        edition: where it is published, and the places.
    """
    beside = bodies.Beside(dataset, edition, areas_by_network(dataset, edition.on))
    yield beside.structure()
    yield from beside.areas()
    yield from beside.schemes()
    for table in tables():
        records = [dataset] if table.name == HEAD else getattr(dataset, table.name)
        yield from _of_table(table, records, beside)


def _of_table(table: Table, records: Any, beside: bodies.Beside) -> Iterator[str]:
    base, name = beside.edition.base, table.name
    own = [
        (slot.field, slot.key, _maker(slot, base), slot.english, slot.kind in _NUMBERS)
        for slot in slots()[name]
        if not slot.part
    ]
    types = bare_list([class_of(table), *bodies.TYPES.get(name, ())])
    add = bodies.adder(beside, name)
    add_parts = bodies.parts_adder(beside.edition.geometry) if any(slot.part for slot in slots()[name]) else None
    iri_of = record_namer(base, name, table.model.KEY)
    is_dated = "valid_from" in table.model.model_fields
    during = "member_during" if name in _MEMBERSHIPS else "valid_during"
    for record in records:
        values = record.__dict__
        iri = iri_of(values)
        found = {"@id": f'"{iri}"', "@type": types}
        for field, key, make, english, is_number in own:
            value = values[field]
            if value or (is_number and value is not None):
                found[key] = languages(value, values[english]) if english else make(value)
            elif english and (other := values[english]):
                found[key] = languages(None, other)
        if is_dated:
            begin, end = values["valid_from"], values["valid_to"]
            if begin is not None or end is not None:
                found[during] = _interval(f"{iri}/validity", begin and begin.isoformat(), end and end.isoformat())
            begin, end = values["attested_from"], values["attested_to"]
            if begin is not None or end is not None:
                found["observed_during"] = _interval(f"{iri}/observation", begin and begin.value, end and end.value)
        if add_parts is not None:
            add_parts(found, record)
        if add is not None:
            add(found, record)
        yield node(found)


def _interval(iri: str, begin: str | None, end: str | None) -> str:
    first = "" if begin is None else f',"begins":{_instant(f"{iri}/begin", begin)}'
    last = "" if end is None else f',"finishes":{_instant(f"{iri}/end", end)}'
    return f'{{"@id":"{iri}","@type":["Interval"]{first}{last}}}'


def _instant(iri: str, moment: str) -> str:
    return f'{{"@id":"{iri}","@type":["Instant"],"{_INSTANTS[len(moment)]}":"{moment}"}}'


def _maker(slot: Slot, base: str) -> Callable[[Any], str]:
    """Give what writes the values of a slot."""
    if slot.kind in {"ref", "code", "scheme"}:
        prefixes = {"ref": f"{base}#{slot.target}/", "code": code_iri(base, slot.target, "")}
        return _linker(prefixes.get(slot.kind, f"{base}#schemes/"), many=slot.many)
    if slot.kind == "area" and slot.many:
        return lambda values: bare_list(map(area_iri, values))
    makers: dict[str, Callable[[Any], str]] = {
        "area": lambda key: f'"{area_iri(key)}"',
        "lang": languages,
        "url": url,
        "partial": partial,
        "day": lambda day: f'"{day.isoformat()}"',
        "integer": lambda number: bare(str(number)),
        "number": decimal,
        "broader": bare,  # made whole by what knows the list
        "text": bare_list if slot.many else text,
    }
    return makers[slot.kind]


def _linker(prefix: str, *, many: bool) -> Callable[[Any], str]:
    """Give what writes links to records of which the IRIs begin alike."""
    begin, between = f'"{prefix}', f'","{prefix}'
    if many:
        return lambda values: f'[{begin}{between.join(values)}"]'
    return lambda value: f'{begin}{value}"'
