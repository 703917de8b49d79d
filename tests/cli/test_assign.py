from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kmn.bulk import formats
from kmn.cli import assign as command
from kmn.cli.app import main
from kmn.wiring import dataset, save

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = "Nr;Straße;PLZ;Ort\n1;Domhof 1;31134;Hildesheim\n2;;1067;Dresden\n3;;;\n4;zu kurz\n"


def run(folder: Path, *arguments: str, content: bytes = CONTENT.encode("cp1252"), lang: str = "en_US") -> Result:
    """Run `kmn assign` in this process on a file in a folder."""
    (folder / "in.csv").write_bytes(content)
    names = [str(folder / "in.csv"), "-o", str(folder / "out.csv")]
    return CliRunner().invoke(main, ["assign", *names, *arguments], env={"LC_ALL": lang})


def rows(folder: Path) -> list[dict[str, str]]:
    """Read what was written."""
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_a_table_comes_back_with_networks(tmp_path: Path) -> None:
    """The table is written with the added columns, and a summary goes to standard error."""
    result = run(tmp_path)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert [row["kmn_status"] for row in rows(tmp_path)] == ["responsible", "outside", "empty", "invalid"]
    assert result.stderr.splitlines() == [
        "Read: Straße (street), PLZ (plz), Ort (place)",
        "Encoding: Windows-1252",
        "Rows written: 4",
        "  1  responsible: belongs to a network",
        "    1  suedniedersachsen",
        "  1  outside: lies elsewhere",
        "  1  empty: says nothing",
        "  1  invalid: not readable",
        "Rows in which a lost leading zero was given back: 1",
        "Rows that could not be read: 5",
    ]


def test_the_summary_is_in_the_language_of_the_locale(tmp_path: Path) -> None:
    """The summary is German unless the locale names another language."""
    assert "Geschriebene Zeilen: 4" in run(tmp_path, lang="de_DE.UTF-8").stderr
    assert "Geschriebene Zeilen: 4" in run(tmp_path, "--lang", "de").stderr


def test_many_invalid_rows_are_not_all_named(tmp_path: Path) -> None:
    """Of many invalid rows the first are named."""
    result = run(tmp_path, content=b"PLZ\n" + b"x\n" * 100)
    assert result.stderr.splitlines()[-1].endswith("12, 13 … and more")


def test_options_are_passed_on(tmp_path: Path) -> None:
    """Columns, day, evidence, delimiter and dataset reach the batch."""
    content = b"a;b;c\n38440;Wolfsburg;2016-05-01\n"
    save(dataset().model_copy(update={"version": "1999.7"}), tmp_path / "own")
    options = ["--plz", "a", "--place", "b", "--on", "c", "--evidence", "inferred", "--delimiter", "semicolon"]
    result = run(tmp_path, *options, "--dataset", str(tmp_path / "own"), content=content)
    assert result.exit_code == 0, result.output
    assert rows(tmp_path)[0]["kmn_network"] == "braunschweig"
    assert rows(tmp_path)[0]["kmn_data_version"] == "1999.7"


@pytest.mark.parametrize(
    ("arguments", "content", "status"),
    [
        ([], b"PLZ\n20095\n", 0),
        (["--strict"], b"PLZ\n31134\n", 0),
        (["--strict"], b"PLZ\n31134\n20095\n", 1),
        (["--plz", "Ort"], b"PLZ\n31134\n", 2),
        (["--on", "gestern"], b"PLZ\n31134\n", 2),
        (["--delimiter", "x"], b"PLZ\n31134\n", 2),
        ([], b"Telefon\n", 2),
        ([], b"", 3),
        ([], b"PK\x03\x04\x00", 3),
        (["--dataset", "/no/such/folder"], b"PLZ\n", 3),
    ],
)
def test_the_exit_status_tells(tmp_path: Path, arguments: list[str], content: bytes, status: int) -> None:
    """0 when the file is written, 1 if that is not enough, 2 for wrong usage, 3 for a file that cannot be read."""
    result = run(tmp_path, *arguments, content=content)
    assert result.exit_code == status, result.output
    assert (tmp_path / "out.csv").exists() == (status < 2)
    assert "Traceback" not in result.output


def test_a_geocoder_is_not_asked_about_what_is_known(tmp_path: Path) -> None:
    """Naming one changes nothing where nothing is open (the tests have no network); naming half of it is an error."""
    named = ("--geocoder", "nominatim", "--geocoder-url", "https://nominatim.example.org", "--user-agent", "tests")
    results = []
    for options in ((), named):
        assert run(tmp_path, *options).exit_code == 0
        results.append(rows(tmp_path))
    assert results[0] == results[1]
    assert run(tmp_path, *named[:4]).exit_code == 2


def test_a_header_does_not_command_the_terminal(tmp_path: Path) -> None:
    """A header that is repeated in the summary has nothing in it that a terminal obeys."""
    result = run(tmp_path, "--place", "O\x9brt\u202e", content="O\x9brt\u202e,x\nCelle,\n".encode())
    assert result.exit_code == 0, result.output
    assert "\x9b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_every_format_can_be_named() -> None:
    """The formats that the command line offers, which does not load any to do so, are those that there are."""
    assert tuple(formats.FORMATS) == command.FORMATS
