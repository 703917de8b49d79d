from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

# Links within the pages of the site are checked when it is built; these are what people read in the repository.
DOCUMENTS: Final = sorted([*PROJECT.glob("*.md"), *(PROJECT / "examples").rglob("*.md")])
LINK: Final = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_lead_somewhere(path: Path) -> None:
    """Each link to a file leads to one that is there."""
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
