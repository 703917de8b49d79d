"""The gazetteer: all that is known of the places of one territory, read from packaged tables when first used."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.places.area import Area
from kmn.places.postal import PostalCodes
from kmn.places.records import District, Locality, Municipality, PostalCode, Territory
from kmn.places.register import KeyChanges, Register
from kmn.resources import read_text
from kmn.values import Period, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Gazetteer", "load"]

_DISTRICT_WIDTH: Final = 5


@frozen(slots=False, kw_only=True, eq=False)
class Gazetteer:
    """The places of one territory.

    Attributes:
        territory: Which territory, and which editions.
        districts: The districts by key and day.
        municipalities: The municipalities by key and day.
        changes: The changes of keys.
        postal: The postal codes.
        read: Gives the text of a further table by its name; called when the table is first needed.

    Examples:
        >>> places = load()
        >>> places.title("03351"), len(places.municipalities.on(date(2026, 1, 1)))
        ('Landkreis Celle', 964)
    """

    territory: Territory
    districts: Register[District]
    municipalities: Register[Municipality]
    changes: KeyChanges
    postal: PostalCodes
    read: Callable[[str], str]

    @cached_property
    def localities(self) -> tuple[Locality, ...]:
        """The named settlements that are no municipalities, sorted by name."""
        return tuple(
            Locality(name, Area(district, ags or None)) for name, district, ags in _rows(self.read("localities.csv"))
        )

    @cached_property
    def other_names(self) -> tuple[tuple[str, str], ...]:
        """(Further name, key) of municipalities and districts: former, foreign and everyday names."""
        return tuple((name, key) for name, key in _rows(self.read("other_names.csv")))

    @cached_property
    def towns_elsewhere(self) -> tuple[tuple[str, str, int], ...]:
        """(Name, state, inhabitants or 0) of towns and villages of the other states."""
        return tuple(
            (name, state, int(population or 0)) for name, state, population in _rows(self.read("towns_elsewhere.csv"))
        )

    @cached_property
    def countries(self) -> dict[str, str]:
        """ISO 3166-1 codes of the countries of the world by name, in several languages."""
        return dict(_rows(self.read("countries.csv")))

    def title(self, key: str) -> str:
        """Give the official name of a district or municipality of any day; the key itself if it is unknown."""
        found = self.districts.get(key) or self.municipalities.get(key)
        return found.official_name if found else key

    def on(self, area: Area, day: date) -> tuple[Area, ...]:
        """Give an area of today in the keys of another day; several where it was divided then.

        Examples:
            >>> [area.district for area in load().on(Area("03159"), date(2016, 5, 1))]
            ['03152', '03156']
        """
        if area.municipality is not None:
            keys = self.changes.resolve(area.municipality, day, self.municipalities)
            return tuple(Area(key[:_DISTRICT_WIDTH], key) for key in keys) or (area,)
        if area.district is not None:
            keys = self.changes.resolve(area.district, day, self.districts)
            return tuple(Area(key) for key in keys) or (area,)
        return (area,)


def load() -> Gazetteer:
    """Read the packaged places.

    Returns:
        The gazetteer; tables that not every question needs are read later.

    Raises:
        DataError: A packaged file is missing or not UTF-8.
    """
    return from_tables(lambda name: read_text(f"places/{name}"))


def from_tables(read: Callable[[str], str]) -> Gazetteer:
    """Read the places from tables.

    Args:
        read: Gives the text of a table (`districts.csv`, `municipalities.csv`, `key_changes.csv`,
            `postal_areas.csv`, `postal_states.csv`, `territory.json` …) by its name.

    Returns:
        The gazetteer.
    """
    about = json.loads(read("territory.json"))
    for name in ("places_from", "places_edition"):
        about[name] = date.fromisoformat(about[name])
    territory = Territory(**about)
    return Gazetteer(
        territory=territory,
        districts=Register({row["key"]: _district(row) for row in _records(read("districts.csv"))}),
        municipalities=Register({row["ags"]: _municipality(row) for row in _records(read("municipalities.csv"))}),
        changes=KeyChanges((old, new) for old, new, _ in _rows(read("key_changes.csv"))),
        postal=PostalCodes(
            _postal_codes(read("postal_areas.csv")),
            [(first, last, states) for first, last, states in _rows(read("postal_states.csv"))],
            territory.state_name,
        ),
        read=read,
    )


def _rows(text: str) -> Iterator[list[str]]:
    rows = csv.reader(text.splitlines())
    next(rows)
    return rows


def _records(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(text.splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(row: dict[str, str]) -> Period:
    return Period(_day(row["valid_from"]), _day(row["valid_to"]))


def _district(row: dict[str, str]) -> District:
    return District(
        key=KreisKey(row["key"]),
        name=row["name"],
        official_name=row["official_name"],
        kind=row["kind"],
        nuts=NUTS(row["nuts"]) if row["nuts"] else None,
        area_km2=float(row["area_km2"]) if row["area_km2"] else None,
        area_on=_day(row["area_on"]),
        population=int(row["population"]) if row["population"] else None,
        population_on=_day(row["population_on"]),
        period=_period(row),
    )


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        ags=AGS(row["ags"]),
        ars=ARS(row["ars"]) if row["ars"] else None,
        name=row["name"],
        official_name=row["official_name"],
        kind=row["kind"],
        association=row["association"] or None,
        district=KreisKey(row["district"]),
        point=Point(lat=float(row["lat"]), lon=float(row["lon"])) if row["lat"] else None,
        population=int(row["population"]) if row["population"] else None,
        period=_period(row),
    )


def _postal_codes(text: str) -> dict[str, PostalCode]:
    areas: dict[str, list[Area]] = {}
    about: dict[str, tuple[str, bool]] = {}
    for plz, kind, district, ags, state, withdrawn in _rows(text):
        areas.setdefault(plz, []).append(Area(district or None, ags or None, None if district else state))
        about[plz] = kind, withdrawn == "yes"
    return {
        plz: PostalCode(plz=PLZ(plz), kind=about[plz][0], areas=tuple(found), withdrawn=about[plz][1])
        for plz, found in areas.items()
    }
