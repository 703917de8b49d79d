from __future__ import annotations

from tests.architecture.rules_page import PAGE, render


def test_the_page_of_the_rules_is_that_of_the_catalogue() -> None:
    """The page equals what the catalogue says; `python -m tests.architecture.rules_page` renews it."""
    assert PAGE.read_text(encoding="utf-8") == render()
