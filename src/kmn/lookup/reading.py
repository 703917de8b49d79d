"""Reading an address: from text as people write it to segments of words, postal codes and hints.

Nothing here knows which places exist. A reading is what the text says by its form alone: which five digits may be
a postal code, which lines speak of a person or a post-office box, which country is named, and the words that are
left, segment by segment. What the words mean is decided against the gazetteer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from kmn.places import names

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LONGEST_TEXT",
    "PLZ_WIDTH",
    "Reading",
    "is_number",
    "pieces",
    "read",
]

LONGEST_TEXT = 1_000
"""Characters of a text that are read: an address is shorter, and a book is not one."""

_BREAK = re.compile(r"[\n\t,;|•·]+|\s[-–—]+\s|\s/\s")
_CARE_OF = re.compile(
    r"\b(?:c\s?/\s?o|z\.?\s?hd\.?|zu\s+h[äa]e?nden|attn\.?|fam\.|familie|herrn?|frau)\b[^\n,;|\d]*",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"\b(?:postfach|p\.?\s?o\.?\s?box|pf)\b[\s.:#-]*(?:(?:\d{1,3}(?: \d{2,3})+|\d{1,6})(?!\d))?",
    re.IGNORECASE,
)
_HOME_CODE = re.compile(r"(?<!\w)(?:D|DE|DEU|GER)\s?[-–.]?\s?(\d{2})[ .]?(\d{3})(?!\d)", re.IGNORECASE)
_BEFORE_CODE = re.compile(r"\s(?=\d{5}(?!\d))")
_GLUED = re.compile(r"(?<!\d)(\d{5})(?=[^\W\d_])")
_SPLIT_CODE = re.compile(r"(?<!\d[ .])(?<!\d)(\d{2}) (\d{3})(?=\s+[^\W\d_]|\s*$)")
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_FOREIGN_CODE = re.compile(r"(?<!\w)([A-Z]{1,3})\s?-\s?(\d{4,6})(?!\d)")
_NUMBER = re.compile(r"\d+[a-z]?")
_CAR_CODES = {
    "A": "AT",
    "B": "BE",
    "F": "FR",
    "I": "IT",
    "L": "LU",
    "FL": "LI",
    "E": "ES",
    "S": "SE",
    "N": "NO",
    "P": "PT",
    "H": "HU",
}
PLZ_WIDTH = 5


@attrs.frozen(repr=False)
class Reading:
    """What a text says by its form: word lists per segment, postal codes with their place, country.

    Attributes:
        segments: canonical words (see `kmn.places.names.words`) of each segment that may name a place.
        codes: (segment, word) positions of five-digit words, the likelier postal code last.
        asides: (segment, word) positions of words in brackets.
        country: ISO code of another country that the text names, or None.
        truncated: the text was longer than `LONGEST_TEXT`.
    """

    segments: tuple[tuple[str, ...], ...]
    codes: tuple[tuple[int, int], ...]
    asides: frozenset[tuple[int, int]]
    country: str | None
    truncated: bool

    def has(self, row: int) -> bool:
        """Tell whether there is a segment of that number."""
        return 0 <= row < len(self.segments)

    def code(self, position: tuple[int, int]) -> str:
        """Return the five digits at a position."""
        return self.segments[position[0]][position[1]]


def read(text: str, countries: Mapping[str, str], home: str) -> Reading:
    r"""Read a text.

    Args:
        text: an address as written, in any layout.
        countries: keys of country names (see `kmn.places.names.key`) → ISO code.
        home: ISO code of the country whose postal codes have five digits here.

    Examples:
        >>> reading = read("c/o Meier\nHauptstr. 5\nD-31134 Hildesheim", {}, "DE")
        >>> reading.segments
        (('hauptstr', '5'), ('31134', 'hildesheim'))
    """
    truncated = len(text) > LONGEST_TEXT
    cleaned = names.clean(text[:LONGEST_TEXT])
    country = _foreign(cleaned, countries, home)
    cleaned = _HOME_CODE.sub(r" \1\2 ", cleaned)
    cleaned = _GLUED.sub(r"\1 ", cleaned)
    cleaned = _BOX.sub(",", cleaned)
    cleaned = _CARE_OF.sub(",", cleaned)
    if not _CODE.search(cleaned):
        cleaned = _SPLIT_CODE.sub(r"\1\2", cleaned)
    segments, asides = _segments(cleaned)
    if len(segments) > 1 and countries.get(" ".join(segments[0])) == home:
        segments, asides = segments[1:], frozenset((row - 1, column) for row, column in asides)
    if segments:
        named, segments = _country(segments, countries)
        if named and named != home:
            country = named
    codes = tuple(
        (row, column)
        for row, segment in enumerate(segments)
        for column, word in enumerate(segment)
        if len(word) == PLZ_WIDTH and word.isdecimal()
    )
    return Reading(tuple(segments), codes, asides, country, truncated)


def pieces(text: str) -> tuple[str, ...]:
    r"""Return the pieces of an address as they stand, without those that name a person or a post-office box.

    A postal code begins a piece of its own, so that what stands before it can be told from the town behind it.

    Examples:
        >>> pieces("Frau Erika Beispiel\nDomhof 1, D-31 134 Hildesheim")
        ('Domhof 1', '31134 Hildesheim')
    """
    cleaned = _HOME_CODE.sub(r" \1\2 ", names.clean(text[:LONGEST_TEXT]))
    cleaned = _GLUED.sub(r"\1 ", cleaned)
    cleaned = _BEFORE_CODE.sub(",", _CARE_OF.sub(",", _BOX.sub(",", cleaned)))
    return tuple(part for piece in _BREAK.split(cleaned) if (part := " ".join(piece.split())))


def is_number(word: str) -> bool:
    """Tell whether a word is a house number or another number."""
    return word[:1].isdecimal() and _NUMBER.fullmatch(word) is not None


def _segments(text: str) -> tuple[list[tuple[str, ...]], frozenset[tuple[int, int]]]:
    """Split a text into segments of words, and say which of them stand in brackets."""
    segments: list[tuple[str, ...]] = []
    asides = set()
    for part in _BREAK.split(text):
        words: list[str] = []
        for inside, piece in enumerate(re.split(r"[()]", part) if "(" in part else (part,)):
            found = names.words(piece)
            if inside % 2:
                asides |= {(len(segments), len(words) + place) for place in range(len(found))}
            words += found
        if words:
            segments.append(tuple(words))
    return segments, frozenset(asides)


def _foreign(text: str, countries: Mapping[str, str], home: str) -> str | None:
    """Return the country of a postal code with a foreign country prefix, such as "A-1010"."""
    found = _FOREIGN_CODE.search(text)
    if found is None or found[1] in {"D", "DE", "DEU", "GER"}:
        return None
    code = _CAR_CODES.get(found[1], found[1])
    return code if code != home and code in countries.values() else None


def _country(
    segments: list[tuple[str, ...]], countries: Mapping[str, str]
) -> tuple[str | None, list[tuple[str, ...]]]:
    """Take the country off the end of the segments."""
    last = segments[-1]
    if len(segments) > 1 and (code := countries.get(" ".join(last))):
        return code, segments[:-1]
    for width in (4, 3, 2, 1):
        if len(last) > width and (code := countries.get(" ".join(last[-width:]))):
            return code, [*segments[:-1], last[:-width]]
    return None, segments
