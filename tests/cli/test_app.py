from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

import kmn
from kmn.cli.app import main
from kmn.errors import KmnError

HEAVY = {"attrs", "numpy", "pydantic", "pydantic_core", "rapidfuzz", "rich", "shapely"}
KMN = [sys.executable, "-m", "kmn"]


def test_the_versions_of_program_and_data_are_shown() -> None:
    """`kmn --version` names both versions."""
    result = CliRunner().invoke(main, ["--version"])
    assert result.stdout == f"kmn {kmn.__version__}, data {kmn.dataset().version}\n"
    assert result.exit_code == 0


@pytest.mark.parametrize("arguments", [["--help"], ["locate", "--help"], ["show", "-h"], ["assign", "--help"]])
def test_help_is_light(arguments: list[str]) -> None:
    """Help loads nothing heavy, so that it is there at once."""
    probe = (
        "import json, sys; from kmn.cli.app import main\n"
        "try: main(sys.argv[1:], prog_name='kmn')\n"
        "finally: print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe, *arguments], check=True, capture_output=True, text=True)
    *shown, loaded = done.stdout.splitlines()
    assert shown[0].startswith("Usage: kmn")
    assert not HEAVY & set(json.loads(loaded))


def test_without_a_command_the_help_is_shown() -> None:
    """`kmn` alone shows how it is used, which is wrong usage."""
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 2
    assert "locate" in result.output


def test_an_unknown_command_is_wrong_usage() -> None:
    """An unknown command is said so, without what a terminal would obey."""
    result = CliRunner().invoke(main, ["lo\x1bcate"])
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


def test_other_errors_of_ours_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other error of the library exits with 1 and one line."""

    def fail(**_options: object) -> None:
        message = "Something else was wrong: do something else."
        raise KmnError(message)

    monkeypatch.setattr(main.commands["show"], "callback", fail)
    result = CliRunner().invoke(main, ["show", "networks"])
    assert (result.exit_code, result.stderr) == (1, "kmn: Something else was wrong: do something else.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_broken_pipe_ends_quietly(form: list[str]) -> None:
    """When nobody reads on, the program ends without a word."""
    with subprocess.Popen(
        [*KMN, "locate", *form], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"Celle\n" * 3000)
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.close()
        except BrokenPipeError:  # it ended before it had read everything
            process.stdin = None
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
def test_an_interrupt_ends_quietly() -> None:
    """Ctrl-C ends the program without a traceback, with the usual status."""

    def heard() -> None:  # whoever runs the tests in the background may have it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        [*KMN, "locate", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heard,  # noqa: PLW1509 - no thread is running
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"Celle\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read().strip() == b""
        assert process.wait(timeout=30) == 130


def test_no_colour_is_written_where_none_is_wanted() -> None:
    """NO_COLOR, a dumb terminal and a narrow one are respected."""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "30", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*KMN, "locate", "Celle"], check=True, capture_output=True, text=True, encoding="utf-8", env=environment
    )
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) == 30
