"""Fixtures that tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

_PROGRAMS: Final = ("browser", "java", "nominatim", "node", "office")
"""Markers of tests that run a program which pip does not install."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests that need a program, unless KMN_PROGRAMS lists its marker; then they run, and fail without it."""
    asked = os.environ.get("KMN_PROGRAMS", "").split(",")
    for item in items:
        for program in _PROGRAMS:
            if item.get_closest_marker(program) and program not in asked:
                item.add_marker(pytest.mark.skip(reason=f"KMN_PROGRAMS does not list {program}"))


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
