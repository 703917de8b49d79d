"""The graph: every record of a dataset as a node, one by one, and what stands beside the records.

Nodes are plain dicts in the compact form of the context. Contacts, addresses and periods are nodes of their own
within the node of their record, so that there are no blank nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kmn.export import bodies
from kmn.export.claims import areas_by_network
from kmn.export.terms import class_of, slots
from kmn.export.values import decimal, partial, url
from kmn.export.vocab import area_iri, code_iri, record_iri
from kmn.interchange.tables import HEAD, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kmn.export.edition import Edition
    from kmn.export.terms import Slot
    from kmn.interchange.tables import Table
    from kmn.model.dataset import Dataset
    from kmn.model.record import Record

__all__ = ["nodes"]

Node = dict[str, Any]

_INSTANTS: Final = {4: "in_year", 7: "in_month"}
_NUMBERS: Final = {"integer", "number"}
_MEMBERSHIPS: Final = {"participations", "coordinations"}


def nodes(dataset: Dataset, edition: Edition) -> Iterator[Node]:
    """Give the nodes of a dataset: its head, the areas and lists it speaks of, and each record, in a fixed order.

    Args:
        dataset: the dataset.
        edition: where it is published, and the places.

    Examples:
        >>> from datetime import date
        >>> from kmn.export.edition import Edition
        >>> from kmn.interchange.folder import load_packaged
        >>> edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
        >>> found = {node["@id"]: node for node in nodes(load_packaged(), edition)}
        >>> found["https://example.org/kmn#networks/suedniedersachsen"]["name"]
        {'de': 'Regionalverbund Südniedersachsen'}
    """
    beside = bodies.Beside(dataset, edition, areas_by_network(dataset, edition.on))
    yield beside.structure()
    yield from beside.areas()
    yield from beside.schemes()
    for table in tables():
        records = [dataset] if table.name == HEAD else getattr(dataset, table.name)
        yield from _of_table(table, records, beside)


def _of_table(  # noqa: C901 - called per record, and each further call costs
    table: Table, records: Any, beside: bodies.Beside
) -> Iterator[Node]:
    base = beside.edition.base
    own = [
        (slot.field, slot.key, _maker(slot, base), slot.english, slot.kind in _NUMBERS)
        for slot in slots()[table.name]
        if not slot.part
    ]
    name, kind, key = table.name, class_of(table), table.model.KEY
    types, add = bodies.TYPES.get(name, ()), beside.adder(name)
    parts = {slot.field for slot in slots()[table.name] if slot.part}
    fixed = [kind, *types]
    by_id = key == ("id",)
    is_dated = "valid_from" in table.model.model_fields
    during = "member_during" if name in _MEMBERSHIPS else "valid_during"
    for record in records:
        values = record.__dict__
        iri = f"{base}#{name}/{values['id']}" if by_id else record_iri(base, name, _natural(record, key))
        node: Node = {"@id": iri, "@type": fixed}
        for field, term, make, english, is_number in own:
            value = values[field]
            if value or (is_number and value is not None):
                if english and (other := values[english]):
                    node[term] = {"de": value, "en": other}
                else:
                    node[term] = make(value) if make else value
            elif english and (other := values[english]):
                node[term] = {"en": other}
        if is_dated:
            begin, end = values["valid_from"], values["valid_to"]
            if begin is not None or end is not None:
                node[during] = _interval(f"{iri}/validity", begin and begin.isoformat(), end and end.isoformat())
            begin, end = values["attested_from"], values["attested_to"]
            if begin is not None or end is not None:
                node["observed_during"] = _interval(f"{iri}/observation", begin and begin.value, end and end.value)
        if parts:
            bodies.add_parts(node, values, beside.edition.geometry)
        if add is not None:
            add(node, record)
        yield node


def _natural(record: Record, key: tuple[str, ...]) -> tuple[str, ...]:
    values = record.__dict__
    return tuple(["" if (value := values[name]) is None else str(value) for name in key])


def _interval(iri: str, begin: str | None, end: str | None) -> Node:
    node: Node = {"@id": iri, "@type": ["Interval"]}
    if begin is not None:
        node["begins"] = _instant(f"{iri}/begin", begin)
    if end is not None:
        node["finishes"] = _instant(f"{iri}/end", end)
    return node


def _instant(iri: str, text: str) -> Node:
    return {"@id": iri, "@type": ["Instant"], _INSTANTS.get(len(text), "on_date"): text}


def _maker(slot: Slot, base: str) -> Callable[[Any], Any] | None:
    """Give what writes the values of a slot; None if they are written as they are."""
    if slot.kind == "ref":
        prefix = f"{base}#{slot.target}/"
        return (lambda values: [prefix + one for one in values]) if slot.many else prefix.__add__
    if slot.kind == "area":
        return (lambda values: [area_iri(one) for one in values]) if slot.many else area_iri
    if slot.kind == "code":
        prefix = code_iri(base, slot.target, "")
        return prefix.__add__
    makers: dict[str, Callable[[Any], Any]] = {
        "scheme": f"{base}#schemes/".__add__,
        "lang": lambda text: {"de": text},
        "url": url,
        "partial": partial,
        "day": lambda day: day.isoformat(),
        "integer": str,
        "number": decimal,
    }
    if slot.kind == "text" and slot.many:
        return list
    return makers.get(slot.kind)
