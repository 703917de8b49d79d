"""Dictionaries of columns that only ever grow, as a file of Arrow IPC wants them."""

from __future__ import annotations

from typing import Any

__all__ = ["Growing"]


class Growing:
    """The dictionary of a column, over all of its parts.

    Examples:
        >>> import pyarrow as pa
        >>> growing = Growing()
        >>> _ = growing.of(pa.array(["a", "b"]).dictionary_encode())
        >>> later = growing.of(pa.array(["c", "a"]).dictionary_encode())
        >>> later.to_pylist(), later.dictionary.to_pylist()
        (['c', 'a'], ['a', 'b', 'c'])
    """

    def __init__(self) -> None:
        """Begin with an empty one."""
        self._places: dict[Any, int] = {}
        self._whole: Any = None
        self._last: Any = None
        self._moved: Any = None

    def of(self, column: Any) -> Any:
        """Give a part of the column (`pyarrow.DictionaryArray`) with the dictionary as it is now."""
        import pyarrow as pa
        from pyarrow import compute

        indices = column.indices
        if self._last is None or not column.dictionary.equals(self._last):
            self._last = column.dictionary
            values = column.dictionary.to_pylist()
            places = [self._places.setdefault(value, len(self._places)) for value in values]
            self._moved = None if places == list(range(len(places))) else pa.array(places, pa.int64())
            self._whole = pa.array(list(self._places), column.type.value_type)
        if self._moved is not None:
            indices = compute.take(self._moved, indices)
        return pa.DictionaryArray.from_arrays(
            indices.cast(column.type.index_type), self._whole, ordered=column.type.ordered
        )
