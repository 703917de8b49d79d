"""An address in parts, for callers who have it so."""

from __future__ import annotations

from typing import Any

import attrs

from kmn.errors import InputTypeError, describe
from kmn.identifiers import PLZ
from kmn.values import Point

__all__ = ["Address"]


def _text(_instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, str):
        message = f"Address.{attribute.name} is {describe(value)}: hand in a text, or leave it out."
        raise InputTypeError(message)


def _point(_instance: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, Point):
        message = f"Address.point is {describe(value)}: hand in a Point, or leave it out."
        raise InputTypeError(message)


def _plz(value: object) -> object:
    return value.value if isinstance(value, PLZ) else value


@attrs.frozen(kw_only=True, repr=False)
class Address:
    """An address in parts, each left out where unknown. Its `repr` does not show them.

    Attributes:
        street: Street and house number; they do not decide anything offline.
        plz: Postal code, as text or `PLZ`. A code that cannot be read does no harm if the place is known.
        place: Town or municipality.
        locality: Part of the town (Ortsteil).
        country: Name of the country, if it is not Germany.
        point: Where it is, in degrees (WGS 84); near a border the words decide.

    Raises:
        InputTypeError: A part is no text, or the point is no `Point`.

    Examples:
        >>> Address(plz="31134", place="Hildesheim")
        Address(…)
    """

    street: str | None = attrs.field(default=None, validator=_text)
    plz: str | None = attrs.field(default=None, converter=_plz, validator=_text)
    place: str | None = attrs.field(default=None, validator=_text)
    locality: str | None = attrs.field(default=None, validator=_text)
    country: str | None = attrs.field(default=None, validator=_text)
    point: Point | None = attrs.field(default=None, validator=_point)

    def __repr__(self) -> str:
        """Return a text that gives nothing away."""
        return "Address(…)"

    def as_text(self, *, street: bool = True) -> str:
        """Return the words of the address as they would stand on a letter.

        Args:
            street: With the street; without it are the words that can decide offline.
        """
        town = " ".join(part for part in (self.plz, self.place) if part)
        parts = (self.locality, self.street if street else None, town, self.country)
        return "\n".join(part for part in parts if part)
