"""Rows that are asked alike: those in which everything is equal that can make a difference to the answer.

Each column, or pair of columns, tells its rows apart as far as that matters. Together they make classes of rows, and
one row of each class is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pyarrow as pa

from kmn.bulk.cells import Column

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

__all__ = ["Part", "Texts", "classes"]

_MOST = 2**62


class Part(Protocol):
    """What some columns contribute.

    Attributes:
        codes: For each row, the class in which these columns put it, counted from 0.
        count: How many classes there may be.
    """

    codes: Integers
    count: int

    def key(self, code: int) -> Hashable:
        """Give what makes a class the same in another batch; None if it is never met again."""

    def cells(self, row: int) -> dict[str, str]:
        """Give what a row holds in these columns: role → text."""


class Texts:
    """A column of texts, each of which makes a difference.

    Examples:
        >>> texts = Texts("place", pa.array(["Celle", "Aurich", "Celle"]))
        >>> texts.codes.tolist(), texts.key(1), texts.cells(2)
        ([0, 1, 0], 'Aurich', {'place': 'Celle'})
    """

    def __init__(self, role: str, array: Any) -> None:
        """Read the column.

        Args:
            role: Its role.
            array: A `pyarrow.Array`, as `kmn.bulk.cells.texts_of` gives it.
        """
        self.role = role
        self._column = Column(array)
        self.codes = self._column.codes
        self.count = len(self._column.texts)

    @property
    def filled(self) -> NDArray[np.bool_]:
        """For each row, whether anything stands in it."""
        return np.array([bool(text) for text in self._column.texts], np.bool_)[self.codes]

    def key(self, code: int) -> Hashable:
        """Give the text of a class."""
        return self._column.texts[code]

    def cells(self, row: int) -> dict[str, str]:
        """Give the text of a row."""
        return {self.role: self._column.texts[self.codes[row]]}


def classes(parts: Sequence[Part]) -> tuple[Integers, Integers]:
    """Put the classes of some columns together.

    Args:
        parts: What the columns contribute, at least one.

    Returns:
        For each row its class, counted from 0 without a gap; and for each class a row of it.

    Examples:
        >>> plz, place = pa.array(["1", "2", "1", "1"]), pa.array(["a", "a", "a", "b"])
        >>> [found.tolist() for found in classes([Texts("plz", plz), Texts("place", place)])]
        [[0, 1, 0, 2], [0, 1, 3]]
    """
    codes, count = parts[0].codes, parts[0].count
    for part in parts[1:]:
        if count * part.count > _MOST:
            codes, count = _dense(codes)
        codes, count = codes * part.count + part.codes, count * part.count
    codes, count = _dense(codes)
    rows = np.empty(count, np.int64)
    rows[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of several assignments, the last one stays
    return codes, rows


def _dense(codes: Integers) -> tuple[Integers, int]:
    encoded: Any = pa.array(codes).dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), len(encoded.dictionary)
