"""What a geocoder must offer to be asked.

Nothing here reaches the network by itself: a geocoder is asked only if the caller hands one in, and only for what the
embedded data do not decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

import attrs

from kmn.values import Point

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Found",
    "Geocoder",
]


@attrs.frozen(kw_only=True, repr=False)
class Found:
    """A place that a geocoder found for an address. Its `repr` does not show it.

    Attributes:
        point: where it lies; only this decides the district, never a county that the geocoder names.

    Examples:
        >>> from kmn.values import Point
        >>> Found(point=Point(lat=52.15, lon=9.95))
        Found(…)
    """

    point: Point

    def __repr__(self) -> str:
        """Return a text that gives nothing away."""
        return "Found(…)"


@runtime_checkable
class Geocoder(Protocol):
    """Finds points for addresses."""

    def geocode(self, address: str) -> Iterable[Found]:
        """Return the places that an address may mean, the likeliest first; none if it is not found.

        Args:
            address: one line, without the name of a person.
        """
