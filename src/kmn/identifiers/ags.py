"""AGS (Amtlicher Gemeindeschlüssel, official municipality key).

Issued by the statistical offices of the Länder and published by the Statistisches Bundesamt in the
Gemeindeverzeichnis (GV-ISys). Eight digits: two for the state, one for the Regierungsbezirk (0 where there is
none or was none), two for the district, three for the municipality. A district-free city has the municipality
part 000. Keys are given up and issued anew when municipalities merge; which key was valid on which day is a
question for `kmn.places`, not for the key.

Source: https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html

Examples:
    >>> from kmn.identifiers.ags import AGS
    >>> key = AGS.parse("03 2 41 001")
    >>> key
    AGS('03241001')
    >>> print(key, key.state, key.district)
    03241001 03 03241
"""

from __future__ import annotations

import re
from typing import ClassVar

from attrs import frozen

from kmn.identifiers._base import Identifier
from kmn.identifiers.kreiskey import KreisKey

__all__ = ["AGS"]


@frozen(order=True, repr=False)
class AGS(Identifier):
    """The official key of a municipality: eight digits, the first two a state from 01 to 16.

    `AGS(text)` takes the canonical form only; `AGS.parse` reads what people write: blanks anywhere, dots,
    hyphens or slashes between the official groups, digits of other scripts, a leading "AGS".

    Attributes:
        value: The eight digits.

    Raises:
        IdentifierError: The value is no text, or has another form.

    Examples:
        >>> AGS.parse("03.241.001") == AGS("03241001")
        True
        >>> AGS.parse(3241001)
        Traceback (most recent call last):
        ...
        kmn.errors.IdentifierError: The number 3241001 is not an AGS: ... probably '03241001' as text.
    """

    kind: ClassVar = "AGS"
    expected: ClassVar = "eight digits as text, beginning with a state from 01 to 16, for example 03241001"
    example: ClassVar = "03241001"
    pattern: ClassVar = re.compile(r"(0[1-9]|1[0-6])[0-9]{6}")
    _lenient: ClassVar = re.compile(
        r"(?:(?:AGS|GKZ|Gemeindeschlüssel|Gemeindekennziffer) *[:.]? *)?"
        r"([0-9] *[0-9]) *[-./]? *([0-9]) *[-./]? *([0-9] *[0-9]) *[-./]? *([0-9] *[0-9] *[0-9])",
        re.IGNORECASE,
    )

    @property
    def state(self) -> str:
        """The key of the state (Land), two digits."""
        return self.value[:2]

    @property
    def district(self) -> KreisKey:
        """The key of the district the municipality belongs to (or is, for a district-free city)."""
        return KreisKey(self.value[:5])
