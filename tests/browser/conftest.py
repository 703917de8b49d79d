"""A real browser, and pages that tell on what they ask of others."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

# Without these, the browser itself asks its maker's servers for news.
_QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
_WIDE: Final = (1200, 900)
_NARROW: Final = (360, 740)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as Debian packages it."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path is not None, "chromium is not installed"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page; at the end, no error may have been logged and nothing asked of another host."""
    complaints: list[str] = []
    opened = []

    def open_page(address: str, *, narrow: bool = False, dark: bool = False) -> Page:
        width, height = _NARROW if narrow else _WIDE
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
        opened.append(page)
        host = address.partition("://")[2].partition("/")[0]
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("data:", "blob:"))
                or request.url.partition("://")[2].partition("/")[0] == host
                else complaints.append(f"asked: {request.url}")
            ),
        )
        page.goto(address, wait_until="networkidle")
        return page

    yield open_page
    for page in opened:
        page.close()
    assert complaints == []
