from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pyarrow import parquet

from kmn.bulk.formats import FORMATS
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


def process(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """Run `kmn assign` in a process of its own."""
    command = [sys.executable, "-m", "kmn", "assign", *arguments]
    return subprocess.Popen(
        command, env=os.environ | {"LC_ALL": "en_GB.UTF-8"}, stdin=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


@pytest.mark.parametrize("name", FORMATS)
def test_standard_input_becomes_standard_output(name: str) -> None:
    """What comes through a pipe goes out through a pipe, in any format, and the summary beside it."""
    with process("-", "-o", "-", "--to", name, stdout=subprocess.PIPE) as run:
        out, said = run.communicate(b"PLZ\n31134\n", timeout=60)
    assert run.returncode == 0
    assert b"Rows written: 1\n" in said
    whole = {
        "csv": lambda file: file.read().endswith(b"2026.1\n"),
        "jsonl": lambda file: json.loads(file.read())["kmn_district"] == "03254",
        "xlsx": lambda file: load_workbook(file).active["A2"].value == "31134",
        "parquet": lambda file: parquet.read_table(file).num_rows == 1,
        "arrow": lambda file: pa.ipc.open_file(file).read_all().num_rows == 1,
        "arrows": lambda file: pa.ipc.open_stream(file).read_all().num_rows == 1,
    }
    assert whole[name](io.BytesIO(out))


def test_whoever_reads_may_stop() -> None:
    """If the other side of a pipe closes it, the program ends quietly, with 1."""
    with process("-", "-o", "-", stdout=subprocess.PIPE) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        feeding = threading.Thread(target=run.stdin.write, args=(b"PLZ\n" + b"31134\n" * 1_000_000,))
        feeding.start()
        feeding.join()
        run.stdin.close()
        assert run.stdout.read(3) == b"PLZ"
        run.stdout.close()
        assert run.stderr is not None
        assert run.stderr.read() == b"Read: PLZ (plz)\nEncoding: UTF-8\n"
    assert run.returncode == 1


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.xlsx"])
def test_a_run_that_is_told_to_end_tidies_up(tmp_path: Path, number: int, status: int, name: str) -> None:
    """An interrupted run leaves nothing behind, says nothing much, and ends as the signal has it."""
    source = tmp_path / "in.csv"
    source.write_bytes(b"PLZ\n" + b"31134\n" * (3_000_000 if name != "out.xlsx" else 20_000))
    with process(str(source), "-o", str(tmp_path / name)) as run:
        while not list(tmp_path.glob(".out*")):
            time.sleep(0.01)
        run.send_signal(number)
        _, said = run.communicate(timeout=60)
    assert run.returncode == status
    assert b"Traceback" not in said
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.arrow", "out.jsonl"])
def test_a_full_disk_is_said(tmp_path: Path, name: str) -> None:
    """If there is no room, the old file stays, nothing lies beside it, and the reason is said."""
    source, target = tmp_path / "in.csv", tmp_path / name
    source.write_bytes(b"PLZ,x\n" + b"".join(b"31134,%d\n" % (row * 7919 % 99_991) for row in range(100_000)))
    target.write_bytes(b"old")
    limits = (100_000, 100_000)

    with process(
        str(source), "-o", str(target), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    ) as run:
        _, said = run.communicate(timeout=60)
    assert run.returncode == 3
    assert b"cannot be written (File too large)" in said
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["in.csv", name])


def test_the_summary_is_json_for_machines(tmp_path: Path) -> None:
    """Standard error then holds one object of JSON and nothing else."""
    result = run(tmp_path, "--summary", "json", "--rejected", str(tmp_path / "rejected.csv"))
    assert json.loads(result.stderr) == {
        "rows": 4,
        "statuses": {"responsible": 1, "outside": 1, "empty": 1, "invalid": 1},
        "networks": {"suedniedersachsen": 1},
        "notes": {"plz_zero_restored": 1},
        "zeros_restored": 1,
        "invalid_rows": [5],
        "columns": {"street": "Straße", "plz": "PLZ", "place": "Ort"},
        "encoding": "cp1252",
        "delimiter": ";",
    }
    assert (tmp_path / "rejected.csv").read_text("utf-8") == "row,kmn_status,kmn_note\n4,empty,\n5,invalid,\n"


def test_rejected_rows_are_in_a_file_of_their_own(tmp_path: Path) -> None:
    """The summary says where the rows are listed whose place is not known."""
    result = run(tmp_path, "--rejected", str(tmp_path / "rejected.csv"))
    assert result.stderr.splitlines()[-1] == f"Rows whose place is not known are listed in: {tmp_path}/rejected.csv"


def test_formats_delimiters_and_encodings_may_be_said(tmp_path: Path) -> None:
    """What a name or a content does not tell is said by options."""
    content = "Straße^PLZ^Ort\nWeg 1^21335^Lüneburg\n".encode("cp850")
    result = run(tmp_path, "--encoding", "cp850", "--delimiter", "^", "--to", "jsonl", content=content)
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "out.csv").read_text("utf-8"))["Ort"] == "Lüneburg"
    assert "Encoding: cp850" in result.stderr
