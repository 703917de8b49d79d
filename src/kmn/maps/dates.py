"""Dates on maps as readers write them, in texts that hold them in the form of data."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["in_words"]

_DATE: Final = re.compile(r"(?<![\w.-])([0-9]{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?(?![\w-])")
_MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def in_words(text: str, lang: str) -> str:
    """Return a text with its days and months as people write them in German; in English it stays as it is.

    Args:
        text: the text.
        lang: the language of the text.

    Examples:
        >>> in_words("belegt, 2026-11-24; Stand 2019-06", "de")
        'belegt, 24.11.2026; Stand Juni 2019'
    """
    return _DATE.sub(_written, text) if lang == "de" else text


def _written(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{day}.{month}.{year}" if day else f"{_MONTHS[int(month) - 1]} {year}"
