"""Turtle: the statements of the linked data, sorted and grouped, for people to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kmn.errors import DataError
from kmn.export.rdf import triples, turtle
from kmn.interchange.linked.graph import nodes
from kmn.interchange.linked.terms import context

if TYPE_CHECKING:
    from os import PathLike

    from kmn.interchange.edition import Edition
    from kmn.model.dataset import Dataset

__all__ = ["write"]


def write(dataset: Dataset, path: str | PathLike[str], edition: Edition) -> None:
    """Write a dataset as Turtle. The statements are gathered first, so this is for what fits into memory.

    Args:
        dataset: the dataset.
        path: the file.
        edition: where it is published, and the places.

    Raises:
        DataError: the file cannot be written.

    Examples:
        >>> from datetime import date
        >>> from tempfile import TemporaryDirectory
        >>> from kmn.interchange.edition import Edition
        >>> from kmn.interchange.folder import load_packaged
        >>> edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
        >>> with TemporaryDirectory() as folder:
        ...     write(load_packaged(), f"{folder}/kmn.ttl", edition)
        ...     Path(folder, "kmn.ttl").read_text(encoding="utf-8").startswith("@prefix ")
        True
    """
    meanings = context()
    found = (row for node in nodes(dataset, edition) for row in triples(node, meanings))
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            file.writelines(turtle(found))
    except (OSError, ValueError) as error:
        message = f"The file cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error
