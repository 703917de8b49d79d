"""The distinct outcomes of a batch, each kept once and numbered, and the columns that the numbers become.

There are few outcomes, whatever the number of rows: a row is asked for once, and its answer is a number from then on.
A column of answers is a dictionary of its texts and, for each row, a place in it.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from pyarrow import compute as pc

from kmn.bulk.columns import COLUMNS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Places = NDArray[np.int16]

__all__ = ["TYPE", "Outcomes"]

TYPE: Final = pa.dictionary(pa.int16(), pa.string())
"""The type of an added column: far more different texts than there are networks, districts and municipalities."""

_BLOCK: Final = 65_536  # rows at a time: what is computed of them stays in the cache


class Outcomes:
    """Rows of cells, one text for each of `kmn.bulk.columns.COLUMNS`, and their numbers.

    Numbers are never given again: what was said before stays right.

    Examples:
        >>> outcomes = Outcomes()
        >>> empty = outcomes.number(("empty", *[""] * 12))
        >>> status = outcomes.columns(np.array([empty, empty], np.int32))[0]
        >>> status.to_pylist()
        ['empty', 'empty']
        >>> outcomes.cells(empty)[0]
        'empty'
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._numbers: dict[tuple[str, ...], int] = {}
        self._cells: list[tuple[str, ...]] = []
        self._columns = [_Texts() for _ in COLUMNS]

    def number(self, cells: tuple[str, ...]) -> int:
        """Give the number of some cells."""
        with self._lock:
            number = self._numbers.get(cells)
            if number is None:
                number = len(self._numbers)
                for cell, column in zip(cells, self._columns, strict=True):
                    column.add(cell)
                self._cells.append(cells)
                self._numbers[cells] = number
            return number

    def cells(self, number: int) -> tuple[str, ...]:
        """Give the cells of a number."""
        return self._cells[number]

    def columns(self, codes: Codes) -> list[Any]:
        """Give the columns for the numbers of some rows.

        Args:
            codes: The numbers.

        Returns:
            A `pyarrow.DictionaryArray` of `TYPE` for each of `kmn.bulk.columns.COLUMNS`. Its dictionary holds what
            stands in the column, sorted, and nothing else, whatever was asked before. Columns that tell the same rows
            apart share the memory of their places.
        """
        with self._lock:
            count = len(self._numbers)
            numbers = np.flatnonzero(_used(codes, count))
            found = [column.of(numbers) for column in self._columns]
        rows = pa.array(codes)
        shared: dict[bytes, Any] = {}
        for _, places in found:
            if places.tobytes() not in shared:
                table = np.zeros(count, np.int16)
                table[numbers] = places
                shared[places.tobytes()] = _spread(table, rows)
        return [
            pa.DictionaryArray.from_arrays(shared[places.tobytes()], dictionary, safe=False)
            for dictionary, places in found
        ]


class _Texts:
    """The texts of one column, and which of them each outcome has."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._table: list[int] = []
        self._known: tuple[Any, Places] | None = None

    def add(self, text: str) -> None:
        self._table.append(self._places.setdefault(text, len(self._places)))
        self._known = None

    def of(self, numbers: NDArray[np.int64]) -> tuple[Any, Places]:
        """Give the texts of some outcomes, sorted, and for each outcome the place of its text."""
        if self._known is None:
            texts = sorted(self._places)
            rank = np.empty(len(texts), np.int16)
            rank[[self._places[text] for text in texts]] = np.arange(len(texts))
            self._known = pa.array(texts, pa.string()), rank[self._table]
        texts, ranks = self._known
        found, places = np.unique(ranks[numbers], return_inverse=True)
        return texts.take(pa.array(found)), places.astype(np.int16)


def _used(codes: Codes, count: int) -> NDArray[np.bool_]:
    """Tell which of so many numbers there are, block by block, until all have been seen."""
    found = np.zeros(count, np.bool_)
    for start in range(0, len(codes), _BLOCK):
        found |= np.bincount(codes[start : start + _BLOCK], minlength=count) > 0
        if found.all():
            break
    return found


def _spread(table: Places, rows: Any) -> Any:
    """Give each row its place by a table that its number is looked up in."""
    if not table.any():
        return pa.array(np.zeros(len(rows), np.int16))  # memory that is never written to takes none
    return pc.take(pa.array(table), rows, boundscheck=False)
