from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from update import licences
from update._inputs import INPUTS

from kmn import resources

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src" / "kmn" / "data"
ENTRIES: list[dict[str, Any]] = json.loads(resources.read_text("provenance.json"))["files"]

each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=[entry["path"] for entry in ENTRIES])


def problems(folder: Path) -> list[str]:
    """What is wrong between the files of a data folder and its `provenance.json`."""
    entries = json.loads((folder / "provenance.json").read_text("utf-8"))["files"]
    named = {entry["path"]: entry["sha256"] for entry in entries}
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del files["provenance.json"]
    return [
        *(f"{path} has no entry" for path in sorted(files.keys() - named.keys())),
        *(f"{path} is not there" for path in sorted(named.keys() - files.keys())),
        *(
            f"{path} has other content"
            for path in sorted(files.keys() & named.keys())
            if hashlib.sha256(files[path].read_bytes()).hexdigest() != named[path]
        ),
    ]


def test_every_file_has_its_entry_and_every_entry_its_file() -> None:
    """What `provenance.json` says about the files is true of each of them."""
    assert problems(DATA) == []


def test_a_stray_a_lost_and_a_changed_file_are_noticed(tmp_path: Path) -> None:
    """The comparison above finds each kind of difference."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    (folder / "places" / "stray.csv").write_text("name\n")
    (folder / "places" / "countries.csv").unlink()
    with (folder / "places" / "districts.csv").open("a") as file:
        file.write("\n")
    assert problems(folder) == [
        "places/stray.csv has no entry",
        "places/countries.csv is not there",
        "places/districts.csv has other content",
    ]


@each_entry
def test_an_entry_says_where_from_and_on_which_terms(entry: dict[str, Any]) -> None:
    """Each entry names source, publisher, edition, changes, and for each licence its terms and the attribution."""
    for field in ("title", "source", "publisher", "edition", "changes"):
        assert entry[field].strip(), field
    assert entry["licence"]
    assert len(entry["licence"]) == len(entry["attribution"])
    for licence, attribution in zip(entry["licence"], entry["attribution"], strict=True):
        assert licence["name"]
        assert licence["url"].startswith("https://")
        assert attribution


@each_entry
def test_a_file_has_a_script_of_its_own_name(entry: dict[str, Any]) -> None:
    """Each file but the curated ones is made by the script of the same name."""
    path = Path(entry["path"])
    if path.parent.name == "dataset":
        assert entry["script"] is None
    else:
        assert entry["script"] == f"update/{path.with_suffix('.py')}"
        assert (ROOT / entry["script"]).is_file()


@each_entry
def test_the_inputs_are_the_pinned_ones(entry: dict[str, Any]) -> None:
    """Each input is a pinned archive, or a curated file with the checksum it has today."""
    for source in entry["inputs"]:
        if source["registry"] == "repository":
            assert hashlib.sha256((ROOT / source["file"]).read_bytes()).hexdigest() == source["sha256"]
        else:
            assert INPUTS[source["package"]].as_record() == source


def test_the_licences_of_the_data_are_written_out() -> None:
    """`LICENSE-DATA` says what `provenance.json` says."""
    register = json.loads(resources.read_text("provenance.json"))
    assert licences.TARGET.read_text("utf-8") == licences.text(register)


def test_nothing_asks_to_share_alike() -> None:
    """Only licences that allow to pass the data on with an attribution are used."""
    assert {licence["name"] for entry in ENTRIES for licence in entry["licence"]} == {
        "BSD-2-Clause",
        "CC BY 4.0",
        "GeoNutzV",
        "Unicode-3.0",
    }
