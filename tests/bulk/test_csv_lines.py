from __future__ import annotations

import csv
import io

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.chunks import Chunk, Lines
from kmn.bulk.columns import COLUMNS
from kmn.bulk.csv_lines import CsvLines
from kmn.bulk.dialect import Dialect

cells = st.text(st.characters(codec="utf-8"), max_size=6)
tables = st.lists(st.tuples(cells, cells), min_size=1, max_size=5)


def answers(texts: list[str]) -> pa.RecordBatch:
    """Give columns of answers that all say the same."""
    column = pa.array(texts, pa.string()).dictionary_encode()
    return pa.RecordBatch.from_arrays([column] * len(COLUMNS), names=list(COLUMNS))


def finished(file: io.BytesIO, lines: CsvLines) -> str:
    """Give what was written."""
    lines.close()
    lines.give_up()
    return file.getvalue().decode()


@given(tables, st.sampled_from([*",;\t|^]\\ -$"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_columns_are_written_so_that_they_are_read_again(
    rows: list[tuple[str, str]], delimiter: str, newline: str
) -> None:
    """Cells of any content come back from the file, with the answers behind them."""
    file = io.BytesIO()
    lines = CsvLines(file, Dialect("utf-8", delimiter, newline), delimiter.join("ab"))
    batch = pa.table({"a": [row[0] for row in rows], "b": [row[1] for row in rows]}).to_batches()[0]
    lines.write(Chunk(batch, batch, 1.0), answers([row[1] for row in rows]))
    found = list(csv.reader(io.StringIO(finished(file, lines), newline=""), delimiter=delimiter))
    assert found == [["a", "b", *COLUMNS], *([*row, *[row[1]] * len(COLUMNS)] for row in rows)]


def test_one_row_and_many_are_written_alike() -> None:
    """A row that is added alone has the same bytes as one of many, and surplus cells stand behind the answers."""
    dialect = Dialect("cp1252", ";", "\r\n")
    texts = ["ä;x", "b"]
    one, many = io.BytesIO(), io.BytesIO()
    alone, together = CsvLines(one, dialect, '"a"'), CsvLines(many, dialect, '"a"')
    for text, surplus in zip(texts, ["", ";z"], strict=True):
        alone.add(f'"{text}"', [text] * len(COLUMNS), surplus)
    begins = pa.array([f'\r\n"{text}"' for text in texts])
    together.write(Chunk(None, Lines(begins, pa.array(["", ";z"])), 1.0), answers(texts))
    assert finished(one, alone) == finished(many, together)
    assert one.getvalue().startswith(b'\xef\xbb\xbf"a";kmn_status')
    assert one.getvalue().endswith(b";z\r\n")
