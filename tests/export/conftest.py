"""What the tests of exports share: an edition over the embedded places, and the judges."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kmn.export.config import Config, from_mapping
from kmn.export.edition import Publication
from kmn.wiring import gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BASE = "https://example.org/kmn"
DAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def edition() -> Publication:
    """An edition under an address of nobody's."""
    return Publication(base=BASE, on=DAY, gazetteer=gazetteer())


@pytest.fixture(scope="session")
def shacl(oracles: Path) -> Callable[..., str]:
    """What judges a file of RDF by official shapes: gives a report whose lines begin with the name of a profile."""
    tool = oracles.parent / "tools" / "shacl"
    if not tool.is_file():
        pytest.skip("there is no SHACL judge beside the official lists")

    def judge(path: Path, *profiles: str) -> str:
        done = subprocess.run(
            [sys.executable, tool, path, *profiles, "-v"], capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode in {0, 1}, done.stderr
        return done.stdout

    return judge


@pytest.fixture(scope="session")
def mqa(oracles: Path) -> Callable[[Path], str]:
    """What scores a catalogue as the portal of the EU does."""
    tool = oracles.parent / "tools" / "mqa"
    if not tool.is_file():
        pytest.skip("there is no MQA judge beside the official lists")

    def judge(path: Path) -> str:
        return subprocess.run(
            [sys.executable, tool, path], capture_output=True, text=True, timeout=60, check=True
        ).stdout

    return judge


def settings_of(**more: object) -> Config:
    """Give the settings of a release of nobody's."""
    found: dict[str, object] = {
        "base_iri": BASE,
        "download_url": f"{BASE}/release/",
        "license": "cc-by/4.0",
        "publisher": "Beispielstelle",
        "contact_name": "Geschäftsstelle",
        "contact_email": "kontakt@example.org",
        "themes": ["SOCI", "GOVE"],
        "keywords": ["Migration", "Beratung"],
        "accrual": "AS_NEEDED",
        "availability": "AVAILABLE",
        "contributor_id": "http://dcat-ap.de/def/contributors/landNiedersachsen",
    }
    return from_mapping(found | more)
