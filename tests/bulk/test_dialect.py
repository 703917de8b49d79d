from __future__ import annotations

import codecs
import gzip
import io

import pytest

from kmn.bulk.dialect import Dialect, recognise
from kmn.errors import DataError, InputError

ROWS = "Straße;PLZ;Ort\nDomhof 1;31134;Hildesheim\n"


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        (ROWS.encode(), Dialect("utf-8", ";", "\n")),
        (ROWS.encode("utf-8-sig"), Dialect("utf-8-sig", ";", "\n")),
        (ROWS.encode("cp1252"), Dialect("cp1252", ";", "\n")),
        (ROWS.replace("\n", "\r\n").encode(), Dialect("utf-8", ";", "\r\n")),
        (ROWS.replace(";", ",").encode(), Dialect("utf-8", ",", "\n")),
        (ROWS.replace(";", "|").encode(), Dialect("utf-8", "|", "\n")),
        (ROWS.encode("utf-16"), Dialect("utf-16", ";", "\n")),
        (codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"), Dialect("utf-16", ";", "\n")),
        (ROWS.replace(";", "\t").replace("\n", "\r").encode(), Dialect("utf-8", "\t", "\r")),
    ],
)
def test_the_usual_dialects_are_recognised(content: bytes, dialect: Dialect) -> None:
    """Encoding, delimiter and line ends are recognised from the content."""
    assert recognise(io.BytesIO(content)) == dialect


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("Anschrift\nDomhof 1, 31134 Hildesheim\n", ";"),
        ('Anschrift\n"Domhof 1, 31134 Hildesheim"\n', ","),
        ("Straße, Nr.;PLZ;Ort\nDomhof 1;31134;Hildesheim\n", ";"),
        ("PLZ,Ort\n31134,Hildesheim\n38440,Wolfsburg,zu lang\n", ","),
        ("PLZ;Ort;Bemerkung\n31134;Hildesheim;a, b, c\n38440;Wolfsburg;\n", ";"),
        ("PLZ", ","),
    ],
)
def test_the_delimiter_cuts_rows_like_the_header(content: str, delimiter: str) -> None:
    """A comma within addresses is not mistaken for a delimiter, nor a ragged row for another dialect."""
    assert recognise(io.BytesIO(content.encode())).delimiter == delimiter


def test_a_known_delimiter_is_taken() -> None:
    """What is known is not guessed, and only what is supported is taken."""
    file = io.BytesIO(b"a,b;c\n")
    assert recognise(file, ";").delimiter == ";"
    for delimiter in ("^", " ", ":", "\x1f"):
        assert recognise(file, delimiter).delimiter == delimiter
    for delimiter in ("", ";;", "a", "0", '"', "\n", "\x00", "§"):
        with pytest.raises(InputError, match="comma, a semicolon, a tab"):
            recognise(file, delimiter)


def test_a_known_encoding_is_taken() -> None:
    """Encodings of old programs cannot be told from the content; they can be said, and must be right."""
    content = "Straße,Ort\nä,ö\n"
    for encoding in ("cp850", "iso8859-15", "utf-16-le", "utf-32", "mac-roman"):
        assert recognise(io.BytesIO(content.encode(encoding)), encoding=encoding).delimiter == ","
    for name in ("utf-9", "base64", "rot13", "", "a\x00b", "idna.x"):
        with pytest.raises(InputError, match="no such encoding"):
            recognise(io.BytesIO(b"a,b\n"), encoding=name)
    with pytest.raises(DataError, match="not a text in utf-8"):
        recognise(io.BytesIO(content.encode("cp1252")), encoding="UTF8")


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        ("sep=;\r\nStraße, Nr.;Ort\r\nWeg 1, a;Celle\r\n", Dialect("utf-8", ";", "\r\n", 1)),
        ("sep=\t\nPLZ\n1\n", Dialect("utf-8", "\t", "\n", 1)),
        ("\n \nPLZ,Ort\n", Dialect("utf-8", ",", "\n", 2)),
        ("sep=,", None),
        ("sepsis=,\n", Dialect("utf-8", ",", "\n")),
    ],
)
def test_what_stands_before_the_headers_is_skipped(content: str, dialect: Dialect | None) -> None:
    """Blank lines are none, and the line by which spreadsheets say the delimiter says it."""
    if dialect is None:
        with pytest.raises(DataError, match="empty"):
            recognise(io.BytesIO(content.encode()))
    else:
        assert recognise(io.BytesIO(content.encode())) == dialect
        assert dialect.first_row == dialect.skipped + 2


def test_a_separator_of_lines_within_a_cell_is_no_end_of_a_row() -> None:
    """Only feeds and returns end a row, whatever else Unicode calls a separator of lines."""
    assert recognise(io.BytesIO("a;b\x1cc\u2028d,e\nf;g\n".encode())) == Dialect("utf-8", ";", "\n")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00 xl/workbook.xml", "say that it is xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "xls"),
        (gzip.compress(b"PLZ\n31134\n", mtime=0), "unpack it first"),
        (b"ARROW1\x00\x00\xff\xff", "is Arrow IPC"),
        (b"PLZ\x00Ort\n", "not a text"),
        (bytes(range(256)), "not a text"),
        (b"PAR1\x15\x04\x81\x8d", "is Parquet"),
        (b"PLZ\n\x81\x8d\n", "not a text in utf-8 or cp1252"),
        ("PLZ;Ort\n".encode("utf-16")[:-1], "not a text in utf-16:"),
    ],
)
def test_what_is_no_table_is_an_error(content: bytes, text: str) -> None:
    """An empty file and a file that is not text are refused with a remedy."""
    with pytest.raises(DataError, match=text):
        recognise(io.BytesIO(content))


def test_an_umlaut_across_a_piece_is_read() -> None:
    """A character of two bytes that lies across two pieces of the file does not make it Windows-1252."""
    content = b"Ort\n" + b"x" * ((1 << 20) - 5) + "ü\n".encode()
    assert recognise(io.BytesIO(content)).encoding == "utf-8"
