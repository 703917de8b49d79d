"""Sheets: what the CSV files of a release hold, described once for the writer and both kinds of metadata.

One value stands in one cell. What is a list in a record is a sheet of its own, whose rows name the record by its IRI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.interchange.cells import write_cell
from kmn.interchange.linked.iris import area_iri, record_namer
from kmn.interchange.linked.terms import class_of
from kmn.interchange.tables import HEAD, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.interchange.tables import Column, Table
    from kmn.model.dataset import Dataset
    from kmn.model.record import Record

__all__ = ["Heading", "Sheet", "linked"]

RECORD: Final = "record_uri"
"""Column of a list that names the record."""

_AREA: Final = "area"
_WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "day": lambda day: day.isoformat(),
    "partial": lambda day: day.value,
    "text": str,
}


@frozen
class Heading:
    """A column of a sheet.

    Attributes:
        name: the header.
        description: what stands in it.
        kind: `text`, `integer`, `number`, `day`, `partial` or `uri`.
        required: whether each row has a value.
        pattern: the form of a value, as a regular expression.
        choices: the values that are possible, if they are few.
        is_free: whether people wrote the text, so that it may look like a formula.
        title: what people call it; the name by default.
    """

    name: str
    description: str
    kind: str = "text"
    required: bool = False
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    is_free: bool = False
    title: str | None = None


@frozen(eq=False)
class Sheet:
    """A CSV file.

    Attributes:
        name: the name of the file without its ending.
        description: what a row is.
        headings: the columns, in their order.
        key: the columns that tell rows apart.
        references: (column, other sheet, its column).
        rows: gives the rows, as texts, in their order.
        language: the language of the descriptions.
        stem: the name of the file without its ending, if it is another than that of the sheet.
    """

    name: str
    description: str
    headings: tuple[Heading, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, str, str], ...]
    rows: Callable[[], Iterable[list[str]]]
    language: str = "en"
    stem: str | None = None

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.stem or self.name}.csv"


def linked(dataset: Dataset, base: str) -> tuple[Sheet, ...]:
    """Describe the sheets of all tables of a dataset, and of the lists in them.

    Args:
        dataset: the dataset.
        base: the address of the entities, without a hash.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> [sheet.file for sheet in linked(load_packaged(), "https://example.org/kmn")][:4]
        ['dataset.csv', 'dataset_expected_networks_sources.csv', 'networks.csv', 'networks_predecessors.csv']
    """
    found: list[Sheet] = []
    for table in tables():
        records = [dataset] if table.name == HEAD else getattr(dataset, table.name)
        found.append(_records(table, records, base))
        found.extend(_list(table, column, records, base) for column in table.columns if column.is_list)
    return tuple(found)


def _records(table: Table, records: Iterable[Record], base: str) -> Sheet:
    single = [column for column in table.columns if not column.is_list]
    headings = [_heading(column) for column in single]
    at = [number for number, column in enumerate(single) if column.name == _AREA]
    if at:
        headings.append(Heading("area_uri", "the area as dcat-ap.de names it", "uri"))
    headings.append(Heading("uri", "the IRI of the record, the same in every release", "uri", required=True))
    references = [(column.name, column.ref, "id") for column in single if column.ref]
    getters = [(column.field, column.part, _WRITERS.get(column.kind, write_cell)) for column in single]
    iri = record_namer(base, table.name, table.model.KEY)

    def rows() -> Iterator[list[str]]:
        for record in records:
            values = record.__dict__
            row = []
            for field, part, written in getters:
                value = values[field]
                if part is not None and value is not None:
                    value = value.__dict__[part]
                row.append("" if value is None else value if type(value) is str else written(value))
            if at:
                area = row[at[0]]
                row.append(area_iri(area) if area else "")
            row.append(iri(values))
            yield row

    description = (table.model.__doc__ or class_of(table)).partition("\n")[0]
    return Sheet(table.name, description, tuple(headings), ("uri",), tuple(references), rows)


def _list(table: Table, column: Column, records: Iterable[Record], base: str) -> Sheet:
    value = _heading(column)
    headings = [
        Heading(RECORD, f"the IRI of the record in {table.name}.csv", "uri", required=True),
        Heading("position", "the place in the list, from 1", "integer", required=True),
        Heading(value.name, f"one of: {value.description}", value.kind, required=True, pattern=value.pattern),
    ]
    is_area = column.name == "areas"
    if is_area:
        headings.append(Heading("areas_uri", "the area as dcat-ap.de names it", "uri", required=True))

    name_of = record_namer(base, table.name, table.model.KEY)

    def rows() -> Iterator[list[str]]:
        for record in records:
            values = record.__dict__
            listed = values[column.field]
            if listed:
                iri = name_of(values)
                for number, one in enumerate(listed, start=1):
                    yield [iri, str(number), one, area_iri(one)] if is_area else [iri, str(number), one]

    references = [(RECORD, table.name, "uri")]
    if column.ref:
        references.append((column.name, column.ref, "id"))
    name = f"{table.name}_{column.name}"
    description = f"{column.description[:1].upper()}{column.description[1:]}"
    return Sheet(name, description, tuple(headings), (RECORD, "position"), tuple(references), rows)


def _heading(column: Column) -> Heading:
    return Heading(
        column.name,
        column.description,
        kind="uri" if column.name.endswith(("url", "url_alt")) else column.kind,
        required=column.required,
        pattern=None if column.is_free_text or column.choices else column.pattern,
        choices=column.choices,
        is_free=column.is_free_text,
    )
