from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.export.remarks import remarks
from kmn.export.selection import publishable
from kmn.interchange.folder import load_packaged
from tests.export.conftest import settings_of
from tests.lists.lists import csv_list

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.model.dataset import Dataset


def imported(path: Path, licence: str) -> Dataset:
    """Read an official list with a licence."""
    found = csv_list(path / "a.csv", "RV;Kreise", "Heide;LK Celle", "Leine;Region Hannover", licence=licence)
    assert found.dataset is not None
    return found.dataset


def test_a_list_that_must_not_be_passed_on_leaves_nothing(tmp_path: Path) -> None:
    """How many records are left out and why is said, and that no assignment remains."""
    known, left_out = publishable(imported(tmp_path, "nicht zur Weitergabe"))
    (first, english), (nothing, _) = remarks(known, left_out, settings_of())
    assert "untersagt ist (liste-2026-03-01): sources 1, " in first
    assert "assignments 2" in first
    assert "assignments 2" in english
    assert "keine einzige Zuordnung" in nothing


@pytest.mark.parametrize(
    ("licence", "ours", "differs"),
    [
        ("CC BY 4.0", "cc-by/4.0", False),
        ("cc-by 4.0 international", "cc-by/4.0", False),
        ("CC BY 4.0", "cc-zero", True),
        ("Datenlizenz Deutschland – Zero – 2.0", "dl-by-de/2.0", True),
        ("nur die Tatsachen", "cc-zero", False),
    ],
)
def test_another_licence_is_told(licence: str, ours: str, differs: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Where the list is open under another licence than the release, both are named."""
    found = remarks(imported(tmp_path, licence), (), settings_of(license=ours))
    assert [licence in text for pair in found for text in pair] == [True, True] * differs


def test_nothing_to_remark() -> None:
    """The packaged dataset is published without a remark."""
    assert remarks(load_packaged(), (), settings_of()) == ()
