"""Numbers that stand for codes of digits, and what is answered to each: looked up where there are many."""

from __future__ import annotations

from string import digits
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Codes = NDArray[np.int32]

__all__ = ["UNKNOWN", "Table"]

UNKNOWN: Final = -1
"""Stands for the code of a number that the table does not hold."""

_NOT_ASKED: Final = -2
_BLOCK: Final = 65_536  # numbers at a time: what is computed of them stays in the cache
_WIDE: Final = 1_000
_NOWHERE: Final = 0  # the block of what is no code of digits
_UNOPENED: Final = 1  # the block that stands for all those of which nothing was asked yet


class Table:
    """Codes by number, each asked for when its number is first met.

    Numbers of up to five digits have a place each. Longer ones are found by all but their last three digits first:
    of the keys of municipalities, these are those of the districts, and few of all there could be exist.

    Args:
        width: How many digits the numbers have at most.
        ask: Gives the code of a number.

    Examples:
        >>> asked = []
        >>> table = Table(5, lambda number: asked.append(number) or len(asked))
        >>> table.codes(np.array([31134, 29221, 31134, -1])).tolist(), asked
        ([2, 1, 2, -1], [29221, 31134])
    """

    def __init__(self, width: int, ask: Callable[[int], int]) -> None:
        """Begin with an empty table."""
        self._ask = ask
        self._lock = Lock()
        self._most = len(digits) ** width
        self._is_wide = self._most > _WIDE**2
        # Neither the number 0 nor one beyond is a code of digits; whatever is too small or large is taken for them.
        if self._is_wide:
            self._table: Codes = np.repeat(np.array([UNKNOWN, _NOT_ASKED], np.int32), _WIDE)
            self._blocks: Codes = np.full(self._most // _WIDE + 1, _UNOPENED, np.int32)
            self._blocks[-1] = _NOWHERE
        else:
            self._table = np.full(self._most + 1, _NOT_ASKED, np.int32)
            self._table[0] = self._table[-1] = UNKNOWN

    def codes(self, numbers: NDArray[Any]) -> Codes:
        """Give the code of each number; `UNKNOWN` unless it is from 1 to what its width allows."""
        found = np.empty(len(numbers), np.int32)
        for start in range(0, len(numbers), _BLOCK):
            part = numbers[start : start + _BLOCK]
            place = self._place(part)
            np.take(self._table, place, mode="clip", out=found[start : start + _BLOCK])
            missing = found[start : start + _BLOCK] == _NOT_ASKED
            if missing.any():
                self._fill(np.unique(part[missing]).tolist())
                found[start : start + _BLOCK] = self._table[self._place(part).clip(0, len(self._table) - 1)]
        return found

    def _place(self, numbers: NDArray[Any]) -> NDArray[Any]:
        if not self._is_wide:
            return numbers
        is_code = (numbers > 0) & (numbers < self._most)
        numbers = np.where(is_code, numbers.astype(np.int32, copy=False), np.int32(self._most))
        high = numbers // _WIDE
        place: NDArray[Any] = self._blocks[high] * _WIDE + (numbers - high * _WIDE)
        return place

    def _fill(self, numbers: list[int]) -> None:
        for number in numbers:
            code = self._ask(number)
            with self._lock:  # another thread may fill the table meanwhile
                if self._is_wide and self._blocks[number // _WIDE] == _UNOPENED:
                    block = len(self._table) // _WIDE
                    self._table = np.append(self._table, np.full(_WIDE, _NOT_ASKED, np.int32))
                    self._blocks[number // _WIDE] = block  # only now, when the block is there
                self._table[int(self._place(np.array([number]))[0])] = code
