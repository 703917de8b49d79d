"""When a service may be asked: how often, how often again after a fault, for how long, and when no more.

The rate limiter of geopy repeats addresses in its log, waits as long after an error whatever the service asks for,
and knows no limit to the time it takes: hence this one. It only decides; whoever asks also waits.
"""

from __future__ import annotations

import math
import time
from threading import Lock
from typing import TYPE_CHECKING, Final

from kmn.errors import GeocodingError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["Pace"]

_FATAL: Final = ("refused", "redirected")
"""What no patience heals: not asked again until the rest is over."""

_LASTING: Final = (*_FATAL, "rejected", "unreadable")
"""What the same request would only bring about again."""


class Pace:
    """Decides when requests to one service go out; many threads may share it.

    Args:
        service: The name of the service, for errors.
        delay_s: Seconds between the beginnings of two requests.
        retries: How often a request that failed is made again.
        backoff_s: Seconds to wait before the first retry; twice as many before each further one, and never less than
            the service asks for.
        failures: After so many requests in a row that failed, none is made for a while.
        rest_s: How many seconds that is; a single request then tries whether the service is back.
        clock: Gives the time in seconds.

    Raises:
        InputError: A number is negative or not finite.

    Examples:
        >>> pace = Pace("nominatim.example.org", delay_s=1.0)
        >>> for patience in (5, 5, 0.5):
        ...     try:
        ...         print(round(next(pace.attempts(patience)), 1))
        ...     except GeocodingError as error:
        ...         print(error.reason)
        0.0
        1.0
        budget
    """

    def __init__(  # noqa: PLR0913 - each is a number of its own
        self,
        service: str,
        *,
        delay_s: float = 1.0,
        retries: int = 2,
        backoff_s: float = 1.0,
        failures: int = 5,
        rest_s: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with a service that is taken to be well."""
        numbers = {"delay_s": delay_s, "retries": retries, "backoff_s": backoff_s, "rest_s": rest_s}
        for name, number in {**numbers, "failures": failures - 1}.items():
            if not 0 <= number < math.inf:
                message = f"{name} is out of range: hand in a finite number, not negative (failures: 1 or more)."
                raise InputError(message)
        self._service = service
        self._delay = delay_s
        self._retries = retries
        self._backoff = backoff_s
        self._failures = failures
        self._rest = rest_s
        self._clock = clock
        self._lock = Lock()
        self._next = -math.inf
        self._failed = 0
        self._paused_until = -math.inf

    def attempts(self, within_s: float) -> Generator[float, None, None]:
        """Yield the seconds to wait before each attempt at a request.

        Whoever makes the attempt throws its `GeocodingError` into the generator, or closes it by `succeeded`.

        Args:
            within_s: Seconds in which the request has to be answered, retries and waits included.

        Raises:
            GeocodingError: No further attempt is made: the last error, or one that says why none was made at all.
        """
        until = self._clock() + within_s
        wait = self._slot(until)
        for attempt in range(self._retries + 1):
            try:
                yield wait
            except GeocodingError as error:
                again = self._backoff * 2**attempt
                if not self._may_retry(error, attempt, again, until):
                    raise
                try:
                    wait = self._slot(until, max(again, error.retry_after or 0))
                except GeocodingError:
                    raise error from error.__cause__
            else:
                return

    def succeeded(self) -> None:
        """Note that the service answered."""
        with self._lock:
            self._failed = 0
            self._paused_until = -math.inf

    def _may_retry(self, error: GeocodingError, attempt: int, again: float, until: float) -> bool:
        """Note a failure, and say whether another attempt makes sense."""
        now = self._clock()
        asked_to_wait = error.retry_after or 0.0
        with self._lock:
            self._failed += 1
            if error.reason in _FATAL or self._failed >= self._failures:
                self._paused_until = now + max(self._rest, asked_to_wait)
            elif now + asked_to_wait > until:  # nobody else need try before that either
                self._paused_until = max(self._paused_until, now + asked_to_wait)
            paused = now < self._paused_until
        in_time = now + max(again, asked_to_wait) < until
        return not paused and in_time and attempt < self._retries and error.reason not in _LASTING

    def _slot(self, until: float, wait: float = 0.0) -> float:
        """Take the next moment at which a request may go out; give the seconds to it."""
        with self._lock:
            now = self._clock()
            if now < self._paused_until:
                raise GeocodingError(self._service, reason="paused", retry_after=self._paused_until - now)
            moment = max(now + wait, self._next)
            if moment >= until:
                raise GeocodingError(self._service, reason="budget")
            self._next = moment + self._delay
            if self._failed >= self._failures:  # one tries whether it is back, the others wait for what it finds
                self._paused_until = now + self._rest
            return max(0.0, moment - now)
