"""Kreisschlüssel (key of a Kreis: a Landkreis, kreisfreie Stadt or the like; district key).

Issued by the statistical offices of the Länder; the first five digits of the AGS and the ARS: two for the
state, one for the Regierungsbezirk, two for the district. Five digits are also what a PLZ has, which is why
the two are different types: 03159 is the key of Göttingen and a postal code in Brandenburg.

Source: https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html

Examples:
    >>> from kmn.identifiers.kreiskey import KreisKey
    >>> KreisKey.parse("03 2 41")
    KreisKey('03241')
"""

from __future__ import annotations

import re
from typing import ClassVar

from attrs import frozen

from kmn.identifiers._base import Identifier

__all__ = ["KreisKey"]


@frozen(order=True, repr=False)
class KreisKey(Identifier):
    """The official key of a district: five digits, the first two a state from 01 to 16.

    `KreisKey(text)` takes the canonical form only; `KreisKey.parse` reads what people write: blanks anywhere,
    dots, hyphens or slashes between the official groups, digits of other scripts, a leading "Kreis". A
    district written with the length of an AGS or ARS, filled up with zeros as statistical tables do, is read
    too.

    Attributes:
        value: The five digits.

    Raises:
        IdentifierError: The value is no text, or has another form.

    Examples:
        >>> KreisKey.parse("03241000") == KreisKey("03241")
        True
        >>> KreisKey.parse("03241001")
        Traceback (most recent call last):
        ...
        kmn.errors.IdentifierError: '03241001' is not a KreisKey: ... Eight digits are an AGS; ...
    """

    kind: ClassVar = "KreisKey"
    expected: ClassVar = "five digits as text, beginning with a state from 01 to 16, for example 03241"
    example: ClassVar = "03241"
    pattern: ClassVar = re.compile(r"(0[1-9]|1[0-6])[0-9]{3}")
    _lenient: ClassVar = re.compile(
        r"(?:(?:Kreis|KRS|Kreisschlüssel|KreisKey|Landkreis) *[:.]? *)?"
        r"([0-9] *[0-9]) *[-./]? *([0-9]) *[-./]? *([0-9] *[0-9])(?: *[-./]? *000(?: *[-./]? *0000)?)?",
        re.IGNORECASE,
    )

    @classmethod
    def _hint(cls, value: object) -> str:
        if isinstance(value, str):
            if re.fullmatch(r"[0-9]{8}", value):
                return "Eight digits are an AGS; its district is AGS.parse(…).district."
            if re.fullmatch(r"[0-9]{12}", value):
                return "Twelve digits are an ARS; its district is ARS.parse(…).district."
        return super()._hint(value)

    @property
    def state(self) -> str:
        """The key of the state (Land), two digits."""
        return self.value[:2]
