"""JSON-LD: a dataset as linked data, written node by node and read back.

The context stands in the file itself, so that nobody has to fetch anything to understand it; a copy is a file of a
release. Each node is a line of its own, and its place in the file is what a problem names as its row.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from attrs import evolve

from kmn.errors import DataError, InputTypeError
from kmn.interchange.folder import Reading, assembled, built
from kmn.interchange.linked.graph import node_lines
from kmn.interchange.linked.terms import class_of, context, slots
from kmn.interchange.problem import Problem
from kmn.interchange.rows import read_cells
from kmn.interchange.tables import SEPARATOR, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from kmn.interchange.edition import Edition
    from kmn.interchange.linked.terms import Slot
    from kmn.interchange.tables import Table
    from kmn.model.dataset import Dataset

__all__ = ["SUFFIXES", "context_text", "lines", "load", "read", "write"]

SUFFIXES: Final = frozenset({".json", ".jsonld"})
"""How the names of such files end."""

_BATCH: Final = 512
_LINKS: Final = frozenset({"ref", "area", "code", "scheme", "broader"})
_FIRST_ROW: Final = 2


def lines(dataset: Dataset, edition: Edition) -> Iterator[str]:
    """Give the document line by line, each with its line end; the first holds the context.

    Args:
        dataset: the dataset.
        edition: where it is published, and the places.
    """
    meanings = json.dumps(context(), ensure_ascii=False, separators=(",", ":"))
    yield f'{{"@context":{meanings},"@graph":[\n'
    before = ""
    for line in node_lines(dataset, edition):
        yield before + line
        before = ",\n"
    yield "\n]}\n"


def context_text() -> str:
    """Give the context as a document of its own.

    Examples:
        >>> json.loads(context_text())["@context"]["@version"]
        1.1
    """
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=2) + "\n"


def write(dataset: Dataset, path: str | PathLike[str], edition: Edition) -> None:
    """Write a dataset as JSON-LD.

    Args:
        dataset: the dataset.
        path: the file.
        edition: where it is published, and the places.

    Raises:
        DataError: the file cannot be written.

    Examples:
        >>> from datetime import date
        >>> from tempfile import TemporaryDirectory
        >>> from kmn.interchange.edition import Edition
        >>> from kmn.interchange.folder import load_packaged
        >>> edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
        >>> with TemporaryDirectory() as folder:
        ...     write(load_packaged(), f"{folder}/kmn.jsonld", edition)
        ...     load(f"{folder}/kmn.jsonld") == load_packaged()
        True
    """
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            batch = []
            for line in lines(dataset, edition):
                batch.append(line)
                if len(batch) == _BATCH:
                    file.write("".join(batch))
                    batch.clear()
            file.write("".join(batch))
    except (OSError, ValueError) as error:
        message = f"The file cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def load(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from JSON-LD as `write` writes it.

    Args:
        path: the file.

    Raises:
        DataError: the file cannot be read as a dataset; `problems` lists all that is wrong.

    Examples:
        >>> load("no/such.jsonld")
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The dataset cannot be used; nothing of it was loaded.
        - such.jsonld: The file cannot be read. Check its permissions.
    """
    return built(read(path))


def read(path: str | PathLike[str]) -> Reading:
    """Read a dataset from JSON-LD, and report everything that was wrong.

    Args:
        path: the file.

    Returns:
        The dataset, unless a problem is an error, and all problems. Nothing is raised for bad content.

    Examples:
        >>> [problem.code for problem in read("no/such.jsonld").problems]
        ['file_unreadable']
    """
    name = Path(path).name
    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return Reading(None, (Problem("jsonld_broken", file=name),))
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return Reading(None, (Problem("file_unreadable", file=name),))
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return Reading(None, (Problem("jsonld_broken", file=name),))
    graph = document.get("@graph") if isinstance(document, dict) else None
    if not isinstance(graph, list):
        return Reading(None, (Problem("jsonld_broken", file=name),))
    return _assembled(graph, name)


def _assembled(graph: list[Any], name: str) -> Reading:
    by_class = {class_of(table): table for table in tables()}
    rows: dict[str, list[list[str]]] = {table.name: [] for table in tables()}
    numbers: dict[str, list[int]] = {table.name: [] for table in tables()}
    problems: list[Problem] = []
    for number, one in enumerate(graph, start=_FIRST_ROW):
        kinds = one.get("@type") if isinstance(one, dict) else None
        table = by_class.get(str(kinds[0])) if isinstance(kinds, list) and kinds else None
        if table is None:
            continue
        try:
            rows[table.name].append(_cells(one, table))
            numbers[table.name].append(number)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError):
            problems.append(Problem("node_wrong", file=name, row=number))
    found = {}
    for table in tables():
        header = [column.name for column in table.columns]
        records, wrong = read_cells(table, [header, *rows[table.name]], name)
        at = numbers[table.name]
        placed = [one if one.row is None else evolve(one, row=at[one.row - _FIRST_ROW]) for one in wrong]
        found[table.name] = records, placed
    return assembled(found, problems, "sheet")


def _cells(node: Mapping[str, Any], table: Table) -> list[str]:
    """Give the cells of a record from its node, in the order of the columns."""
    found: dict[tuple[str, str | None], str] = {}
    for slot in slots()[table.name]:
        holder: Any = node if slot.part is None else node.get(slot.field, {})
        if slot.key not in holder:
            continue
        value = holder[slot.key]
        if slot.kind == "lang":
            found[slot.field, slot.part] = _text(value.get("de", ""))
            if slot.english is not None:
                found[slot.english, None] = _text(value.get("en", ""))
        elif slot.many:
            found[slot.field, slot.part] = SEPARATOR.join([_value(one, slot) for one in _listed(value)])
        else:
            found[slot.field, slot.part] = _value(value, slot)
    return [found.get((column.field, column.part), "") for column in table.columns]


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    raise _other(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _other(value)


def _other(value: object) -> InputTypeError:
    message = f"A value is a {type(value).__name__}: expected the kind of value that write() gives it."
    return InputTypeError(message)


def _value(found: Any, slot: Slot) -> str:
    if slot.kind in _LINKS:
        return unquote(_text(found).rpartition("/")[2])
    return _text(found["@value"] if isinstance(found, dict) else found)
