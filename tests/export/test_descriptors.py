from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest

from kmn.export.descriptors import csvw, package, resource
from kmn.export.flat import answers
from kmn.interchange.linked_tables import write_sheets
from kmn.interchange.sheets import linked
from kmn.wiring import dataset

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Publication


@pytest.fixture
def folder(edition: Publication, tmp_path: Path) -> Path:
    """A folder of all sheets with both descriptions."""
    sheets = [*linked(dataset(), edition.base), *answers(dataset(), edition)]
    write_sheets(sheets, tmp_path)
    (tmp_path / "csv-metadata.json").write_text(csvw(sheets, {}), encoding="utf-8")
    found = package({"name": "kmn"}, [resource(sheet, sheet.file) for sheet in sheets])
    (tmp_path / "datapackage.json").write_text(found, encoding="utf-8")
    return tmp_path


def tool(code: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a judge in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, timeout=300, check=False
    )


def judged_by_csvw(folder: Path) -> bool:
    """Let csvw judge a folder."""
    code = "import sys; from csvw.metadata import CSVW; sys.exit(not CSVW(sys.argv[1], validate=True).is_valid)"
    done = tool(code, folder / "csv-metadata.json")
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode == 0


def judged_by_frictionless(folder: Path) -> bool:
    """Let frictionless judge a package."""
    code = "import sys; from frictionless import validate; sys.exit(not validate(sys.argv[1]).valid)"
    done = tool(code, folder / "datapackage.json")
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode == 0


def test_csvw_validates_every_file(folder: Path) -> None:
    """The files are valid by their metadata; a key that lost its zero is not."""
    assert judged_by_csvw(folder)
    path = folder / "kreise.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\n03403,", b"\r\n3403,"))
    assert not judged_by_csvw(folder)


def test_frictionless_validates_the_package(folder: Path) -> None:
    """The package is valid; a reference to nothing is not."""
    assert judged_by_frictionless(folder)
    path = folder / "assignments.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\nheide,", b"\r\nheyde,"))
    assert not judged_by_frictionless(folder)


def test_the_package_is_a_data_package_2(folder: Path, oracles: Path) -> None:
    """The description conforms to the official profile; one without resources does not."""
    profiles = oracles / "datapackage-2.0"
    document = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for name, part in (
        ("datapackage", document),
        ("dataresource", document["resources"][0]),
        ("tableschema", document["resources"][0]["schema"]),
        ("tabledialect", document["resources"][0]["dialect"]),
    ):
        schema = json.loads((profiles / f"{name}.json").read_text(encoding="utf-8"))
        # The profiles refer to each other by address; nothing is fetched here.
        for key in ("resources", "schema", "dialect"):
            schema.get("properties", {}).get(key, {}).pop("$ref", None)
        judge = jsonschema.Draft7Validator(_without_links(schema))
        assert judge.is_valid(part), name
    schema = json.loads((profiles / "datapackage.json").read_text(encoding="utf-8"))
    assert not jsonschema.Draft7Validator(_without_links(schema)).is_valid({"name": "kmn"})


def _without_links(schema: object) -> object:
    """Give a schema without what it would fetch from the web."""
    if isinstance(schema, dict):
        return {
            key: _without_links(value)
            for key, value in schema.items()
            if not (key == "$ref" and isinstance(value, str) and not value.startswith("#"))
        }
    return [_without_links(one) for one in schema] if isinstance(schema, list) else schema
