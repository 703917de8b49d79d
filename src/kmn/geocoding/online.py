"""Any geocoder of geopy, asked with care: slowly, in time, without a trace in the log, and no more than needed."""

from __future__ import annotations

import inspect
import time
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

from kmn.errors import GeocodingError, InputError, InputTypeError, MissingExtraError, describe
from kmn.geocoding.deadline import Loop, call_within
from kmn.geocoding.faults import silenced, translated
from kmn.geocoding.pace import Pace
from kmn.geocoding.quiet import unlogged
from kmn.geocoding.results import found

if TYPE_CHECKING:
    from kmn.geocoding.cache import Cache
    from kmn.geocoding.protocol import Found

__all__ = ["GeopyGeocoder", "nominatim"]

_FEATURE: Final = "Geocoding online"
_WHO: Final = (
    "The user agent of the geocoder is missing, or the one of geopy: name who asks, for example "
    "beratungsstelle-musterstadt. There is no default, because whoever runs a service wants to know whom to write to."
)

_MOST: Final = 20
"""Places that are asked for: where several fit an address equally well, the first is not better than the others."""

_LEAST_S: Final = 0.001
_WANTED: Final = {"exactly_one": False, "limit": _MOST, "addressdetails": True}


class GeopyGeocoder:
    """A geocoder of geopy, to be handed to `kmn.locate`.

    What is asked, and how the answer is read, is geopy's; when and how often is decided here. No redirect to another
    host is followed, and no log record of geopy or the packages below it is made. Many threads may use one geocoder.

    Args:
        geocoder: A geocoder of geopy with your own user agent, such as ``Nominatim(domain=…, user_agent=…)``. One
            with an asynchronous adapter will do: it is used, and closed, in a thread of its own.
        timeout_s: Seconds that one request may take.
        limit_s: Seconds that one address may take, with waits and retries.
        delay_s: Seconds between the beginnings of two requests; 1 is the least that public services ask for, and 0
            will do for your own.
        retries: How often a request that failed is made again, unless that is useless.
        backoff_s: Seconds before the first retry, twice as many before each further one, or more if the service asks.
        failures: After so many failed requests in a row none is made for a while.
        rest_s: Seconds until the service is then tried again.
        cache: Keeps what was found; nothing is kept by default.
        attribution: Whom to name beside a result, if the service does not say that it uses OpenStreetMap.
        **options: Passed on with each request, such as ``country_codes="de"``; which exist depends on the service.

    Attributes:
        service: The host that is asked, as answers name it.

    Raises:
        InputError: A number is out of range, the user agent is the one of geopy, or an option does not exist.
        InputTypeError: The geocoder is none of geopy.
        MissingExtraError: geopy is not installed.

    Examples:
        >>> from geopy.geocoders import Nominatim
        >>> service = Nominatim(domain="nominatim.example.org", user_agent="beratungsstelle-musterstadt")
        >>> GeopyGeocoder(service, country_codes="de")
        GeopyGeocoder('nominatim.example.org')
    """

    def __init__(  # noqa: PLR0913 - each is a decision of its own
        self,
        geocoder: Any,
        *,
        timeout_s: float = 5.0,
        limit_s: float = 20.0,
        delay_s: float = 1.0,
        retries: int = 2,
        backoff_s: float = 1.0,
        failures: int = 5,
        rest_s: float = 60.0,
        cache: Cache | None = None,
        attribution: str | None = None,
        **options: Any,
    ) -> None:
        """Take a geocoder; nothing is sent yet."""
        _check(geocoder)
        for name, number in {"timeout_s": timeout_s, "limit_s": limit_s}.items():
            if not 0 < number < 1e6:  # noqa: PLR2004 - more than any service needs
                message = f"{name} is out of range: hand in seconds, more than 0."
                raise InputError(message)
        from geopy.adapters import BaseAsyncAdapter

        from kmn.geocoding.transport import guard

        self.service = _service(geocoder)
        self._geocoder = geocoder
        self._options = _options(geocoder, options)
        self._timeout = timeout_s
        self._limit = limit_s
        self._pace = Pace(
            self.service,
            delay_s=delay_s,
            retries=retries,
            backoff_s=backoff_s,
            failures=failures,
            rest_s=rest_s,
        )
        self._cache = cache
        self._identity = f"{type(geocoder).__qualname__} {_url(geocoder)} {sorted(options.items())}"
        self._attribution = attribution
        guard(geocoder, self.service)
        self._loop: Loop[Any] | None = Loop() if isinstance(geocoder.adapter, BaseAsyncAdapter) else None

    def __repr__(self) -> str:
        """Name the service only."""
        return f"{type(self).__name__}({self.service!r})"

    def geocode(self, address: str, *, within_s: float | None = None) -> tuple[Found, ...]:
        """Return the places that an address may mean, the likeliest first; none if it is not found.

        Args:
            address: One line, without the name of a person.
            within_s: Seconds that it may take at most, if fewer than the geocoder allows.

        Returns:
            The places; as `Kept` if they were kept from an earlier time, and nothing was sent.

        Raises:
            GeocodingError: There is no usable answer.
        """
        if self._cache is not None and (kept := self._cache.get(address, self._identity)) is not None:
            return kept
        places = self._asked(address, self._limit if within_s is None else min(self._limit, within_s))
        if self._cache is not None:
            self._cache.put(address, self._identity, places)
        return places

    def close(self) -> None:
        """Close the connections; the next request opens others."""
        if self._loop is not None:
            self._loop.call_within(self._timeout, self._geocoder.__aexit__(None, None, None))
            self._loop.close()
        else:
            self._geocoder.__exit__(None, None, None)

    def __enter__(self) -> Self:
        """Return the geocoder, to be closed at the end of the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the connections."""
        self.close()

    def _asked(self, address: str, within_s: float) -> tuple[Found, ...]:
        """Ask, and ask again while that makes sense and there is time."""
        until = time.monotonic() + within_s
        attempts = self._pace.attempts(within_s)
        wait = next(attempts)
        while True:
            time.sleep(wait)
            try:
                places = self._attempt(address, max(_LEAST_S, min(self._timeout, until - time.monotonic())))
            except GeocodingError as error:
                wait = attempts.throw(error)
            else:
                self._pace.succeeded()
                return places

    def _attempt(self, address: str, seconds: float) -> tuple[Found, ...]:
        """Make one request."""

        def ask() -> Any:
            return self._geocoder.geocode(address, timeout=seconds, **self._options)

        async def ask_in_loop() -> Any:
            return await ask()

        try:
            with unlogged():
                if self._loop is not None:
                    answer = self._loop.call_within(seconds, ask_in_loop())
                else:
                    answer = call_within(seconds, ask)
            return self._read(answer)
        except GeocodingError:
            raise
        except Exception as error:  # noqa: BLE001 - an adapter or a parser may raise anything about a strange answer
            raise translated(error, self.service) from silenced(error)

    def _read(self, answer: Any) -> tuple[Found, ...]:
        locations = answer if isinstance(answer, list) else [answer] if answer is not None else []
        places = (
            found(
                one.raw,
                lat=one.latitude,
                lon=one.longitude,
                label=str(one.address),
                attribution=self._attribution,
            )
            for one in locations[:_MOST]
        )
        usable = tuple(place for place in places if place is not None)
        if locations and not usable:
            raise GeocodingError(self.service, reason="unreadable")
        return usable


def nominatim(url: str, *, user_agent: str, **settings: Any) -> GeopyGeocoder:
    """Return a geocoder that asks a Nominatim service.

    Args:
        url: Where it answers, such as ``https://nominatim.example.org``. There is no default: addresses are sent
            there, and whom to trust with them is for you to decide. Your own is best (see the how-to).
        user_agent: Who asks, such as ``beratungsstelle-musterstadt``. There is no default: whoever runs a service
            wants to know whom to write to, and asks the users of a program, not its authors.
        **settings: As for `GeopyGeocoder`.

    Raises:
        InputError: The URL is none of http or https, or the user agent is empty or that of geopy.
        MissingExtraError: geopy is not installed.

    Examples:
        >>> nominatim("http://localhost:8088", user_agent="beratungsstelle-musterstadt", delay_s=0)
        GeopyGeocoder('localhost:8088')
    """
    try:
        from geopy.exc import ConfigurationError
        from geopy.geocoders import Nominatim
    except ImportError as error:
        raise MissingExtraError(_FEATURE, extra="online") from error
    scheme, domain = _place_of_service(url)
    if not str(user_agent or "").strip():
        raise InputError(_WHO)
    try:
        service = Nominatim(scheme=scheme, domain=domain, user_agent=user_agent.strip())
    except ConfigurationError as error:  # geopy knows user agents that the public service refuses
        raise InputError(_WHO) from error
    return GeopyGeocoder(service, **settings)


def _place_of_service(url: str) -> tuple[str, str]:
    """Take a URL apart as geopy wants it: scheme, and host with the path before "/search"."""
    try:
        parts = urlsplit(str(url).strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        parts, usable = urlsplit(""), False
    if not usable or parts.query or parts.fragment:
        message = (
            "The URL of the geocoder is not one of a service: expected, for example, https://nominatim.example.org. "
            "There is no default, because addresses are sent there, and whom to trust with them is your decision."
        )
        raise InputError(message)
    return parts.scheme, f"{parts.netloc}{parts.path.rstrip('/')}"


def _check(geocoder: Any) -> None:
    """Refuse what is no geocoder of geopy, or says that it is geopy who asks."""
    try:
        from geopy.geocoders.base import Geocoder
    except ImportError as error:
        raise MissingExtraError(_FEATURE, extra="online") from error
    if not isinstance(geocoder, Geocoder) or not callable(getattr(geocoder, "geocode", None)):
        message = f"Cannot geocode with {describe(geocoder)}: hand in a geocoder of geopy, such as Nominatim(…)."
        raise InputTypeError(message)
    agent = str(geocoder.headers.get("User-Agent") or "").strip()
    if not agent or agent.startswith("geopy/"):
        raise InputError(_WHO)


def _url(geocoder: Any) -> str:
    """Give where a geocoder asks; services name the field differently."""
    for name in ("api", "geocode_url", "geocode_api"):
        if isinstance(url := getattr(geocoder, name, None), str) and urlsplit(url).hostname:
            return url
    return ""


def _service(geocoder: Any) -> str:
    """Give the host that is asked, without any credentials, else the name of the geocoder."""
    host = urlsplit(_url(geocoder)).netloc or str(getattr(geocoder, "domain", "")).partition("/")[0]
    return host.rpartition("@")[2] or type(geocoder).__name__


def _options(geocoder: Any, options: dict[str, Any]) -> dict[str, Any]:
    """Give what is passed with each request: what helps to read the answer, where it exists, and the caller's."""
    known = inspect.signature(geocoder.geocode).parameters
    unknown = sorted(set(options) - set(known) | set(options) & {"query", "timeout", "exactly_one"})
    if unknown:
        message = f"{type(geocoder).__name__} takes no option {unknown[0]}: see the documentation of geopy."
        raise InputError(message)
    return {name: value for name, value in _WANTED.items() if name in known} | options
