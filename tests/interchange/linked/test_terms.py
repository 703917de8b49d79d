from __future__ import annotations

from typing import TYPE_CHECKING

from kmn.interchange.linked.terms import _definition, context, expand, slots
from kmn.interchange.tables import tables

if TYPE_CHECKING:
    from pathlib import Path


def test_a_key_means_one_thing() -> None:
    """No two fields share a key of the context and mean different things by it."""
    found = context()
    for some in slots().values():
        for slot in some:
            assert found[slot.key] == _definition(slot), slot.field


def test_every_field_has_a_slot() -> None:
    """Each column of each table is said, the English ones together with the German."""
    for table in tables():
        said = {(slot.field, slot.part) for slot in slots()[table.name]}
        said |= {(slot.english, None) for slot in slots()[table.name] if slot.english}
        assert said == {(column.field, column.part) for column in table.columns}


def test_every_term_is_an_absolute_iri() -> None:
    """Nothing depends on a prefix, a base or a default vocabulary."""
    for key, term in context().items():
        if key != "@version":
            assert (term if isinstance(term, str) else term["@id"]).startswith(("http://", "https://")), key


def test_the_terms_of_org_exist(oracles: Path) -> None:
    """Every term of the W3C's organization ontology that is used is one of its terms."""
    official = (oracles / "ontologies" / "org.ttl").read_text(encoding="utf-8")
    iris = {term if isinstance(term, str) else term["@id"] for key, term in context().items() if key != "@version"}
    used = {iri.removeprefix(expand("org:")) for iri in iris if iri.startswith(expand("org:"))}
    assert len(used) > 8
    assert all(f"org:{name}" in official for name in used)
