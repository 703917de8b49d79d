"""Keeping what lies below geopy from doing more, or telling less, than it was asked.

Packages that speak HTTP follow a redirect to any host, and take the address along: whom to trust with it is the
caller's decision, so that only redirects within the service are followed. They try again by themselves, without a
pause: when to do so is decided elsewhere. And an empty answer looks like one that found nothing.
"""

from __future__ import annotations

from functools import wraps
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit
from urllib.request import BaseHandler

from geopy.adapters import AioHTTPAdapter, RequestsAdapter, URLLibAdapter

from kmn.errors import GeocodingError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["guard", "leads_away"]

_PORTS: Final = {"http": 80, "https": 443}
_CODES: Final = (301, 302, 303, 307, 308)


def leads_away(url: str, target: str) -> bool:
    """Say whether a redirect leads to another service, or from an encrypted connection to an open one.

    Args:
        url: The address that was asked for.
        target: Where it is to be found instead; may be relative.

    Examples:
        >>> leads_away("http://example.org/search?q=x", "https://example.org/api/search?q=x")
        False
        >>> leads_away("https://example.org/search?q=x", "//example.net/search?q=x")
        True
    """
    try:
        old, new = urlsplit(url), urlsplit(urljoin(url, target))
        ports = (old.port or _PORTS.get(old.scheme), new.port or _PORTS.get(new.scheme))
    except ValueError:
        return True
    if old.hostname != new.hostname:
        return True
    if (old.scheme, new.scheme) == ("http", "https") and ports == tuple(_PORTS.values()):
        return False
    return old.scheme != new.scheme or ports[0] != ports[1]


def guard(geocoder: Any, service: str) -> None:
    """Let a geocoder of geopy follow no redirect to elsewhere, try nothing again, and take no empty answer.

    Args:
        geocoder: The geocoder; of an adapter that is not one of geopy's own only the answers are looked at.
        service: The name of the service, for errors.
    """
    adapter = geocoder.adapter
    if isinstance(adapter, RequestsAdapter):
        adapter.session.hooks["response"].append(_Hook(service))
        for inner in adapter.session.adapters.values():
            inner.max_retries = type(inner.max_retries)(0, read=False)
    elif isinstance(adapter, URLLibAdapter):
        adapter.urlopen.__self__.add_handler(_Handler(service))
    elif type(adapter) is AioHTTPAdapter:
        geocoder.adapter = adapter = _GuardedAioHTTPAdapter(adapter.proxies, adapter.ssl_context, service)
    adapter.get_json = _filled(adapter.get_json, service)


def _filled(get_json: Any, service: str) -> Any:
    """Refuse an answer in which nothing stands: one that found nothing has at least an empty list."""

    def checked(answer: Any) -> Any:
        if answer is None or answer == {}:
            raise GeocodingError(service, reason="unreadable")
        return answer

    @wraps(get_json)
    def get(*words: Any, **options: Any) -> Any:
        answer = get_json(*words, **options)

        async def later() -> Any:
            return checked(await answer)

        return later() if isawaitable(answer) else checked(answer)

    return get


class _Hook:
    """Looks at each response before its redirect is followed."""

    def __init__(self, service: str) -> None:
        self._service = service

    def __call__(self, response: Any, **_options: object) -> None:
        target = response.headers.get("location") if response.status_code in _CODES else None
        if target is not None and leads_away(response.url, target):
            raise GeocodingError(self._service, reason="redirected", status=response.status_code)


class _Handler(BaseHandler):
    """Comes before the handler of urllib that follows redirects."""

    handler_order = 400

    def __init__(self, service: str) -> None:
        self._service = service

    def http_error_302(self, request: Any, _page: object, code: int, _text: str, headers: Mapping[str, str]) -> None:
        """Refuse to go elsewhere, and leave the rest to the next handler."""
        if leads_away(request.full_url, headers.get("location") or headers.get("uri") or ""):
            raise GeocodingError(self._service, reason="redirected", status=code)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class _GuardedAioHTTPAdapter(AioHTTPAdapter):  # type: ignore[misc] # geopy comes without types
    """The adapter of geopy with a session that looks at redirects."""

    def __init__(self, proxies: Any, ssl_context: Any, service: str) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._service = service
        self._session: Any = None

    @property
    def session(self) -> Any:
        """The session, made when it is first needed, in the loop that uses it."""
        if self._session is None:
            import aiohttp

            tracing = aiohttp.TraceConfig()
            tracing.on_request_redirect.append(self._look)
            self._session = aiohttp.ClientSession(trace_configs=[tracing])
        return self._session

    async def _look(self, _session: object, _context: object, redirect: Any) -> None:
        target = redirect.response.headers.get("location") or redirect.response.headers.get("uri") or ""
        if leads_away(str(redirect.response.url), target):
            raise GeocodingError(self._service, reason="redirected", status=redirect.response.status)

    async def __aexit__(self, *_error: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
