"""The material of a check: the dataset, the places and the day, with indexes that several rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import field, frozen

from kmn.boundaries.index import BoundaryIndex
from kmn.interchange.tables import HEAD, tables
from kmn.model.dataset import Dataset
from kmn.places.gazetteer import Gazetteer
from kmn.places.search import NameIndex
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kmn.interchange.tables import Column, Table
    from kmn.model.assignment import Assignment
    from kmn.model.contact import Address, Contact
    from kmn.model.record import Record
    from kmn.places.records import District, Municipality

__all__ = ["Cell", "Material"]


class Cell(NamedTuple):
    """A value with its place."""

    table: str
    record: Record
    field: str
    value: str


@frozen(slots=False, eq=False)
class Material:
    """What the rules look at.

    Attributes:
        dataset: the dataset.
        gazetteer: the places.
        names: gives the index of the places' names; called when first needed, and None if there is none.
        points: gives the index of the borders, likewise.
        today: the day of the check.
        numbers: phone numbers by how they are written, as far as they were read already.
    """

    dataset: Dataset
    gazetteer: Gazetteer
    names: Callable[[], NameIndex] | None
    points: Callable[[], BoundaryIndex] | None
    today: date
    numbers: dict[str, Any] = field(factory=dict, init=False, repr=False)
    _titles: dict[str, str] = field(factory=dict, init=False, repr=False)

    def rows(self, table: str) -> Sequence[Any]:
        """Give the records of a table; the head of the dataset is a table with one."""
        return (self.dataset,) if table == HEAD else getattr(self.dataset, table)

    def records(self) -> Iterator[tuple[Table, Any]]:
        """Give every record with its table."""
        for table in tables():
            for record in self.rows(table.name):
                yield table, record

    def cells(self, wanted: Callable[[Column], bool]) -> Iterator[Cell]:
        """Give the values of all columns that are wanted, one by one where a cell holds a list."""
        for table in tables():
            columns = [column for column in table.columns if wanted(column)]
            if not columns:
                continue
            for record in self.rows(table.name):
                for column in columns:
                    value = getattr(record, column.field)
                    if value is None or value == ():
                        continue
                    if column.part is not None:
                        value = getattr(value, column.part)
                        if value is None:
                            continue
                    if column.is_list:
                        for one in value:
                            yield Cell(table.name, record, column.name, one)
                    else:
                        yield Cell(table.name, record, column.name, value)

    def place(self, key: str) -> str:
        """Name a district or municipality with its key."""
        if key not in self._titles:
            title = self.gazetteer.title(key)
            self._titles[key] = key if title == key else f"{title} ({key})"
        return self._titles[key]

    def network(self, slug: str) -> str:
        """Name a network; by its id if the dataset does not have it."""
        return self._network_names.get(slug, slug)

    def organisation(self, slug: str) -> str:
        """Name an organisation; by its id if the dataset does not have it."""
        found = self.one("organisations", slug)
        return slug if found is None else str(found.name)

    def one(self, table: str, slug: str | None) -> Any:
        """Give the record with an id, None if there is none."""
        return None if slug is None else self._by_id[table].get(slug)

    def ids(self, table: str) -> set[str]:
        """Give the ids of a table."""
        return set(self._by_id[table])

    @cached_property
    def references(self) -> tuple[tuple[str, Cell], ...]:
        """Every value that should be the id of a record, with the table in which that should stand."""
        refs = {(table.name, column.name): column.ref for table in tables() for column in table.columns}
        return tuple(
            (refs[cell.table, cell.field] or "", cell) for cell in self.cells(lambda column: column.ref is not None)
        )

    @cached_property
    def texts(self) -> tuple[Cell, ...]:
        """Every text without a form of its own."""
        return tuple(self.cells(lambda column: column.is_free_text))

    @cached_property
    def claims(self) -> dict[str, tuple[Assignment, ...]]:
        """The claims by area; those of a key that was given up also under the key in its place, from then on."""
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for claim in self.dataset.assignments:
            today = self.gazetteer.changes.today(claim.area)
            ended = self._ends(claim.area)
            if today == claim.area or ended is None:
                found[claim.area].append(claim)
                continue
            if claim.valid_from is None or claim.valid_from <= ended:
                last = ended if claim.valid_to is None else min(ended, claim.valid_to)
                found[claim.area].append(claim.model_copy(update={"valid_to": last}))
            if claim.valid_to is None or claim.valid_to > ended:
                first = max(filter(None, (ended + timedelta(days=1), claim.valid_from)))
                found[today].append(claim.model_copy(update={"valid_from": first}))
        return {area: tuple(some) for area, some in sorted(found.items())}

    def _ends(self, key: str) -> date | None:
        """Give the last day of a key, None if it has none."""
        place: District | Municipality | None = self.gazetteer.districts.get(key)
        place = place or self.gazetteer.municipalities.get(key)
        return None if place is None else place.period.end

    @cached_property
    def firm_claims(self) -> tuple[Assignment, ...]:
        """The claims that are more than an inference."""
        return tuple(claim for claim in self.dataset.assignments if claim.evidence is not Evidence.INFERRED)

    @cached_property
    def contacts(self) -> tuple[tuple[str, Any, Contact], ...]:
        """Every contact with the record it belongs to."""
        return tuple(self._parts("contact"))

    @cached_property
    def addresses(self) -> tuple[tuple[str, Any, Address], ...]:
        """Every address with the record it belongs to."""
        return tuple(self._parts("address"))

    def _parts(self, name: str) -> Iterator[tuple[str, Any, Any]]:
        for table in tables():
            if name in table.model.model_fields:
                for record in self.rows(table.name):
                    part = getattr(record, name)
                    if part is not None:
                        yield table.name, record, part

    @cached_property
    def _network_names(self) -> dict[str, str]:
        return {network.id: network.name for network in self.dataset.networks}

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {
            table.name: {record.id: record for record in self.rows(table.name)}
            for table in tables()
            if table.model.KEY == ("id",)
        }
