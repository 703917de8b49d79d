from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from kmn.bulk import spark
from kmn.bulk.batches import Assigner
from kmn.bulk.columns import COLUMNS
from kmn.errors import InputTypeError, MissingExtraError
from kmn.wiring import Locator, dataset, save
from tests.architecture.tree import PROJECT
from tests.strategies import ags, any_text, kreis_keys, plz, streets, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PAGE = PROJECT / "docs" / "how-to" / "spark.md"
PLAIN = re.compile(r"[^\x00\ud800-\udfff]*")

Row = list[str | None]
ROLES = {"address", "key", "plz", "place"}


class Session:
    """A session of Spark in another process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Keep the process."""
        self._process = process

    def ask(self, job: str, **arguments: Any) -> dict[str, Any]:
        """Let the session do a job, and give what came of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"job": job, **arguments}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert isinstance(answer, dict)
        return answer

    def assigned(self, rows: Sequence[Row], columns: dict[str, str], **options: Any) -> list[tuple[str, ...]]:
        """Assign rows of columns with their types, and give the cells that were added."""
        dataset = options.pop("dataset", None)
        if not ROLES & set(options):
            options |= {header: header for header in columns}
        answer = self.ask("assigned", rows=rows, columns=list(columns.items()), options=options, dataset=dataset)
        assert "error" not in answer, answer["text"]
        assert answer["columns"] == ["row", *columns, *COLUMNS]
        return [tuple(row) for row in answer["rows"]]


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """A session with two threads; it lasts as long as the tests of this module."""
    command = [sys.executable, "-m", "tests.bulk.spark_session", "local[2]"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
        yield Session(process)


def batch(rows: Sequence[Row], headers: Sequence[str], **options: Any) -> list[tuple[str, ...]]:
    """Give the cells that a batch adds to rows."""
    roles = {role: header for role, header in options.items() if role in ROLES}
    rest = {name: value for name, value in options.items() if name not in roles and name != "join"}
    columns = [pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)]
    answers = Assigner(roles or {header: header for header in headers}, **rest).columns_for(
        pa.RecordBatch.from_arrays(columns, names=list(headers))
    )
    return list(zip(*(column.to_pylist() for column in answers.columns), strict=True))


def test_what_is_missing_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PySpark the error names the extra, and no job is needed to learn of it."""
    monkeypatch.setitem(sys.modules, "pyspark.sql.functions", None)
    with pytest.raises(MissingExtraError, match=r"kmn\[spark\]"):
        spark.assign(None)


KEYS: list[Row] = [
    [key]
    for key in (
        *("03254021", "3254021", "03 2 54 021", "032540021021", "03156", "03152012", "09162", "09162000", "DE925"),
        *("٠٣٢٥٤", "03999999", "rubbish", "", "  ", None, "3254021.0", "52.15/9.95", "03254021"),
    )
]
CODES: list[Row] = [[code] for code in ("31134", "26506", "1067", "21444", "D-31 134", "99999", "x", None, "31134")]
TOWNS: list[Row] = [
    ["31134", "Hildesheim"],
    ["38440", "Wolfsburg"],
    ["21444", None],
    [None, "Burgdorf"],
    [None, None],
    ["1067", "Dresden"],
    ["31134", "Braunschweig"],
    ["x", "Celle"],
    ["31134", "Hildesheimm"],
]
TEXTS: list[Row] = [
    [text]
    for text in (
        *("Domhof 1, 31134 Hildesheim", "Am Markt 3\n26506 Norden", "52.15, 9.95", "Neustadt", "Nirgendwo", None, ""),
        *("31134 Hildesheimm", "c/o \x1f, 38440 Wolfsburg", "03152012"),
    )
]


@pytest.mark.java
@pytest.mark.parametrize(("join", "evidence"), [(None, "attested"), (True, "inferred"), (False, "inferred")])
@pytest.mark.parametrize(
    ("rows", "headers"), [(KEYS, ["key"]), (CODES, ["plz"]), (TOWNS, ["plz", "place"]), (TEXTS, ["address"])]
)
def test_spark_answers_as_a_batch_does(
    session: Session, *, rows: list[Row], headers: list[str], evidence: str, join: bool | None
) -> None:
    """Keys, codes, towns and texts get the answers of a batch, whichever way leads to them."""
    found = session.assigned(rows, dict.fromkeys(headers, "string"), evidence=evidence, join=join)
    assert found == batch(rows, headers, evidence=evidence)


@pytest.mark.java
@settings(max_examples=5)
@given(data=st.data())
def test_spark_answers_as_a_batch_does_whatever_is_asked(session: Session, data: st.DataObject) -> None:
    """Whatever people write for a key or an address, Spark and a batch agree on it."""
    keys = st.one_of(ags, kreis_keys, plz).map(str).flatmap(written)
    texts = st.one_of(any_text, st.builds("{}, {} {}".format, streets, plz, any_text), keys)
    rows: list[Row] = [
        [text]
        for text in data.draw(st.lists(st.one_of(keys, texts), min_size=1, max_size=200))
        if PLAIN.fullmatch(text)
    ]
    role = data.draw(st.sampled_from(["address", "key", "plz"]))
    join = data.draw(st.booleans())
    if rows:
        assert session.assigned(rows, {"text": "string"}, join=join, **{role: "text"}) == batch(
            rows, ["text"], **{role: "text"}
        )


@pytest.mark.java
@settings(max_examples=5)
@given(
    pairs=st.lists(st.tuples(st.floats(51.2, 54.0), st.floats(6.5, 11.7)), min_size=1, max_size=200),
    on=st.sampled_from([None, "2020-01-01"]),
)
def test_points_get_the_answers_of_a_batch(
    session: Session, pairs: list[tuple[float, float]], on: str | None
) -> None:
    """Numbers lose nothing on the way, inland, at borders and outside."""
    pairs = [*pairs, (52.15, 9.95), (52.1012, 10.0794), (48.1, 11.5), (9.95, 52.15), (99.0, 9.0), (53.9, 8.2)]
    rows: list[Row] = [[repr(lat), repr(lon)] for lat, lon in pairs]
    rows += [[None, "9.95"], [None, None], ["NaN", "9.95"], ["Infinity", "9.95"]]
    found = session.assigned(rows, {"lat": "double", "lon": "double"}, on=on)
    numbers = [[None if cell is None else float(cell) for cell in column] for column in zip(*rows, strict=True)]
    answers = Assigner({"lat": "lat", "lon": "lon"}, on=on).columns_for(
        pa.RecordBatch.from_arrays([pa.array(column, pa.float64()) for column in numbers], names=["lat", "lon"])
    )
    assert found == list(zip(*(column.to_pylist() for column in answers.columns), strict=True))


@pytest.mark.java
@pytest.mark.parametrize("join", [True, False])
@pytest.mark.parametrize("kind", ["int", "bigint", "double", "decimal(12,0)", "decimal(12,2)"])
def test_keys_may_be_numbers(session: Session, *, kind: str, join: bool) -> None:
    """A key that became a number in some spreadsheet is read as the key that it was."""
    rows: list[Row] = [["3254021"], ["3156"], [None]]
    assert session.assigned(rows, {"key": kind}, join=join) == batch(rows, ["key"])


@pytest.mark.java
@pytest.mark.parametrize("join", [True, False])
@pytest.mark.parametrize("kind", ["string", "date", "timestamp", "timestamp_ntz"])
def test_a_column_may_hold_the_days(session: Session, *, kind: str, join: bool) -> None:
    """Each row is answered for its own day, and for today where it has none."""
    rows: list[Row] = [["03156", "2016-05-01"], ["03156", "2024-05-01"], ["03156", None], [None, "2024-05-01"]]
    found = session.assigned(rows, {"key": "string", "day": kind}, key="key", on="day", join=join)
    assert found == batch(rows, ["key", "day"], key="key", on="day")
    assert [cells[2] for cells in found] == ["03156", "03159", "03159", ""]


@pytest.mark.java
def test_columns_may_have_any_name(session: Session) -> None:
    """Dots and back-ticks in a name mean nothing."""
    rows: list[Row] = [["26506 Norden", "31134 Hildesheim"]]
    columns = {"a.b": "string", "c`d": "string"}
    for join in (True, False):
        assert session.assigned(rows, columns, address="c`d", join=join)[0][2] == "03254"
        assert session.assigned(rows, columns, address="a.b", join=join)[0][2] == "03452"


@pytest.mark.java
def test_another_dataset_answers_in_the_workers(session: Session, tmp_path: Path) -> None:
    """A locator of one's own goes along to wherever the rows are."""
    fewer = tuple(one for one in dataset().assignments if one.area != "03254")
    other = dataset().model_copy(update={"assignments": fewer})
    save(other, tmp_path / "other")
    rows: list[Row] = [["03254"], ["03101"]]
    wanted = batch(rows, ["key"], locator=Locator(other))
    for join in (True, False):
        assert session.assigned(rows, {"key": "string"}, join=join, dataset=str(tmp_path / "other")) == wanted
    assert [cells[0] for cells in wanted] == ["unassigned", "responsible"]


@pytest.mark.java
def test_keys_stay_in_the_jvm(session: Session) -> None:
    """The rows of keys meet their answers in a broadcast join, nothing runs in advance, and texts go to Python."""
    keys = session.ask("planned", rows=KEYS, columns=[["key", "string"]], options={"key": "key"})
    assert keys["jobs"] == 0
    rows, answers = re.split(r"BroadcastExchange", keys["plan"])
    assert "BroadcastHashJoin" in rows
    assert "ArrowEvalPython" not in rows
    assert "ArrowEvalPython" in answers
    texts = session.ask("planned", rows=TEXTS, columns=[["address", "string"]], options={})
    assert texts["jobs"] == 0
    assert "ArrowEvalPython [answers(address" in texts["plan"]


@pytest.mark.java
def test_rows_that_change_are_not_guessed_at(session: Session) -> None:
    """Rows that are others when they are read again stop the join, with what to do; without it they are answered."""
    answer = session.ask("changed")
    assert "call it with join=False" in answer["text"]
    assert session.ask("changed", join=False) == {"networks": [""]}


@pytest.mark.java
def test_a_stream_is_answered_as_it_comes(session: Session) -> None:
    """A stream goes through Python, since it can be read only once."""
    rows = session.ask("streamed", rows=["03254", "03101021", "x"])["rows"]
    assert sorted(rows) == [["03101021", ""], ["03254", "suedniedersachsen"], ["x", ""]]


@pytest.mark.java
@pytest.mark.parametrize(
    ("columns", "options", "said"),
    [
        ({"KMN_status": "string"}, {"key": "KMN_status"}, "earlier run"),
        ({"ags": "string"}, {"evidence": "guessed"}, "evidence"),
        ({"ags": "string"}, {"on": "tomorrow"}, "day"),
        ({"a": "string"}, {}, "recognised"),
        ({"a": "string"}, {"town": "a"}, "role"),
    ],
)
def test_wrong_options_are_told_before_any_job(
    session: Session, columns: dict[str, str], options: dict[str, str], said: str
) -> None:
    """Whatever is wrong with a question is said when it is asked, not by a worker."""
    answer = session.ask("planned", rows=[["x"]], columns=list(columns.items()), options=options)
    assert answer["error"] == "InputError"
    assert said in answer["text"]


@pytest.mark.java
def test_only_frames_of_spark_are_taken() -> None:
    """Whoever hands in something else is told where it belongs."""
    with pytest.raises(InputTypeError, match=r"kmn\.bulk\.assign"):
        spark.assign(pa.table({"ags": ["03254"]}))


@pytest.mark.java
def test_a_killed_worker_changes_no_answer(tmp_path: Path) -> None:
    """On two workers, one killed amid each job, tasks begun twice and one far larger than others: all right."""
    texts = ["Haus {}, 31134 Hildesheim", "Haus {}\n26506 Norden", "Nirgendwo", "", "Haus {}, 38440 Wolfsbrug"]
    keys = ["03254021", "03156", "x", None, "3254021"]
    (tmp_path / "in").mkdir()
    begin = 0
    for part, count in enumerate([30_000, *[600] * 11]):
        ids = range(begin, begin + count)
        columns = {
            "id": list(ids),
            "text": [texts[at % 5].format(at) for at in ids],
            "key": [keys[at % 5] for at in ids],
        }
        parquet.write_table(pa.table(columns), tmp_path / "in" / f"{part}.parquet")
        begin += count
    ways: dict[str, dict[str, str]] = {"keys": {"key": "key"}, "texts": {"address": "text"}}
    (tmp_path / "options.json").write_text(json.dumps(ways), encoding="utf-8")
    command = [sys.executable, "-m", "tests.bulk.spark_cluster", str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, check=True, timeout=300)
    happened = json.loads(done.stdout)
    assert all(happened["killed_after"])
    assert happened["lost"] >= len(ways)
    assert happened["speculative"]

    given = parquet.read_table(tmp_path / "in").sort_by("id")
    for name, options in (ways | {"undisturbed": ways["texts"]}).items():
        found = parquet.read_table(tmp_path / name).sort_by("id")
        assert found.select(given.column_names).equals(given)
        assert found.select(list(COLUMNS)).equals(plain(Assigner(options).columns_for(given)))


def plain(answers: pa.Table) -> pa.Table:
    """Give columns of texts for those of a dictionary."""
    return answers.cast(pa.schema({name: pa.string() for name in COLUMNS}))


@pytest.mark.java
def test_the_page_is_true(capfd: pytest.CaptureFixture[str]) -> None:
    """Each example of the how-to prints what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bulk.spark_page", str(PAGE)], cwd=PROJECT, check=False, timeout=120
    )
    assert done.returncode == 0, capfd.readouterr().out
