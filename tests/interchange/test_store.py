from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.errors import DataError
from kmn.interchange.folder import load_packaged
from kmn.interchange.store import load, read, save

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["folder", "book.xlsx", "BOOK.XLSX"])
def test_the_name_says_where_it_is_kept(tmp_path: Path, name: str) -> None:
    """A name that ends with .xlsx is a workbook, any other a folder; both come back."""
    save(load_packaged(), tmp_path / name)
    assert (tmp_path / name).is_dir() == (name == "folder")
    assert load(str(tmp_path / name)) == load_packaged()
    assert read(tmp_path / name).problems == ()


def test_a_folder_called_like_a_workbook_is_a_folder(tmp_path: Path) -> None:
    """What is there decides, before the name does."""
    save(load_packaged(), tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "a.xlsx")
    assert load(tmp_path / "a.xlsx") == load_packaged()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("no.xlsx", "workbook_missing"),
        ("no", "folder_missing"),
        ("a\0", "folder_missing"),
        ("a.txt", "workbook_not_one"),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, name: str, code: str) -> None:
    """A missing folder, a missing workbook and a file that is none are told apart."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert [one.code for one in read(tmp_path / name).problems] == [code]
    with pytest.raises(DataError):
        load(tmp_path / name)
