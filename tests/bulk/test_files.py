from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from pyarrow import parquet

from kmn.bulk import files
from kmn.bulk.columns import COLUMNS, row_of
from kmn.bulk.files import Summary, assign_file
from kmn.bulk.formats import FORMATS
from kmn.bulk.question import question_of
from kmn.errors import DataError, InputError, MissingExtraError
from kmn.values import Evidence
from kmn.wiring import dataset, locate
from tests.strategies import street_lines, town_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kmn.geocoding.protocol import Found

    Way = Callable[[pytest.MonkeyPatch], None]

# Files in which something is wrong or unusual, and which are tables nevertheless.
HOSTILE = [
    b"PLZ,Ort\n",
    b"PLZ,Ort",
    b"PLZ\n31134",
    b"PLZ;Ort\r\n31134;Hildesheim\r\n1067;Dresden\r\n",
    b"PLZ;Ort\r\n31134;Hildesheim\n1067;Dresden\r29221;Celle",
    b"PLZ\tOrt\r31134\tHildesheim\r",
    b'"PLZ","Ort"\n"31134","Hildes\nheim"\n"1067","Dres""den"\n',
    b'PLZ,Ort\n31134,"Hildesheim\n1067,Dresden\n',
    b'PLZ,Ort\n31134,Hil"des"heim\n"31134"x,Hildesheim\n',
    b"PLZ,Ort\n31134\n31134,Hildesheim,x,y\n\n,\n   \n31134,Hildesheim\n",
    b"PLZ,Ort\n31134,Hil\x00desheim\n\x00,\x00\n",
    "PLZ,Ort\n21335,Lüneburg\n".encode("utf-8-sig"),
    "PLZ,Ort\n21335,Lüneburg\n".encode("cp1252"),
    "PLZ,Ort\n21335,Lüneburg\n".encode("utf-16"),
    "PLZ|Ort\n21335|Lüne\u2028burg\x85\x0c\n".encode(),
    b"x,x,PLZ\n1,2,31134\n" * 3,
    b"PLZ,Ort\n" + b"31134,Hildesheim\n" * 3000 + b"1\n" + b"1067,Dresden\n" * 3000,
    b"PLZ,Ort\n31134," + b"x" * 100_000 + b"\n",
    b"sep=;\r\nPLZ;Ort\r\n31134;Hildesheim\r\nx;\r\n",
    b"\n\n\nPLZ,Ort\n31134,Hildesheim\n1\n",
    b'AGS,lat,lon\n3254021,,\n,52.15,9.95\n,"52,15","9,95"\n,nan,inf\n',
]


class Layout(NamedTuple):
    """How a file is written."""

    delimiter: str
    newline: str
    encoding: str
    quoting: Any

    def written(self, rows: Iterable[Sequence[str]]) -> bytes:
        """Write rows."""
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self.delimiter, lineterminator=self.newline, quoting=self.quoting).writerows(rows)
        return text.getvalue().encode(self.encoding)


class Noting:
    """A geocoder that finds nothing, and remembers what it was asked."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.asked: list[str] = []

    def geocode(self, address: str) -> list[Found]:
        """Find nothing."""
        self.asked.append(address)
        return []


def convert(source: Path, target: Path) -> None:
    """Write a table in another format, as other programs would, as texts; missing ones are empty."""
    kind, wanted = source.suffix[1:], target.suffix[1:]
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(source.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
        if len(rows[0]) == 1:
            rows = list(csv.reader(io.StringIO(source.read_bytes().decode("utf-8-sig"), newline="")))
    elif kind == "jsonl":
        records = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
        rows = [list(records[0]), *([value or "" for value in record.values()] for record in records)]
    elif kind == "xlsx":
        rows = [[value or "" for value in row] for row in load_workbook(source).active.iter_rows(values_only=True)]
    else:
        table = read_table(source)
        rows = [table.schema.names, *([value or "" for value in row.values()] for row in table.to_pylist())]
    head, *body = rows
    if wanted == "csv":
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    elif wanted == "jsonl":
        lines = (json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False) for row in body)
        target.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    elif wanted == "xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(target)
    else:
        write_table(pa.table({name: [row[at] for row in body] for at, name in enumerate(head)}), target)


def read_table(path: Path) -> pa.Table:
    """Read Parquet or Arrow IPC."""
    if path.suffix == ".parquet":
        return parquet.read_table(path)
    return (pa.ipc.open_file if path.suffix == ".arrow" else pa.ipc.open_stream)(path.read_bytes()).read_all()


def write_table(table: pa.Table, path: Path) -> None:
    """Write Parquet or Arrow IPC."""
    if path.suffix == ".parquet":
        parquet.write_table(table, path)
        return
    with (pa.ipc.new_file if path.suffix == ".arrow" else pa.ipc.new_stream)(str(path), table.schema) as writer:
        writer.write_table(table)


class Table:
    """A file to assign and what came of it."""

    def __init__(self, folder: Path) -> None:
        """Choose the names."""
        self.source, self.target = folder / "in.csv", folder / "out.csv"
        self.summary = Summary()

    def assign(self, content: str | bytes, **options: Any) -> list[dict[str, str]]:
        """Write the source, assign it, and give the rows of the target."""
        self.source.write_bytes(content.encode() if isinstance(content, str) else content)
        self.summary = assign_file(self.source, self.target, **options)
        text = self.target.read_bytes().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=self.summary.delimiter))


def take_the_fast_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files of CSV be answered as columns, however small they are."""
    monkeypatch.undo()
    monkeypatch.setattr(files, "_SMALL", -1)


def take_the_plain_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be found but the standard library, as far as this room can see."""
    monkeypatch.undo()
    monkeypatch.setattr(files, "find_spec", lambda _name: None)


WAYS = st.sampled_from([take_the_fast_way, take_the_plain_way])


@pytest.fixture(params=[take_the_fast_way, take_the_plain_way])
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Table:
    """Give a table in a folder of its own, assigned in either way."""
    request.param(monkeypatch)
    return Table(tmp_path)


def test_rows_keep_their_values_and_order(table: Table) -> None:
    """What was in the file is still in it, in the same order, with the new columns behind."""
    content = 'Nr;Anschrift;Bemerkung\n007;"Domhof 1\n31134 Hildesheim";"sagt ""ja"""\n1;Aurich; a \n1;Aurich; a \n'
    rows = table.assign(content)
    assert [list(row.values())[:3] for row in rows] == [
        ["007", "Domhof 1\n31134 Hildesheim", 'sagt "ja"'],
        ["1", "Aurich", " a "],
        ["1", "Aurich", " a "],
    ]
    assert list(rows[0]) == ["Nr", "Anschrift", "Bemerkung", *COLUMNS]
    assert [row["kmn_status"] for row in rows] == ["responsible", "unassigned", "unassigned"]


@pytest.mark.parametrize(
    "thing",
    [
        "Domhof 1, 31134 Hildesheim",
        "38440 Wolfsburg",
        "Aurich",
        "Neuenkirchen",
        "20095 Hamburg",
        "Lünebrug",
        "03152012",
        "52.15, 9.95",
        "nichts dergleichen",
    ],
)
def test_a_batch_answers_like_a_single_question(table: Table, thing: str) -> None:
    """The cells of a row are those of the answer to the same text."""
    rows = table.assign(f'Anschrift\n"{thing}"\n')
    assert tuple(rows[0][name] for name in COLUMNS) == row_of(locate(thing))


@pytest.mark.parametrize(
    ("content", "begin"),
    [
        ("Ort\nLüneburg\n".encode(), b"Ort,"),
        ("Ort\nLüneburg\n".encode("utf-8-sig"), b"\xef\xbb\xbfOrt,"),
        ("Ort\nLüneburg\n".encode("cp1252"), b"\xef\xbb\xbfOrt,"),
    ],
)
def test_the_output_is_utf_8_that_a_spreadsheet_shows_as_before(table: Table, content: bytes, begin: bytes) -> None:
    """A byte order mark is written if there was one, or if the input was Windows-1252."""
    assert table.assign(content)[0]["kmn_network"] == "heide"
    assert table.target.read_bytes().startswith(begin)


def test_line_ends_and_delimiter_stay(table: Table) -> None:
    """The output ends its lines and separates its cells like the input."""
    table.assign("PLZ\tOrt\r\n31134\tHildesheim\r\n")
    lines = table.target.read_bytes().split(b"\r\n")
    assert lines[1].startswith(b"31134\tHildesheim\tresponsible\t")
    assert b"\n" not in b"".join(lines)


def test_ragged_rows_are_kept_and_invalid(table: Table) -> None:
    """A short row is filled up, a long one keeps its surplus behind the added columns; neither is answered."""
    rows = table.assign("PLZ,Ort\n31134\n31134,Hildesheim,x,y\n31134,Hildesheim\n\n")
    assert [row["kmn_status"] for row in rows[:3]] == ["invalid", "invalid", "responsible"]
    lines = table.target.read_text("utf-8").splitlines()
    assert lines[1].startswith("31134,,invalid,")
    assert lines[2].startswith("31134,Hildesheim,invalid,")
    assert lines[2].endswith(",x,y")
    assert lines[4].startswith(",,empty,")
    assert table.summary.invalid_rows == [2, 3]


def test_bad_rows_have_a_status(table: Table) -> None:
    """What cannot be read is invalid, what says nothing empty, and nothing stops the batch."""
    content = "lat,lon,PLZ,Ort\n,,,\n95,9,,\nx,9,,\n52.15,,,\n,,abc,\n,, , \n,,31134,Hildesheim\nx,9,,Celle\n"
    statuses = [row["kmn_status"] for row in table.assign(content)]
    assert statuses == ["empty", *["invalid"] * 4, "empty", "responsible", "responsible"]
    assert table.summary.statuses == {"empty": 2, "invalid": 4, "responsible": 2}
    assert table.summary.rows == 8


def test_the_first_that_decides_is_taken(table: Table) -> None:
    """Where a coordinate lies too near a border, the words decide; a key that does not exist hides no address."""
    assert locate("52.188, 9.8").status == "ambiguous"
    rows = table.assign("lat,lon,PLZ,Ort\n52.188,9.8,31171,Nordstemmen\n52.15,9.95,29221,Celle\n52.188,9.8,,\n")
    assert [row["kmn_status"] for row in rows] == ["responsible", "ambiguous", "ambiguous"]
    rows = table.assign("AGS,Ort\n03999999,Celle\n")
    assert rows[0]["kmn_district"] == "03351"


def test_lost_zeros_come_back_and_are_counted(table: Table) -> None:
    """A key or postal code that a spreadsheet took for a number is understood."""
    rows = table.assign("AGS\n3254021\n3254021.0\n3254\n03254021\n")
    assert [row["kmn_district"] for row in rows] == ["03254"] * 4
    assert table.summary.zeros_restored == 3
    assert table.assign("PLZ;Ort\n1067;Dresden\n31134.0;Hildesheim\n")[0]["kmn_status"] == "outside"
    assert table.summary.zeros_restored == 1


def test_the_day_may_be_given_or_stand_in_a_column(table: Table) -> None:
    """The day is one for all rows or that of each row; an empty one is today, a malformed one invalid."""
    content = "AGS,Stichtag\n03152012,2016-05-01\n03152012,\n03152012,1.5.2016\n03152012,1990-01-01\n"
    rows = table.assign(content, on="Stichtag")
    assert [row["kmn_district"] for row in rows[:2]] == ["03152", "03159"]
    assert [row["kmn_status"] for row in rows] == ["unassigned", "unassigned", "invalid", "unassigned"]
    assert rows[3]["kmn_reason"] == "before_data"
    assert {row["kmn_district"] for row in table.assign(content, on="2016-05-01")} == {"03152"}


def test_columns_may_be_chosen(table: Table) -> None:
    """A column of any name can be read, and then nothing else is."""
    rows = table.assign("Ort,Sitz\nHamburg,Celle\n", place="Sitz")
    assert rows[0]["kmn_district"] == "03351"
    assert table.summary.columns == {"place": "Sitz"}


def test_evidence_is_passed_on(table: Table) -> None:
    """An inferred network stands in the column of the network only if asked for."""
    content = "PLZ,Ort\n38440,Wolfsburg\n"
    assert table.assign(content)[0]["kmn_network"] == ""
    assert table.assign(content, evidence="erschlossen")[0]["kmn_network"] == "braunschweig"


def test_a_header_alone_is_a_table(table: Table) -> None:
    """A file without rows gives a file without rows."""
    assert table.assign("PLZ,Ort\n") == []
    assert table.target.read_text("utf-8") == f"PLZ,Ort,{','.join(COLUMNS)}\n"
    assert table.summary.rows == 0


def test_double_headers_that_are_not_read_do_no_harm(table: Table) -> None:
    """Columns that are not needed may have the same header."""
    table.assign("x,x,Ort\n1,2,Celle\n")
    assert table.target.read_text("utf-8").splitlines()[1].startswith("1,2,Celle,responsible,")


def test_long_and_strange_cells_are_answered(table: Table) -> None:
    """A megabyte in one cell, zero bytes and directions of writing give an answer, and stay in the file."""
    usual = csv.field_size_limit(1 << 21)
    cells = ["x" * (1 << 20), "a\x00b", "\u202eelleC", "Celle\x1b[31m", "<b>Celle</b>"]
    rows = table.assign("Nr,Anschrift\n" + "".join(f'{number},"{cell}"\n' for number, cell in enumerate(cells)))
    assert [row["Anschrift"] for row in rows] == cells
    assert all(row["kmn_status"] for row in rows)
    assert csv.field_size_limit(usual) == 1 << 21


@pytest.mark.parametrize(
    ("content", "options", "kind"),
    [
        (b"", {}, DataError),
        (b"\x00\x01\x02", {}, DataError),
        (b"Name,Telefon\n", {}, InputError),
        (b"PLZ,PLZ\n", {}, InputError),
        (b"PLZ,kmn_status\n", {}, InputError),
        (b"PLZ\n", {"on": "gestern"}, InputError),
        (b"PLZ,d,d\n", {"on": "d"}, InputError),
        (b"PLZ\n", {"evidence": "sure"}, InputError),
        (b"PLZ\n", {"plz": "Ort"}, InputError),
        (b"PLZ\n", {"delimiter": "x"}, InputError),
        (b"PLZ\n", {"encoding": "utf-9"}, InputError),
        (b'PLZ,Ort\n31134,"' + b"Hildesheim\n" * 1_600_000, {}, DataError),
        (b"PLZ\n" + b"3" * (1 << 24), {}, DataError),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_file_that_fails_leaves_nothing_behind(
    table: Table, content: bytes, options: dict[str, str], kind: type[Exception]
) -> None:
    """A file that cannot be a table, or an option that cannot be meant, is an error, and no target appears."""
    with pytest.raises(kind):
        table.assign(content, **options)
    assert [path.name for path in table.source.parent.iterdir()] == ["in.csv"]


def test_an_old_target_survives_a_failure(table: Table) -> None:
    """The target is replaced as a whole, or not at all."""
    table.target.write_text("as it was", "utf-8")
    with pytest.raises(DataError):
        table.assign(b"PLZ\n" + b"3" * (1 << 24))
    assert table.target.read_text("utf-8") == "as it was"
    table.assign("PLZ\n31134\n")
    assert table.target.read_text("utf-8").startswith("PLZ,kmn_status")


def test_files_that_cannot_be_used_are_errors(tmp_path: Path) -> None:
    """A missing file, a folder, the source as target, an unknown format or a forbidden name are said so."""
    source = tmp_path / "in.csv"
    source.write_text("PLZ\n31134\n", "utf-8")
    (tmp_path / "folder.csv").mkdir()
    for before in (tmp_path / "no.csv", tmp_path, "a\0b.csv"):
        with pytest.raises(DataError, match="source"):
            assign_file(before, tmp_path / "out.csv")
    for after, text in (
        (source, "same file"),
        (tmp_path / "folder.csv", "not a file"),
        (tmp_path / "out.doc", "format"),
    ):
        with pytest.raises(InputError, match=text):
            assign_file(source, after)
    for name in (tmp_path / "no" / "out.csv", tmp_path / "a\0b.csv", tmp_path / f"{'x' * 300}.csv"):
        with pytest.raises(DataError, match="written"):
            assign_file(source, name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "in.csv"]


def test_the_version_of_the_data_is_in_every_row(table: Table) -> None:
    """Rows with and without an answer name the version of the data."""
    rows = table.assign("PLZ,Ort\n31134,Hildesheim\n,\n1\n")
    assert {row["kmn_data_version"] for row in rows} == {dataset().version}


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=2, max_size=2),
        max_size=4,
    ),
    WAYS,
)
def test_any_rows_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], way: Way
) -> None:
    """Whatever stands in the cells, the rows come back with their values and a status each."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Nr", "Anschrift"], *rows])
    table = Table(tmp_path_factory.mktemp("table"))
    with pytest.MonkeyPatch.context() as patch:
        way(patch)
        found = table.assign(text.getvalue(), delimiter=",")
    assert [[row["Nr"], row["Anschrift"]] for row in found] == rows
    assert all(row["kmn_status"] for row in found)


LAYOUTS = st.builds(
    Layout,
    delimiter=st.sampled_from([*",;\t|^]\\ -$"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "cp850"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)


@given(st.lists(st.tuples(street_lines, town_lines), max_size=5), LAYOUTS, WAYS)
def test_answers_do_not_depend_on_how_a_file_is_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], layout: Layout, way: Way
) -> None:
    """Whatever the delimiter, encoding, line end or quoting, a row says what a single question does."""
    table = Table(tmp_path_factory.mktemp("table"))
    content = layout.written([("Straße", "Anschrift"), *rows])
    with pytest.MonkeyPatch.context() as patch:
        way(patch)
        found = table.assign(content, delimiter=layout.delimiter, encoding=layout.encoding)
    assert [tuple(row.values())[:2] for row in found] == rows
    question = question_of(["Straße", "Anschrift"], {}, None, Evidence.ATTESTED)
    assert [tuple(row.values())[2:] for row in found] == [question.ask(row).cells for row in rows]


@pytest.mark.parametrize("content", HOSTILE, ids=lambda content: repr(content)[:30])
def test_both_ways_write_the_same(tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """CSV becomes the same CSV in either way, byte by byte, with the same summary and the same list."""
    table, found = Table(tmp_path), []
    for way in (take_the_fast_way, take_the_plain_way):
        way(monkeypatch)
        listed = table.target.with_name("rejected.csv")
        table.assign(content, rejected=listed)
        found.append((table.target.read_bytes(), listed.read_bytes(), table.summary))
    assert found[0] == found[1]


def test_other_formats_need_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is missing, it is said how to get it, and no target appears."""
    take_the_plain_way(monkeypatch)
    source = tmp_path / "in.csv"
    source.write_bytes(b"PLZ\n31134\n")
    with pytest.raises(MissingExtraError, match=r"kmn\[bulk\]"):
        assign_file(source, tmp_path / "out.parquet")
    assert list(tmp_path.iterdir()) == [source]


def test_a_geocoder_is_asked_once_for_each_address(tmp_path: Path) -> None:
    """However small a file is, no service is asked twice for the same."""
    geocoder = Noting()
    (tmp_path / "in.csv").write_text("Straße;PLZ;Ort\n" + "Weg 1;;Neuenkirchen\n" * 3, "utf-8")
    assign_file(tmp_path / "in.csv", tmp_path / "out.csv", geocoder=geocoder)
    assert len(geocoder.asked) == 1


@pytest.mark.parametrize("before", FORMATS)
@pytest.mark.parametrize("after", FORMATS)
def test_every_format_becomes_every_other(tmp_path: Path, before: str, after: str) -> None:
    """Rows, their values and their answers are the same in every format, and so is the summary."""
    (tmp_path / "0.csv").write_text(
        "Nr;PLZ;Ort\n1;31134;Hildesheim\n2;1067;Dresden\n3;;\n4;;Neuenkirchen\n5;x;\n", "utf-8"
    )
    reference = assign_file(tmp_path / "0.csv", tmp_path / "0.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "0.jsonl").read_text("utf-8").splitlines()]
    source, target, back = (tmp_path / f"{at}.{name}" for at, name in enumerate([before, after, "jsonl"], start=1))
    convert(tmp_path / "0.csv", source)
    summary = assign_file(source, target)
    assert (summary.statuses, summary.zeros_restored) == (reference.statuses, 1)
    convert(target, back)
    found = [json.loads(line) for line in back.read_text("utf-8").splitlines()]
    assert [{name: value or None for name, value in row.items()} for row in found] == [
        {name: value or None for name, value in row.items()} for row in rows
    ]


def test_streams_are_read_and_written() -> None:
    """A stream has no name: it is CSV unless its format is said, and stays open."""
    out = io.BytesIO()
    assert assign_file(io.BytesIO(b"PLZ\n31134\n"), out).rows == 1
    assert out.getvalue().startswith(b"PLZ,kmn_status")
    again = io.BytesIO()
    assign_file(io.BytesIO(b'{"PLZ": "31134"}\n'), again, source_format="jsonl", target_format="parquet")
    assert parquet.read_table(again)["kmn_status"].to_pylist() == ["responsible"]


def test_rows_whose_place_is_not_known_are_listed(table: Table) -> None:
    """The list names rows by their numbers in the file, with statuses and notes, and nothing that stands in them."""
    listed = table.target.with_name("rejected.csv")
    table.assign("PLZ,Ort\n31134,Hildesheim\n,geheim\n\n1\n,Neuenkirchen\n", rejected=listed)
    assert listed.read_text("utf-8").splitlines() == [
        "row,kmn_status,kmn_note",
        "3,not_found,",
        "4,empty,",
        "5,invalid,",
        "6,ambiguous,",
    ]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(table: Table) -> None:
    """What stands before the headers counts, though it is not written again."""
    table.assign("sep=;\n\nPLZ;Ort\n31134;Hildesheim\nx;\n")
    assert table.summary.invalid_rows == [5]
    assert table.target.read_text("utf-8").startswith("PLZ;Ort;kmn_status")


def test_a_list_appears_with_its_table_only(table: Table) -> None:
    """If the table fails there is no list either, and the list may not take the place of the table."""
    listed = table.target.with_name("rejected.csv")
    with pytest.raises(DataError):
        table.assign(b"PLZ\n" + b"x\n" * 2000 + b"3" * (1 << 24), rejected=listed)
    with pytest.raises(InputError, match="same file"):
        table.assign(b"PLZ\n", rejected=table.target)
    assert [path.name for path in table.source.parent.iterdir()] == ["in.csv"]


def test_columns_are_told_before_they_are_read(table: Table) -> None:
    """Whoever waits for a long run sees at once if it reads the wrong columns."""
    told: list[tuple[str, int]] = []

    def begun(summary: Summary) -> None:
        told.append((summary.columns["place"], summary.rows))

    table.assign("Ort;Sitz\nCelle;Aurich\n", begun=begun, place="Sitz")
    assert told == [("Sitz", 0)]


def test_progress_is_told(table: Table) -> None:
    """Rows and the share of the file are told as they grow, and never more than all."""
    told: list[tuple[int, float]] = []
    table.assign(b"PLZ\n" + b"31134\n" * 5000, progress=lambda rows, share: told.append((rows, share)))
    assert told == sorted(told)
    assert 0 < told[0][0] <= 5000
    assert 0 < told[-1][1] <= 1
