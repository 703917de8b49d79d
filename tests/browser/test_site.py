from __future__ import annotations

import gzip
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.architecture.tree import PROJECT
from tests.browser import axe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser

SITE = PROJECT / "site"
LARGEST = 1_500_000
# One of each kind: landing page, German page, tutorial, how-to, explanation, reference, long tables.
EXAMPLES = (
    "",
    "deutsch/",
    "tutorial/",
    "how-to/maps/",
    "explanation/open-answers/",
    "reference/lookup/",
    "reference/rules/",
)


def pages() -> list[str]:
    """List the pages of the built site."""
    found = (path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in found if path != "404.html")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The built site, served on loopback; `make browser` builds it first."""
    assert (SITE / "index.html").is_file(), "the site is not built: make docs"
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(SITE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"port (\d+)", server.stdout.readline())
        assert found is not None
        yield f"http://127.0.0.1:{found[1]}/"
        server.terminate()


def test_every_page_opens_quietly(visit: Visit, site: str) -> None:
    """No page logs an error, misses a part, or asks anything of another host."""
    for path in pages():
        page = visit(f"{site}{path}")
        assert page.title()
        page.close()


def test_the_search_finds_what_a_reader_types(visit: Visit, site: str) -> None:
    """The search of the site works by keyboard and leads to a page."""
    page = visit(site)
    page.keyboard.press("f")
    page.keyboard.type("geopandas")
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    result.click()
    page.wait_for_load_state()
    assert "geopandas" in page.locator("article").inner_text()


def test_the_german_page_leads_to_the_finder(visit: Visit, site: str) -> None:
    """From the German landing page one click leads to the page that answers by postal code."""
    page = visit(f"{site}deutsch/")
    page.get_by_role("link", name="Welcher Regionalverbund?").click()
    page.fill("#search", "21335")
    page.keyboard.press("Enter")
    assert "Regionalverbund Heide" in page.locator(".sheet.shown").inner_text()


@pytest.mark.parametrize("path", EXAMPLES)
def test_pages_are_accessible(visit: Visit, site: str, path: str) -> None:
    """The judge of accessibility finds no serious problem."""
    assert axe.problems(visit(f"{site}{path}")) == []


@pytest.mark.parametrize("path", EXAMPLES)
def test_pages_fit_a_telephone(visit: Visit, site: str, path: str) -> None:
    """At 360 pixels no page is wider than the screen; long tables scroll within it."""
    page = visit(f"{site}{path}", narrow=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_first_view_is_small(browser: Browser, site: str) -> None:
    """What the first page and the finder load is small on the wire."""
    for path in ("", "welcher-regionalverbund.html"):
        page = browser.new_page()
        sizes: list[int] = []
        page.on("response", lambda response: sizes.append(_on_the_wire(SITE, response.url)))  # noqa: B023
        page.goto(f"{site}{path}", wait_until="networkidle")
        assert 0 < sum(sizes) < LARGEST
        page.close()


def _on_the_wire(folder: Path, address: str) -> int:
    """Give the size of a file as servers send it: texts compressed, pictures as they are."""
    if address.startswith("data:"):
        return 0
    path = folder / re.sub(r"^\w+://[^/]+/|[?#].*$", "", address)
    content = (path / "index.html" if path.is_dir() else path).read_bytes()
    return min(len(content), len(gzip.compress(content)))
