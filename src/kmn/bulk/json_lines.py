"""JSON lines: one object a line, read and written.

Where the lines themselves go on, nothing in them is read but the values that are asked about, and nothing is changed:
numbers keep their digits, and fields their order.
"""

from __future__ import annotations

import json
from itertools import chain
from math import isfinite
from typing import IO, TYPE_CHECKING, Any, Final

from kmn.bulk.chunks import Chunk, Lines, Source
from kmn.bulk.columns import COLUMNS
from kmn.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["open_json_lines", "piece_of_json", "rows_as_json"]

_MOST_ROWS: Final = 1 << 16
_MOST_BYTES: Final = 1 << 25
_LONGEST_LINE: Final = 1 << 24


def open_json_lines(file: IO[bytes], *, as_lines: bool) -> Source:
    """Open a file of JSON lines; its columns are the fields of its first 65,536 lines.

    Args:
        file: The file.
        as_lines: Whether rows are kept as the texts they were read from.

    Raises:
        DataError: A line is no object of JSON.

    Examples:
        >>> import io
        >>> open_json_lines(io.BytesIO(b'{"PLZ": "31134", "Ort": "Hildesheim"}'), as_lines=True).headers
        ['PLZ', 'Ort']
    """
    import pyarrow as pa

    size = file.seek(0, 2)
    file.seek(0)
    parts = _parts(file, size)
    first = next(parts, None)
    if first is None:
        message = "The file is empty: JSON lines hold one object a line."
        raise DataError(message)
    headers = list(dict.fromkeys(name for record in first[1] for name in record))

    def chunks(columns: Sequence[int]) -> Iterator[Chunk]:
        known = set(headers)
        number = 1
        for lines, records, share in chain([first], parts):
            for row, record in enumerate(records, start=number):
                if not as_lines and not record.keys() <= known:
                    message = (
                        f"Row {row} has a field that none of the first {_MOST_ROWS} rows has. Write JSON lines, "
                        "which keep it."
                    )
                    raise DataError(message)
                if not record.keys().isdisjoint(COLUMNS):
                    message = f"Row {row} has fields of an earlier run (kmn_…). Take the file as it was before."
                    raise InputError(message)
            number += len(records)
            asked = _batch(records, [headers[at] for at in columns], [str(at) for at in columns])
            if as_lines:
                yield Chunk(asked, Lines(pa.array(lines, pa.string())), share)
            else:
                yield Chunk(asked, _batch(records, headers, headers), share)

    return Source(headers, 1, chunks, pa.schema([(header, pa.string()) for header in headers]))


def _parts(file: IO[bytes], size: int) -> Iterator[tuple[list[str], list[dict[str, Any]], float]]:
    """Give the lines, each without the bracket at its end, and what they hold."""
    lines: list[str] = []
    records: list[dict[str, Any]] = []
    taken = held = row = 0
    while line := file.readline(_LONGEST_LINE):
        taken += len(line)
        held += len(line)
        text, record = _read(line, row + 1)
        if record is not None:
            row += 1
            lines.append(text)
            records.append(record)
        if len(lines) == _MOST_ROWS or held >= _MOST_BYTES:
            yield lines, records, taken / size
            lines, records, held = [], [], 0
    if lines:
        yield lines, records, 1.0


def _read(line: bytes, row: int) -> tuple[str, dict[str, Any] | None]:
    message = f"Row {row} is not an object of JSON: JSON lines hold one object a line, in UTF-8."
    try:
        text = line.decode("utf-8-sig" if row == 1 else "utf-8").strip()
        record = json.loads(text) if text else None
    except (ValueError, RecursionError):
        raise DataError(message) from None
    if record is None and not text:
        return text, None
    if not isinstance(record, dict):
        raise DataError(message)
    return text[:-1].rstrip() + (", " if record else ""), record


def _batch(records: list[dict[str, Any]], fields: Sequence[str], names: Sequence[str]) -> Any:
    import pyarrow as pa

    def column(field: str) -> Any:
        values = [_text(record.get(field)) for record in records]
        try:
            return pa.array(values, pa.string())
        except UnicodeEncodeError:  # JSON may name half a character, which is none
            return pa.array([value.encode(errors="replace").decode() for value in values], pa.string())

    return pa.RecordBatch.from_arrays([column(field) for field in fields], names=list(names))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def piece_of_json(name: str, value: str | None) -> str:
    r"""Give what is written for a value that is added; null where none applies.

    Examples:
        >>> piece_of_json("kmn_status", "responsible"), piece_of_json("kmn_data_version", "1")
        ('"kmn_status": "responsible", ', '"kmn_data_version": "1"}\n')
    """
    end = "}\n" if name == COLUMNS[-1] else ", "
    return f"{json.dumps(name)}: {json.dumps(value or None, ensure_ascii=False)}{end}"


def rows_as_json(batch: Any) -> Lines:
    """Give the rows of a batch as objects, each without the bracket at its end."""
    import pyarrow as pa

    rows = (_dumped(row)[:-1] for row in batch.to_pylist())
    return Lines(pa.array([row + ", " if len(row) > 1 else row for row in rows], pa.string()))


def _dumped(row: Any) -> str:
    try:
        return json.dumps(row, ensure_ascii=False, default=_written, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(row), ensure_ascii=False, default=_written)


def _finite(value: Any) -> Any:
    """Leave out what JSON has no word for: infinity, and what is not a number."""
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _written(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
