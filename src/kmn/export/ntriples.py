"""N-Triples: the statements of the linked data, one a line, sorted: the canonical form of the graph (RDFC-1.0).

They are sorted in parts on disk, so that a large dataset takes no more memory than a small one.
"""

from __future__ import annotations

from contextlib import ExitStack
from heapq import merge
from itertools import chain, groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, TextIO

from kmn.errors import DataError
from kmn.export.rdf import ntriples, triples
from kmn.interchange.linked.graph import nodes
from kmn.interchange.linked.terms import context

if TYPE_CHECKING:
    from os import PathLike

    from kmn.interchange.edition import Edition
    from kmn.model.dataset import Dataset

__all__ = ["write"]

_PART: Final = 50_000


def write(dataset: Dataset, path: str | PathLike[str], edition: Edition) -> None:
    """Write a dataset as N-Triples.

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
        ...     write(load_packaged(), f"{folder}/kmn.nt", edition)
        ...     text = Path(folder, "kmn.nt").read_text(encoding="utf-8")
        >>> '<https://example.org/kmn#networks/heide> <http://purl.org/dc/terms/identifier> "heide" .' in text
        True
    """
    meanings = context()
    rows = chain.from_iterable(ntriples(triples(node, meanings)) for node in nodes(dataset, edition))
    try:
        with TemporaryDirectory() as folder, ExitStack() as opened:
            parts: list[TextIO] = []
            while part := sorted(set(islice(rows, _PART))):
                beside = Path(folder, str(len(parts)))
                beside.write_text("".join(part), encoding="utf-8", newline="")
                parts.append(opened.enter_context(beside.open(encoding="utf-8", newline="\n")))
            with Path(path).open("w", encoding="utf-8", newline="") as file:
                file.writelines(row for row, _ in groupby(merge(*parts)))
    except (OSError, ValueError) as error:
        message = f"The file cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error
