"""JSON-LD: a dataset as linked data, written node by node and read back.

The context stands in the file itself, so that nobody has to fetch anything to understand it; a copy is a file of a
release. Each node is a line of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pydantic import ValidationError

from kmn.errors import DataError
from kmn.export.graph import nodes
from kmn.export.terms import class_of, context, slots
from kmn.interchange.tables import HEAD, tables
from kmn.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from os import PathLike

    from kmn.export.edition import Edition
    from kmn.export.terms import Slot
    from kmn.interchange.tables import Table

__all__ = ["context_text", "lines", "read", "write"]

_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_BATCH: Final = 512


def lines(dataset: Dataset, edition: Edition) -> Iterator[str]:
    """Give the document line by line, each with its line end; the first holds the context.

    Args:
        dataset: the dataset.
        edition: where it is published, and the places.
    """
    encode = _encoder()
    yield f'{{"@context":{encode(context())},"@graph":[\n'
    before = ""
    for node in nodes(dataset, edition):
        yield before + encode(node)
        before = ",\n"
    yield "\n]}\n"


def _encoder() -> Callable[[Any], str]:
    """Give what writes a node: orjson if it is installed, which is quicker and writes the same."""
    try:
        import orjson
    except ImportError:
        return _COMPACT
    dumps = orjson.dumps
    return lambda node: dumps(node).decode()


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
        >>> from kmn.export.edition import Edition
        >>> from kmn.interchange.folder import load_packaged
        >>> edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
        >>> with TemporaryDirectory() as folder:
        ...     write(load_packaged(), f"{folder}/kmn.jsonld", edition)
        ...     read(f"{folder}/kmn.jsonld") == load_packaged()
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


def read(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from JSON-LD as `write` writes it.

    Args:
        path: the file.

    Raises:
        DataError: the file cannot be read as a dataset; `problems` lists what is wrong.
    """
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"The file cannot be read as JSON ({type(error).__name__}). Expected JSON-LD as write() writes it."
        raise DataError(message) from error
    graph = document.get("@graph") if isinstance(document, dict) else None
    if not isinstance(graph, list):
        message = "The file holds no @graph with a list of nodes. Expected JSON-LD as write() writes it."
        raise DataError(message)
    return _built(graph)


def _built(graph: list[Any]) -> Dataset:
    by_class = {class_of(table): table for table in tables()}
    records: dict[str, list[Any]] = {table.name: [] for table in tables()}
    problems: list[str] = []
    for number, node in enumerate(graph, start=1):
        kinds = node.get("@type") if isinstance(node, dict) else None
        table = by_class.get(str(kinds[0])) if isinstance(kinds, list) and kinds else None
        if table is None:
            continue
        try:
            records[table.name].append(table.model.model_validate(_values(node, table)))
        except ValidationError as error:
            problems.extend(
                f"node {number}: {table.name}, {'.'.join(map(str, one['loc'])) or 'record'}: {one['type']}"
                for one in error.errors(include_url=False, include_context=False, include_input=False)
            )
        except (KeyError, TypeError, AttributeError, IndexError):
            problems.append(f"node {number}: {table.name}: the values do not have the form that write() gives them")
    heads = records.pop(HEAD)
    if len(heads) != 1:
        problems.append(f"expected one node of the class Dataset, found {len(heads)}")
    if problems:
        message = "The file cannot be used; nothing of it was loaded."
        raise DataError(message, problems=problems)
    fields = {name: getattr(heads[0], name) for name in type(heads[0]).model_fields}
    return Dataset(**fields, **{name: tuple(found) for name, found in records.items()})


def _values(node: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """Give the values of a record from its node."""
    values: dict[str, Any] = {}
    for slot in slots()[table.name]:
        if slot.part is not None:
            inner = node.get(slot.field)
            if inner is not None and slot.part in inner:
                values.setdefault(slot.field, {})[slot.part] = _value(inner[slot.part], slot)
        elif slot.key in node:
            found = node[slot.key]
            if slot.kind == "lang":
                values[slot.field] = found.get("de")
                if slot.english is not None and "en" in found:
                    values[slot.english] = found["en"]
            else:
                values[slot.field] = tuple(_value(one, slot) for one in found) if slot.many else _value(found, slot)
    return {name: value for name, value in values.items() if value is not None}


def _value(found: Any, slot: Slot) -> Any:
    if slot.kind == "lang":
        return found["de"]
    if slot.kind in {"ref", "area", "code", "scheme", "broader"}:
        return unquote(found.rpartition("/")[2])
    return found["@value"] if isinstance(found, dict) else found
