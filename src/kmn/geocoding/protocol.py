"""What a geocoder must offer to be asked, and what it gives.

Nothing here reaches the network by itself: a geocoder is asked only if the caller hands one in, and only for what the
embedded data do not decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Protocol, runtime_checkable

import attrs

from kmn.values import Point

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "PRECISIONS",
    "Found",
    "Geocoder",
    "Kept",
    "Precision",
    "service_of",
]

Precision = Literal["address", "street", "place", "area"]
PRECISIONS: Final = ("address", "street", "place", "area")
"""How closely a place was found, the closest first: a building or landmark, a street, a town or part of one, and
anything larger or a postal code."""


@attrs.frozen(kw_only=True, repr=False)
class Found:
    """A place that a geocoder found for an address. Its `repr` does not show it.

    Attributes:
        point: Where it lies; only this decides the district, never a county that the geocoder names.
        precision: How closely it was found (see `PRECISIONS`), None if the geocoder does not say.
        radius_m: How far from the point the place may reach, in metres; None if unknown, or a building.
        postcode: Its postal code, as far as said; held against the one of the address.
        city: The town.
        street: The street.
        house_number: The house number.
        country: ISO 3166-1 code of the country, in capitals.
        label: All of its names in one text; a word of the address that is not among them was not found.
        attribution: Whom to name beside the result.

    Examples:
        >>> from kmn.values import Point
        >>> Found(point=Point(lat=52.15, lon=9.95), precision="street")
        Found(…)
    """

    point: Point
    precision: Precision | None = None
    radius_m: float | None = None
    postcode: str | None = None
    city: str | None = None
    street: str | None = None
    house_number: str | None = None
    country: str | None = None
    label: str | None = None
    attribution: str | None = None

    def __repr__(self) -> str:
        """Return a text that gives nothing away."""
        return "Found(…)"


class Kept(tuple[Found, ...]):
    """Places that were found at an earlier time: nothing was sent for them now.

    Examples:
        >>> Kept()
        Kept(0)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return a text that gives nothing away."""
        return f"Kept({len(self)})"


@runtime_checkable
class Geocoder(Protocol):
    """Finds points for addresses.

    Any object with this method will do. If it has a text `service` as well, answers name that as the place to which
    the address was sent, else the name of its class.
    """

    def geocode(self, address: str) -> Iterable[Found]:
        """Return the places that an address may mean, the likeliest first; none if it is not found.

        A result from an earlier time is a `Kept`, so that the answer does not claim that the address was sent.

        Args:
            address: One line, without the name of a person.

        Raises:
            GeocodingError: There is no usable answer; `locate` then answers without. Other errors pass through.
        """


def service_of(geocoder: Geocoder) -> str:
    """Return the name under which answers speak of a geocoder.

    Args:
        geocoder: Any geocoder.

    Examples:
        >>> class Atlas:
        ...     def geocode(self, address): return []
        >>> service_of(Atlas())
        'Atlas'
    """
    named = getattr(geocoder, "service", None)
    return named if isinstance(named, str) and named else type(geocoder).__name__
