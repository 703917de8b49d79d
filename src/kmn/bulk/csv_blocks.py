r"""Pieces of a CSV file that are as they should be, read at once by a fast parser.

Such a piece has rows of one width, line ends of one kind, and quotation marks only around whole cells or doubled
within them; in it, the fast parser and the tolerant one (`kmn.bulk.csv_rows`) see the same cells. Whatever else a
file holds is left to the tolerant one, piece by piece.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.bulk.csv_rows import Row, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kmn.bulk.csv_rows import Text
    from kmn.bulk.dialect import Dialect

__all__ = ["Block", "Rows", "read_blocks"]

_SIZE: Final = 1 << 22
_MOST_ROWS: Final = 1 << 16
_QUOTE: Final = ord('"')
_FEED: Final = ord("\n")
_RETURN: Final = ord("\r")


@frozen
class Block:
    """Rows as they should be.

    Attributes:
        batch: Their cells as texts (`pyarrow.RecordBatch`), of the columns asked for; the names are positions.
        lines: The text of each (`pyarrow.Array`), with a line end before it instead of behind it.
    """

    batch: Any
    lines: Any


@frozen
class Rows:
    """Rows that had to be read with tolerance."""

    rows: list[Row]


def read_blocks(text: Text, dialect: Dialect, width: int, columns: Sequence[int]) -> Iterator[Block | Rows]:
    r"""Read all rows that are left of a text.

    Args:
        text: The text, at the beginning of a row.
        dialect: How it is written.
        width: How many headers there are.
        columns: Positions of the columns that are needed as such.

    Returns:
        The rows, in pieces of some megabytes.

    Raises:
        DataError: A row does not end within 16 million letters.

    Examples:
        >>> from kmn.bulk.csv_rows import Text
        >>> from kmn.bulk.dialect import Dialect
        >>> import io
        >>> text = Text(io.BytesIO(b"31134;Hildesheim\n29221;Celle\n"), "utf-8")
        >>> [block] = read_blocks(text, Dialect("utf-8", ";", "\n"), 2, [0])
        >>> block.batch.to_pydict(), block.lines[1].as_py()
        ({'0': ['31134', '29221']}, '\n29221;Celle')
    """
    size = _SIZE
    while piece := text.peek(size):
        block = None if dialect.newline == "\r" else _block(piece[:size], dialect, width, columns)
        if block is not None:
            found, taken, lines = block
            text.skip(taken, lines)
            yield found
            size = min(_SIZE, _MOST_ROWS * taken // len(found.lines) + 1)
        elif size < _SIZE:
            size = _SIZE  # perhaps the rows were only longer than those before
        else:
            yield from _tolerant(text, dialect, width, min(len(piece), size))


def _tolerant(text: Text, dialect: Dialect, width: int, size: int) -> Iterator[Rows]:
    """Read the rows that begin within so many bytes."""
    rows: list[Row] = []
    begin = text.taken
    for row in read_rows(text, dialect, width):
        rows.append(row)
        if len(rows) == _MOST_ROWS or text.taken - begin >= size:
            yield Rows(rows)
            rows = []
            if text.taken - begin >= size:
                return
    if rows:
        yield Rows(rows)


def _block(piece: bytes, dialect: Dialect, width: int, columns: Sequence[int]) -> tuple[Block, int, int] | None:
    """Give the whole rows of a piece, and how many bytes and lines they are; None unless all is as it should be."""
    import numpy as np
    import pyarrow as pa

    letters = np.frombuffer(piece, np.uint8)
    quotes = np.flatnonzero(letters == _QUOTE)
    feeds = np.flatnonzero(letters == _FEED)
    ends = feeds[np.searchsorted(quotes, feeds) % 2 == 0] if quotes.size else feeds
    ends = ends[:_MOST_ROWS]
    if not ends.size:
        return None
    size = int(ends[-1]) + 1
    letters, quotes = letters[:size], quotes[: np.searchsorted(quotes, size)]
    delimiter = ord(dialect.delimiter)
    if not (_quotes_are_whole(letters, quotes, delimiter) and _ends_are(letters, quotes, ends, dialect.newline)):
        return None
    before = len(dialect.newline)
    begins = np.concatenate(([-1], ends[:-1])) + 1
    if (ends + 1 - begins <= before).any():  # a blank line
        return None
    batch = _parsed(piece[:size], dialect, width, columns)
    if batch is None or len(batch) != len(ends):
        return None
    offsets = np.concatenate((begins, [size])).astype(np.int32)
    data = dialect.newline.encode() + piece[: size - before]
    lines = pa.Array.from_buffers(pa.string(), len(ends), [None, pa.py_buffer(offsets), pa.py_buffer(data)])
    return Block(batch, lines), size, int(np.searchsorted(feeds, size))


def _quotes_are_whole(letters: Any, quotes: Any, delimiter: int) -> bool:
    """Say whether marks stand around whole cells only, or doubled within them."""
    if not quotes.size:
        return True
    import numpy as np

    opening, closing = quotes[0::2], quotes[1::2]
    before = letters[np.maximum(opening - 1, 0)]
    at_begin = (before == delimiter) | (before == _FEED) | (opening == 0)
    at_begin[1:] |= opening[1:] == closing[: len(opening) - 1] + 1
    after = letters[closing + 1]  # the last letter is a line end outside marks
    at_end = (after == delimiter) | (after == _FEED) | (after == _RETURN) | (after == _QUOTE)
    return bool(at_begin.all() and at_end.all())


def _ends_are(letters: Any, quotes: Any, ends: Any, newline: str) -> bool:
    """Say whether all lines end alike."""
    import numpy as np

    returns = np.flatnonzero(letters == _RETURN)
    if returns.size and quotes.size:
        returns = returns[np.searchsorted(quotes, returns) % 2 == 0]
    if newline == "\n":
        return not returns.size
    return len(returns) == len(ends) and bool((returns == ends - 1).all())


def _parsed(piece: bytes, dialect: Dialect, width: int, columns: Sequence[int]) -> Any:
    """Give the cells of the columns; None if the rows differ in width."""
    import pyarrow as pa
    from pyarrow import csv

    names = [str(column) for column in range(width)]
    wanted = [names[column] for column in columns]
    try:
        table = csv.read_csv(
            io.BytesIO(piece),
            csv.ReadOptions(use_threads=False, block_size=len(piece) + 1, column_names=names),
            csv.ParseOptions(delimiter=dialect.delimiter, newlines_in_values=True, ignore_empty_lines=False),
            csv.ConvertOptions(
                include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return table.combine_chunks().to_batches()[0]
