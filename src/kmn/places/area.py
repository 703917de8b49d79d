"""A piece of territory, as closely as it is known."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Area"]


class Area(NamedTuple):
    """A municipality, a whole district, or another state or country; all empty for "somewhere else".

    Keys are texts here, because areas are compared by the million; the records behind them carry typed keys.

    Attributes:
        district: Key of the district, five digits, None outside the territory.
        municipality: Key of the municipality, eight digits, None where only the district is known.
        state: Name of the other state of the country.
        country: ISO 3166-1 code of the other country.

    Examples:
        >>> Area("03254", "03254021").within(Area("03254"))
        True
        >>> Area("03254").meet(Area("03254", "03254021")).municipality
        '03254021'
    """

    district: str | None = None
    municipality: str | None = None
    state: str | None = None
    country: str | None = None

    def within(self, other: Area) -> bool:
        """Tell whether this area is `other` or a part of it."""
        if other.district is None or self.district is None:
            return self == other
        return self.district == other.district and other.municipality in (None, self.municipality)

    def meet(self, other: Area) -> Area | None:
        """Give what both areas have in common, None where they have nothing."""
        if self.within(other):
            return self
        return other if other.within(self) else None
