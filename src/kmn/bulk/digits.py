"""Codes of digits, read where they lie in the memory of a column of texts, many at once.

Eight letters are one number of 64 bits; in a few steps it becomes the number that they spell.
"""

from __future__ import annotations

from string import digits
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["WIDTH", "read_digits"]

WIDTH: Final = 8
"""How many digits can be read at once."""

_BLOCK: Final = 32_768  # texts at a time: what is computed of them stays in the cache
_BITS: Final = 8
_BASE: Final = len(digits)
_HIGH: Final = np.uint64(0xF0F0F0F0F0F0F0F0)
_ZEROS: Final = np.uint64(0x3030303030303030)
_ABOVE_NINE: Final = np.uint64(0x0606060606060606)
# Neighbours are put together: eight digits become four numbers of two, two of four, one of eight.
_STEPS: Final = tuple(
    (np.uint64(mask), np.uint64(factor), np.uint64(shift))
    for mask, factor, shift in (
        (0x0F0F0F0F0F0F0F0F, (_BASE << 8) + 1, 8),
        (0x00FF00FF00FF00FF, (_BASE**2 << 16) + 1, 16),
        (0x0000FFFF0000FFFF, (_BASE**4 << 32) + 1, 32),
    )
)


def read_digits(column: Any, width: int) -> NDArray[np.int32]:
    """Read the texts that consist of so many digits and nothing else.

    Args:
        column: A `pyarrow.StringArray` or `pyarrow.LargeStringArray`.
        width: How many digits, at most `WIDTH`.

    Returns:
        The number that each text spells; -1 for any other text, and where there is none.

    Examples:
        >>> read_digits(pa.array(["31134", "01067", "1067", "D-311", None]), 5).tolist()
        [31134, 1067, -1, -1, -1]
    """
    _, offsets_buffer, data_buffer = column.buffers()
    if not len(column) or data_buffer is None:
        return np.full(len(column), -1, np.int32)
    size = np.int64 if pa.types.is_large_string(column.type) else np.int32
    offsets = np.frombuffer(offsets_buffer, size)[column.offset : column.offset + len(column) + 1]
    letters = np.frombuffer(data_buffer, np.uint8)
    if len(letters) < offsets[-1] + WIDTH:
        letters = np.concatenate((letters[offsets[0] : offsets[-1]], np.zeros(WIDTH, np.uint8)))
        offsets = offsets - offsets[0]
    words: Any = np.ndarray((len(letters) - WIDTH + 1,), "<u8", letters, strides=(1,))
    found = np.empty(len(column), np.int32)
    for start in range(0, len(column), _BLOCK):
        part = offsets[start : start + _BLOCK + 1]
        begins = part[:-1]
        fits = np.diff(part) == width
        if fits.all():
            word = words[begins[0] : begins[-1] + 1 : width]
        elif fits.any():
            word = words[np.where(fits, begins, begins[0])]
        else:
            found[start : start + _BLOCK] = -1
            continue
        number, is_number = _spelt(word, width)
        found[start : start + _BLOCK] = np.where(is_number & fits, number, -1)
    if column.null_count:
        found[~column.is_valid().to_numpy(zero_copy_only=False)] = -1
    return found


def _spelt(word: NDArray[np.uint64], width: int) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    missing = _BITS * (WIDTH - width)
    if missing:  # zeros before the digits take the place of the letters behind them
        word = (word << np.uint64(missing)) | np.uint64(int(_ZEROS) & ((1 << missing) - 1))
    are_digits = ((word & _HIGH) == _ZEROS) & (((word + _ABOVE_NINE) & _HIGH) == _ZEROS)
    for mask, factor, shift in _STEPS:
        word = ((word & mask) * factor) >> shift
    return word, are_digits
