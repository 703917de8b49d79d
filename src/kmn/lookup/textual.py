"""From a free text to the areas it allows: by the postal code in it, else by its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from kmn.lookup.coded import CodeResolver
from kmn.lookup.named import NameResolver
from kmn.lookup.notes import Note
from kmn.lookup.reading import is_number, read
from kmn.lookup.resolution import Resolution
from kmn.places import names
from kmn.places.area import Area

if TYPE_CHECKING:
    from kmn.lookup.reading import Reading
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex

__all__ = ["TextResolver"]


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

    def _resolve(self, reading: Reading) -> Resolution:
        if reading.country is not None:
            return Resolution((Area(country=reading.country),), "place")
        position = self._best_code(reading)
        if position is None:
            return self._names.resolve(reading)
        if self._codes.knows(reading.code(position)):
            return self._codes.resolve(reading, position)
        found = self._names.resolve(reading)
        if found.areas:
            return evolve(found, notes=(Note.of("plz_unknown"), *found.notes))
        alone = self._codes.alone(reading.code(position))
        return evolve(alone, suggestions=found.suggestions or alone.suggestions)

    def _best_code(self, reading: Reading) -> tuple[int, int] | None:
        """Choose among five-digit words: one that is known, next to a word, late in the text."""

        def merit(position: tuple[int, int]) -> tuple[bool, bool, tuple[int, int]]:
            after = reading.segments[position[0]][position[1] + 1 :]
            return self._codes.knows(reading.code(position)), bool(after) and not is_number(after[0]), position

        return max(reading.codes, key=merit, default=None)
