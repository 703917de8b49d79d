"""Keeping addresses out of the log while a service is asked.

geopy and the packages below it log addresses of requests, with what is asked in them: at level DEBUG, and some at
WARNING when a connection breaks. Records they make on our behalf are dropped; what they log for anybody else is not.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unlogged"]

_LOGGERS: Final = (
    "geopy",
    *("urllib3", "urllib3.connection", "urllib3.connectionpool", "urllib3.poolmanager", "urllib3.response"),
    *("urllib3.util.retry", "requests", "charset_normalizer"),
    *("aiohttp.client", "aiohttp.internal", "asyncio"),
    *("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks"),
)
"""Every logger of geopy and of the packages that its adapters use: a filter does not reach the loggers below it."""

_asking: ContextVar[bool] = ContextVar("kmn_asking", default=False)


def _not_ours(_record: logging.LogRecord) -> bool:
    return not _asking.get()


@contextmanager
def unlogged() -> Iterator[None]:
    """Drop what geopy and the packages below it log meanwhile, in this thread or task and those it starts.

    Examples:
        >>> with unlogged():
        ...     logging.getLogger("geopy").warning("not to be seen")
    """
    for name in _LOGGERS:  # each time: a program may set up its logging anew
        logging.getLogger(name).addFilter(_not_ours)  # added once, however often
    token = _asking.set(True)
    try:
        yield
    finally:
        _asking.reset(token)
