"""A dataset as a folder of CSV files: read leniently, built strictly, written one way only."""

from __future__ import annotations

import secrets
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import frozen

from kmn.errors import DataError
from kmn.interchange import csvw
from kmn.interchange.problem import Problem
from kmn.interchange.rows import read_rows, write_rows
from kmn.interchange.tables import HEAD, tables
from kmn.model.dataset import Dataset
from kmn.resources import folder as packaged
from kmn.resources import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from kmn.model.record import Record

__all__ = ["Reading", "as_files", "assembled", "built", "content", "load", "load_packaged", "read", "save"]

_PACKAGED: Final = "dataset"
_NEEDED: Final = {HEAD, "networks", "assignments", "sources"}
_LARGEST_MB: Final = 64
_MOST_EXTRA: Final = 20
_BYTES: Final = 1 << 20


@frozen
class Reading:
    """What reading a folder came to.

    Attributes:
        dataset: the dataset, None if any problem is an error.
        problems: all problems of all files, those that were put right included.

    Examples:
        >>> Reading(None, ()).problems
        ()
    """

    dataset: Dataset | None
    problems: tuple[Problem, ...]


def load(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from a folder of CSV files.

    What people and spreadsheets do to such files is put right on the way; `read` tells what was.

    Args:
        path: the folder.

    Raises:
        DataError: the folder cannot be read as a dataset; `problems` lists all that is wrong with all files.

    Examples:
        >>> load("no/such/folder")
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The dataset cannot be used; nothing of it was loaded.
        - folder: The folder is missing or is no folder. Expected a folder of CSV files, as save() writes it.
    """
    return built(read(path))


def load_packaged() -> Dataset:
    """Read the dataset that comes with the package.

    Raises:
        DataError: its files are damaged or missing.

    Examples:
        >>> load_packaged().network("heide").name
        'Regionalverbund Heide'
    """
    names = {entry.name for entry in packaged(_PACKAGED).iterdir()}
    files = {table.file: read_bytes(f"{_PACKAGED}/{table.file}") for table in tables() if table.file in names}
    return built(_assembled(files, []))


def read(path: str | PathLike[str]) -> Reading:
    """Read a dataset from a folder of CSV files, and report everything that was wrong or put right.

    Args:
        path: the folder.

    Returns:
        The dataset, unless a problem is an error, and all problems. Nothing is raised for bad content.

    Examples:
        >>> [problem.code for problem in read("no/such/folder").problems]
        ['folder_missing']
    """
    folder = Path(path)
    try:
        if not folder.is_dir():
            return Reading(None, (Problem("folder_missing", file="folder"),))
        names = sorted(entry.name for entry in folder.iterdir())
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return Reading(None, (Problem("folder_unreadable", file="folder"),))
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for table in tables():
        if table.file in names:
            found = content(folder, table.file, problems)
            if found is not None:
                files[table.file] = found
    extra = [name for name in names if name not in _known()]
    problems.extend(Problem("file_extra", file=ascii(name)[1:-1]) for name in extra[:_MOST_EXTRA])
    if len(extra) > _MOST_EXTRA:
        count = str(len(extra) - _MOST_EXTRA)
        problems.append(Problem("files_extra", file="folder", parameters=(("count", count),)))
    return _assembled(files, problems)


def _known() -> set[str]:
    """Give the names of the files that make up a dataset."""
    return {table.file for table in tables()} | {csvw.FILE}


def content(folder: Path, name: str, problems: list[Problem]) -> bytes | None:
    """Give the bytes of a file, if it is one, lies in the folder, and is not too large.

    Args:
        folder: the folder.
        name: the name of the file.
        problems: what is wrong with the file is added.
    """
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            problems.append(Problem("link_out", file=name))
            return None
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.append(Problem("file_unreadable", file=name))
            return None
        if status.st_size > _LARGEST_MB * _BYTES:
            problems.append(Problem("file_too_large", file=name, parameters=(("expected", str(_LARGEST_MB)),)))
            return None
        with path.open("rb") as file:
            return file.read(_LARGEST_MB * _BYTES)
    except (OSError, RuntimeError):  # a circle of links is a RuntimeError before Python 3.13
        problems.append(Problem("file_unreadable", file=name))
        return None


def _assembled(files: Mapping[str, bytes], problems: list[Problem]) -> Reading:
    """Build the dataset from the content of its files."""
    found = {table.name: read_rows(table, files[table.file]) for table in tables() if table.file in files}
    return assembled(found, problems, "file")


def assembled(
    found: Mapping[str, tuple[list[Record], list[Problem]]], problems: list[Problem], kind: Literal["file", "sheet"]
) -> Reading:
    """Build a dataset from the records of its tables, if nothing is wrong with any of them.

    Args:
        found: the records and problems of each table that was read.
        problems: what is wrong already; a table of which it speaks is not called missing.
        kind: what a table stands in.

    Examples:
        >>> [problem.file for problem in assembled({}, [], "sheet").problems if problem.severity == "error"]
        ['dataset', 'networks', 'assignments', 'sources']
    """
    unreadable = {problem.file for problem in problems}
    for table in tables():
        place = table.file if kind == "file" else table.name
        if table.name in found:
            records, wrong = found[table.name]
            problems.extend(wrong)
            if table.name == HEAD and not wrong and len(records) != 1:
                problems.append(_not_one(place, len(records)))
        elif place not in unreadable:
            code = f"{kind}_missing" if table.name in _NEEDED else f"{kind}_missing_optional"
            problems.append(Problem(code, file=place))
    if any(problem.severity == "error" for problem in problems):
        return Reading(None, tuple(problems))
    head = found[HEAD][0][0]
    fields: dict[str, Any] = {name: getattr(head, name) for name in type(head).model_fields}
    rows = {name: tuple(records) for name, (records, _) in found.items() if name != HEAD}
    return Reading(Dataset(**fields, **rows), tuple(problems))


def _not_one(place: str, count: int) -> Problem:
    if count == 0:
        return Problem("row_missing", file=place)
    return Problem("rows_too_many", file=place, parameters=(("count", str(count)),))


def built(reading: Reading) -> Dataset:
    """Give the dataset of a reading.

    Raises:
        DataError: there is none; `problems` lists all that is wrong.

    Examples:
        >>> built(read("no/such/folder"))
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The dataset cannot be used; nothing of it was loaded.
        - folder: The folder is missing or is no folder. Expected a folder of CSV files, as save() writes it.
    """
    if reading.dataset is None:
        message = "The dataset cannot be used; nothing of it was loaded."
        raise DataError(message, problems=[str(one) for one in reading.problems if one.severity == "error"])
    return reading.dataset


def save(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset as a folder of CSV files with CSVW metadata.

    The files are written to a folder beside it, which then takes its place as a whole: whoever reads finds the old
    files or the new ones, never some of each.

    Args:
        dataset: the dataset.
        path: the folder. If it exists, it may hold nothing but the files of a dataset, which are replaced.

    Raises:
        DataError: the folder cannot be written, or holds other files, which would be lost.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as parent:
        ...     save(load_packaged(), f"{parent}/kmn")
        ...     load(f"{parent}/kmn") == load_packaged()
        True
    """
    target = Path(path)
    try:
        target = target.resolve()
        _refuse_others(target)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        old = beside.with_name(f"{beside.name}.old")
        beside.mkdir(parents=True)
        try:
            for name, text in as_files(dataset).items():
                (beside / name).write_bytes(text.encode())
            if target.exists():
                target.rename(old)
            beside.rename(target)
        finally:
            if old.exists() and not target.exists():
                old.rename(target)
            shutil.rmtree(beside, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def as_files(dataset: Dataset) -> dict[str, str]:
    """Give the content of each file of the folder by its name.

    Examples:
        >>> as_files(load_packaged())["subgroups.csv"].partition(",")[0]
        'id'
    """
    files = {csvw.FILE: csvw.metadata(dataset)}
    for table in tables():
        files[table.file] = write_rows(table, [dataset] if table.name == HEAD else getattr(dataset, table.name))
    return files


def _refuse_others(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        message = "There is a file of that name. Choose the name of a folder."
        raise DataError(message)
    others = {entry.name for entry in target.iterdir()} - _known()
    if others:
        message = (
            f"The folder holds {len(others)} other files or folders, which would be lost. "
            "Choose a new folder, or one that holds nothing but a dataset."
        )
        raise DataError(message)
