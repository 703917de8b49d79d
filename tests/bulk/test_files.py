from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.columns import COLUMNS, row_of
from kmn.bulk.files import Summary, assign_file
from kmn.errors import DataError, InputError
from kmn.wiring import dataset, locate

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Give a table in a folder of its own."""
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
    )
)
def test_any_rows_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """Whatever stands in the cells, the rows come back with their values and a status each."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Nr", "Anschrift"], *rows])
    table = Table(tmp_path_factory.mktemp("table"))
    found = table.assign(text.getvalue(), delimiter=",")
    assert [[row["Nr"], row["Anschrift"]] for row in found] == rows
    assert all(row["kmn_status"] for row in found)
