"""From the words of an address with a postal code to the areas they allow.

The code comes first, because it nearly always decides the district; the place name beside it chooses between the
municipalities of the code. Names elsewhere in the text (street, organisation, first line) may narrow what these two
allow, but never contradict them: "Hamburger Straße 5, 38114 Braunschweig" lies in Braunschweig.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from kmn.lookup import spelling
from kmn.lookup.matching import Match, Zone, is_street, matches, meet, typed_phrases, zones_of
from kmn.lookup.notes import Note
from kmn.lookup.resolution import Resolution
from kmn.places.search import LARGE_TOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kmn.lookup.reading import Reading
    from kmn.places.area import Area
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex

__all__ = ["Agreement", "CodeResolver"]

_SUGGESTED: Final = 3


class Agreement(NamedTuple):
    """What a postal code and the name beside it allow together.

    Attributes:
        areas: What both allow; nothing if they have nothing in common.
        match: The name, if it is one of the territory.
        zones: Where names beside the code were looked for.
    """

    areas: tuple[Area, ...]
    match: Match | None
    zones: tuple[Zone, ...]


class CodeResolver:
    """Resolves postal codes, alone or with the names beside them.

    Args:
        gazetteer: The places.
        index: Their names.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        """Take the places and their names."""
        self._gazetteer = gazetteer
        self._index = index

    def alone(self, digits: str) -> Resolution:
        """Give the areas of a postal code that stands alone."""
        areas = self._gazetteer.postal.areas(digits)
        if areas:
            return Resolution(areas, "plz", self._remarks(digits), ("place",) if len(areas) > 1 else ())
        return Resolution(notes=(Note.of("plz_unknown_alone"),), suggestions=self._around(digits))

    def knows(self, digits: str) -> bool:
        """Tell whether a postal code leads anywhere."""
        return bool(self._gazetteer.postal.areas(digits))

    def has_town_behind(self, reading: Reading, position: tuple[int, int]) -> bool:
        """Tell whether the town of a postal code is sought behind it and nowhere else."""
        row, column = position
        zone = next(zones_of(self._index, reading, position), None)
        behind = zone is not None and (zone.row, zone.start) == (row, column + 1)
        return behind and not is_street(self._index, reading.segments[row][column + 1 :])

    def agreement(self, reading: Reading, position: tuple[int, int]) -> Agreement:
        """Give what a known postal code and the name beside it have in common.

        The first name counts that lies in the area of the code, in its firmest meaning that does.
        """
        areas = self._gazetteer.postal.areas(reading.code(position))
        zones = tuple(zones_of(self._index, reading, position))
        for zone in zones:
            for match in matches(self._index, reading, zone):
                for meaning in match.meanings:
                    common = meet(areas, meaning.areas)
                    if common:
                        return Agreement(common, match, zones)
        elsewhere = next(filter(None, (self._elsewhere(reading, zone, areas) for zone in zones)), ())
        return Agreement(elsewhere, None, zones)

    def resolve(self, reading: Reading, position: tuple[int, int], agreement: Agreement) -> Resolution:
        """Give the areas that a known postal code and the names of a reading allow together."""
        digits = reading.code(position)
        notes = self._remarks(digits)
        common, match, zones = agreement
        if common:
            areas = common if match is None else self._narrow(reading, common, skip=match)
            return _decided(areas, "plz_place", notes)
        areas = self._gazetteer.postal.areas(digits)
        segments = reading.segments
        for zone in zones:
            if not is_street(self._index, segments[zone.row][zone.start : zone.end]):
                return self._against(reading, zone, areas, notes)
        narrowed = self._narrow(reading, areas)
        return _decided(narrowed, "plz" if narrowed == areas else "plz_place", notes)

    def _remarks(self, digits: str) -> tuple[Note, ...]:
        known = self._gazetteer.postal.get(digits)
        if known is None:
            return ()
        notes = (Note.of("plz_withdrawn"),) if known.withdrawn else ()
        return (*notes, Note.of("plz_bulk")) if known.kind == "bulk" else notes

    def _around(self, digits: str) -> tuple[str, ...]:
        """Suggest the towns whose codes begin with the same three digits."""
        towns: dict[str, int] = {}
        for code in self._gazetteer.postal.neighbours(digits):
            for area in code.areas:
                record = self._gazetteer.municipalities.get(area.municipality or "")
                if record is not None:
                    towns[record.name] = record.population or 0
        return tuple(sorted(towns, key=lambda name: (-towns[name], name))[:_SUGGESTED])

    def _elsewhere(self, reading: Reading, zone: Zone, areas: Sequence[Area]) -> tuple[Area, ...]:
        """Give the other state of a shared code in which a town has the name beside it."""
        others = {area for area in areas if area.district is None}
        if not others:
            return ()
        segment = reading.segments[zone.row]
        for end in range(zone.end, zone.start, -1):
            for town in self._index.elsewhere(" ".join(segment[zone.start : end])):
                if others.intersection(town.areas):
                    return town.areas
        return ()

    def _against(self, reading: Reading, zone: Zone, areas: tuple[Area, ...], notes: tuple[Note, ...]) -> Resolution:
        """Decide where the name beside a code is not one of its places.

        A misspelt name of the code is corrected, a town beside it that certainly lies elsewhere contradicts it; a
        locality elsewhere does not, because many villages share their name and not all of them are known.
        """
        named = list(matches(self._index, reading, zone))
        rival = self._rival(reading, zone, areas, named)
        if rival is None:
            words = reading.segments[zone.row][zone.start : zone.end]
            keys = self._index.within(areas)
            corrected = spelling.nearest(typed_phrases(words), keys) if keys else None
            if corrected is not None:
                note = Note.of("place_corrected", name=self._index.title(corrected, keys[corrected]))
                return _decided(self._narrow(reading, keys[corrected]), "plz_place", (*notes, note))
            narrowed = self._narrow(reading, areas)
            if areas[0].district is None:
                return _decided(narrowed, "plz", notes)
            code = "place_not_in_plz" if named else "place_not_recognised"
            return _decided(narrowed, "plz", (*notes, Note.of(code)))
        name, others = rival
        here = {area.district for area in areas if area.district}
        near = tuple(area for area in others if area.district in here)
        if near:
            return _decided(near, "plz_place", (*notes, Note.of("plz_place_of_district")))
        note = Note.of("plz_contradicts_place", place=name, towns=self._towns(areas))
        codes = self._codes(others)
        told = (Note.of("plz_of_place", place=name, codes=codes),) if codes else ()
        return Resolution((*areas, *others), "plz_place", (*notes, note, *told), ("plz", "place"))

    def _towns(self, areas: Iterable[Area]) -> str:
        """Name what a postal code belongs to."""
        towns = dict.fromkeys(self._town(area) for area in areas)
        return ", ".join([*towns][:_SUGGESTED]) + (" …" if len(towns) > _SUGGESTED else "")

    def _town(self, area: Area) -> str:
        record = self._gazetteer.municipalities.get(area.municipality or "")
        if record is not None:
            return record.name
        return self._gazetteer.title(area.district) if area.district else area.state or area.country or ""

    def _codes(self, areas: Iterable[Area]) -> str:
        """Name a few postal codes of a town, as far as they are known."""
        found = {code for area in areas if area.municipality for code in self._codes_of.get(area.municipality, ())}
        return ", ".join(sorted(found)[:_SUGGESTED])

    @cached_property
    def _codes_of(self) -> dict[str, list[str]]:
        """The postal codes of each municipality that reach an address today."""
        found: dict[str, list[str]] = {}
        for code in self._gazetteer.postal:
            if not code.withdrawn and code.kind != "bulk":
                for area in code.areas:
                    found.setdefault(area.municipality or "", []).append(code.plz.value)
        return found

    def _rival(
        self, reading: Reading, zone: Zone, areas: Sequence[Area], named: Sequence[Match]
    ) -> tuple[str, tuple[Area, ...]] | None:
        """Give the town beside a code that lies elsewhere for certain, with where."""
        for match in named:
            if all((match.row, place) in reading.asides for place in range(match.start, match.end)):
                continue  # "Mühlen (Oldb)" is not Oldenburg
            firm = [one for one in match.meanings if one.is_firm]
            if firm:
                return firm[0].name, tuple(dict.fromkeys(area for one in firm for area in one.areas))
        segment = reading.segments[zone.row]
        home = any(area.district for area in areas)
        for end in range(zone.end, zone.start, -1):
            for town in self._index.elsewhere(" ".join(segment[zone.start : end])):
                if home and town.population >= LARGE_TOWN and not named:
                    return town.name, town.areas
        return None

    def _narrow(self, reading: Reading, areas: tuple[Area, ...], skip: Match | None = None) -> tuple[Area, ...]:
        """Narrow the areas by any other name in the text that agrees with them."""
        if len(areas) == 1 and areas[0].municipality:
            return areas
        for row, segment in enumerate(reading.segments):
            if is_street(self._index, segment) and (skip is None or row != skip.row):
                continue
            for match in matches(self._index, reading, Zone(row, 0, len(segment))):
                if skip is not None and row == skip.row and match.start < skip.end and skip.start < match.end:
                    continue
                areas = meet(areas, match.areas) or areas
        return areas


def _decided(areas: Iterable[Area], method: str, notes: tuple[Note, ...]) -> Resolution:
    areas = tuple(areas)
    return Resolution(areas, method, notes, ("place", "street") if len(areas) > 1 else ())  # type: ignore[arg-type]
