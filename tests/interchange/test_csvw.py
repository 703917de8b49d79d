from __future__ import annotations

import json
import re
from typing import Any

from kmn.interchange import csvw
from kmn.interchange.folder import as_files, load_packaged
from kmn.interchange.tables import tables


def document() -> dict[str, Any]:
    """Give the metadata of the packaged dataset."""
    found: dict[str, Any] = json.loads(csvw.metadata(load_packaged()))
    return found


def test_the_metadata_describes_every_file() -> None:
    """Each table has its file, its columns in order, and their meaning."""
    described = document()["tables"]
    assert [one["url"] for one in described] == [table.file for table in tables()]
    for one, table in zip(described, tables(), strict=True):
        columns = one["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == [column.name for column in table.columns]
        assert all(column["dc:description"] for column in columns)


def test_the_packaged_cells_have_the_described_form() -> None:
    """Every cell of the packaged files has the datatype that the metadata says."""
    import csv
    import io

    files = as_files(load_packaged())
    for one in document()["tables"]:
        columns = {column["name"]: column for column in one["tableSchema"]["columns"]}
        for row in csv.DictReader(io.StringIO(files[one["url"]], newline="")):
            for name, cell in row.items():
                column = columns[name]
                assert cell or not column.get("required"), name
                kind = column["datatype"]
                form = kind["format"] if isinstance(kind, dict) else ""
                form = {"yyyy-MM-dd": r"\d{4}-\d\d-\d\d"}.get(form, form)
                for value in cell.split(column.get("separator", "\x00")) if cell else []:
                    assert not form or re.fullmatch(form, value), (one["url"], name, value)


def test_keys_and_references_name_columns_that_exist() -> None:
    """Neither primary nor foreign keys are ever empty, and the latter lead to the ids of other files."""
    described = {one["url"]: one["tableSchema"] for one in document()["tables"]}
    for schema in described.values():
        required = {column["name"] for column in schema["columns"] if column.get("required")}
        assert set(schema.get("primaryKey", ())) <= required
        for key in schema.get("foreignKeys", ()):
            assert key["columnReference"] in required
            target = described[key["reference"]["resource"]]
            assert target["primaryKey"] == [key["reference"]["columnReference"]]
