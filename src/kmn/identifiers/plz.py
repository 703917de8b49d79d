"""PLZ (Postleitzahl, postal code).

Issued by Deutsche Post. Five digits since 1993; the first two name a delivery region, and no code begins with
00, so that codes run from 01000 to 99999. A code is a way of delivering letters, not a territory: it may
cover several municipalities, touch two districts or two states, or belong to a single recipient of much mail.
What a code covers is a question for `kmn.places`.

Source: https://www.deutschepost.de/de/p/plz-suche.html

Examples:
    >>> from kmn.identifiers.plz import PLZ
    >>> PLZ.parse("D-30 159")
    PLZ('30159')
"""

from __future__ import annotations

import re
from typing import ClassVar

from attrs import frozen

from kmn.identifiers._base import Identifier

__all__ = ["PLZ"]


@frozen(order=True, repr=False)
class PLZ(Identifier):
    """A German postal code: five digits, not beginning with 00.

    `PLZ(text)` takes the canonical form only; `PLZ.parse` reads what people write: blanks anywhere, digits of
    other scripts, a leading "D-", "DE-" or "PLZ".

    Attributes:
        value: The five digits.

    Raises:
        IdentifierError: The value is no text, or has another form.

    Examples:
        >>> PLZ.parse("٣٠١٥٩")
        PLZ('30159')
        >>> PLZ.parse("3015")
        Traceback (most recent call last):
        ...
        kmn.errors.IdentifierError: '3015' is not a PLZ: expected five digits as text, ...
    """

    kind: ClassVar = "PLZ"
    expected: ClassVar = "five digits as text, from 01000 to 99999, for example 30159"
    example: ClassVar = "30159"
    pattern: ClassVar = re.compile(r"(0[1-9]|[1-9][0-9])[0-9]{3}")
    _lenient: ClassVar = re.compile(
        r"(?:(?:PLZ|Postleitzahl) *[:.]? *)?(?:DE? *-? *)?([0-9]) *([0-9]) *([0-9]) *([0-9]) *([0-9])",
        re.IGNORECASE,
    )
