"""Tables on their way from one file to another: three parts at a time, one read, one answered, one written.

The first and the last are done in threads of their own, for which Python gives way; the parts stay in their order.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from kmn.bulk.columns import INVALID
from kmn.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from kmn.bulk.chunks import Chunk, Source
    from kmn.bulk.question import Question
    from kmn.bulk.sinks import Sink
    from kmn.bulk.summary import Record

__all__ = ["stream"]


def stream(
    source: Source,
    sink: Sink,
    question: Question,
    record: Record,
    progress: Callable[[int, float], object],
) -> None:
    """Read, answer and write all rows.

    Args:
        source: Where rows come from.
        sink: Where they go; it is closed at the end, or given up.
        question: What is asked.
        record: Who counts.
        progress: Is told the number of rows and the share of the source.

    Raises:
        DataError: The source is damaged, or the other format cannot hold what it has.
        OSError: It cannot be written.
    """
    import pyarrow as pa

    assigner = question.assigner()
    chunks = source.chunks(question.positions)
    try:
        with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
            written: Future[None] | None = None
            for chunk in _ahead(chunks, reader):
                answers = _marked(assigner.columns_for(chunk.asked), chunk.invalid)
                if written is not None:
                    written.result()
                written = writer.submit(sink.write, chunk, answers)
                record.add_all(answers, assigner.restored(answers))
                progress(record.summary.rows, chunk.share)
            if written is not None:
                written.result()
        sink.close()
    except pa.ArrowException as error:
        if isinstance(error, OSError):
            raise
        message = f"The other format cannot hold a column of this table ({type(error).__name__}): write another one."
        raise DataError(message) from error
    finally:
        sink.give_up()


def _ahead(chunks: Iterator[Chunk], reader: ThreadPoolExecutor) -> Iterator[Chunk]:
    """Read the next part while one is worked on."""
    coming = reader.submit(next, chunks, None)
    while (chunk := coming.result()) is not None:
        coming = reader.submit(next, chunks, None)
        yield chunk


def _marked(answers: Any, invalid: Sequence[int]) -> Any:
    """Put the status `invalid` beside rows that cannot be read, about which nothing was asked."""
    if not invalid:
        return answers
    import pyarrow as pa

    status = answers.column(0)
    values = status.dictionary.to_pylist()
    if INVALID not in values:
        values.append(INVALID)
    places = status.indices.to_numpy().copy()
    places[list(invalid)] = values.index(INVALID)
    marked = pa.DictionaryArray.from_arrays(pa.array(places), pa.array(values, pa.string()))
    return pa.RecordBatch.from_arrays([marked, *answers.columns[1:]], names=answers.schema.names)
