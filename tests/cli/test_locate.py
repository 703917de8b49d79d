from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from kmn.cli.app import main
from kmn.wiring import dataset, locate, save

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str, text: str | bytes = b"") -> Result:
    """Run `kmn locate` in this process, in German."""
    return CliRunner().invoke(main, ["locate", *arguments], input=text, env={"LC_ALL": "de_DE.UTF-8"})


def objects(result: Result) -> list[dict[str, Any]]:
    """Read the lines of an output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_card_answers() -> None:
    """An address gives a card, in the language of the locale."""
    result = run("Domhof 1, 31134 Hildesheim")
    assert result.exit_code == 0
    assert "gehört zum Regionalverbund" in result.stdout
    assert result.stderr == ""
    assert "belongs to" in run("--lang", "en", "31134").stdout


def test_json_is_the_contract() -> None:
    """`--json` writes the contract of each answer, one a line, and does not repeat what was asked."""
    things = ["Domhof 1, 31134 Hildesheim", "Neuenkirchen", "20095 Hamburg", "03152012"]
    result = run("--json", *things)
    assert objects(result) == [locate(thing).to_dict() for thing in things]
    assert "Domhof" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["Celle"], 0),
        (["38440 Wolfsburg", "Aurich"], 0),
        (["Celle", "20095 Hamburg"], 1),
        (["Neuenkirchen"], 1),
        (["xyzxyz"], 1),
        (["--strict", "Celle"], 0),
        (["--strict", "Celle", "Aurich"], 1),
        (["--strict", "--evidence", "inferred", "38440 Wolfsburg"], 0),
        (["--lat", "52.15", "--lon", "9.95"], 0),
        (["--lat", "52.15"], 2),
        (["--lat", "52.15", "--lon", "9.95", "Celle"], 2),
        (["--lat", "nan", "--lon", "9.95"], 2),
        (["--lat", "north", "--lon", "9.95"], 2),
        (["--on", "9.7.2024", "Celle"], 2),
        (["--evidence", "sure", "Celle"], 2),
        (["--lang", "fr", "Celle"], 2),
        (["--accuracy", "-1", "Celle"], 2),
        (["--no-such-option"], 2),
        (["--dataset", "/no/such/folder", "Celle"], 3),
        (["--dataset", "", "Celle"], 3),
    ],
)
def test_the_exit_status_tells(arguments: list[str], status: int) -> None:
    """0 when each place is known, 1 otherwise, 2 for wrong usage, 3 for unreadable data; errors name a remedy."""
    result = run(*arguments)
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    assert bool(result.stderr) == (status > 1)


def test_options_are_passed_on() -> None:
    """Day, evidence and accuracy reach the lookup."""
    assert objects(run("--json", "--on", "2016-05-01", "03152012"))[0]["districts"][0]["key"] == "03152"
    assert objects(run("--json", "--evidence", "inferred", "38440"))[0]["network"]["id"] == "braunschweig"
    border = ["--json", "--lat", "52.188", "--lon", "9.8"]
    assert objects(run(*border))[0]["status"] == "ambiguous"
    assert objects(run(*border, "--accuracy", "1"))[0]["status"] != "ambiguous"


def test_a_dataset_of_ones_own_answers(tmp_path: Path) -> None:
    """`--dataset` answers from a folder that `save` wrote."""
    save(dataset().model_copy(update={"version": "1999.7"}), tmp_path / "own")
    result = run("--json", "--dataset", str(tmp_path / "own"), "Celle")
    assert objects(result)[0]["data_version"] == "1999.7"


def test_standard_input_is_read_line_by_line() -> None:
    """Without an address, each line is one, and each line has its answer, also an empty one."""
    result = run("--json", text="Celle\r\n\n20095 Hamburg")
    assert [one["status"] for one in objects(result)] == ["responsible", "not_found", "outside"]
    assert result.exit_code == 1
    assert run().exit_code == 0


def test_cards_of_several_answers_are_numbered() -> None:
    """Several cards carry the number of their line, a single one none."""
    assert "╭─ 2 ─" in run("Celle", "Uelzen").stdout
    assert "╭─ 1 ─" in run(text="Celle").stdout
    assert "╭─ 1 ─" not in run("Celle").stdout


@pytest.mark.parametrize(
    "text",
    [
        b"L\xfcneburg\n",
        "\ufeffLüneburg\n".encode(),
        "Lu\u0308neburg\n".encode(),
    ],
)
def test_other_encodings_are_understood(text: bytes) -> None:
    """A line that is not UTF-8 is read as Windows-1252; a byte order mark is not part of it."""
    assert objects(run("--json", text=text))[0]["network"]["id"] == "heide"


@pytest.mark.parametrize(
    "text",
    [
        bytes(range(256)),
        b"\x00" * 1000,
        b"a" * 1_000_000,
        b"\xff\xfe\x00",
        "\u202e".encode() * 50,
        "\ud800".encode("utf-8", "surrogatepass"),
        b"\x1b[31mCelle\x1b]0;x\x07",
        b"'; DROP TABLE networks; --",
        b"<script>alert(1)</script>",
        "🏚️, 31134 Hildesheim".encode(),
    ],
    ids=lambda text: repr(text)[:24],
)
def test_hostile_lines_are_answered(text: bytes) -> None:
    """Whatever the bytes, each line has an answer, and nothing of it reaches the terminal."""
    result = run("--json", text=text)
    assert result.exit_code in {0, 1}, result.output
    assert len(objects(result)) == text.count(b"\n") + (not text.endswith(b"\n"))
    shown = run(text=text)
    assert shown.exit_code == result.exit_code
    assert "\x1b" not in shown.output
    assert "\u202e" not in shown.output


def test_a_long_line_is_one_line() -> None:
    """A line longer than what is read at once has one answer, and the next line its own."""
    result = run("--json", text=b"Celle " + b"x" * 300_000 + b"\nCelle\n" + b"y" * (1 << 16) + b"\n")
    assert len(objects(result)) == 3
    assert objects(result)[1]["status"] == "responsible"


def test_an_error_does_not_command_the_terminal() -> None:
    """A wrong option is repeated without what a terminal would obey."""
    result = run("--x\x1b[31m\u202e")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_arguments_need_not_be_text() -> None:
    """Bytes that are no UTF-8 among the arguments give an answer, whatever the encoding of the output."""
    command: list[str | bytes] = [
        sys.executable,
        "-m",
        "kmn",
        "locate",
        "--json",
        b"\xff\xed\xa0\x80",
        "L\xfcneburg".encode(),
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    assert done.returncode == 1, done.stderr
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["not_found", "responsible"]
    assert done.stdout.isascii()
    assert done.stderr == b""
