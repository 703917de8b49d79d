"""For spreadsheets: the flat tables as a workbook of text cells, and as CSV files the way German Excel opens them.

The workbook needs the extra `xlsx` and has the same bytes every time. The CSV files have semicolons and begin with
the mark of UTF-8; their names end with `.excel-de.csv`, so that nobody takes them for the others. They are described
as the others are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from kmn.errors import DataError
from kmn.export.descriptors import csvw
from kmn.export.flat import answers
from kmn.interchange.cells import quoted
from kmn.interchange.linked_tables import refuse_formulas
from kmn.interchange.spreadsheet import append_texts, new_book, save_book

if TYPE_CHECKING:
    from os import PathLike

    from kmn.export.edition import Publication
    from kmn.interchange.sheets import Sheet
    from kmn.model.dataset import Dataset

__all__ = ["write"]

_DELIMITER: Final = ";"


def write(dataset: Dataset, path: str | PathLike[str], edition: Publication) -> None:
    """Write the flat tables as a workbook and as CSV files for German Excel, into a folder.

    Args:
        dataset: the dataset.
        path: the folder; it is made if it is missing.
        edition: the places and the day.

    Raises:
        DataError: a text looks like a formula, is too long for a cell, or the folder cannot be written.
        InputError: the edition has no places.
        MissingExtraError: openpyxl is not installed.
    """
    sheets = answers(dataset, edition)
    if edition.guard != "off":
        refuse_formulas(sheets)
    book = new_book(write_only=True)
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for sheet in sheets:
            rows = [[heading.name for heading in sheet.headings], *sheet.rows()]
            append_texts(book.create_sheet(sheet.name), rows)
            text = "".join(_DELIMITER.join(map(quoted, row)) + "\r\n" for row in rows)
            (folder / _named(sheet).file).write_bytes(text.encode("utf-8-sig"))
        described = csvw(map(_named, sheets), {}, delimiter=_DELIMITER)
        (folder / "csv-metadata.json").write_text(described, encoding="utf-8", newline="")
    except OSError as error:
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error
    save_book(book, folder / "regionalverbuende.xlsx", replace=True)


def _named(sheet: Sheet) -> Sheet:
    return evolve(sheet, stem=f"{sheet.name}.excel-de", references=())
