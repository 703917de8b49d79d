"""How place names are written, and how two spellings of one name become equal.

German place names reach us with umlauts written out ("Lueneburg"), without their dots ("Luneburg"), broken by a
wrong encoding ("LÃ¼neburg", "L?neburg"), abbreviated ("Neustadt a. Rbge.", "Hann. Münden"), with or without their
distinguishing suffix ("Nienburg (Weser)", "Nienburg/Weser", "Nienburg"). One normaliser serves the index and the
query, so that whatever it drops is dropped on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WILDCARD = "\N{REPLACEMENT CHARACTER}"
"""Stands in cleaned text for a letter that an encoding error destroyed."""

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "å": "aa"}
_WRITE_OUT = str.maketrans(_UMLAUTS)
_BROKEN = {
    letter.encode().decode(codec, errors="ignore"): letter
    for letter in "äöüÄÖÜßé"
    for codec in ("latin-1", "cp1252")
    if len(letter.encode().decode(codec, errors="ignore")) > 1
}
_MOJIBAKE = re.compile("|".join(sorted(map(re.escape, _BROKEN), key=len, reverse=True)))
_WORD = re.compile(rf"[a-z0-9{WILDCARD}]+")
_LOST_LETTER = re.compile(rf"(?<=[^\W\d_])\?(?=[^\W\d_])|{WILDCARD}")

# What an abbreviation and its long form have in common: each maps to one token.
_MOST_HOLES = 3  # a name has no more umlauts than this
_CANONICAL = {
    "am": "a",
    "an": "a",
    "auf": "a",
    "der": "d",
    "dem": "d",
    "den": "d",
    "im": "i",
    "in": "i",
    "bei": "b",
    "beim": "b",
    "sankt": "st",
    "sanct": "st",
    "hannoversch": "hann",
    "hannov": "hann",
    "gross": "gr",
    "klein": "kl",
    "rbge": "ruebenberge",
    "rbg": "ruebenberge",
    "rubenberge": "ruebenberge",
    "oldb": "oldenburg",
    "oldbg": "oldenburg",
    "oldenb": "oldenburg",
    "oldenbg": "oldenburg",
    "ostfriesl": "ostfriesland",
    "ostfr": "ostfriesland",
    "landkreis": "lk",
    "landkr": "lk",
    "ldkr": "lk",
    "ldkrs": "lk",
    "lkr": "lk",
    "lkrs": "lk",
    "kreis": "lk",
    "krs": "lk",
    "region": "lk",
    "samtgemeinde": "sg",
    "samtgem": "sg",
    "teutoburger": "t",
    "teutob": "t",
    "wald": "w",
}
_JOINERS = frozenset({"a", "b", "i", "ob", "unter", "vor", "zur", "zum", "ueber"})


def clean(text: str) -> str:
    r"""Return `text` with mended encodings, composed letters and ASCII digits, without invisible characters.

    A letter lost in an encoding error (``?`` between letters, or U+FFFD) becomes `WILDCARD`.

    Examples:
        >>> clean("LÃ¼neburg"), clean("٣٠١٥٩"), clean("Lu\u0308neburg")
        ('Lüneburg', '30159', 'Lüneburg')
    """
    if text.isascii():
        if text.isprintable() and "?" not in text:
            return text
    else:
        text = _MOJIBAKE.sub(lambda found: _BROKEN[found[0]], text)
        text = unicodedata.normalize("NFKC", text)
    return _LOST_LETTER.sub(WILDCARD, "".join(map(_visible, text)))


def _visible(char: str) -> str:
    """Return the character as it should be read: line breaks kept, digits in ASCII, the invisible dropped."""
    if char.isprintable() or char == "\n":
        if char.isascii():
            return char
        value = unicodedata.decimal(char, None)
        return char if value is None else str(value)
    if char in "\r\v\f\x85\u2028\u2029":
        return "\n"
    return " " if char.isspace() or unicodedata.category(char) == "Cc" else ""


def fold(text: str) -> str:
    """Return the words of `text` in lower-case ASCII, umlauts written out, separated by single blanks.

    Examples:
        >>> fold("Groß-Gerau / Österreich"), fold("Nienburg(Weser)")
        ('gross gerau oesterreich', 'nienburg weser')
    """
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_WRITE_OUT))
        text = "".join(char for char in text if char.isascii() or char == WILDCARD)
    return " ".join(_WORD.findall(text))


def words(text: str) -> list[str]:
    """Return the canonical words of `text`, abbreviations and their long forms made equal.

    Examples:
        >>> words("Neustadt a. Rbge.") == words("Neustadt am Rübenberge")
        True
    """
    return [_CANONICAL.get(word, word) for word in fold(text).split()]


def key(text: str) -> str:
    """Return the canonical words as one key.

    Examples:
        >>> key("Hannoversch Münden")
        'hann muenden'
    """
    return " ".join(words(text))


def without_dots(text: str) -> str:
    """Return the key of a name whose umlauts have lost their dots.

    Examples:
        >>> without_dots("Göttingen")
        'gottingen'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return key("".join(char for char in plain if not unicodedata.combining(char)))


def restored(phrase: str) -> Iterator[str]:
    """Yield what a key with lost letters may have been, each `WILDCARD` filled in.

    Examples:
        >>> sorted(restored(f"l{WILDCARD}neburg"))
        ['laeneburg', 'loeneburg', 'lssneburg', 'lueneburg']
    """
    parts = phrase.split(WILDCARD)
    holes = len(parts) - 1
    if holes > _MOST_HOLES:
        return
    for letters in product(("ae", "oe", "ue", "ss"), repeat=holes):
        yield parts[0] + "".join(letter + part for letter, part in zip(letters, parts[1:], strict=True))


def short_forms(name: str) -> set[str]:
    """Return the forms in daily use of an official name, without the part that tells it from its namesakes.

    Examples:
        >>> sorted(short_forms("Nienburg (Weser)"))
        ['Nienburg', 'Nienburg Weser', 'Nienburg an der Weser', 'Nienburg in Weser']
        >>> sorted(short_forms("Neustadt am Rübenberge"))
        ['Neustadt']
    """
    forms: set[str] = set()
    name = name.split(",", maxsplit=1)[0].strip()
    opened = re.fullmatch(r"(.+?)\s*(?:\((.+)\)|/\s*(.+))", name)
    if opened:
        base, suffix = opened[1], opened[2] or opened[3]
        forms |= {base, f"{base} {suffix}", f"{base} an der {suffix}", f"{base} in {suffix}"}
        name = base
    parts = name.split()
    for place, part in enumerate(parts[1:], start=1):
        token = _CANONICAL.get(fold(part), fold(part))
        if token in _JOINERS and place < len(parts) - 1:
            forms.add(" ".join(parts[:place]))
            break
    return forms
