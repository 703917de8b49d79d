from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from kmn.errors import DataError
from kmn.export import ntriples
from kmn.export.rdf import ntriples as written
from kmn.export.rdf import triples
from kmn.interchange.linked.graph import nodes
from kmn.interchange.linked.terms import context
from kmn.model.organisation import Organisation
from kmn.model.service import Service
from kmn.wiring import dataset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kmn.export.edition import Publication


@pytest.mark.parametrize("part", [7, 50_000])
def test_statements_are_sorted_and_said_once(
    part: int, edition: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few statements are sorted at a time, each stands there once, in order, and none is lost."""
    monkeypatch.setattr(ntriples, "_PART", part)
    small = dataset().model_copy(update={"participations": (), "codes": (), "statements": (), "sources": ()})
    if part < 10:
        small = small.model_copy(update={"organisations": small.organisations[:3], "assignments": ()})
    ntriples.write(small, tmp_path / "a.nt", edition)
    every = {row for node in nodes(small, edition) for row in written(triples(node, context()))}
    assert (tmp_path / "a.nt").read_text(encoding="utf-8") == "".join(sorted(every))


def test_a_file_that_cannot_be_written_is_an_error_of_ours(edition: Publication, tmp_path: Path) -> None:
    """A missing folder is reported, not raised as it is."""
    with pytest.raises(DataError):
        ntriples.write(dataset(), tmp_path / "missing" / "a.nt", edition)


@pytest.mark.slow
def test_the_entities_conform(edition: Publication, shacl: Callable[..., str], tmp_path: Path) -> None:
    """The entities are valid by the shapes of the EU's core vocabularies; broken ones are not."""
    town = Organisation(id="stadt", name="Stadt", kind="local-authority", area="03351006")
    service = Service(id="rat", organisation="stadt", name="Rat", remark="Beratung im Rathaus.")
    data = dataset().model_copy(
        update={"organisations": (*dataset().organisations, town), "services": (*dataset().services, service)}
    )
    path = tmp_path / "a.nt"
    ntriples.write(data, path, attrs.evolve(edition, geometry=True))
    profiles = ("cpov-2.1.2", "cpsv-ap-3.2.0", "locn-2.1.0")
    report = shacl(path, *profiles)
    assert report.count("conforms {}") == len(profiles), report
    text = path.read_text(encoding="utf-8")
    text = text.replace("<http://dcat-ap.de/def/politicalGeocoding/stateKey/03> .", "<http://e.org/x> .")
    path.write_text(text.replace("/m8g/hasCompetentAuthority>", "/m8g/other>"), encoding="utf-8")
    assert "VIOLATIONS" in shacl(path, "cpov-2.1.2")
    assert "VIOLATIONS" in shacl(path, "cpsv-ap-3.2.0")
