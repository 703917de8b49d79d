from __future__ import annotations

from tests.architecture.dictionary_page import PAGE, render


def test_the_page_of_the_tables_is_that_of_the_models() -> None:
    """The page equals what the models say; `python -m tests.architecture.dictionary_page` renews it."""
    assert PAGE.read_text(encoding="utf-8") == render()
