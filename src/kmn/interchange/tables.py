"""The tables of a dataset: one description for the reader, the writer and the metadata.

It is derived from the models, so that it cannot differ from them: a table for each field of the dataset that holds
records, a column for each field of the record; fields of a contact or an address become columns of their own. Lists
hold ids, keys or codes, none of which has a blank in it, and are separated by a blank.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from attrs import evolve, field, frozen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kmn.model.dataset import Dataset, DatasetHead
from kmn.model.record import Record, Ref, descriptions
from kmn.values import Evidence, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HEAD", "SEPARATOR", "Column", "Table", "tables"]

SEPARATOR: Final = " "
"""What stands between the values of a list."""

HEAD: Final = "dataset"
"""Name of the table with one row that says what the dataset is."""

_KINDS: Final[dict[Any, str]] = {
    str: "text",
    int: "integer",
    float: "number",
    date: "day",
    PartialDate: "partial",
    Evidence: "text",
}


@frozen
class Column:
    """A column of a table.

    Attributes:
        name: the header.
        field: the field of the record.
        part: the field within the contact or address, if the column belongs to one.
        kind: `text`, `integer`, `number`, `day` or `partial` (a year, a month or a day).
        is_list: whether a cell holds several values.
        required: whether a record cannot do without it.
        choices: the values that are possible, if they are few.
        pattern: the form of a value, as a regular expression.
        ref: the table whose ids it holds.
        description: what it says.

    Examples:
        >>> tables()[1].columns[0].required
        True
    """

    name: str
    field: str
    part: str | None
    kind: str
    is_list: bool
    required: bool
    choices: tuple[str, ...]
    pattern: str | None
    ref: str | None
    description: str

    @property
    def is_free_text(self) -> bool:
        """Whether it holds a text without a form of its own."""
        return self.kind == "text" and not self.choices and (self.pattern is None or "\\x00" in self.pattern)


@frozen
class Table:
    """A table of a dataset.

    Attributes:
        name: the name, which is also that of the field of the dataset.
        model: what a row is.
        columns: the columns, in their order.

    Examples:
        >>> tables()[1].file
        'networks.csv'
    """

    name: str
    model: type[Record]
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


@cache
def tables() -> tuple[Table, ...]:
    """Give all tables, the one with the head of the dataset first.

    Examples:
        >>> [column.name for column in tables()[1].columns][:3]
        ['id', 'name', 'name_en']
    """
    found = [Table(HEAD, DatasetHead, tuple(_columns(DatasetHead)))]
    for name, info in Dataset.model_fields.items():
        kind, _, is_list = _unwrapped(info.annotation)
        if is_list and isinstance(kind, type) and issubclass(kind, Record):
            found.append(Table(name, kind, tuple(_columns(kind))))
    return tuple(found)


def _columns(model: type[BaseModel]) -> Iterator[Column]:
    described = descriptions(model)
    for name, info in _own_first(model):
        kind, _, _ = _unwrapped(info.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            parts = descriptions(kind)
            for part, inner in kind.model_fields.items():
                column = _column(part, inner, parts[part])
                yield evolve(column, name=f"{name}_{part}", field=name, part=part, required=False)
        else:
            yield _column(name, info, described[name])


def _own_first(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Give the fields with those of the model itself before those of its bases: ids and names come first."""
    own = get_annotations(model)
    fields = list(model.model_fields.items())
    return [pair for pair in fields if pair[0] in own] + [pair for pair in fields if pair[0] not in own]


def _column(name: str, info: FieldInfo, description: str) -> Column:
    kind, marks, is_list = _unwrapped(info.annotation, info.metadata)
    choices: tuple[str, ...] = ()
    if get_origin(kind) is Literal:
        choices, kind = get_args(kind), str
    elif kind is Evidence:
        choices = tuple(level.value for level in Evidence)
    patterns = [mark.pattern for mark in marks if getattr(mark, "pattern", None)]
    return Column(
        name=name,
        field=name,
        part=None,
        kind=_KINDS[kind],
        is_list=is_list,
        required=info.is_required(),
        choices=choices,
        pattern=patterns[0] if patterns else None,
        ref=next((mark.table for mark in marks if isinstance(mark, Ref)), None),
        description=description,
    )


def _unwrapped(annotation: Any, marks: Any = ()) -> tuple[Any, list[Any], bool]:
    """Give the type within an annotation, what is marked on it, and whether it stands in a list."""
    found, is_list = list(marks), False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            for mark in more:
                found.extend(mark.metadata if isinstance(mark, FieldInfo) else [mark])
        elif origin in {Union, UnionType}:
            annotation = next(one for one in get_args(annotation) if one is not NoneType)
        elif origin is tuple:
            annotation, is_list = get_args(annotation)[0], True
        else:
            return annotation, found, is_list
