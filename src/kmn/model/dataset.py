"""The dataset: all records of one structure, immutable, with indexes built once."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeVar

from pydantic import Field, field_validator

from kmn.errors import DataError, describe
from kmn.model.assignment import Assignment
from kmn.model.code import Code
from kmn.model.contact import OpeningHours
from kmn.model.coordination import Coordination
from kmn.model.event import Event
from kmn.model.issued import IssuedId
from kmn.model.komut import KoMuT
from kmn.model.network import Network, Subgroup
from kmn.model.organisation import Organisation
from kmn.model.participation import Participation
from kmn.model.programme import Programme
from kmn.model.record import Day, Record, Ref, Slug, Text
from kmn.model.service import Service
from kmn.model.source import Source
from kmn.model.statement import Figure, Statement
from kmn.model.task import Task
from kmn.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Dataset", "DatasetHead"]


class DatasetHead(Record):
    """What a dataset says about itself.

    Attributes:
        scheme: id of the structure, which tells it from other structures over the same places.
        title: the title, in German.
        title_en: the same in English.
        description: more about it, in German.
        description_en: the same in English.
        version: the version of the data, such as 2026.1.
        issued: the day on which the version was made.
        network_term: what a network is called, in German.
        network_term_en: the same in English.
        expected_networks: how many networks there are said to be.
        expected_networks_as_of: day, month or year for which a source last says so.
        expected_networks_sources: ids of the sources that say so.
        covers_from: first day, month or year of which the data speak.
        covers_to: last day, month or year of which the data speak.

    Examples:
        >>> head = DatasetHead(scheme="kmn", title="KMN", version="2026.1", network_term="Regionalverbund")
        >>> head.expected_networks is None
        True
    """

    KEY: ClassVar[tuple[str, ...]] = ("scheme",)

    scheme: Slug
    title: Text
    title_en: Text | None = None
    description: Text | None = None
    description_en: Text | None = None
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    issued: Day | None = None
    network_term: Text
    network_term_en: Text | None = None
    expected_networks: Annotated[int, Field(ge=0)] | None = None
    expected_networks_as_of: PartialDate | None = None
    expected_networks_sources: tuple[Annotated[Slug, Ref("sources")], ...] = ()
    covers_from: PartialDate | None = None
    covers_to: PartialDate | None = None


class Dataset(DatasetHead):
    """All records of one structure, each table in the order of its keys, whatever the order handed in.

    Attributes:
        networks: the regional networks.
        subgroups: the groups within them.
        assignments: which area belongs to which network, by which evidence.
        organisations: who takes part, offers services or coordinates.
        participations: who takes part where.
        coordinations: who coordinates the whole.
        komut: the local coordination offices.
        services: what is offered.
        opening_hours: when services are open.
        programmes: the pillars, and what is linked with them.
        tasks: what the structure is for.
        events: meetings and appearances.
        figures: numbers that sources state.
        statements: what else sources say.
        sources: where all this is said.
        codes: what the codes mean.
        issued_ids: all ids ever issued.

    Examples:
        >>> from kmn.model.network import Network
        >>> heide = Network(id="heide", name="Regionalverbund Heide")
        >>> data = Dataset(scheme="kmn", title="KMN", version="1", network_term="Regionalverbund", networks=(heide,))
        >>> data.network("heide") is heide
        True
    """

    networks: tuple[Network, ...] = ()
    subgroups: tuple[Subgroup, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    participations: tuple[Participation, ...] = ()
    coordinations: tuple[Coordination, ...] = ()
    komut: tuple[KoMuT, ...] = ()
    services: tuple[Service, ...] = ()
    opening_hours: tuple[OpeningHours, ...] = ()
    programmes: tuple[Programme, ...] = ()
    tasks: tuple[Task, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    codes: tuple[Code, ...] = ()
    issued_ids: tuple[IssuedId, ...] = ()

    @field_validator("*", mode="after")
    @classmethod
    def _in_order(cls, value: Any) -> Any:
        if isinstance(value, tuple) and value and isinstance(value[0], Record):
            keys = {record.natural_key for record in value}
            if len(keys) == len(value):
                return tuple(sorted(value, key=lambda record: record.natural_key))
            return tuple(sorted(value, key=lambda record: (record.natural_key, repr(record))))
        return value

    def __repr__(self) -> str:
        """Name the dataset and count what is in it, rather than print it."""
        tables = {name: getattr(self, name) for name in type(self).model_fields}
        counts = [
            f"{len(records)} {name}"
            for name, records in tables.items()
            if isinstance(records, tuple) and records and isinstance(records[0], Record)
        ]
        return f"<Dataset {self.scheme} {self.version}: {', '.join(counts) or 'empty'}>"

    def assignments_for(self, area: str) -> tuple[Assignment, ...]:
        """Return the claims about exactly this area, whatever their evidence and day.

        Args:
            area: the key of a district or municipality.
        """
        return self._by_area.get(str(area), ())

    def komut_for(self, area: str) -> tuple[KoMuT, ...]:
        """Return the local coordination offices of exactly this area, on whatever day.

        Args:
            area: the key of a district or municipality.
        """
        return self._komut_by_area.get(str(area), ())

    def network(self, slug: str) -> Network:
        """Return a network by its id.

        Raises:
            DataError: there is none.
        """
        found: Network = self._find("networks", slug)
        return found

    def source(self, slug: str) -> Source:
        """Return a source by its id.

        Raises:
            DataError: there is none.
        """
        found: Source = self._find("sources", slug)
        return found

    def organisation(self, slug: str) -> Organisation:
        """Return an organisation by its id.

        Raises:
            DataError: there is none.
        """
        found: Organisation = self._find("organisations", slug)
        return found

    def programme(self, slug: str) -> Programme:
        """Return a programme by its id.

        Raises:
            DataError: there is none.
        """
        found: Programme = self._find("programmes", slug)
        return found

    def service(self, slug: str) -> Service:
        """Return a service by its id.

        Raises:
            DataError: there is none.
        """
        found: Service = self._find("services", slug)
        return found

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the dataset; what was indexed of the old one does not come along.

        Args:
            update: fields to change, as pydantic takes them.
            deep: whether the records are copied too.
        """
        copied = super().model_copy(update=update, deep=deep)
        for name in ("_by_area", "_komut_by_area", "_by_id"):
            copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def _by_area(self) -> dict[str, tuple[Assignment, ...]]:
        return _grouped(self.assignments)

    @cached_property
    def _komut_by_area(self) -> dict[str, tuple[KoMuT, ...]]:
        return _grouped(self.komut)

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        tables = ("networks", "sources", "organisations", "programmes", "services")
        return {table: {record.id: record for record in getattr(self, table)} for table in tables}

    def _find(self, table: str, slug: str) -> Any:
        try:
            return self._by_id[table][slug]
        except KeyError:
            message = (
                f"The dataset has no entry {describe(slug)} in {table}. "
                f"Ask for one of those it lists, or add it to {table}."
            )
            raise DataError(message) from None


_Placed = TypeVar("_Placed", Assignment, KoMuT)


def _grouped(records: tuple[_Placed, ...]) -> dict[str, tuple[_Placed, ...]]:
    found: defaultdict[str, list[_Placed]] = defaultdict(list)
    for record in records:
        found[record.area].append(record)
    return {area: tuple(some) for area, some in found.items()}
