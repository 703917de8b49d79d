from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.interchange.rows import read_csv, read_rows, write_rows
from kmn.interchange.tables import Table, tables
from kmn.model.network import Network
from tests.strategies import records

NETWORKS = next(table for table in tables() if table.name == "networks")
HEIDE = Network(id="heide", name="Regionalverbund Heide", sources=("a", "b"))


def codes(content: bytes, table: Table = NETWORKS) -> list[str]:
    """Give the codes of the problems of a file."""
    return [problem.code for problem in read_rows(table, content)[1]]


@given(st.data())
def test_what_is_written_is_read(data: st.DataObject) -> None:
    """Any records of any table come back as they were, without a problem, and are written the same again."""
    table = data.draw(st.sampled_from(tables()))
    written = data.draw(st.lists(records(table), max_size=4))
    text = write_rows(table, written)
    found, problems = read_rows(table, text.encode())
    assert (found, problems) == (written, [])
    assert write_rows(table, found) == text


@pytest.mark.parametrize(
    "content",
    [
        "id,name,sources\nheide,Regionalverbund Heide,a b\n",
        "\ufeffid,name,sources\nheide,Regionalverbund Heide,a b\n",
        "id;name;sources\nheide;Regionalverbund Heide;a b\n",
        "id\tname\tsources\nheide\tRegionalverbund Heide\ta b\n",
        'id,name,sources\r\n"heide","Regionalverbund Heide","a b"\r\n',
        "id,name,sources\rheide,Regionalverbund Heide,a b\r",
        "sources,name,id\na b,Regionalverbund Heide,heide",
        " id , name , sources ,,\n,,,,\n\nheide, Regionalverbund Heide ,a b,,\n",
    ],
)
def test_tables_are_read_as_people_write_them(content: str) -> None:
    """Delimiter, marks at the beginning, line ends, order of columns and empty rows do not matter."""
    assert read_rows(NETWORKS, content.encode()) == ([HEIDE], [])


@pytest.mark.parametrize(("encoding", "read"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_other_encodings_are_recognised_and_reported(encoding: str, read: str) -> None:
    """What spreadsheets save instead of UTF-8 is read, with a warning."""
    found, problems = read_rows(NETWORKS, "id,name\nsued,Regionalverbund Süd\n".encode(encoding))
    assert [network.name for network in found if isinstance(network, Network)] == ["Regionalverbund Süd"]
    assert [(problem.code, problem.parameters) for problem in problems] == [("encoding_read", (("read", read),))]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["empty_file"]),
        (b"\x00\x01\x02", ["binary"]),
        (b"PK\x03\x04\x81\x8d", ["binary"]),
        (b"id,name\nheide\x00,x\n", ["binary"]),
        (b'id,name\nheide,"x\n', ["broken_csv"]),
        (b"id,name,id\nheide,x,heide\n", ["column_twice"]),
        (b"id\nheide\n", ["column_missing"]),
        (b"id,name,colour\nheide,x,red\n", ["column_unknown"]),
        (b"id,name\nheide,x,y\n", ["cells_too_many"]),
        (b"id,name\nheide\n", ["value_missing"]),
        (b"id,name\n,\n \t,\n", []),
        (b"id,name\nHeide,x\n", ["value_wrong"]),
        (b"id,name,certainty\nheide,x,maybe\n", ["value_choice"]),
        (b"id,name,valid_from,valid_to\nheide,x,2024-07-09,2024-07-08\n", ["period_reversed"]),
        (b"id,name,valid_from\nheide,x,31.2.2024\n", ["date_read", "value_wrong"]),
        (b"id,name,sources\nheide,x,A B\n", ["value_wrong", "value_wrong"]),
        (b"id,name\nHeide,\nBraunschweig,x\n", ["value_wrong", "value_missing", "value_wrong"]),
    ],
)
def test_everything_wrong_is_reported(content: bytes, expected: list[str]) -> None:
    """Each mistake has its code, and all of them are reported at once."""
    assert codes(content) == expected


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("organisations", "id,name,kind,contact_as_of\na,A,other,2009\n", "contact_incomplete"),
        ("organisations", "id,name,kind,address_lat\na,A,other,52.1\n", "address_incomplete"),
        ("organisations", "id,name,kind,address_lat\na,A,other,north\n", "value_wrong"),
    ],
)
def test_parts_of_a_record_are_checked(table: str, row: str, expected: str) -> None:
    """A contact without a way and half a point are reported as such."""
    found = next(one for one in tables() if one.name == table)
    assert codes(row.encode(), found) == [expected]


def test_a_problem_names_the_place_as_a_spreadsheet_does() -> None:
    """The header is row 1, and a cell of several lines is in one row."""
    content = 'id,name,remark\nheide,x,"one\ntwo"\nHeide,x,\n'
    (problem,) = read_rows(NETWORKS, content.encode())[1]
    assert (problem.file, problem.row, problem.field, problem.value) == ("networks.csv", 3, "id", "Heide")


@pytest.mark.parametrize(
    ("content", "last"),
    [
        ("id," * 1_000_000, "columns_too_many"),
        ("id,name\nheide," + "x" * 200_000, "cell_too_long"),
        ("id,name\n" + "heide," * 1_000_000, "cells_too_many"),
        ("id,name\n" + "Heide,x\n" * 200_000, "too_many"),
        ("id,name\n" + "\n" * 1_000_000, "value_missing"),
    ],
    ids=["columns", "cell", "cells", "problems", "empty rows"],
)
def test_monsters_are_met_calmly(content: str, last: str) -> None:
    """Huge headers, cells and rows end in a few problems."""
    found = codes(content.encode() + b"heide,\n" if last == "value_missing" else content.encode())
    assert len(found) <= 1002
    assert found[-1] == last


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: ("id,name\n" + text).encode("utf-8", "replace"))
)
def test_nothing_makes_it_crash(content: bytes) -> None:
    """Whatever the bytes, there are records and problems in the end."""
    found, problems = read_rows(NETWORKS, content)
    assert found or problems or content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Liste, Stand 2026\nRV;Kreise\nHeide;Celle, Harburg, Uelzen\nEms;Leer, Emden",
            ["Heide", "Celle, Harburg, Uelzen"],
        ),
        ('RV,Kreise\nEms,Leer\nHeide,"Celle; Harburg; Uelzen"', ["Heide", "Celle; Harburg; Uelzen"]),
        ("RV\tKreise\nEms\tLeer, Emden\nHeide\tCelle; Harburg", ["Heide", "Celle; Harburg"]),
    ],
)
def test_any_csv_is_cut_by_the_delimiter_that_fits_its_rows(text: str, expected: list[str]) -> None:
    """A title line, and commas or semicolons within cells, do not decide about the delimiter."""
    rows, problems = read_csv(text.encode(), "list.csv")
    assert expected in rows
    assert problems == []


def test_any_csv_is_read_up_to_where_it_is_broken() -> None:
    """Problems name the file and row; what is no text has no rows."""
    rows, problems = read_csv(b'a;b\n"c;d', "list.csv")
    assert rows == [["a", "b"]]
    assert [(one.file, one.code) for one in problems] == [("list.csv", "broken_csv")]
    assert read_csv(b"\x00", "list.csv")[0] == []
