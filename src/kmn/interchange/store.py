"""A dataset wherever it is kept: in a folder of CSV files, or in a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kmn.interchange import folder, workbook

if TYPE_CHECKING:
    from os import PathLike

    from kmn.interchange.folder import Reading
    from kmn.model.dataset import Dataset

__all__ = ["load", "read", "save"]


def load(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from a folder of CSV files or from a workbook (xlsx).

    Raises:
        DataError: it cannot be read as a dataset; `problems` lists all that is wrong.
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    return folder.built(read(path))


def read(path: str | PathLike[str]) -> Reading:
    """Read a dataset from a folder or a workbook, and report everything that was wrong or put right.

    Raises:
        MissingExtraError: it is a workbook, and openpyxl is not installed.

    Examples:
        >>> [problem.code for problem in read("no/such").problems + read("no/such.xlsx").problems]
        ['folder_missing', 'workbook_missing']
    """
    return workbook.read(path) if _is_workbook(path) else folder.read(path)


def save(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset as a workbook if the name ends with `.xlsx`, else as a folder; what was there is replaced.

    Raises:
        DataError: it cannot be written.
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    if Path(path).suffix.casefold() == workbook.SUFFIX:
        workbook.save(dataset, path)
    else:
        folder.save(dataset, path)


def _is_workbook(path: str | PathLike[str]) -> bool:
    """Say whether a path is to be read as a workbook: any file is, because a dataset is no other."""
    named = Path(path)
    try:
        return named.is_file() or (named.suffix.casefold() == workbook.SUFFIX and not named.is_dir())
    except (OSError, ValueError):
        return False
