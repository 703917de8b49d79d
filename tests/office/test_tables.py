"""The tables of a release in LibreOffice, by the way that the documents describe."""

from __future__ import annotations

import csv
import re
import shlex
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from kmn.export import release
from kmn.wiring import dataset
from tests.architecture.documents import BLOCK
from tests.architecture.tree import PROJECT
from tests.export.conftest import settings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.office

PAGE = PROJECT / "docs" / "how-to" / "read-the-tables.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release in it, as in the document."""
    path = tmp_path_factory.mktemp("tables")
    release.write(dataset(), path / "release", settings_of(excel=True), outlines=False)
    return path


@pytest.fixture(scope="module")
def office(folder: Path, soffice: Callable[..., None]) -> Path:
    """What LibreOffice wrote when it was told what the document says."""
    text = PAGE.read_text(encoding="utf-8")
    commands = re.findall(r"^\$ (soffice .*)$", "".join(BLOCK.findall(text)), re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        soffice(*shlex.split(command)[1:], folder=folder)
    return folder / "office"


def rows(path: Path, *, delimiter: str = ",") -> list[list[str]]:
    """Read a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def cells(path: Path, sheet: str | None = None) -> list[list[Any]]:
    """Read a sheet as it is."""
    book = openpyxl.load_workbook(path)
    return [list(row) for row in (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)]


def texts(found: list[list[Any]]) -> list[list[str]]:
    """Give empty cells as empty texts; any other cell has to be a text."""
    assert {type(cell) for row in found for cell in row} <= {str, type(None)}
    return [[cell or "" for cell in row] for row in found]


@pytest.mark.parametrize("name", ["kreise", "kreise_quellen", "gemeinden", "postleitzahlen"])
def test_the_workbook_gives_the_tables(folder: Path, office: Path, name: str) -> None:
    """Each sheet of the workbook, written as CSV by LibreOffice, is the table of the release, cell by cell."""
    wanted = rows(folder / "release" / "csv" / f"{name}.csv")
    assert rows(office / f"regionalverbuende-{name}.csv") == wanted


def test_keys_survive_the_way_of_the_document(folder: Path, office: Path, soffice: Callable[..., None]) -> None:
    """Both flavours of CSV, opened with keys and days as texts, give the table as it is."""
    wanted = rows(folder / "release" / "csv" / "kreise.csv")
    assert wanted[31][0] == "03403"
    assert texts(cells(office / "kreise.xlsx")) == wanted
    soffice("--headless", "--convert-to", "xlsx", office / "kreise.excel-de.ods", folder=office)
    assert texts(cells(office / "kreise.excel-de.xlsx")) == wanted


def test_without_it_they_do_not(folder: Path, soffice: Callable[..., None], tmp_path: Path) -> None:
    """Opened without a word, a key becomes a number: this is why the document is needed."""
    path = folder / "release" / "csv" / "kreise.csv"
    soffice("--headless", "--convert-to", "xlsx", "--outdir", tmp_path, path, folder=tmp_path)
    assert cells(tmp_path / "kreise.xlsx")[31][0] == 3403


@pytest.mark.parametrize("by_way_of", ["xlsx", "ods"])
def test_the_workbook_holds_texts_when_saved(
    folder: Path, resaved: Callable[[Path, str], Path], by_way_of: str
) -> None:
    """Saved by LibreOffice, each cell of the workbook is still the text that it was."""
    path = folder / "release" / "excel" / "regionalverbuende.xlsx"
    saved = resaved(path, by_way_of)
    for name in ("kreise", "postleitzahlen"):
        assert texts(cells(saved, name)) == texts(cells(path, name))
