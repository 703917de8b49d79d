"""A dataset wherever it is kept: a folder, a workbook, JSON-LD, tables with links, or a release.

The list `FORMS` names every form that can be read. A further one takes a module with `read`, and a line there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.errors import InputError
from kmn.interchange import folder, jsonld, linked_tables, workbook
from kmn.interchange.folder import Reading

if TYPE_CHECKING:
    from os import PathLike

    from kmn.model.dataset import Dataset

__all__ = ["FORMS", "Form", "load", "read", "refuse_source", "save"]

_WITHIN_RELEASE: Final = "dataset"


@frozen
class Form:
    """A form in which a dataset can be read.

    Attributes:
        name: what it is.
        is_at: tells from a path whether it is to be read so.
        read: reads it, and reports everything that was wrong or put right.
    """

    name: str
    is_at: Callable[[Path], bool]
    read: Callable[[Path], Reading]


def _is_workbook(path: Path) -> bool:
    """Say whether a path is to be read as a workbook: any file is, because a dataset is no other."""
    return path.is_file() or (path.suffix.casefold() == workbook.SUFFIX and not path.is_dir())


FORMS: Final = (
    Form("JSON-LD", lambda path: path.suffix.casefold() in jsonld.SUFFIXES and not path.is_dir(), jsonld.read),
    Form("workbook", _is_workbook, workbook.read),
    Form(
        "release",
        lambda path: (path / _WITHIN_RELEASE / "dataset.csv").is_file(),
        lambda path: folder.read(path / _WITHIN_RELEASE),
    ),
    Form("tables with links", lambda path: (path / linked_tables.MARK).is_file(), linked_tables.read),
    Form("folder", lambda _path: True, folder.read),
)
"""The forms, in the order in which they are tried; the last is what anything else is taken for."""


def load(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from a folder of CSV files, a workbook (xlsx), JSON-LD, or a release or its tables.

    Raises:
        DataError: it cannot be read as a dataset; `problems` lists all that is wrong.
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    return folder.built(read(path))


def read(path: str | PathLike[str]) -> Reading:
    """Read a dataset in any of these forms, and report everything that was wrong or put right.

    Raises:
        MissingExtraError: it is a workbook, and openpyxl is not installed.

    Examples:
        >>> [problem.code for problem in read("no/such").problems + read("no/such.xlsx").problems]
        ['folder_missing', 'workbook_missing']
    """
    place = Path(path)
    try:
        form = next(form for form in FORMS if form.is_at(place))
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        form = FORMS[-1]
    return form.read(place)


def save(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset as a workbook if the name ends with `.xlsx`, else as a folder; a dataset there is replaced.

    Raises:
        DataError: it cannot be written, or what is there is no dataset, or more than one, and would be lost.
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    if Path(path).suffix.casefold() == workbook.SUFFIX:
        workbook.save(dataset, path)
    else:
        folder.save(dataset, path)


def refuse_source(target: str | PathLike[str], source: str | PathLike[str]) -> None:
    """Refuse to write over what was read: the same file or folder, by whatever name, or a folder around it.

    Args:
        target: what is to be written.
        source: what was read.

    Raises:
        InputError: the source would be lost.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as parent:
        ...     refuse_source(parent, f"{parent}/liste.xlsx")
        Traceback (most recent call last):
        ...
        kmn.errors.InputError: What was read would be lost: it is, or lies in, ... Choose another name to write to.
    """
    goal = Path(target)
    try:
        place = Path(source).absolute()
        around = {place, *place.parents, place.resolve(), *place.resolve().parents}
        is_lost = goal.exists() and any(one.exists() and one.samefile(goal) for one in around)
    except (OSError, RuntimeError, ValueError):  # what cannot be looked up is neither read nor written
        return
    if is_lost:
        message = (
            "What was read would be lost: it is, or lies in, what is to be written. Choose another name to write to."
        )
        raise InputError(message)
