from __future__ import annotations

import codecs
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
    with pytest.raises(InputError, match="comma, a semicolon, a tab or a bar"):
        recognise(file, "/")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00 xl/workbook.xml", "not a text"),
        (b"PLZ\x00Ort\n", "not a text"),
        (bytes(range(256)), "not a text"),
        (b"PAR1\x15\x04\x81\x8d", "not a text in UTF-8, UTF-16 or Windows-1252"),
        ("PLZ;Ort\n".encode("utf-16")[:-1], "begins like UTF-16"),
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
