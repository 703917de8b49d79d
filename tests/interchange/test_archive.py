from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from kmn.interchange.archive import Archive, Fault, inspect
from kmn.interchange.folder import load_packaged
from kmn.interchange.workbook import save

if TYPE_CHECKING:
    from pathlib import Path


def archive(path: Path, parts: dict[str, bytes], *, types: bool = True) -> Path:
    """Write an archive with some parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        if types:
            file.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def code(path: Path) -> str | None:
    """Give why a workbook is not opened."""
    found = inspect(path)
    return found.code if isinstance(found, Fault) else None


def test_a_workbook_is_let_through(tmp_path: Path) -> None:
    """What this library writes holds neither macros nor formulas."""
    path = tmp_path / "kmn.xlsx"
    save(load_packaged(), path)
    found = inspect(path)
    assert isinstance(found, Archive)
    assert (found.content, found.has_macros, found.formulas) == (path.read_bytes(), False, {})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "workbook_not_one"),
        (b"id,name\n", "workbook_not_one"),
        (b"PK\x03\x04nonsense", "workbook_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook_locked"),
    ],
)
def test_what_is_no_archive_is_named(tmp_path: Path, content: bytes, expected: str) -> None:
    """Text files, damaged archives and encrypted or old workbooks are told apart."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert code(path) == expected


def test_other_archives_are_named(tmp_path: Path) -> None:
    """A LibreOffice spreadsheet is named as such, any other archive is no workbook."""
    ods = archive(
        tmp_path / "a", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "c.xml": b"<a/>"}, types=False
    )
    assert code(ods) == "workbook_ods"
    assert code(archive(tmp_path / "b", {"word.txt": b"x"}, types=False)) == "workbook_not_one"


def test_bombs_are_not_opened(tmp_path: Path) -> None:
    """Archives that unpack to too much, too many parts or tags, and XML with entities are refused unread."""
    bomb = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    assert code(archive(tmp_path / "large", {"xl/worksheets/sheet1.xml": bytes(129 << 20)})) == "workbook_bomb"
    assert code(archive(tmp_path / "parts", {f"{number}.xml": b"" for number in range(2001)})) == "workbook_bomb"
    assert code(archive(tmp_path / "tags", {"xl/styles.xml": b"<a>" + b"<b/>" * 200_001})) == "workbook_bomb"
    assert code(archive(tmp_path / "part", {"xl/workbook.xml": b"<a>" + b" " * (9 << 20)})) == "workbook_bomb"
    assert code(archive(tmp_path / "hidden", {"xl/media/a.png": b"<a>" + b"<b/>" * 200_001})) == "workbook_bomb"
    assert code(archive(tmp_path / "entities", {"xl/sharedStrings.xml": bomb})) == "workbook_bomb"
    picture = b"\x89PNG" + b"<" * 300_000
    assert code(archive(tmp_path / "picture", {"xl/media/a.png": picture})) is None


def test_a_locked_part_is_named(tmp_path: Path) -> None:
    """An archive whose parts are encrypted is said to be protected."""
    path = archive(tmp_path / "a", {"a.xml": b"<a/>"})
    content = bytearray(path.read_bytes())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # set the flag in the header of each part and in the list of parts
        place = content.find(mark)
        while place >= 0:
            content[place + (6 if mark.endswith(b"\x04") else 8)] |= 1
            place = content.find(mark, place + 1)
    path.write_bytes(content)
    assert code(path) == "workbook_locked"


def test_a_part_that_does_not_unpack_is_a_damaged_workbook(tmp_path: Path) -> None:
    """An archive with a wrong checksum is damaged."""
    path = archive(tmp_path / "a", {"a.xml": b"<a/>" * 100})
    content = path.read_bytes()
    place = content.find(b"a.xml") + 8
    path.write_bytes(content[:place] + bytes(4) + content[place + 4 :])
    assert code(path) == "workbook_broken"


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    """Nothing, a folder, a pipe, a circle of links and a name with a zero byte are told apart."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert code(tmp_path / "nothing") == "workbook_missing"
    assert code(tmp_path) == "workbook_not_one"
    assert code(tmp_path / "pipe") == "workbook_not_one"
    assert code(tmp_path / "circle") == "workbook_unreadable"
    assert code(tmp_path / "a\0b") == "workbook_unreadable"


def test_the_size_is_looked_at_first(tmp_path: Path) -> None:
    """A file that is too large is not read."""
    with (tmp_path / "a").open("wb") as file:
        file.truncate(1 << 34)
    assert code(tmp_path / "a") == "workbook_too_large"
