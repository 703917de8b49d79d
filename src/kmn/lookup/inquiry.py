"""What a geocoder is asked: as much of an address as it needs, and not who lives there.

A street with its postal code and town is all that a geocoder needs. Names of persons, firms and departments stand
before it, mostly; lines that are neither street nor place are left out wherever something else will do. What only
repeats names that the embedded places know is not asked at all: no geocoder knows more of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from kmn.lookup.matching import BEFORE_PLACE, is_street
from kmn.lookup.reading import is_number, pieces
from kmn.places import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kmn.places.search import NameIndex

__all__ = ["Inquiry", "compose"]

_CODE: Final = re.compile(r"\d{5}")
# In the form of `kmn.places.names.words`: with one of these, several unknown words name a place and no person.
_LANDMARKS: Final = frozenset(
    """bahnhof burg domaene erstaufnahme flughafen forsthaus gehoeft gemeinschaftsunterkunft gut grundschule gymnasium
    hochschule hof hospital kaserne kirche klinik klinikum kloster krankenhaus landgut muehle museum oberschule
    rathaus rittergut schloss schule siedlung stift universitaet unterkunft wohnheim""".split()  # noqa: SIM905 - to be read
)
_PLAIN: Final = frozenset(["b", "d", "a", "i", "u", "und", "v", "von"])


@attrs.frozen(repr=False)
class Inquiry:
    """What is asked. Its `repr` does not show it.

    Attributes:
        text: The text that is sent.
        parts: What that is: ``"street"``, ``"plz"`` and ``"place"``, as far as there.
        codes: The postal codes in it.
        unknown: Words in it that name no known place, and that a result has to explain.
    """

    text: str
    parts: tuple[str, ...]
    codes: frozenset[str]
    unknown: frozenset[str]

    @property
    def has_street(self) -> bool:
        """Whether a street is asked for, so that a town is no answer."""
        return "street" in self.parts

    def __repr__(self) -> str:
        """Return a text that gives nothing away."""
        return f"Inquiry({', '.join(self.parts)})"


def compose(text: str, index: NameIndex) -> Inquiry | None:
    r"""Return what to ask about an address, None if asking is of no use.

    Args:
        text: The address as written.
        index: The names of the places.

    Examples:
        >>> from kmn.wiring import name_index
        >>> inquiry = compose("Erika Beispiel\nDorfstraße 5\n29643 Neuenkirchen", name_index())
        >>> inquiry.text, inquiry.parts
        ('Dorfstraße 5, 29643 Neuenkirchen', ('street', 'plz', 'place'))
        >>> compose("Neuenkirchen", name_index())
    """
    found = [_Piece(piece, index) for piece in pieces(text)]
    street = next((place for place, piece in enumerate(found) if piece.is_street), None)
    has_place = any(piece.code or piece.is_known for piece in found)
    kept = [
        piece
        for place, piece in enumerate(found)
        if piece.code
        or piece.is_known
        or piece.is_street
        or (piece.is_landmark if street is None else place > street and not has_place)
    ]
    if not any(piece.unknown or piece.is_street for piece in kept):
        return None
    spoken = {
        "street": any(piece.is_street for piece in kept),
        "plz": any(piece.code for piece in kept),
        "place": any(piece.has_name for piece in kept),
    }
    return Inquiry(
        ", ".join(piece.text for piece in kept),
        tuple(part for part, there in spoken.items() if there),
        frozenset(piece.code for piece in kept if piece.code),
        frozenset(word for piece in kept for word in piece.unknown),
    )


class _Piece:
    """A piece of an address, and what it may be."""

    def __init__(self, text: str, index: NameIndex) -> None:
        words = names.words(text)
        self.text = text
        self.code = words[0] if words and _CODE.fullmatch(words[0]) else None
        rest = words[1:] if self.code else words
        letters = [word for word in rest if not is_number(word)]
        self.is_street = bool(letters) and not self.code and is_street(index, rest)
        self.has_name = bool(letters) and not self.is_street
        self.unknown = _unknown(index, rest)
        self.is_known = self.has_name and not self.unknown
        self.is_landmark = self.has_name and (len(letters) == 1 or not _LANDMARKS.isdisjoint(letters))


def _unknown(index: NameIndex, words: Sequence[str]) -> tuple[str, ...]:
    """Give the words that are part of no known name; of those that may be, the longest count."""
    unknown: list[str] = []
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + index.longest), start, -1)
        end = next((end for end in ends if _is_name(index, " ".join(words[start:end]))), None)
        if end is None:
            word = words[start]
            if not (is_number(word) or word in BEFORE_PLACE or word in _PLAIN):
                unknown.append(word)
            end = start + 1
        start = end
    return tuple(unknown)


def _is_name(index: NameIndex, phrase: str) -> bool:
    return not is_number(phrase) and bool(index.every_meaning(phrase) or index.elsewhere(phrase))
