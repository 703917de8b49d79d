"""A part of a table on its way from one file to another, and the texts that are written for it.

Whatever is read, the columns that hold the place are there as such, to be asked about. What else is in a row travels
in the way in which it changes least: as the text of its line if the other file has the same format, else as columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import field, frozen

__all__ = ["Chunk", "Lines", "Source", "texts", "with_pieces"]

_MOST_TEXTS: Final = 2048


@frozen
class Lines:
    """Rows as the texts they were read from.

    Attributes:
        begins: The text of each row (`pyarrow.Array`), as far as it stands before what is added.
        ends: The text that stands behind it, None if there is none anywhere.
    """

    begins: Any
    ends: Any = None


@frozen
class Chunk:
    """Some rows.

    Attributes:
        asked: The columns that are read (`pyarrow.RecordBatch`), named by their positions.
        kept: The rows themselves: all columns (`pyarrow.RecordBatch`), or their texts.
        share: How much of the file is read with them, from 0 to 1.
        invalid: Which of the rows, counted from 0, cannot be read; nothing stands in their columns.
    """

    asked: Any
    kept: Any
    share: float
    invalid: Sequence[int] = ()


@frozen
class Source:
    """A table that can be read once, from its first row to its last.

    Attributes:
        headers: Its headers.
        first: The number of its first row: 2 where the headers stand in a row of the file, else 1.
        chunks: Gives the rows, and is told the positions of the columns to be asked about.
        schema: The types of its columns (`pyarrow.Schema`).
        line: The text of the row of headers, if it is CSV.
        compression: How its columns are compressed, if it is Parquet.
        steady: Whether a column that has a dictionary has the same one in all parts.
    """

    headers: list[str]
    first: int
    chunks: Callable[[Sequence[int]], Iterator[Chunk]]
    schema: Any = field(eq=False)
    line: str | None = None
    compression: str | None = None
    steady: bool = False


def with_pieces(lines: Lines, answers: Any, piece: Callable[[str, str | None], str]) -> Any:
    r"""Put what is written for the answers behind the texts of rows.

    Args:
        lines: The texts of the rows.
        answers: The columns that are added (`pyarrow.RecordBatch`), each with a dictionary.
        piece: Gives the text that is written for a value, None if there is none, in a column.

    Returns:
        A buffer with all rows, one directly behind the other.

    Examples:
        >>> import pyarrow as pa
        >>> answers = pa.record_batch({"status": pa.array(["open", None]).dictionary_encode()})
        >>> rows = with_pieces(Lines(pa.array(["\n1", "\n2"])), answers, lambda _name, value: f",{value or ''}")
        >>> bytes(rows)
        b'\n1,open\n2,'
    """
    import numpy as np
    import pyarrow as pa
    from pyarrow import compute

    # Columns side by side are put together, as long as few texts come of it: the fewer, the faster rows are joined.
    most = min(_MOST_TEXTS, len(answers))
    pieces: list[tuple[list[str], Any]] = [([""], np.zeros(len(answers), np.int64))]
    for name, column in zip(answers.schema.names, answers.columns, strict=True):
        values = [piece(name, value) for value in column.dictionary.to_pylist()]
        if column.null_count:
            values.append(piece(name, None))
        places = compute.fill_null(column.indices, len(values) - 1).to_numpy()
        before, which = pieces[-1]
        if len(before) * len(values) <= most:
            pieces[-1] = [text + value for text in before for value in values], which * len(values) + places
        else:
            pieces.append((values, places))
    columns = [pa.array(values, pa.string()).take(pa.array(places)) for values, places in pieces]
    ends = [] if lines.ends is None else [lines.ends]
    joined = compute.binary_join_element_wise(lines.begins, *columns, *ends, "")
    begins, data = joined.buffers()[1:]
    offsets = np.frombuffer(begins, np.int32)[joined.offset : joined.offset + len(joined) + 1]
    return data[int(offsets[0]) : int(offsets[-1])]


def texts(column: Any) -> Any:
    """Give a column of any type as texts, empty where nothing stands.

    Examples:
        >>> import pyarrow as pa
        >>> texts(pa.array([1.5, None])).to_pylist(), texts(pa.array([{"a": 1}])).to_pylist()
        (['1.5', ''], ['{"a": 1}'])
    """
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not pa.types.is_string(column.type):
        try:
            column = column.cast(pa.string())
        except (pa.ArrowNotImplementedError, pa.ArrowInvalid):  # nested, or bytes that are no text
            column = pa.array([_text(value) for value in column.to_pylist()], pa.string())
    return compute.fill_null(column, "")


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_text)
    return value.hex() if isinstance(value, bytes) else str(value)
