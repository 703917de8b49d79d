from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pyld import jsonld as pyld
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from kmn.errors import DataError
from kmn.export.dcat import Published, about, catalogue, context, write
from kmn.export.rdf import ntriples, triples
from kmn.interchange.linked.iris import NAMESPACES
from kmn.model.dataset import Dataset
from kmn.wiring import dataset, gazetteer
from tests.export.conftest import BASE, DAY, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# rdflib reads JSON-LD by a class of its own that it calls outdated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

FILES = tuple(
    Published(
        slug=f"kreise-{ending}",
        path=f"csv/kreise.{ending}",
        title=("Kreise", "Districts"),
        description=("Alle Kreise", "All districts"),
        file_type=file_type,
        media_type=media_type,
        size=1234,
        sha256="ab" * 32,
        conforms_to="csv/csv-metadata.json",
    )
    for ending, file_type, media_type in (("csv", "CSV", "text/csv"), ("json", "JSON", "application/json"))
)
PORTABLE = ("dcat-ap-de-2.0", "dcat-ap-de-3.0", "dcat-ap-3.0.1", "govdata-mqa")
FULL = ("dcat-ap-de-3.0", "dcat-ap-3.0.1", "dcat-ap-3.0.1-full", "govdata-mqa")


def nodes(data: Dataset | None = None, **more: object) -> list[dict[str, Any]]:
    """Give the nodes of a catalogue."""
    return catalogue(data or dataset(), settings_of(**more), gazetteer().territory, FILES, DAY)


def node(found: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Give a node by the end of its IRI."""
    return next(one for one in found if one["@id"] == f"{BASE}/{name}")


@pytest.mark.parametrize("profile", ["dcat-ap-de-3.0", "portable"])
def test_the_three_forms_say_the_same(profile: str) -> None:
    """JSON-LD, Turtle and RDF/XML hold the same triples for another library."""
    files = write(nodes(profile=profile))
    kinds = {"catalog.jsonld": "json-ld", "catalog.ttl": "turtle", "catalog.rdf": "xml"}
    graphs = [Graph().parse(data=files[name], format=kind) for name, kind in kinds.items()]
    assert len(graphs[0]) > 80
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])


def test_nothing_is_blank_or_relative() -> None:
    """Every node has an absolute IRI, and so has every link."""
    found = nodes(homepage=f"{BASE}/", landing_page=f"{BASE}/info")
    for one in found:
        for triple in triples(one, context(found)):
            assert triple.subject.startswith(("http://", "https://"))
            if isinstance(triple.object, str):
                assert triple.object.startswith(("http://", "https://", "mailto:"))


def test_addresses_carry_no_version() -> None:
    """Dataset and distributions keep their IRIs when the version changes."""
    later = dataset().model_copy(update={"version": "2027.12"})
    assert [one["@id"] for one in nodes(later)] == [one["@id"] for one in nodes()]
    assert node(nodes(later), "dataset")["dcat:version"] == "2027.12"


def test_what_the_official_shapes_miss() -> None:
    """The namespace of availability ends in a slash, there is one licence, and its attribution; K37 and K39 hold."""
    found = nodes(publisher_type="RegionalAuthority")
    assert NAMESPACES["dcatap"] == "http://data.europa.eu/r5r/"
    for one in found:
        if "dcat:Distribution" in one["@type"]:
            assert isinstance(one["dct:license"], str)
            assert one["dcatde:licenseAttributionByText"] == "Beispielstelle"
            assert one["dcat:accessURL"] == one["dcat:downloadURL"]
            assert set(one["dct:title"]) == set(one["dct:description"])
    assert "dct:type" not in node(nodes(), "publisher")
    assert len(write(found)["catalog.rdf"]) < 50_000_000


def test_texts_stand_in_the_same_languages_everywhere() -> None:
    """With an English title but no English description, nothing is in English."""
    mute = dataset().model_copy(update={"description_en": None})
    found = nodes(mute)
    assert {tag for one in found for tag in one.get("dct:title", {}) if "dct:license" in one} == {"de"}
    assert set(about(dataset(), settings_of())[0]) == {"de", "en"}
    assert set(about(dataset(), settings_of(title="Eigener Titel"))[0]) == {"de"}


def test_a_description_is_needed() -> None:
    """Neither data nor settings describe the dataset: nothing is invented."""
    bare = Dataset(scheme="k", title="K", version="1", network_term="R")
    with pytest.raises(DataError, match="description"):
        about(bare, settings_of())


def test_licences_without_attribution_have_none() -> None:
    """Where the source need not be named, no text of attribution is asked for."""
    found = nodes(license="dl-zero-de/2.0")
    assert all("dcatde:licenseAttributionByText" not in one for one in found)


def test_hostile_texts_stay_texts() -> None:
    """Texts of the settings add no triple in any form."""
    evil = '"]]></dct:title> <https://evil.example/a> . \\ {"@id": "https://evil.example"}'
    harmless, hostile = nodes(publisher="x", title="x"), nodes(publisher=evil, title=evil)
    for name, text in write(hostile).items():
        kind = {"jsonld": "json-ld", "ttl": "turtle", "rdf": "xml"}[name.rpartition(".")[2]]
        first = Graph().parse(data=write(harmless)[name], format=kind)
        second = Graph().parse(data=text, format=kind)
        assert {(s, p) for s, p, _ in first} == {(s, p) for s, p, _ in second}


def test_the_context_stands_in_the_file() -> None:
    """No portal has to fetch anything to understand the catalogue."""
    document = json.loads(write(nodes())["catalog.jsonld"])
    assert isinstance(document["@context"], dict)
    graph = Graph().parse(data=write(nodes())["catalog.jsonld"], format="json-ld")
    assert graph.value(None, RDF.type, DCAT.Catalog) == URIRef(f"{BASE}/catalog")
    assert graph.value(URIRef(f"{BASE}/dataset"), DCTERMS.identifier) is not None


@pytest.mark.parametrize("profile", ["dcat-ap-de-3.0", "portable"])
def test_a_strict_processor_reads_the_same_triples(profile: str) -> None:
    """Another processor, which checks the context, finds the triples of the other forms."""
    found = nodes(profile=profile)
    document = json.loads(write(found)["catalog.jsonld"])
    canonical = pyld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})
    rows = {row for one in found for row in ntriples(triples(one, context(found)))}
    assert canonical == "".join(sorted(rows))


@pytest.mark.slow
@pytest.mark.parametrize(("profile", "judges"), [("dcat-ap-de-3.0", FULL), ("portable", PORTABLE)])
def test_the_official_shapes_are_kept(
    profile: str, judges: tuple[str, ...], shacl: Callable[..., str], mqa: Callable[[Path], str], tmp_path: Path
) -> None:
    """The catalogue conforms and scores high; without licence and publisher it does not."""
    path = tmp_path / "catalog.ttl"
    text = write(nodes(profile=profile, compat_2=profile == "portable", publisher_type="RegionalAuthority"))[
        path.name
    ]
    path.write_text(text, encoding="utf-8")
    report = shacl(path, *judges)
    assert report.count(" conforms ") == len(judges), report
    assert int(mqa(path).split()[1]) >= 395
    broken = "\n".join(
        line for line in text.split("\n") if "dct:license " not in line and "dct:publisher" not in line
    )
    path.write_text(broken, encoding="utf-8")
    for judge in judges:
        assert "VIOLATIONS" in shacl(path, judge), judge
