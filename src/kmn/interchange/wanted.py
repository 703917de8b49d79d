"""What a column wants, in words, for whoever has to put a cell right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kmn.interchange.tables import Column

__all__ = ["wanted"]

_KINDS: Final = {
    "day": ("ein Tag JJJJ-MM-TT, etwa 2024-07-09", "a day YYYY-MM-DD, such as 2024-07-09"),
    "partial": (
        "ein Jahr, ein Monat oder ein Tag, etwa 2019, 2019-06 oder 2019-06-12",
        "a year, a month or a day, such as 2019, 2019-06 or 2019-06-12",
    ),
    "integer": ("eine ganze Zahl", "a whole number"),
    "number": ("eine Zahl im erlaubten Bereich mit Dezimalpunkt", "a number in range, with a decimal point"),
    "text": ("ein Text von höchstens 100000 Zeichen", "a text of at most 100000 characters"),
}
_PATTERNS: Final = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": (
        "eine Kennung aus kleinen Buchstaben a-z, Ziffern und Bindestrichen, etwa oldenburger-land",
        "an id of lower-case letters a-z, digits and hyphens, such as oldenburger-land",
    ),
    "^[0-9]{5}([0-9]{3})?$": (
        "ein amtlicher Schlüssel: fünf Ziffern für einen Kreis, acht für eine Gemeinde",
        "an official key: five digits for a district, eight for a municipality",
    ),
    r"^https?://\S+$": ("eine Adresse im Netz, die mit https:// beginnt", "a web address that begins with https://"),
    "^[0-9]{5}$": ("eine Postleitzahl aus fünf Ziffern", "a postal code of five digits"),
    "^[a-z0-9]+([-_][a-z0-9]+)*$": (
        "ein Kürzel aus kleinen Buchstaben a-z, Ziffern, Binde- und Unterstrichen, etwa local-authority",
        "a code of lower-case letters a-z, digits, hyphens and underscores, such as local-authority",
    ),
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": (
        "ein Sprachkürzel (BCP 47), etwa de oder ar",
        "a language tag (BCP 47), such as de or ar",
    ),
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": ("eine Uhrzeit, etwa 09:00", "a time of day, such as 09:00"),
    "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$": (
        "eine Uhrzeit, etwa 17:30, oder 24:00",
        "a time of day, such as 17:30, or 24:00",
    ),
    r"^[0-9]+(\.[0-9]+)*$": ("eine Version, etwa 2026.1", "a version, such as 2026.1"),
}


def wanted(column: Column) -> tuple[str, str]:
    """Say what a column wants, in German and English.

    Args:
        column: the column.

    Examples:
        >>> from kmn.interchange.tables import tables
        >>> wanted(tables()[1].columns[0])[1]
        'an id of lower-case letters a-z, digits and hyphens, such as oldenburger-land'
    """
    if column.pattern in _PATTERNS:
        return _PATTERNS[column.pattern]
    if column.pattern is not None and not column.is_free_text:
        return f"ein Wert der Form {column.pattern}", f"a value of the form {column.pattern}"
    return _KINDS[column.kind]
