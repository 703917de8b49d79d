"""ARS (Amtlicher Regionalschlüssel, official regional key).

Issued by the statistical offices of the Länder and published by the Statistisches Bundesamt in the
Gemeindeverzeichnis (GV-ISys). Twelve digits: the eight of the AGS with four more between district and
municipality that name the association of municipalities (Gemeindeverband; in Lower Saxony a Samtgemeinde, or
the municipality itself where it belongs to none). The AGS follows from the ARS; there is no way back without
a register.

Source: https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html

Examples:
    >>> from kmn.identifiers.ars import ARS
    >>> key = ARS.parse("03 2 41 0001 001")
    >>> key
    ARS('032410001001')
    >>> key.ags, key.district, key.association
    (AGS('03241001'), KreisKey('03241'), '032410001')
"""

from __future__ import annotations

import re
from typing import ClassVar

from attrs import frozen

from kmn.identifiers._base import Identifier
from kmn.identifiers.ags import AGS
from kmn.identifiers.kreiskey import KreisKey

__all__ = ["ARS"]


@frozen(order=True, repr=False)
class ARS(Identifier):
    """The official regional key of a municipality: twelve digits, the first two a state from 01 to 16.

    `ARS(text)` takes the canonical form only; `ARS.parse` reads what people write: blanks anywhere, dots,
    hyphens or slashes between the official groups, digits of other scripts, a leading "ARS".

    Attributes:
        value: The twelve digits.

    Raises:
        IdentifierError: The value is no text, or has another form.

    Examples:
        >>> str(ARS.parse("03-2-41-0001-001"))
        '032410001001'
    """

    kind: ClassVar = "ARS"
    expected: ClassVar = "twelve digits as text, beginning with a state from 01 to 16, for example 032410001001"
    example: ClassVar = "032410001001"
    pattern: ClassVar = re.compile(r"(0[1-9]|1[0-6])[0-9]{10}")
    _lenient: ClassVar = re.compile(
        r"(?:(?:ARS|RS|Regionalschlüssel) *[:.]? *)?"
        r"([0-9] *[0-9]) *[-./]? *([0-9]) *[-./]? *([0-9] *[0-9]) *[-./]? *"
        r"([0-9] *[0-9] *[0-9] *[0-9]) *[-./]? *([0-9] *[0-9] *[0-9])",
        re.IGNORECASE,
    )

    @property
    def state(self) -> str:
        """The key of the state (Land), two digits."""
        return self.value[:2]

    @property
    def district(self) -> KreisKey:
        """The key of the district."""
        return KreisKey(self.value[:5])

    @property
    def association(self) -> str:
        """The key of the association of municipalities (Gemeindeverband), nine digits."""
        return self.value[:9]

    @property
    def ags(self) -> AGS:
        """The municipality's AGS."""
        return AGS(self.value[:5] + self.value[9:])
