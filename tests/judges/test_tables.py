"""Every CSV file of a release, judged by its own descriptions: by csvw and by frictionless."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# csvw says most of what is wrong, and raises the rest.
CSVW: Final = """
import sys
from csvw.metadata import CSVW
try:
    sys.exit(not CSVW(sys.argv[1], validate=True).is_valid)
except ValueError as error:
    print(error)
    sys.exit(1)
"""
FRICTIONLESS: Final = "import sys; from frictionless import validate; sys.exit(not validate(sys.argv[1]).valid)"
DESCRIBED: Final = ("csv", "dataset", "excel", "inferred")
"""Folders with metadata of CSV on the Web."""


def accepted(judge: str, path: Path) -> bool:
    """Let a judge look at a description and the files that it describes, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", judge, path], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode == 0


def described(folder: Path) -> dict[str, list[Path]]:
    """Give the files that each description of a release describes."""
    found = {}
    for path in sorted(folder.rglob("csv-metadata.json")):
        tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
        found[path.relative_to(folder).as_posix()] = [path.parent / table["url"] for table in tables]
    for path in sorted(folder.rglob("datapackage.json")):
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        found[path.relative_to(folder).as_posix()] = [path.parent / one["path"] for one in resources]
    return found


def test_every_file_is_described(published: Path) -> None:
    """There is no CSV file in a release that nothing describes, and no description of a file that is not there."""
    files = {path for paths in described(published).values() for path in paths}
    assert files == set(published.rglob("*.csv"))
    assert set(described(published)) == {
        "datapackage.json",
        "hsds/datapackage.json",
        *(f"{name}/csv-metadata.json" for name in DESCRIBED),
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", DESCRIBED)
def test_csvw_accepts_every_file(published: Path, name: str) -> None:
    """By the metadata of CSV on the Web, everything is as it should be."""
    assert accepted(CSVW, published / name / "csv-metadata.json")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["datapackage.json", "hsds/datapackage.json"])
def test_frictionless_accepts_every_file(published: Path, name: str) -> None:
    """By the Data Packages, everything is as it should be, and references lead somewhere."""
    assert accepted(FRICTIONLESS, published / name)


class Damage(NamedTuple):
    """What is changed in which file, and who has to find it by which description."""

    judge: str
    description: str
    file: str
    old: str
    new: str


DAMAGES: Final = {
    "a lost zero": Damage(CSVW, "csv/csv-metadata.json", "csv/kreise.csv", "\n03403,", "\n3403,"),
    "in the dataset": Damage(
        CSVW, "dataset/csv-metadata.json", "dataset/assignments.csv", "heide,03351,", "heide,3351,"
    ),
    "for Excel": Damage(CSVW, "excel/csv-metadata.json", "excel/kreise.excel-de.csv", "\n03403;", "\n3403;"),
    "no choice": Damage(
        CSVW, "inferred/csv-metadata.json", "inferred/inferred_assignments.csv", ",inferred,", ",guessed,"
    ),
    "a lost zero again": Damage(FRICTIONLESS, "datapackage.json", "csv/kreise.csv", "\n03403,", "\n3403,"),
    "a source of nothing": Damage(FRICTIONLESS, "datapackage.json", "csv/kreise_quellen.csv", "\n03351,", "\n03999,"),
    "no status": Damage(FRICTIONLESS, "hsds/datapackage.json", "hsds/services.csv", ",inactive,", ",,"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found(published: Path, tmp_path: Path, name: str) -> None:
    """The judges bite."""
    damage = DAMAGES[name]
    shutil.copytree(published, tmp_path / "release")
    path = tmp_path / "release" / damage.file
    text = path.read_bytes().decode()
    assert damage.old in text
    path.write_bytes(text.replace(damage.old, damage.new).encode())
    assert not accepted(damage.judge, tmp_path / "release" / damage.description)
