"""A service in memory, under real geocoders of geopy: adapters that answer without a network."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from geopy.adapters import AdapterHTTPError, BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import GeocoderParseError
from geopy.geocoders import Nominatim

from kmn.geocoding import GeopyGeocoder

if TYPE_CHECKING:
    from kmn.geocoding import Cache

HOST: Final = "nominatim.example.org"
HILDESHEIM: Final = (52.1508, 9.9511)
CELLE: Final = (52.6226, 10.0815)

Reply = Callable[[str], Any]
"""Gives what is found for a text, or raises."""


def house(lat: float, lon: float, **other: Any) -> dict[str, Any]:
    """Give a house as Nominatim does."""
    address = {"house_number": "1", "road": "Domhof", "city": "Hildesheim", "postcode": "31134", "country_code": "de"}
    return place(lat, lon, "house", 30, address | other.pop("address", {}), **other)


def street(lat: float, lon: float, reach: float = 0.001, **other: Any) -> dict[str, Any]:
    """Give a street as Nominatim does."""
    return place(lat, lon, "residential", 26, {"road": "Domhof", "country_code": "de"}, reach, **other)


def town(lat: float, lon: float, reach: float = 0.02, **other: Any) -> dict[str, Any]:
    """Give a town as Nominatim does."""
    return place(lat, lon, "town", 16, {"town": "Hildesheim", "country_code": "de"}, reach, **other)


def place(  # noqa: PLR0913, PLR0917 - the fields of a result
    lat: float, lon: float, kind: str, rank: int, address: dict[str, str], reach: float = 0.0001, **other: Any
) -> dict[str, Any]:
    """Give a place as Nominatim does."""
    return {
        "osm_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "lat": str(lat),
        "lon": str(lon),
        "class": "place",
        "type": kind,
        "addresstype": kind,
        "place_rank": rank,
        "display_name": ", ".join(address.values()),
        "address": address,
        "boundingbox": [str(lat - reach), str(lat + reach), str(lon - reach), str(lon + reach)],
    } | other


def fault(status: int, **headers: str) -> AdapterHTTPError:
    """Give an answer with another status than 200; its text repeats the query, as real ones may."""
    return AdapterHTTPError("no", status_code=status, headers=headers, text="Domhof 1")


class Service:
    """What answers. Each reply of a list is given once, the last for ever.

    Attributes:
        asked: The texts that were asked for.
    """

    def __init__(self, *replies: Any) -> None:
        """Take what is answered: JSON, an error to raise, or a function of the text."""
        self.replies = list(replies)
        self.asked: list[str] = []

    def answer(self, url: str) -> Any:
        """Answer a request."""
        text = parse_qs(urlsplit(url).query)["q"][0]
        self.asked.append(text)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        found = reply(text) if callable(reply) else reply
        if isinstance(found, BaseException):
            raise found
        return found

    def adapter(self, *, proxies: Any, ssl_context: Any) -> BaseSyncAdapter:
        """Make an adapter that asks this service."""
        return _Sync(self, proxies=proxies, ssl_context=ssl_context)

    def async_adapter(self, *, proxies: Any, ssl_context: Any) -> BaseAsyncAdapter:
        """Make an asynchronous adapter that asks this service."""
        return _Async(self, proxies=proxies, ssl_context=ssl_context)


class _Sync(BaseSyncAdapter):  # type: ignore[misc] # geopy comes without types
    def __init__(self, service: Service, **settings: Any) -> None:
        super().__init__(**settings)
        self.service = service

    def get_text(self, url: str, *, timeout: float, headers: Any) -> str:
        del timeout, headers
        return json.dumps(self.service.answer(url))

    def get_json(self, url: str, *, timeout: float, headers: Any) -> Any:
        text = self.get_text(url, timeout=timeout, headers=headers)
        found = json.loads(text)
        if isinstance(found, str):
            message = f"no JSON: {found}"
            raise GeocoderParseError(message)
        return found


class _Async(BaseAsyncAdapter):  # type: ignore[misc] # geopy comes without types
    def __init__(self, service: Service, **settings: Any) -> None:
        super().__init__(**settings)
        self.service = service

    async def get_text(self, url: str, *, timeout: float, headers: Any) -> str:  # noqa: ASYNC109 - geopy's interface
        del timeout, headers
        return json.dumps(self.service.answer(url))

    async def get_json(self, url: str, *, timeout: float, headers: Any) -> Any:  # noqa: ASYNC109 - geopy's interface
        return json.loads(await self.get_text(url, timeout=timeout, headers=headers))


def geocoder(
    service: Service, *, asynchronous: bool = False, cache: Cache | None = None, **settings: Any
) -> GeopyGeocoder:
    """Give a geocoder over a service, in a hurry unless told otherwise."""
    adapter = service.async_adapter if asynchronous else service.adapter
    nominatim = Nominatim(domain=HOST, user_agent="tests", adapter_factory=adapter)
    return GeopyGeocoder(nominatim, cache=cache, **{"delay_s": 0, "limit_s": 5, "timeout_s": 2} | settings)
