"""What describes the CSV files to machines: CSV on the Web (W3C) and a Data Package 2.0, both from the sheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kmn.interchange.sheets import Heading, Sheet

__all__ = ["csvw", "package", "resource"]

_PROFILES: Final = "https://datapackage.org/profiles/2.0"
_PARTIAL: Final = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_CSVW_KINDS: Final[dict[str, Any]] = {
    "text": "string",
    "uri": "string",  # an anyURI is checked differently from reader to reader
    "integer": "integer",
    "number": "number",
    "day": {"base": "date", "format": "yyyy-MM-dd"},
    "partial": {"base": "string", "format": _PARTIAL},
}
_FIELD_KINDS: Final[dict[str, dict[str, Any]]] = {
    "text": {"type": "string"},
    "uri": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "day": {"type": "date"},
    "partial": {"type": "string"},
}
_DIALECT: Final = {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]}


def _bare(pattern: str) -> str:
    return pattern.removeprefix("^").removesuffix("$")


def csvw(sheets: Iterable[Sheet], about: dict[str, Any], *, delimiter: str = ",") -> str:
    """Describe sheets by the W3C's CSV on the Web.

    Args:
        sheets: the sheets, all in the folder of the description.
        about: what is said of them as a whole.
        delimiter: what stands between two cells.
    """
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        **about,
        "dialect": _DIALECT | {"delimiter": delimiter},
        "tables": [_csvw_table(sheet) for sheet in sheets],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _csvw_table(sheet: Sheet) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_csvw_column(heading, sheet.language) for heading in sheet.headings]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    always = {heading.name for heading in sheet.headings if heading.required}
    references = [reference for reference in sheet.references if reference[0] in always]
    if references:  # the standard has no references from empty cells
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": f"{other}.csv", "columnReference": key}}
            for column, other, key in references
        ]
    description = {"@value": sheet.description, "@language": sheet.language}
    return {"url": sheet.file, "dc:description": description, "tableSchema": schema}


def _csvw_column(heading: Heading, language: str) -> dict[str, Any]:
    titles = {language: [heading.name, *([heading.title] if heading.title else [])]}
    found: dict[str, Any] = {
        "name": heading.name,
        "titles": titles,
        "dc:description": {"@value": heading.description, "@language": language},
        "datatype": _CSVW_KINDS[heading.kind],
    }
    if heading.choices:
        found["datatype"] = {"base": "string", "format": "|".join(heading.choices)}
    elif heading.pattern and heading.kind == "text":
        found["datatype"] = {"base": "string", "format": _bare(heading.pattern)}
    if heading.required:
        found["required"] = True
    return found


def resource(sheet: Sheet, path: str) -> dict[str, Any]:
    """Describe a sheet as a resource of a Data Package.

    Args:
        sheet: the sheet.
        path: where its file lies, relative to the package.
    """
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(heading) for heading in sheet.headings],
        "missingValues": [""],
    }
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    if sheet.references:
        schema["foreignKeys"] = [
            {
                "fields": [column],
                "reference": {"resource": other, "fields": [key]},
            }
            for column, other, key in sheet.references
        ]
    return {
        "name": sheet.name,
        "path": path,
        "description": sheet.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "$schema": f"{_PROFILES}/tabledialect.json",
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "doubleQuote": True,
        },
        "schema": schema,
    }


def _field(heading: Heading) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if heading.required:
        constraints["required"] = True
    if heading.choices:
        constraints["enum"] = list(heading.choices)
    elif heading.pattern and heading.kind == "text":
        constraints["pattern"] = _bare(heading.pattern)
    elif heading.kind == "partial":
        constraints["pattern"] = _PARTIAL
    return {
        "name": heading.name,
        "title": heading.title or heading.name,
        "description": heading.description,
        **_FIELD_KINDS[heading.kind],
        **({"constraints": constraints} if constraints else {}),
    }


def package(about: dict[str, Any], resources: Sequence[dict[str, Any]]) -> str:
    """Write a Data Package 2.0.

    Args:
        about: name, title, version, licences, contributors and sources.
        resources: what it holds.
    """
    document = {"$schema": f"{_PROFILES}/datapackage.json", **about, "resources": list(resources)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
