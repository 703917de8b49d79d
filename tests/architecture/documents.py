"""Runs the commands that the documents show in `console` blocks, and compares or renews what they print.

Commands that begin with `$ kmn` are run; `$ cat name` shows a file, which is written if it does not exist yet. All
blocks of a document share a folder. A line that is only "…" stands for any lines. After a wanted change run
`python -m tests.architecture.documents`, and read the difference as a user would.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from contextlib import chdir
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from click.testing import CliRunner

from kmn.cli.app import main
from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

ENVIRONMENT: Final = {"LC_ALL": "en_GB.UTF-8", "COLUMNS": "80", "NO_COLOR": "1", "FORCE_COLOR": None, "TERM": "dumb"}
BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STEP: Final = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
# The day on which an answer is given.
TODAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?= · )")


class Step(NamedTuple):
    """A command with what the document says it prints, and what it prints."""

    command: str
    said: str
    printed: str


def documents() -> list[Path]:
    """List the documents, sorted."""
    return [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]


def steps(text: str) -> Iterator[Step]:
    """Run the commands of a document, one after the other."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for block in BLOCK.finditer(text):
            for step in STEP.finditer(block[1]):
                printed = output(step[1], step[2])
                if printed is not None:
                    yield Step(step[1], step[2], printed)


def output(command: str, said: str) -> str | None:
    """Give what a command prints; None for one that is not run here."""
    program, *arguments = shlex.split(command, comments=True)
    if program == "cat":
        path = Path(arguments[0])
        if not path.exists():
            path.write_text(said, encoding="utf-8")
        return path.read_text(encoding="utf-8")
    if program != "kmn":
        return None
    result = CliRunner().invoke(main, arguments, env=ENVIRONMENT, prog_name="kmn")
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


def agree(step: Step) -> bool:
    """Say whether a command prints what the document says, whatever the day."""
    said, printed = (TODAY.sub("", text) for text in (step.said, step.printed))
    # Versions of click differ in the brackets around choices.
    said, printed = (text.translate(str.maketrans("{}", "[]")) for text in (said, printed))
    return OutputChecker().check_output(re.sub(r"^…$", "...", said, flags=re.MULTILINE), printed, ELLIPSIS)


def renew(path: Path) -> None:
    """Write what the commands of a document print into it."""
    text = path.read_text(encoding="utf-8")
    for step in list(steps(text)):
        if not agree(step):
            text = text.replace(f"$ {step.command}\n{step.said}", f"$ {step.command}\n{step.printed}")
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    for document in documents():
        renew(document)
