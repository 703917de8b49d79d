"""From a written place name to the areas it may mean.

The index knows municipalities, Samtgemeinden, districts and localities of the territory under all their forms, and
the towns of the other states under their plain names, so that a town elsewhere is recognised as such. It decides
nothing: it says what a name may mean, and the caller narrows it by postal code, by a second name or by asking.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from kmn.places import names
from kmn.places.area import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kmn.places.gazetteer import Gazetteer
    from kmn.places.records import District


_SPA: Final = "Bad "
LARGE_TOWN: Final = 20_000
"""Inhabitants from which a town of another state is meant by its bare name as likely as a place here."""


KNOWN_TOWN: Final = 5_000
"""Inhabitants from which a town of another state is known by its bare name at all."""


class Rank(IntEnum):
    """How firmly a name belongs to a place: lower is firmer."""

    NAME = 0
    """the name itself, or an official or former one"""
    LOCALITY = 1
    """the name of a locality (Ortsteil)"""
    SHORT = 2
    """a name in daily use without the distinguishing part"""
    DISTRICT = 3
    """the bare name of a district"""
    LOOSE = 4
    """the name with umlauts that lost their dots, or without the "Bad" before it"""


class Named(NamedTuple):
    """One meaning of a name: the areas, what kind of thing bears it, and how firmly."""

    name: str
    kind: str
    areas: tuple[Area, ...]
    rank: Rank
    population: int = 0

    @property
    def is_firm(self) -> bool:
        """Whether it is the name of more than a locality, in the territory."""
        return self.rank <= Rank.SHORT and self.kind not in ("locality", "elsewhere", "state")


class NameIndex:
    """All names of one territory, and the towns around it.

    Args:
        gazetteer: where municipalities, districts, localities, aliases and the towns around come from.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Collect all names."""
        self._gazetteer = gazetteer
        self._meanings: dict[str, list[Named]] = {}
        self._within: dict[tuple[Area, ...], dict[str, tuple[Area, ...]]] = {}
        for phrase, meaning in self._all():
            known = self._meanings.setdefault(phrase, [])
            if all((meaning.areas, meaning.kind) != (old.areas, old.kind) for old in known):
                known.append(meaning)
            elif any(meaning.areas == old.areas and meaning.rank < old.rank for old in known):
                known[:] = [meaning if old.areas == meaning.areas else old for old in known]
        for known in self._meanings.values():
            known.sort(key=lambda named: named.rank)
        self.longest = max((phrase.count(" ") + 1 for phrase in self._meanings), default=1)

    def meanings(self, phrase: str) -> tuple[Named, ...]:
        """Return what a key (see `kmn.places.names.key`) means here, the firmest meanings only.

        A name in full outranks a locality of the same name, which outranks a short form; so "Burgdorf" means the
        towns of that name, and "Neustadt" everything that is called so for short. A larger town that is called so
        for short is meant as well: "Buchholz" may be Buchholz in der Nordheide.
        """
        found = self.every_meaning(phrase)
        if len(found) < 2:  # noqa: PLR2004 - one meaning has no rival
            return found
        best = min(meaning.rank for meaning in found)
        if best == Rank.LOCALITY:  # a village and a town called so for short are both meant by the bare name
            return tuple(meaning for meaning in found if meaning.rank <= Rank.SHORT)
        largest = max(meaning.population for meaning in found if meaning.rank == best)
        return tuple(
            meaning
            for meaning in found
            if meaning.rank == best or (meaning.rank == Rank.SHORT and meaning.population > largest)
        )

    def every_meaning(self, phrase: str) -> tuple[Named, ...]:
        """Return whatever a key may mean here, firm or not."""
        found = self._meanings.get(phrase)
        if found is None and names.WILDCARD in phrase:
            found = [meaning for guess in names.restored(phrase) for meaning in self._meanings.get(guess, ())]
        return tuple(found or ())

    def elsewhere(self, phrase: str) -> tuple[Named, ...]:
        """Return the towns of other states that bear the name."""
        return tuple(self._elsewhere.get(phrase, ()))

    def knows(self, phrase: str) -> bool:
        """Tell whether any place here has the name."""
        return phrase in self._meanings or (names.WILDCARD in phrase and bool(self.every_meaning(phrase)))

    def within(self, areas: tuple[Area, ...]) -> dict[str, tuple[Area, ...]]:
        """Give the keys of all names that lie in one of the areas, with the part of them that does."""
        found = self._within.get(areas)
        if found is None:
            found = self._within[areas] = {}
            for district in dict.fromkeys(area.district for area in areas if area.district):
                for phrase, named in self._by_district.get(district, {}).items():
                    inside = dict.fromkeys(
                        common for place in named for area in areas if (common := place.meet(area))
                    )
                    if inside:
                        found[phrase] = tuple(inside)
        return found

    def inhabitants(self, phrase: str) -> int:
        """Tell how many people live in the largest town a key may mean; -1 if it is the name of localities only."""
        return max((one.population for one in self.every_meaning(phrase) if one.is_firm), default=-1)

    def title(self, phrase: str, areas: Iterable[Area] = ()) -> str:
        """Give the proper name behind a key, the one that lies in the areas if several bear it."""
        meanings = self.every_meaning(phrase) or self.elsewhere(phrase)
        wanted = set(areas)
        inside = [named for named in meanings if wanted.intersection(named.areas)]
        return (inside or list(meanings))[0].name

    def keys(self) -> tuple[str, ...]:
        """Return every key of the territory, sorted."""
        return self._keys

    def elsewhere_keys(self) -> tuple[str, ...]:
        """Return the keys of larger towns of other states, which a misspelt name may also mean."""
        return self._elsewhere_keys

    @cached_property
    def _elsewhere_keys(self) -> tuple[str, ...]:
        return tuple(
            sorted(
                key for key, found in self._elsewhere.items() if any(one.population >= LARGE_TOWN for one in found)
            )
        )

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(sorted(self._meanings))

    @cached_property
    def _by_district(self) -> dict[str, dict[str, list[Area]]]:
        grouped: dict[str, dict[str, list[Area]]] = {}
        for phrase, meanings in self._meanings.items():
            for meaning in meanings:
                for area in meaning.areas:
                    grouped.setdefault(area.district or "", {}).setdefault(phrase, []).append(area)
        return grouped

    @cached_property
    def _elsewhere(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for name, state, population in self._gazetteer.towns_elsewhere:
            named = Named(name, "elsewhere", (Area(state=state),), Rank.NAME, population)
            for phrase in {names.key(name), *map(names.key, names.short_forms(name))}:
                found.setdefault(phrase, []).append(named)
        return found

    def _all(self) -> Iterator[tuple[str, Named]]:
        """Yield each key with a meaning, the firmest forms first."""
        associations: dict[str, set[Area]] = {}
        for municipality in self._gazetteer.municipalities:
            today = self._gazetteer.changes.today(municipality.ags.value)
            area = Area(today[:5], today)
            if municipality.association and municipality.period.end is None:
                associations.setdefault(municipality.association, set()).add(area)
            yield from _forms(municipality.name, municipality.kind, area, municipality.population or 0)
        for name, key in self._gazetteer.other_names:
            district = self._gazetteer.districts.get(key)
            if district is not None:
                yield from _district_forms(name, district, key)
            else:
                yield from _forms(name, "municipality", Area(key[:5], key), 0)
        for association, areas in associations.items():
            named = Named(association, "association", tuple(sorted(areas)), Rank.NAME)
            yield f"sg {names.key(association)}", named
            yield names.key(association), named._replace(rank=Rank.SHORT)
        for district in self._gazetteer.districts:
            yield from _district_forms(district.name, district, self._gazetteer.changes.today(district.key.value))
        for locality in self._gazetteer.localities:
            for phrase, named in _forms(locality.name, "locality", locality.area, 0):
                yield phrase, named._replace(rank=max(named.rank, Rank.LOCALITY))


def _forms(name: str, kind: str, area: Area, population: int) -> Iterator[tuple[str, Named]]:
    """Yield the keys under which one place is found."""
    named = Named(name, kind, (area,), Rank.NAME, population)
    yield names.key(name), named
    for form in sorted(names.short_forms(name)):
        yield names.key(form), named._replace(rank=Rank.SHORT)
    if name.startswith(_SPA):
        yield names.key(name.removeprefix(_SPA)), named._replace(rank=Rank.LOOSE)
    if not name.isascii():
        yield names.without_dots(name), named._replace(rank=Rank.LOOSE)


def _district_forms(name: str, district: District, today: str) -> Iterator[tuple[str, Named]]:
    """Yield the keys under which a district is found: with its kind firmly, by its bare name weakly."""
    named = Named(name, "district", (Area(today),), Rank.NAME)
    for form in sorted({name, *names.short_forms(name)}):
        bare = names.key(form).removeprefix("lk ")
        if not district.is_city:  # a city is found as a municipality
            yield f"lk {bare}", named
        yield bare, named._replace(rank=Rank.DISTRICT)
