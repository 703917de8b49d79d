"""Schemas that go with a release: JSON Schema of each record, and SHACL shapes of our entities, from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kmn.errors import DataError
from kmn.export.rdf import Literal, Triple, turtle
from kmn.interchange.linked.iris import NAMESPACES
from kmn.interchange.linked.terms import class_of, slots
from kmn.interchange.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from kmn.interchange.edition import Edition
    from kmn.interchange.linked.terms import Slot
    from kmn.model.dataset import Dataset

__all__ = ["json_schemas", "shapes", "write"]

_SH: Final = NAMESPACES["sh"]
_XSD: Final = NAMESPACES["xsd"]
_TYPE: Final = NAMESPACES["rdf"] + "type"
_DATATYPES: Final = {
    "day": _XSD + "date",
    "integer": _XSD + "nonNegativeInteger",
    "number": _XSD + "decimal",
    "text": _XSD + "string",
    "lang": NAMESPACES["rdf"] + "langString",
}
_LINKS: Final = {"ref", "area", "code", "scheme", "broader"}


def write(_dataset: Dataset, path: str | PathLike[str], _edition: Edition) -> None:
    """Write the schemas into a folder. They are the same for every dataset.

    Args:
        path: the folder; it is made if it is missing.

    Raises:
        DataError: the folder cannot be written.
    """
    try:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (json_schemas() | {"shapes.ttl": shapes()}).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except (OSError, ValueError) as error:
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def json_schemas() -> dict[str, str]:
    """Give the JSON Schema of the records of each table by the name of its file.

    Examples:
        >>> json.loads(json_schemas()["networks.schema.json"])["title"]
        'Network'
    """
    found = {}
    for table in tables():
        schema: dict[str, Any] = table.model.model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        found[f"{table.name}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return found


def shapes() -> str:
    """Give the shapes of our entities in SHACL, as Turtle: which properties a record has, how many, and of what kind.

    Examples:
        >>> "sh:targetClass" in shapes()
        True
    """
    return "".join(turtle(_shapes()))


def _shapes() -> Iterator[Triple]:
    namespace = NAMESPACES["kmn"]
    for table in tables():
        kind = namespace + class_of(table)
        shape = f"{kind}Shape"
        yield Triple(shape, _TYPE, _SH + "NodeShape")
        yield Triple(shape, _SH + "targetClass", kind)
        for slot in slots()[table.name]:
            if slot.part is None:
                rule = f"{shape}-{slot.key}"
                yield Triple(shape, _SH + "property", rule)
                yield from _rule(rule, slot)


def _rule(rule: str, slot: Slot) -> Iterator[Triple]:
    yield Triple(rule, _TYPE, _SH + "PropertyShape")
    yield Triple(rule, _SH + "path", slot.iri)
    yield Triple(rule, _SH + "description", Literal(slot.column.description, "en"))
    if slot.required:
        yield Triple(rule, _SH + "minCount", Literal("1", None, _XSD + "integer"))
    if slot.kind == "lang":
        yield Triple(rule, _SH + "uniqueLang", Literal("true", None, _XSD + "boolean"))
    elif not slot.many and slot.key not in _SHARED:
        yield Triple(rule, _SH + "maxCount", Literal("1", None, _XSD + "integer"))
    if slot.kind in _LINKS:
        yield Triple(rule, _SH + "nodeKind", _SH + "IRI")
    elif slot.kind in _DATATYPES:
        yield Triple(rule, _SH + "datatype", _DATATYPES[slot.kind])


# Keys whose property stands for two fields of one record, or is said more than once on purpose.
_SHARED: Final = frozenset({"broader"})
