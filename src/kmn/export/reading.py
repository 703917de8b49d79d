"""Reading back what was published, whichever of the readable forms it has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kmn.errors import KmnError
from kmn.export import jsonld, tables
from kmn.interchange import folder, store

if TYPE_CHECKING:
    from os import PathLike

    from kmn.model.dataset import Dataset

__all__ = ["read"]

_ENDINGS: Final = {".json", ".jsonld"}
_MARK: Final = "dataset_expected_networks_sources.csv"


def read(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from a release, its tables, its JSON-LD, the folder of a dataset, or a workbook.

    Args:
        path: the folder or file.

    Raises:
        DataError: it cannot be read as any of these; `problems` lists what is wrong.
        MissingExtraError: it is a workbook, and openpyxl is not installed.

    Examples:
        >>> read("no/such/folder")
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The dataset cannot be used; nothing of it was loaded.
        - folder: The folder is missing or is no folder. Expected a folder of CSV files, as save() writes it.
    """
    place = Path(path)
    try:
        if place.suffix in _ENDINGS and not place.is_dir():
            return jsonld.read(place)
        if (place / "dataset" / "dataset.csv").is_file():
            return folder.load(place / "dataset")
        if (place / _MARK).is_file():
            return tables.read(place)
    except (OSError, ValueError) as error:
        if isinstance(error, KmnError):
            raise
    return store.load(place)
