"""What axe-core, the usual judge of accessibility, has to say about a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["problems"]


def problems(page: Page) -> list[str]:
    """Give the serious and critical problems of a page, each with the first element that has it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{problem['id']}: {problem['nodes'][0]['html'][:200]} ({len(problem['nodes'])})"
        for problem in found
        if problem["impact"] in ("serious", "critical")
    ]
