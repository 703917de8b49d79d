"""What LibreOffice makes of our workbooks and tables, and what we make of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

import openpyxl
import pytest

import kmn
from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.office

PAGE: Final = PROJECT / "docs" / "how-to" / "read-the-tables.md"
KEY: Final = "03403"


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Open a file in LibreOffice and save it in another format."""
    program = shutil.which("soffice")
    assert program is not None, "soffice is not installed"
    profile = tmp_path_factory.mktemp("profile")

    def run(source: Path, kind: str, *options: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", *options]
        command += ["--convert-to", kind, "--outdir", str(folder), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return next(folder.iterdir())

    return run


def cells(path: Path, sheet: str | None = None) -> list[tuple[Any, ...]]:
    """Read the cells of a workbook, without the empty ones at the end of a row."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows = book[sheet or book.sheetnames[0]].iter_rows(values_only=True)
    return [
        row[: max((number for number, cell in enumerate(row, start=1) if cell is not None), default=0)]
        for row in rows
    ]


def test_keys_in_our_workbook_stay_texts(published: Path, convert: Callable[..., Path]) -> None:
    """A workbook of a release that was opened and saved still has each key as text, zeros and all."""
    before = published / "excel" / "regionalverbuende.xlsx"
    after = convert(before, "xlsx")
    names = openpyxl.load_workbook(before, read_only=True).sheetnames
    assert openpyxl.load_workbook(after, read_only=True).sheetnames == names
    for name in names:
        assert cells(after, name) == cells(before, name)
    assert any(KEY in row for name in names for row in cells(after, name))


def test_keys_in_our_csv_stay_texts_by_the_documented_way(published: Path, convert: Callable[..., Path]) -> None:
    """With the options that the documentation shows, each cell of the table is the text that was written."""
    found = re.search(r"--infilter='([^']+)'", PAGE.read_text(encoding="utf-8"))
    assert found is not None
    table = published / "excel" / "kreise.excel-de.csv"
    read = cells(convert(table, "xlsx", f"--infilter={found[1]}"))
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert list(read[0]) == lines[0].split(";")
    assert {type(cell) for row in read for cell in row} <= {str, type(None)}
    assert [row[0] for row in read[1:]] == [line.split(";")[0] for line in lines[1:]]
    assert KEY in {row[0] for row in read}


def test_without_them_they_do_not(published: Path, convert: Callable[..., Path]) -> None:
    """What the documentation warns of does happen: left to guess, the program drops the zero."""
    read = cells(convert(published / "excel" / "kreise.excel-de.csv", "xlsx", "--infilter=CSV:59,34,76"))
    assert KEY not in {row[0] for row in read}
    assert int(KEY) in {row[0] for row in read}


def test_a_dataset_comes_back_from_libreoffice(tmp_path: Path, convert: Callable[..., Path]) -> None:
    """A dataset kept as a workbook, opened and saved as either kind, loads as it was."""
    kmn.save(kmn.dataset(), tmp_path / "dataset.xlsx")
    once = convert(tmp_path / "dataset.xlsx", "xlsx")
    assert kmn.load(once) == kmn.dataset()
    twice = convert(convert(once, "ods"), "xlsx")
    assert kmn.load(twice) == kmn.dataset()


def test_a_form_comes_back_from_libreoffice(tmp_path: Path, convert: Callable[..., Path]) -> None:
    """The form for an official list, filled in and saved there, is read as if it had been filled in here."""
    kmn.template(tmp_path / "list.xlsx", on="2026-12-01")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    about, networks, areas = (book[name] for name in book.sheetnames[1:4])
    for row, value in enumerate(["Beispielministerium", "01.03.2026", "301-04011", "CC BY 4.0"], start=2):
        about.cell(row, 2, value)
    networks.cell(2, 1, "Verbund Beispiel (erfunden)")
    for row in range(2, areas.max_row + 1):
        areas.cell(row, 3, "Verbund Beispiel (erfunden)")
    book.save(tmp_path / "list.xlsx")
    here = kmn.import_list(tmp_path / "list.xlsx")
    there = kmn.import_list(convert(tmp_path / "list.xlsx", "xlsx"))
    assert here.dataset is not None
    assert there.dataset == here.dataset
