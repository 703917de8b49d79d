from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from kmn.bulk.chunks import Chunk, Source
from kmn.bulk.question import question_of
from kmn.bulk.streaming import stream
from kmn.bulk.summary import Record, Summary
from kmn.errors import DataError
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kmn.bulk.sinks import Sink

PLZ = ["31134", "1067", "", "x"]


class Kept:
    """A sink that keeps what it is given, and may fail or be slow."""

    def __init__(self, fails_with: BaseException | None = None) -> None:
        """Begin with nothing."""
        self.rows: list[tuple[str, ...]] = []
        self.ended: list[str] = []
        self.fails_with = fails_with
        self.threads: set[int] = set()

    def write(self, chunk: Chunk, answers: Any) -> None:
        """Keep rows."""
        self.threads.add(threading.get_ident())
        if self.fails_with is not None:
            raise self.fails_with
        self.rows += zip(chunk.kept["PLZ"].to_pylist(), answers["kmn_status"].to_pylist(), strict=True)

    def close(self) -> None:
        """Remember it."""
        self.ended.append("closed")

    def give_up(self) -> None:
        """Remember it."""
        self.ended.append("given up")


def source_of(parts: list[list[str]], damage: BaseException | None = None) -> Source:
    """Give a source in parts, which may be damaged behind them."""

    def chunks(_columns: Sequence[int]) -> Iterator[Chunk]:
        for at, part in enumerate(parts):
            batch = pa.record_batch({"PLZ": pa.array(part, pa.string())})
            invalid = [row for row, text in enumerate(part) if text == "x"]
            yield Chunk(batch.rename_columns(["0"]), batch, (at + 1) / len(parts), invalid)
        if damage is not None:
            raise damage

    return Source(["PLZ"], 1, chunks, pa.schema([("PLZ", pa.string())]))


def streamed(source: Source, sink: Sink, progress: Callable[[int, float], object] = lambda *_: None) -> Summary:
    """Stream all of it."""
    record = Record(1)
    question = question_of(["PLZ"], {}, None, Evidence.ATTESTED)
    stream(source, sink, question, record, progress)
    return record.summary


def test_parts_stay_in_order_and_are_counted() -> None:
    """Rows are written in the order in which they are read, with their answers, and everything is told."""
    told: list[tuple[int, float]] = []
    sink = Kept()
    parts = [PLZ[at % 4 :] for at in range(40)]
    summary = streamed(source_of(parts), sink, lambda rows, share: told.append((rows, share)))
    statuses = {"31134": "responsible", "1067": "outside", "": "empty", "x": "invalid"}
    assert sink.rows == [(plz, statuses[plz]) for part in parts for plz in part]
    assert (summary.rows, summary.zeros_restored) == (100, 20)
    assert summary.statuses == {"responsible": 10, "outside": 20, "empty": 30, "invalid": 40}
    assert told[-1] == (100, 1.0)
    assert told == sorted(told)
    assert sink.ended == ["closed", "given up"]
    assert threading.get_ident() not in sink.threads


def test_nothing_at_all_is_a_whole_table() -> None:
    """A source without parts closes its sink."""
    sink = Kept()
    assert streamed(source_of([]), sink).rows == 0
    assert sink.ended == ["closed", "given up"]


@pytest.mark.parametrize("parts", [1, 2, 9])
@pytest.mark.parametrize("error", [OSError("full"), DataError("damaged"), BrokenPipeError(), KeyboardInterrupt()])
def test_whoever_fails_ends_it(parts: int, error: BaseException) -> None:
    """An error on either side comes out as it is; the sink is given up and not closed, and no thread goes on."""
    before = threading.active_count()
    for source, sink in (
        (source_of([PLZ] * parts, damage=error), Kept()),
        (source_of([PLZ] * parts), Kept(fails_with=error)),
    ):
        with pytest.raises(type(error)):
            streamed(source, sink)
        assert sink.ended == ["given up"]
    assert threading.active_count() == before


def test_what_the_other_format_cannot_hold_is_said() -> None:
    """An error of the library that writes becomes one of ours; one of the disk stays one of the disk."""
    with pytest.raises(DataError, match="cannot hold"):
        streamed(source_of([PLZ]), Kept(fails_with=pa.ArrowNotImplementedError("no")))
    with pytest.raises(OSError, match="disk"):
        streamed(source_of([PLZ]), Kept(fails_with=OSError("disk")))


def test_a_listed_row_has_its_number_over_all_parts() -> None:
    """Rows are numbered from the first part to the last."""
    listed = io.BytesIO()
    record = Record(2, listed)
    question = question_of(["PLZ"], {}, None, Evidence.ATTESTED)
    stream(source_of([PLZ, PLZ]), Kept(), question, record, lambda *_: None)
    numbers = [line.split(b",")[:2] for line in listed.getvalue().splitlines()[1:]]
    assert numbers == [[b"4", b"empty"], [b"5", b"invalid"], [b"8", b"empty"], [b"9", b"invalid"]]
