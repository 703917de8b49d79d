"""Official keys and codes as value objects: lenient in, canonical inside, one form out.

Each class has `parse` (text to value), `str()` (value to text), its parts as properties, an order and a hash.
Values of different types are never equal, even where their digits are. Only the form is judged here: a
well-formed key that does not exist is not an error.

Examples:
    >>> from kmn.identifiers import PLZ, KreisKey
    >>> PLZ.parse("D-03159").value == KreisKey("03159").value
    True
    >>> PLZ.parse("D-03159") == KreisKey("03159")
    False
"""

from __future__ import annotations

from kmn.identifiers.ags import AGS
from kmn.identifiers.ars import ARS
from kmn.identifiers.kreiskey import KreisKey
from kmn.identifiers.nuts import NUTS
from kmn.identifiers.plz import PLZ

__all__ = ["AGS", "ARS", "NUTS", "PLZ", "KreisKey"]
