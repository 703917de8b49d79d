"""From a free text to the areas it allows: by the postal code in it, else by its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from kmn.lookup.coded import CodeResolver
from kmn.lookup.named import NameResolver
from kmn.lookup.notes import Note
from kmn.lookup.reading import LONGEST_TEXT, is_number, read
from kmn.lookup.resolution import Resolution
from kmn.places import names
from kmn.places.area import Area

if TYPE_CHECKING:
    from kmn.lookup.address import Address
    from kmn.lookup.reading import Reading
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex

__all__ = ["TextResolver"]

# Stands for all streets: what is read of it is only that it has a house number.
_ANY_STREET: Final = "Dorfstr 1"
_STREET_WORDS: Final = ("dorfstr", "1")


class TextResolver:
    """Resolves addresses as people write them.

    Args:
        gazetteer: The places.
        index: Their names.

    Examples:
        >>> from kmn.wiring import gazetteer, name_index
        >>> TextResolver(gazetteer(), name_index()).resolve("Domhof 1, 31134 Hildesheim").areas
        (Area(district='03254', municipality='03254021', state=None, country=None),)
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        """Take the places and their names."""
        self._home = gazetteer.territory.country
        self._countries = {names.key(name): code for name, code in gazetteer.countries.items()}
        self._codes_of_countries = frozenset(self._countries.values())
        self._codes = CodeResolver(gazetteer, index)
        self._names = NameResolver(gazetteer, index)

    def resolve(self, text: str) -> Resolution:
        """Give the areas that a text allows."""
        reading = read(text, self._countries, self._home)
        found = self._resolve(reading)
        if reading.truncated:
            return evolve(found, notes=(Note.of("text_truncated"), *found.notes))
        return found

    def code(self, digits: str) -> Resolution:
        """Give the areas of a postal code that stands alone."""
        return self._codes.alone(digits)

    def parts(self, address: Address) -> Resolution:
        """Give the areas that the words of an address in parts allow; beside a town, its street never decides."""
        if address.country:
            country = self._countries.get(names.key(names.clean(address.country[:LONGEST_TEXT])))
            country = country or address.country.strip().upper()
            if country == self._home:
                address = evolve(address, country=None)
            elif country in self._codes_of_countries:
                return Resolution((Area(country=country),), "place")
        in_parts = address.plz or address.place or address.locality
        return self.resolve(address.as_text(street=not in_parts))

    def ignores_street(self, town: str, *, apart: bool = True) -> bool:
        """Tell whether no street that is written before a postal code and town can change what they allow.

        Args:
            town: What stands behind the street and house number.
            apart: Whether it stands on a line of its own or behind a comma; if not, only a blank parts it from the
                house number.

        Returns:
            True if so, for any street with a house number, of plain letters, that is no person and no post-office
            box; False also where nobody knows.

        Examples:
            >>> from kmn.wiring import gazetteer, name_index
            >>> resolver = TextResolver(gazetteer(), name_index())
            >>> resolver.ignores_street("31134 Hildesheim"), resolver.ignores_street("31134 Am Markt")
            (True, False)
        """
        before = f"{_ANY_STREET}, " if apart else ""
        reading = read(f"{before}{town}", self._countries, self._home)
        position = (1, 0) if apart else (0, 0)
        if reading.codes != (position,) or reading.truncated or (apart and reading.segments[0] != _STREET_WORDS):
            return False
        if not (self._codes.knows(reading.code(position)) and self._codes.has_town_behind(reading, position)):
            return False
        # Words beside the code and town could still choose between several municipalities.
        areas = self._codes.agreement(reading, position).areas
        return apart or (len(areas) == 1 and areas[0].municipality is not None)

    def _resolve(self, reading: Reading) -> Resolution:
        known = [position for position in reading.codes if self._codes.knows(reading.code(position))]
        agreements = {position: self._codes.agreement(reading, position) for position in known}
        agreed = [position for position in known if agreements[position].areas]
        if len({reading.code(position) for position in agreed}) > 1:
            found = [self._codes.resolve(reading, position, agreements[position]) for position in agreed]
            areas = tuple(dict.fromkeys(area for one in found for area in one.areas))
            return Resolution(areas, "plz_place", needs=("place",))
        if reading.country is not None and not agreed:
            return Resolution((Area(country=reading.country),), "place")
        position = max(agreed or known or reading.codes, key=lambda one: _merit(reading, one), default=None)
        if position is None:
            return self._names.resolve(reading)
        if position in agreements:
            return self._codes.resolve(reading, position, agreements[position])
        found_by_name = self._names.resolve(reading)
        if found_by_name.areas:
            return evolve(found_by_name, notes=(Note.of("plz_unknown"), *found_by_name.notes))
        alone = self._codes.alone(reading.code(position))
        return evolve(alone, suggestions=found_by_name.suggestions or alone.suggestions)


def _merit(reading: Reading, position: tuple[int, int]) -> tuple[bool, tuple[int, int]]:
    """Prefer a postal code next to a word, late in the text."""
    after = reading.segments[position[0]][position[1] + 1 :]
    return bool(after) and not is_number(after[0]), position
