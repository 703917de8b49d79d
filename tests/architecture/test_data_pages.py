from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture.data_pages import PAGES, render

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_say_what_is_in_the_data(page: Path) -> None:
    """The page equals what the data says; `python -m tests.architecture.data_pages` renews it."""
    assert page.read_text(encoding="utf-8") == render(page)
