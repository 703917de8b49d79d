"""Values that linked data types or spells in a way of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kmn.export.vocab import NAMESPACES, is_iri

if TYPE_CHECKING:
    from kmn.values import PartialDate

__all__ = ["decimal", "partial", "url"]

_XSD: Final = NAMESPACES["xsd"]
_PARTIAL_TYPES: Final = {4: _XSD + "gYear", 7: _XSD + "gYearMonth"}
_DATE_TYPE: Final = _XSD + "date"


def decimal(number: float) -> str:
    """Write a number without an exponent; read as a float, it is the same number.

    Examples:
        >>> decimal(27.5), decimal(1e-7)
        ('27.5', '0.0000001')
    """
    return format(Decimal(repr(number)), "f")


def partial(value: PartialDate) -> dict[str, str]:
    """Write a year, a month or a day as a typed value.

    Examples:
        >>> from kmn.values import PartialDate
        >>> partial(PartialDate("2019"))
        {'@type': 'http://www.w3.org/2001/XMLSchema#gYear', '@value': '2019'}
    """
    text = value.value
    return {"@type": _PARTIAL_TYPES.get(len(text), _DATE_TYPE), "@value": text}


def url(text: str) -> str | dict[str, str]:
    """Write a web address: as an IRI if it can be one, else as a text that says it is an address.

    Examples:
        >>> url("https://example.org/a b")
        {'@type': 'http://www.w3.org/2001/XMLSchema#anyURI', '@value': 'https://example.org/a b'}
    """
    return text if is_iri(text) else {"@type": _XSD + "anyURI", "@value": text}
