from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kmn.errors import DataError
from kmn.export import release
from kmn.export.selection import withheld_in
from kmn.interchange.folder import load_packaged
from kmn.interchange.store import load
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.values import Evidence
from tests.export.conftest import settings_of

if TYPE_CHECKING:
    from pathlib import Path

WRITE = """
import random, sys
from kmn.export import release
from kmn.interchange.folder import load_packaged
from tests.export.conftest import settings_of
data = load_packaged()
fields = {}
for name in type(data).model_fields:
    value = getattr(data, name)
    if isinstance(value, tuple) and name != "expected_networks_sources":
        value = tuple(random.Random(int(sys.argv[2])).sample(value, len(value)))
    fields[name] = value
release.write(type(data)(**fields), sys.argv[1], settings_of(inferred=True), outlines=False)
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the embedded dataset, with inferences."""
    path = tmp_path_factory.mktemp("release") / "a"
    release.write(load_packaged(), path, settings_of(inferred=True))
    return path


def content(folder: Path) -> dict[str, bytes]:
    """Give the content of all files by their path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_bytes_are_always_the_same(tmp_path: Path) -> None:
    """Neither the hash seed nor the order of the records changes a byte."""
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", WRITE, tmp_path / seed, seed],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            timeout=120,
        )
    assert content(tmp_path / "1") == content(tmp_path / "2")


def test_the_checksums_are_right(written: Path) -> None:
    """Every file but the list itself is on the list, with its checksum."""
    found = content(written)
    lines = found.pop("SHA256SUMS").decode().splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        name: hashlib.sha256(text).hexdigest() for name, text in found.items()
    }


def test_a_release_is_read_back(written: Path) -> None:
    """Tables, linked data and dataset folder give what was published: everything but the inferences."""
    wanted = load_packaged().model_copy(
        update={"assignments": tuple(one for one in load_packaged().assignments if one.evidence != Evidence.INFERRED)}
    )
    for name in ("", "csv", "entities.jsonld", "dataset"):
        assert load(written / name) == wanted


def test_inferences_stand_in_their_own_files(written: Path, tmp_path: Path) -> None:
    """Asked for, they are in labelled files and nowhere else; not asked for, nowhere."""
    assert all("inferred" in name or name == "README.md" for name in content(written) if "inferred/" in name)
    rows = (written / "inferred" / "inferred_assignments.csv").read_text(encoding="utf-8")
    assert rows.count("inferred,") == 19
    for name, text in content(written).items():
        if name.startswith(("csv/assignments", "entities.")):
            assert re.search(rb"#assignments/[^\s\"]+/inferred", text) is None
            assert b",inferred," not in text
    release.write(load_packaged(), tmp_path / "b", settings_of(), outlines=False)
    assert not any(name.startswith("inferred") for name in content(tmp_path / "b"))


def test_the_catalogue_offers_what_is_there(written: Path) -> None:
    """Every file on offer exists, with its size; what describes it exists, too."""
    graph = json.loads((written / "catalog.jsonld").read_text(encoding="utf-8"))["@graph"]
    offers = [one for one in graph if "dcat:Distribution" in one["@type"]]
    assert len(offers) == 10
    prefix = settings_of().download_url
    for one in offers:
        path = written / one["dcat:downloadURL"][0].removeprefix(prefix)
        assert str(path.stat().st_size) == one["dcat:byteSize"]
        for standard in one.get("dct:conformsTo", []):
            if standard.startswith(prefix):
                assert (written / standard.removeprefix(prefix)).is_file()


def test_a_release_takes_the_place_of_a_release_only(written: Path, tmp_path: Path) -> None:
    """An older release is replaced with all its files; other files in it, another folder or a file are left alone."""
    release.write(load_packaged(), tmp_path / "a", settings_of(), outlines=False)
    stale = tmp_path / "a" / "stale"
    stale.write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="1 files that are no part of it, and would be lost"):
        release.write(load_packaged(), tmp_path / "a", settings_of(), outlines=False)
    with (tmp_path / "a" / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{'0' * 64}  stale\n")
    release.write(load_packaged(), tmp_path / "a", settings_of(), outlines=False)
    assert not stale.exists()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("x", encoding="utf-8")
    for name in ("own", "own/letter.txt"):
        with pytest.raises(DataError, match="would be lost"):
            release.write(load_packaged(), tmp_path / name, settings_of(), outlines=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "own"]
    assert written.is_dir()


def test_a_failed_release_leaves_nothing(tmp_path: Path) -> None:
    """A formula is found while writing: the old release stays as it was, and nothing else is left."""
    release.write(load_packaged(), tmp_path / "a", settings_of(), outlines=False)
    before = content(tmp_path / "a")
    bad = load_packaged().model_copy(update={"networks": (Network(id="heide", name="=1+1"),), "assignments": ()})
    with pytest.raises(DataError, match="formulas"):
        release.write(bad, tmp_path / "a", settings_of(), outlines=False)
    assert content(tmp_path / "a") == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_the_day_comes_from_the_data_or_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a day of issue a release needs one; a malformed one is refused."""
    bare = Dataset(scheme="k", title="K", description="D", version="1", network_term="R")
    with pytest.raises(DataError, match="issued"):
        release.write(bare, tmp_path / "a", settings_of(), outlines=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
    with pytest.raises(DataError, match="SOURCE_DATE_EPOCH"):
        release.write(bare, tmp_path / "a", settings_of(), outlines=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    release.write(bare, tmp_path / "a", settings_of(), outlines=False)
    text = (tmp_path / "a" / "catalog.ttl").read_text(encoding="utf-8")
    assert date.fromtimestamp(1780000000).isoformat() in text  # noqa: DTZ012 - a day in the middle of the day


def test_records_that_share_a_key_are_refused(tmp_path: Path) -> None:
    """Two records of the same id would share an address."""
    twins = (Network(id="a", name="A"), Network(id="a", name="B"))
    data = load_packaged().model_copy(update={"networks": twins})
    with pytest.raises(DataError, match="networks: a: there are two"):
        release.write(data, tmp_path / "a", settings_of(), outlines=False)


def test_what_was_left_out_is_told(tmp_path: Path) -> None:
    """A record whose source forbids it is not in the release, and the release says so."""
    data = load_packaged()
    sources = tuple(
        one.model_copy(update={"reuse": "forbidden"}) if one.id == "asyl-ev-kmn" else one for one in data.sources
    )
    found = release.write(
        data.model_copy(update={"sources": sources}), tmp_path / "a", settings_of(), outlines=False, previous=data
    )
    assert any(one.record == "asyl-ev-kmn" for one in found.left_out)
    assert "asyl-ev-kmn" in found.remarks[0][0]
    everything = content(tmp_path / "a")
    assert b"asyl-ev-kmn: Die Weiterverwendung ist untersagt." in everything["README.md"]
    assert b"#sources/asyl-ev-kmn>" not in everything["entities.nt"]
    changes = json.loads(everything["CHANGELOG.json"])
    assert changes["counts"]["vanished"] == 0
    assert changes["counts"]["withheld"] == len(found.left_out)
    assert {(one.table, one.record) for one in withheld_in(tmp_path / "a")} >= {
        ("sources", "asyl-ev-kmn"),
        ("organisations", "asyl-ev-hildesheim"),
    }
    assert not any(b"suedniedersachsen inferred" in text for text in everything.values())


def test_parquet_and_excel_are_written_where_wanted(written: Path, tmp_path: Path) -> None:
    """Asked for, both are written and Parquet is offered; else neither is."""
    assert not (written / "parquet").exists()
    assert not (written / "excel").exists()
    release.write(load_packaged(), tmp_path / "a", settings_of(parquet=True, excel=True), outlines=False)
    assert (tmp_path / "a" / "excel" / "regionalverbuende.xlsx").is_file()
    assert (tmp_path / "a" / "parquet" / "kreise.parquet").is_file()
    assert "kreise-parquet" in (tmp_path / "a" / "catalog.ttl").read_text(encoding="utf-8")
