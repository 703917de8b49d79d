"""JSON-LD, judged by jsonld.js."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Node = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.node


def judged(node: Node, path: Path) -> str:
    """Give the canonical form of a file that is accepted."""
    done = node("canonical.mjs", path)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_entities_have_the_hash_of_the_triples(published: Path, node: Node) -> None:
    """The canonical form of the entities is, byte for byte, the file of N-Triples."""
    canonical = judged(node, published / "entities.jsonld").encode()
    assert sha256(canonical).hexdigest() == sha256((published / "entities.nt").read_bytes()).hexdigest()


def test_what_is_inferred_is_linked_data_as_well(published: Path, node: Node) -> None:
    """Every other JSON-LD file of a release loses nothing either."""
    files = sorted(published.rglob("*.jsonld"))
    assert len(files) == 4
    for path in files:
        if path.name != "context.jsonld":
            assert "_:" not in judged(node, path)


@pytest.mark.parametrize("name", ["published", "portable"])
def test_the_catalogue_says_the_same_in_every_form(name: str, request: pytest.FixtureRequest, node: Node) -> None:
    """The catalogue's canonical form has the triples of its Turtle and RDF/XML."""
    folder: Path = request.getfixturevalue(name)
    canonical = set(Graph().parse(data=judged(node, folder / "catalog.jsonld"), format="nt"))
    assert len(canonical) > 100
    assert canonical == set(Graph().parse(folder / "catalog.ttl"))
    assert canonical == set(Graph().parse(folder / "catalog.rdf", format="xml"))


LOST: Final = {
    "invalid property": ('"evidence":', '"unheard_of":'),
    "relative @id": ('"@id":"https://example.org/kmn#networks/heide"', '"@id":"heide"'),
    "asked the web": ('"@context":{', '"@context":{"@import":"https://example.org/c.jsonld",'),
}


@pytest.mark.parametrize("complaint", LOST)
def test_what_would_get_lost_is_refused(published: Path, node: Node, tmp_path: Path, complaint: str) -> None:
    """The judge bites: safe mode refuses what it cannot keep, and nothing may be fetched."""
    old, new = LOST[complaint]
    text = (published / "entities.jsonld").read_text(encoding="utf-8")
    place = text.rindex(old)  # in the context it comes first, and means another thing
    broken = text[:place] + new + text[place + len(old) :]
    (tmp_path / "broken.jsonld").write_text(broken, encoding="utf-8")
    done = node("canonical.mjs", tmp_path / "broken.jsonld")
    assert done.returncode != 0
    assert complaint in done.stderr.lower()


def test_another_text_has_another_hash(published: Path, node: Node, tmp_path: Path) -> None:
    """The judge bites: one letter makes a difference."""
    text = (published / "entities.jsonld").read_text(encoding="utf-8")
    assert "Regionalverbund Heide" in text
    changed = text.replace("Regionalverbund Heide", "Regionalverbund Heidi", 1)
    (tmp_path / "changed.jsonld").write_text(changed, encoding="utf-8")
    assert judged(node, tmp_path / "changed.jsonld") != (published / "entities.nt").read_text(encoding="utf-8")
