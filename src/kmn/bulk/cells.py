"""The cells of a column of any type, as the texts that a person would have written into them.

What is missing is an empty text. Numbers get the digits they have; a code that became a number with decimals is
written without them.
"""

from __future__ import annotations

from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from pyarrow import compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["Column", "days_of", "floats_of", "is_text", "said", "texts_of", "written"]

_EXACT = 2**53  # from here on, floating-point numbers leave out whole ones


class Column:
    """The cells of a column, each distinct one once.

    Attributes:
        texts: The distinct texts, without blanks around them; some may stand here twice.
        codes: For each row, which of them is its text.

    Examples:
        >>> column = Column(pa.array(["Celle", None, " Celle"]))
        >>> column.texts, column.codes.tolist()
        (['Celle', '', 'Celle'], [0, 1, 2])
    """

    def __init__(self, array: Any) -> None:
        """Read the cells.

        Args:
            array: A `pyarrow.Array`, as `texts_of` gives it.
        """
        if not pa.types.is_dictionary(array.type):
            array = pc.dictionary_encode(array, null_encoding="encode")
        places = array.indices
        self.texts: list[str] = [(text or "").strip() for text in array.dictionary.to_pylist()]
        if places.null_count:
            places = pc.fill_null(places.cast(pa.int64()), len(self.texts))
            self.texts.append("")
        self.codes: NDArray[np.int64] = places.to_numpy(zero_copy_only=False).astype(np.int64, copy=False)


def texts_of(column: Any) -> Any:
    """Give a column as texts.

    Args:
        column: A `pyarrow.Array` of any type.

    Returns:
        An array of texts, or of a dictionary of texts.

    Examples:
        >>> texts_of(pa.array([3254021, None])).to_pylist(), texts_of(pa.array([3254021.0, 0.5])).to_pylist()
        (['3254021', None], ['3254021', '0.5'])
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        if is_text(kind.value_type):
            return column
        texts = texts_of(column.dictionary)
        if pa.types.is_dictionary(texts.type):
            texts = texts.dictionary_decode()
        return pa.DictionaryArray.from_arrays(column.indices, texts, safe=False)
    if is_text(kind):
        return column
    if pa.types.is_floating(kind):
        column = pc.dictionary_encode(column.cast(pa.float64()))
        texts = pa.array(map(written, column.dictionary.to_pylist()), pa.string())
        return pa.DictionaryArray.from_arrays(column.indices, texts, safe=False)
    try:
        return column.cast(pa.string())
    except pa.ArrowException:  # no text at all, or none in UTF-8
        return said(column.to_pylist())


def said(cells: Iterable[object]) -> Any:
    """Give cells of which each may be something else as an array of texts; what cannot be written is replaced.

    Examples:
        >>> said([31134, "Celle", b"Celle", None]).to_pylist()
        ['31134', 'Celle', 'Celle', None]
    """
    return pa.array((None if cell is None else _text(cell) for cell in cells), pa.string())


def _text(cell: object) -> str:
    read = cell if isinstance(cell, bytes) else str(cell).encode("utf-8", "replace")
    return read.decode("utf-8", "replace")


def is_text(kind: Any) -> bool:
    """Tell whether a type of Arrow is one of texts that are read as they are."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def written(number: float) -> str:
    """Write a number as people do, without an exponent; what is not a number is missing, as in data frames.

    Examples:
        >>> written(52.15), written(1e-05), written(31134.0), written(float("nan"))
        ('52.15', '0.00001', '31134', '')
    """
    if isnan(number):
        return ""
    if abs(number) < _EXACT and number == int(number):
        return str(int(number))
    return f"{Decimal(repr(number)):f}" if abs(number) < _EXACT else str(number)


def floats_of(column: Any) -> Any:
    """Give a column of numbers as an array of 64-bit floats, NaN where it is missing; None if it holds none.

    Args:
        column: A `pyarrow.Array` of any type.

    Examples:
        >>> floats_of(pa.array([52, None])).tolist(), floats_of(pa.array(["52,15"]))
        ([52.0, nan], None)
    """
    kind = column.type
    if not (pa.types.is_floating(kind) or pa.types.is_integer(kind)):
        return None
    return column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)


def days_of(column: Any) -> Any:
    """Give a column of days as texts (YYYY-MM-DD where its type is one of days or times).

    Args:
        column: A `pyarrow.Array` of any type.

    Returns:
        As `texts_of`. Of a time, its day where it was written counts.

    Examples:
        >>> from datetime import datetime
        >>> days_of(pa.array([datetime(2024, 7, 9, 23, 30)])).to_pylist()
        ['2024-07-09']
    """
    if pa.types.is_timestamp(column.type):
        local = column if column.type.tz is None else pc.local_timestamp(column)
        column = pc.floor_temporal(local, unit="day").cast(pa.date32())
    return texts_of(column)
