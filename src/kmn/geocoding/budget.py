"""Asking a geocoder about a whole batch: for a limited time, and about the same address once."""

from __future__ import annotations

import math
import time
from threading import Lock
from typing import TYPE_CHECKING, Final

from kmn.errors import GeocodingError, InputError
from kmn.geocoding.online import GeopyGeocoder
from kmn.geocoding.protocol import Kept, service_of

if TYPE_CHECKING:
    from kmn.geocoding.protocol import Found, Geocoder

__all__ = ["BATCH_S", "TimeBudget", "budgeted"]

BATCH_S: Final = 3_600.0
"""Seconds that a batch spends on a geocoder unless it is told otherwise."""

_MOST_REMEMBERED: Final = 10_000


class TimeBudget:
    """A geocoder that is asked until a time is used up; the addresses after that are answered without it.

    Only the time spent on the geocoder counts. Of a `GeopyGeocoder`, the last request ends in time, too. What was
    found stays in the memory, so that an address that comes again is not asked for again; a batch ends with
    forgetting it. A batch takes a geocoder without a budget as one with an hour.

    Args:
        geocoder: The geocoder.
        seconds: How long it may be asked, all addresses together.

    Attributes:
        service: As of the geocoder.

    Raises:
        InputError: The time is not positive.

    Examples:
        >>> class Atlas:
        ...     def geocode(self, address): return []
        >>> TimeBudget(Atlas(), seconds=60).geocode("Domhof 1")
        ()
    """

    def __init__(self, geocoder: Geocoder, *, seconds: float) -> None:
        """Begin with all of the time."""
        if not 0 < seconds < math.inf:
            message = "The time for the geocoder is out of range: hand in seconds, more than 0."
            raise InputError(message)
        self.service = service_of(geocoder)
        self._geocoder = geocoder
        self._left = seconds
        self._lock = Lock()
        self._remembered: dict[str, tuple[Found, ...]] = {}

    def geocode(self, address: str) -> tuple[Found, ...]:
        """Return the places that an address may mean.

        Args:
            address: One line, without the name of a person.

        Raises:
            GeocodingError: The time is used up, or there is no usable answer.
        """
        with self._lock:
            if (known := self._remembered.get(address)) is not None:
                return known
            left = max(0.0, self._left)
        began = time.monotonic()
        try:
            found = self._found(address, left)
        finally:
            with self._lock:
                self._left -= time.monotonic() - began
        with self._lock:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[address] = found
        return found

    def forget(self) -> None:
        """Forget what was found; the time that is used up stays so."""
        with self._lock:
            self._remembered.clear()

    def _found(self, address: str, within_s: float) -> tuple[Found, ...]:
        if isinstance(self._geocoder, GeopyGeocoder):  # which may have kept it, and needs no time then
            return self._geocoder.geocode(address, within_s=within_s)
        if not within_s:
            raise GeocodingError(self.service, reason="budget")
        found = self._geocoder.geocode(address)
        return found if isinstance(found, Kept) else tuple(found)


def budgeted(geocoder: Geocoder | None) -> TimeBudget | None:
    """Return a geocoder with the budget of a batch, unless it has one.

    Args:
        geocoder: Any geocoder, or None, which stays None.

    Examples:
        >>> class Atlas:
        ...     def geocode(self, address): return []
        >>> budget = budgeted(Atlas())
        >>> budgeted(budget) is budget
        True
    """
    return geocoder if geocoder is None or isinstance(geocoder, TimeBudget) else TimeBudget(geocoder, seconds=BATCH_S)
