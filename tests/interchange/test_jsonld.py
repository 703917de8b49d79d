from __future__ import annotations

import hashlib
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from pyld import jsonld as pyld

from kmn.errors import DataError
from kmn.export.rdf import ntriples, triples
from kmn.interchange import jsonld
from kmn.interchange.folder import load_packaged as dataset
from kmn.interchange.linked.graph import nodes
from kmn.interchange.linked.terms import context
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.source import Source
from tests.export.test_rdf import HOSTILE
from tests.strategies import datasets, full_datasets

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.interchange.edition import Edition

SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(max_examples=40, suppress_health_check=SLOW)
@given(data=datasets())
def test_what_is_written_is_read(edition: Edition, data: Dataset, tmp_path: Path) -> None:
    """A dataset comes back equal, whatever it holds."""
    jsonld.write(data, tmp_path / "a.jsonld", edition)
    assert jsonld.load(tmp_path / "a.jsonld") == data


def test_the_embedded_dataset_comes_back(edition: Edition, tmp_path: Path) -> None:
    """So does the embedded one, which fills every table but one."""
    jsonld.write(dataset(), tmp_path / "a.jsonld", edition)
    assert jsonld.load(tmp_path / "a.jsonld") == dataset()


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(data=full_datasets())
def test_the_text_is_what_a_library_writes(data: Dataset, edition: Edition) -> None:
    """What is put together by hand is, byte for byte, what the standard library makes of the same values."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for line in list(jsonld.lines(data, edition))[1:-1]:
        text = line.removeprefix(",\n")
        assert encode(json.loads(text, object_pairs_hook=_once)) == text


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Give an object whose keys stand there once."""
    found = dict(pairs)
    assert len(found) == len(pairs)
    return found


def test_one_node_a_line(edition: Edition) -> None:
    """Between the first and the last line, each line is a node."""
    text = "".join(jsonld.lines(dataset(), edition)).split("\n")
    assert [json.loads(line.rstrip(","))["@id"] for line in text[1:-2]] == [
        node["@id"] for node in nodes(dataset(), edition)
    ]


def test_other_libraries_read_the_same_triples(edition: Edition) -> None:
    """Sorted, our N-Triples are the canonical form that PyLD finds in our JSON-LD, with nothing dropped."""
    small = dataset().model_copy(update={"codes": dataset().codes[:5], "participations": ()})
    document = json.loads("".join(jsonld.lines(small, edition)))
    canonical = pyld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})
    own = "".join(sorted({row for node in nodes(small, edition) for row in ntriples(triples(node, context()))}))
    assert hashlib.sha256(own.encode()).hexdigest() == hashlib.sha256(canonical.encode()).hexdigest()


def test_there_are_no_blank_nodes(edition: Edition) -> None:
    """Every node has an IRI, also those within others."""
    assert "_:" not in "".join(row for n in nodes(dataset(), edition) for row in ntriples(triples(n, context())))


@pytest.mark.parametrize("text", [*HOSTILE, '{"@id": "https://evil.example"}', "=cmd|' /C calc'!A0", "\u2028"])
def test_hostile_texts_stay_texts(edition: Edition, text: str, tmp_path: Path) -> None:
    """No text adds a node, a key or a line, and each comes back as it was."""
    text = text[:90_000].strip() or "x"
    data = Dataset(
        scheme="k",
        title=text,
        version="1",
        network_term=text,
        networks=(Network(id="a", name=text, remark=text),),
        sources=(Source(id="s", title=text, url='https://e.org/"><a>{}', reuse="open"),),
    )
    jsonld.write(data, tmp_path / "a.jsonld", edition)
    assert jsonld.load(tmp_path / "a.jsonld") == data
    harmless = Dataset(
        scheme="k",
        title="x",
        version="1",
        network_term="x",
        networks=(Network(id="a", name="x", remark="x"),),
        sources=(Source(id="s", title="x", url="https://e.org/<", reuse="open"),),
    )
    assert _subjects(data, edition) == _subjects(harmless, edition)


def _subjects(data: Dataset, edition: Edition) -> list[tuple[str, str]]:
    return [(row.subject, row.predicate) for node in nodes(data, edition) for row in triples(node, context())]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"@graph": 1}',
        '{"@graph": []}',
        "[" * 100_000,
        '{"@graph": [{"@type": ["Network"]}]}',
        "\xff",
    ],
)
def test_other_files_are_refused(content: str, tmp_path: Path) -> None:
    """What is no dataset is refused with an error of ours."""
    (tmp_path / "a.jsonld").write_bytes(content.encode("latin-1"))
    with pytest.raises(DataError):
        jsonld.load(tmp_path / "a.jsonld")


@pytest.mark.parametrize("value", ["null", "1", "{}", "[]", '"x"', "[1]"])
def test_damaged_values_are_problems(edition: Edition, value: str, tmp_path: Path) -> None:
    """A value of another form is reported with its node, and raises nothing else."""
    text = "".join(jsonld.lines(dataset(), edition))
    (tmp_path / "a.jsonld").write_text(text.replace('{"de":"Regionalverbund Heide"}', value), encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.jsonld, row [0-9]+"):
        jsonld.load(tmp_path / "a.jsonld")


def test_a_file_that_cannot_be_written_is_an_error_of_ours(edition: Edition, tmp_path: Path) -> None:
    """A missing folder is reported, not raised as it is."""
    with pytest.raises(DataError):
        jsonld.write(dataset(), tmp_path / "missing" / "a.jsonld", edition)


def test_the_context_stands_alone() -> None:
    """The copy of the context is the context of the files."""
    assert json.loads(jsonld.context_text())["@context"] == context()


def test_records_are_written_as_they_come(edition: Edition, tmp_path: Path) -> None:
    """Three times the records take no more memory to write."""
    peaks = []
    for count in (3_000, 9_000):
        networks = [Network(id=f"n-{number}", name="Ä" * 50, sources=("a", "b")) for number in range(count)]
        data = Dataset(scheme="k", title="K", version="1", network_term="R", networks=networks)
        tracemalloc.start()
        jsonld.write(data, tmp_path / "a.jsonld", edition)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2 + 100_000
