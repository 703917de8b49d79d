"""Writes the page of the files and columns of a dataset from the models.

After a wanted change run `python -m tests.architecture.dictionary_page`, and read the difference as a user would.
"""

from __future__ import annotations

from typing import Final

from kmn.interchange.dictionary import markdown
from tests.architecture.tree import PROJECT

PAGE: Final = PROJECT / "docs" / "reference" / "dictionary.md"
MARK: Final = "<!-- From here on written by tests/architecture/dictionary_page.py. -->"


def render() -> str:
    """Give the page: what is written by hand above the mark, and the tables below it."""
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    return f"{head}{MARK}\n\n{markdown().strip()}\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
