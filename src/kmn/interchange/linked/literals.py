"""Values as they stand in JSON-LD: each function gives the JSON text of one value.

Texts go through the encoder of the standard library; everything else is made of characters that need none.
"""

from __future__ import annotations

from decimal import Decimal
from json.encoder import encode_basestring as text
from typing import TYPE_CHECKING, Final

from kmn.interchange.linked.iris import NAMESPACES, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kmn.values import PartialDate

__all__ = ["bare", "bare_list", "decimal", "languages", "node", "partial", "text", "typed", "url"]

_XSD: Final = NAMESPACES["xsd"]
_PRECISIONS: Final = {"YYYY": "gYear", "YYYY-MM": "gYearMonth", "YYYY-MM-DD": "date"}
_PARTIAL: Final = {len(form): f'{{"@type":"{_XSD}{name}","@value":"%s"}}' for form, name in _PRECISIONS.items()}


def bare(value: str) -> str:
    """Write a text in which no character needs an escape: an IRI, a key, a code.

    Examples:
        >>> bare("03351")
        '"03351"'
    """
    return f'"{value}"'


def bare_list(values: Iterable[str]) -> str:
    """Write a list of such texts.

    Examples:
        >>> bare_list(["de", "ar"])
        '["de","ar"]'
    """
    found = '","'.join(values)
    return f'["{found}"]' if found else "[]"


def typed(types: str, *more: str) -> str:
    """Write a list of types with more at its end.

    Examples:
        >>> typed(bare_list(["Organisation"]), "NGO")
        '["Organisation","NGO"]'
    """
    return f'{types[:-1]},"' + '","'.join(more) + '"]' if more else types


def languages(german: str | None, english: str | None = None) -> str:
    """Write a text in the languages it is known in.

    Examples:
        >>> languages("Träger", "organisation"), languages(None, "x")
        ('{"de":"Träger","en":"organisation"}', '{"en":"x"}')
    """
    if not english:
        return f'{{"de":{text(german)}}}' if german else "{}"
    return f'{{"de":{text(german)},"en":{text(english)}}}' if german else f'{{"en":{text(english)}}}'


def decimal(number: float) -> str:
    """Write a number without an exponent; read as a float, it is the same number.

    Examples:
        >>> decimal(27.5), decimal(1e-7)
        ('"27.5"', '"0.0000001"')
    """
    return f'"{Decimal(repr(number)):f}"'


def partial(value: PartialDate) -> str:
    """Write a year, a month or a day as a typed value.

    Examples:
        >>> from kmn.values import PartialDate
        >>> partial(PartialDate("2019"))
        '{"@type":"http://www.w3.org/2001/XMLSchema#gYear","@value":"2019"}'
    """
    return _PARTIAL[len(value.value)] % value.value


def url(address: str) -> str:
    """Write a web address: as an IRI if it can be one, else as a text that says it is an address.

    Examples:
        >>> url("https://example.org/a b")
        '{"@type":"http://www.w3.org/2001/XMLSchema#anyURI","@value":"https://example.org/a b"}'
    """
    return f'"{address}"' if is_iri(address) else f'{{"@type":"{_XSD}anyURI","@value":{text(address)}}}'


def node(fragments: dict[str, str]) -> str:
    """Write a node of which the values are written already.

    Examples:
        >>> node({"@id": bare("https://example.org/a"), "name": languages("Ä")})
        '{"@id":"https://example.org/a","name":{"de":"Ä"}}'
    """
    return '{"' + ',"'.join(map('":'.join, fragments.items())) + "}"
