"""Fixtures that tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def oracles() -> Path:
    """The folder of official lists to test against; they are other people's files, not the project's."""
    named = os.environ.get("KMN_ORACLES")
    if not named:
        pytest.skip("KMN_ORACLES does not name the folder of official lists")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail("KMN_ORACLES names a folder that does not exist")
    return folder
