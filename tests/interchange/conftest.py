"""What the tests of linked data share: an edition over the embedded places."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from kmn.export.edition import Publication
from kmn.interchange.edition import Edition
from kmn.wiring import gazetteer

BASE: Final = "https://example.org/kmn"
DAY: Final = date(2026, 11, 24)


@pytest.fixture(scope="session")
def edition() -> Edition:
    """An edition under an address of nobody's."""
    return Edition(base=BASE, on=DAY, places=Publication(base=BASE, on=DAY, gazetteer=gazetteer()).places)
