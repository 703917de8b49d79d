"""NUTS (Nomenclature des unités territoriales statistiques, EU code of a statistical region).

Issued by Eurostat under Regulation (EC) No 1059/2003; revised every few years, so a code is only meaningful
together with its edition. Two letters for the country, then one character per level: NUTS 1 is a state, NUTS
2 a statistical region, NUTS 3 a district. This type takes German codes only.

Source: https://ec.europa.eu/eurostat/web/nuts

Examples:
    >>> from kmn.identifiers.nuts import NUTS
    >>> code = NUTS.parse("de 929")
    >>> code, code.level, code.country
    (NUTS('DE929'), 3, 'DE')
"""

from __future__ import annotations

import re
from typing import ClassVar

from attrs import frozen

from kmn.identifiers._base import Identifier

__all__ = ["NUTS"]


@frozen(order=True, repr=False)
class NUTS(Identifier):
    """A German NUTS code: DE and up to three digits or capital letters.

    `NUTS(text)` takes the canonical form only; `NUTS.parse` reads what people write: small letters, blanks, a
    hyphen after the country, a leading "NUTS".

    Attributes:
        value: The code in capital letters.

    Raises:
        IdentifierError: The value is no text, or has another form.

    Examples:
        >>> NUTS.parse("NUTS: de-92").level
        2
    """

    kind: ClassVar = "NUTS"
    expected: ClassVar = "DE and up to three digits or capital letters, for example DE929"
    example: ClassVar = "DE929"
    pattern: ClassVar = re.compile(r"DE[0-9A-Z]{0,3}")
    _lenient: ClassVar = re.compile(
        r"(?:NUTS *[:.]? *)?(D *E) *-? *([0-9A-Z])? *([0-9A-Z])? *([0-9A-Z])?", re.IGNORECASE | re.ASCII
    )

    @property
    def country(self) -> str:
        """The code of the country, two letters."""
        return self.value[:2]

    @property
    def level(self) -> int:
        """The level: 0 for the country, 1 for a state, 2 for a statistical region, 3 for a district."""
        return len(self.value) - 2
