"""Lists as offices keep them, and how they are read in the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from kmn.lists.official import ListReading, read_list
from kmn.wiring import dataset, gazetteer, name_index
from kmn.wiring import template as write_template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ABOUT = {"publisher": "Ministerium", "as_of": "2026-03-01", "reference": "301-1", "licence": "CC0 1.0"}


def reading(path: Path, about: Mapping[str, str] | None = None) -> ListReading:
    """Read a list over the embedded places."""
    return read_list(path, known=dataset(), gazetteer=gazetteer(), index=name_index(), about=about)


def csv_list(path: Path, *rows: str, **about: str) -> ListReading:
    """Read a list of lines, which says nothing about itself."""
    path.write_text("\n".join(rows), encoding="utf-8")
    return reading(path, ABOUT | about)


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook as people do."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def filled(
    path: Path, networks: Sequence[str], areas: Mapping[str, str], about: Mapping[str, Any] | None = None
) -> Path:
    """Write the form and fill it in: names of networks, and a network beside each named district."""
    write_template(path, on="2026-03-01")
    book = openpyxl.load_workbook(path)
    said = {"Herausgeber": "Ministerium", "Stand": "01.03.2026", "Aktenzeichen": "301-1", "Lizenz": "CC BY 4.0"}
    for row in book["Angaben zur Liste"].iter_rows(min_row=2):
        row[1].value = (said | dict(about or {})).get(row[0].value)
    for number, name in enumerate(networks, start=2):
        book["Regionalverbünde"].cell(number, 1, name)
    for row in book["Zuordnung"].iter_rows(min_row=2):
        row[2].value = areas.get(row[1].value)
    book.save(path)
    return path


def codes(found: ListReading, severity: str = "error") -> list[str]:
    """Give the codes of the notices of a severity."""
    return [notice.code for notice in found.notices if notice.severity == severity]


def assigned(found: ListReading) -> dict[str, str]:
    """Give the network of each area."""
    assert found.dataset is not None, [str(notice) for notice in found.notices]
    return {claim.area: claim.network for claim in found.dataset.assignments}
