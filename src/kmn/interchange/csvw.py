"""The metadata of the folder, by the W3C's CSV on the Web: what the columns mean and how they hang together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.tables import SEPARATOR, tables

if TYPE_CHECKING:
    from kmn.interchange.tables import Column, Table
    from kmn.model.dataset import Dataset

__all__ = ["FILE", "metadata"]

FILE: Final = "csv-metadata.json"
"""Name of the file, where the standard looks for it."""

_DAY: Final = {"base": "date", "format": "yyyy-MM-dd"}
_PARTIAL: Final = {"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}


def metadata(dataset: Dataset) -> str:
    """Write the metadata of a dataset's folder as JSON.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> json.loads(metadata(load_packaged()))["tables"][0]["url"]
        'dataset.csv'
    """
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": {"@value": dataset.title, "@language": "de"},
        "dc:hasVersion": dataset.version,
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tables": [_table(table) for table in tables()],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _table(table: Table) -> dict[str, Any]:
    names = {column.name for column in table.columns}
    keys = [name for name in table.model.KEY if name in names]
    always = [column.name for column in table.columns if column.required]
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    if set(keys) <= set(always):  # the standard has no keys with empty cells
        schema["primaryKey"] = keys
    single = [column for column in table.columns if column.ref and not column.is_list]
    references = [_foreign_key(column) for column in single if column.required]
    if references:  # and no references from empty cells
        schema["foreignKeys"] = references
    description = (table.model.__doc__ or "").partition("\n")[0]
    return {"url": table.file, "dc:description": description, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "titles": column.name, "dc:description": column.description}
    found["datatype"] = _datatype(column)
    if column.is_list:
        found["separator"] = SEPARATOR
    if column.required:
        found["required"] = True
    return found


def _datatype(column: Column) -> str | dict[str, str]:
    if column.kind == "day":
        return _DAY
    if column.kind == "partial":
        return _PARTIAL
    if column.choices:
        return {"base": "string", "format": "|".join(column.choices)}
    if column.pattern is not None and not column.is_free_text:
        return {"base": "string", "format": column.pattern.removeprefix("^").removesuffix("$")}
    return {"text": "string"}.get(column.kind, column.kind)


def _foreign_key(column: Column) -> dict[str, Any]:
    return {
        "columnReference": column.name,
        "reference": {"resource": f"{column.ref}.csv", "columnReference": "id"},
    }
