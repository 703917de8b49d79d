"""A real Nominatim, imported once, and a proxy before it that can break what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.service import Nominatim, nominatim
from tests.integration.talking import PROGRAMS, Proxy, dismiss, proxy_to

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def service() -> Iterator[Nominatim]:
    """Nominatim with the extract."""
    with nominatim(PROGRAMS) as imported:
        yield imported


@pytest.fixture(scope="session")
def url(service: Nominatim) -> Iterator[str]:
    """Where Nominatim answers."""
    with service.serving() as address:
        yield address


@pytest.fixture(scope="session")
def _proxy(url: str) -> Iterator[Proxy]:
    with proxy_to(url) as proxy:
        yield proxy


@pytest.fixture(scope="session", autouse=True)
def _client_ends() -> Iterator[None]:
    yield
    dismiss()


@pytest.fixture
def proxy(_proxy: Proxy) -> Proxy:
    """The way to Nominatim, whole, and with nothing counted yet."""
    _proxy.breaks()
    _proxy.report()
    return _proxy
