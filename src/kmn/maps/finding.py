"""What the search of a page finds: postal codes, districts, municipalities, their associations and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kmn.maps.drawing import Map

__all__ = ["Entry", "entries"]

Entry = tuple[str, str, list[int]]
"""A text to find, what tells it from others, and the numbers of the areas of the map in which it lies."""

_ALIKE: Final = 4
_PLZ: Final = ("Postleitzahl", "postal code")
_PARTLY: Final = ("zum Teil in {states}", "partly in {states}")
_PART: Final = ("in {name}", "in {name}")
_UNINCORPORATED: Final = "gemeindefreies_gebiet"
_AREA: Final = ("gemeindefreies Gebiet, {name}", "unincorporated area, {name}")
_ASSOCIATION: Final = ("Samtgemeinde, {name}", "Samtgemeinde, {name}")


def entries(drawn: Map) -> list[Entry]:
    """Return everything that can be found, districts first.

    A postal code that only lies in other states is not among it, one that lies there partly says so.

    Args:
        drawn: the map.

    Examples:
        >>> from kmn.maps.drawing import networks
        >>> drawn = networks(on="2026-12-01")
        >>> found = {text: (hint, [drawn.areas[area].name for area in areas]) for text, hint, areas in entries(drawn)}
        >>> found["31134"], found["Bad Salzdetfurth, Stadt"]
        (('Postleitzahl', ['Landkreis Hildesheim']), ('Landkreis Hildesheim', ['Landkreis Hildesheim']))
    """
    finder = _Finder(drawn)
    return [*finder.districts(), *finder.municipalities(), *finder.associations(), *finder.parts(), *finder.codes()]


class _Finder:
    """Knows in which areas of a map places lie."""

    def __init__(self, drawn: Map) -> None:
        self._drawn = drawn
        self._places = drawn.locator.gazetteer
        self._numbers = {area.key: number for number, area in enumerate(drawn.areas)}
        self._district = {one.ags.value: one.district.value for one in self._places.municipalities.on(drawn.on)}

    def _areas(self, keys: Iterable[str]) -> list[int]:
        """Give the areas in which districts or municipalities lie."""
        found = set()
        for key in keys:
            own = (key, self._district.get(key, ""))
            inside = [part for part, district in self._district.items() if district == key]
            found |= {self._numbers[each] for each in (*own, *inside) if each in self._numbers}
        return sorted(found)

    def districts(self) -> Iterator[Entry]:
        """Districts."""
        for one in self._places.districts.on(self._drawn.on):
            yield one.official_name, "", self._areas([one.key.value])

    def municipalities(self) -> Iterator[Entry]:
        """Municipalities that are not districts themselves."""
        for one in self._places.municipalities.on(self._drawn.on):
            district = self._places.districts.get(one.district.value)
            if district is None or not district.is_city:
                hint = self._places.title(one.district.value)
                if one.kind == _UNINCORPORATED:  # some are named like the municipality beside them
                    hint = _AREA[self._drawn.pick].format(name=hint)
                yield one.official_name, hint, self._areas([one.ags.value])

    def associations(self) -> Iterator[Entry]:
        """Associations of municipalities."""
        members: dict[tuple[str, str], list[str]] = {}
        for one in self._places.municipalities.on(self._drawn.on):
            if one.association:
                members.setdefault((one.association, one.district.value), []).append(one.ags.value)
        for (name, district), keys in members.items():
            hint = _ASSOCIATION[self._drawn.pick].format(name=self._places.title(district))
            yield name, hint, self._areas(keys)

    def parts(self) -> Iterator[Entry]:
        """Parts of municipalities, and other names."""
        known = [(one.name, one.area.municipality or one.area.district or "") for one in self._places.localities]
        # Another spelling of a name beside it would only be in the way.
        others = [
            (name, key) for name, key in self._places.other_names if not _begin_alike(name, self._places.title(key))
        ]
        for name, key in sorted({*known, *others}):
            areas = self._areas([key])
            if areas:
                yield name, _PART[self._drawn.pick].format(name=self._places.title(key)), areas

    def codes(self) -> Iterator[Entry]:
        """Postal codes."""
        for one in self._places.postal:
            keys = [area.municipality or area.district for area in one.areas]
            areas = self._areas([key for key in keys if key])
            if areas:
                hint = _PLZ[self._drawn.pick]
                if one.states:
                    hint += ", " + _PARTLY[self._drawn.pick].format(states=", ".join(one.states))
                yield one.plz.value, hint, areas


def _begin_alike(one: str, other: str) -> bool:
    return one[:_ALIKE].casefold() == other[:_ALIKE].casefold()
