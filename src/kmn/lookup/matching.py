"""Where in an address a place name may stand, and which words make it one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kmn.lookup.reading import is_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kmn.lookup.reading import Reading
    from kmn.places.area import Area
    from kmn.places.search import Named, NameIndex

__all__ = [
    "BEFORE_PLACE",
    "STREET_WORDS",
    "Match",
    "Zone",
    "is_street",
    "matches",
    "meet",
    "typed_phrases",
    "whole",
    "zones_of",
]

BEFORE_PLACE: Final = frozenset(
    [
        "b",
        "bergstadt",
        "flecken",
        "gemeinde",
        "hansestadt",
        "i",
        "inselgemeinde",
        "kreisstadt",
        "landeshauptstadt",
        "nordseebad",
        "nordseeheilbad",
        "ort",
        "ortschaft",
        "ortsteil",
        "ostseebad",
        "ot",
        "plz",
        "stadt",
        "stadtteil",
        "universitaetsstadt",
    ]
)
"""Words before a place name that say what kind of place it is, and are no part of it."""

# A segment that ends so, or holds a number, names a street; a place name in it may be part of the street's name.
_STREET_ENDS: Final = (
    *("str", "strasse", "weg", "platz", "allee", "ring", "damm", "tor", "chaussee", "gasse", "ufer", "wall", "stieg"),
    *("pfad", "kamp", "graben", "twete", "redder"),
)
STREET_WORDS: Final = frozenset(
    ["allee", "berg", "chaussee", "damm", "hof", "markt", "platz", "ring", "str", "strasse", "tor", "wall", "weg"]
)
"""Words that make a place name before them the name of a street."""

_LONGEST_TYPED: Final = 4


class Match(NamedTuple):
    """Words of the text that are the name of something."""

    row: int
    start: int
    end: int
    phrase: str
    meanings: tuple[Named, ...]

    @property
    def areas(self) -> tuple[Area, ...]:
        """Everything the name may mean."""
        return tuple(dict.fromkeys(area for meaning in self.meanings for area in meaning.areas))

    @property
    def is_town(self) -> bool:
        """Whether it names more than a locality, in the territory."""
        return any(meaning.is_firm for meaning in self.meanings)


class Zone(NamedTuple):
    """A stretch of words in a segment."""

    row: int
    start: int
    end: int

    def __bool__(self) -> bool:
        """Tell whether there are words in it."""
        return self.start < self.end


def zones_of(index: NameIndex, reading: Reading, position: tuple[int, int]) -> Iterator[Zone]:
    """Give where the town may stand that belongs to a postal code: behind it, before it, or beside its line.

    The first place that does not look like a street is the last that is given: what stands there is the town.
    """
    for zone in _around(reading, position):
        words = reading.segments[zone.row][zone.start : zone.end]
        if all(word in BEFORE_PLACE or is_number(word) for word in words):
            continue
        yield zone
        if not is_street(index, words):
            return


def _around(reading: Reading, position: tuple[int, int]) -> Iterator[Zone]:
    row, column = position
    segment = reading.segments[row]
    yield Zone(row, column + 1, len(segment))
    yield Zone(row, max((place + 1 for place in range(column) if is_number(segment[place])), default=0), column)
    for other in (row + 1, row - 1):
        if reading.has(other):
            yield Zone(other, 0, len(reading.segments[other]))


def is_street(index: NameIndex, segment: Sequence[str]) -> bool:
    """Tell whether a segment names a street: by a house number in it, or by a word that streets end with."""
    return any(
        is_number(word)
        or (place > 0 and word in STREET_WORDS)
        or (word.endswith(_STREET_ENDS) and index.inhabitants(word) < 0)
        for place, word in enumerate(segment)
    )


def whole(segment: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Give the starts and phrases under which a whole segment may be one name: with and without its title."""
    yield 0, " ".join(segment)
    start = 0
    while start < len(segment) - 1 and segment[start] in BEFORE_PLACE:
        start += 1
    if start:
        yield start, " ".join(segment[start:])


def matches(index: NameIndex, reading: Reading, zone: Zone) -> Iterator[Match]:
    """Give the names in a zone from left to right, the longest first at each place, without overlap."""
    segment = reading.segments[zone.row]
    start = zone.start
    while start < zone.end:
        if not is_number(segment[start]):
            for end in range(min(zone.end, start + index.longest), start, -1):
                phrase = " ".join(segment[start:end])
                meanings = index.every_meaning(phrase)
                if meanings:
                    yield Match(zone.row, start, end, phrase, meanings)
                    start = end - 1
                    break
        start += 1


def typed_phrases(words: Sequence[str]) -> Iterator[str]:
    """Give what may be one misspelt name in some words: all of them, then the first and last few, longest first."""
    kept = [word for word in words if word not in BEFORE_PLACE and not is_number(word)]
    seen = set()
    for width in range(min(_LONGEST_TYPED, len(kept)), 0, -1):
        for phrase in (" ".join(kept[:width]), " ".join(kept[-width:])):
            if phrase not in seen:
                seen.add(phrase)
                yield phrase


def meet(areas: Iterable[Area], others: Iterable[Area]) -> tuple[Area, ...]:
    """Give what two sets of areas have in common."""
    others = tuple(others)
    return tuple(dict.fromkeys(common for area in areas for other in others if (common := area.meet(other))))
