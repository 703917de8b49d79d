from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from kmn.cli.app import main
from kmn.lookup.notes import TEXTS
from tests.architecture.documents import agree, documents, steps
from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

MOST_README_LINES: Final = 120
each_document = pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(PROJECT)))


@each_document
def test_commands_print_what_the_document_says(path: Path) -> None:
    """What a document shows of the command line is what it prints (`python -m tests.architecture.documents`)."""
    for step in steps(path.read_text(encoding="utf-8")):
        assert agree(step), f"$ {step.command}\n{step.printed}"


def test_the_readme_is_short() -> None:
    """The README is an invitation, not a manual."""
    assert len((PROJECT / "README.md").read_text(encoding="utf-8").splitlines()) <= MOST_README_LINES


def test_every_command_is_in_the_reference() -> None:
    """The help of the program and of each command stands in the reference, where it is compared."""
    text = (PROJECT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\$ kmn (.*)--help$", text, re.MULTILINE)
    assert [name.strip() for name in shown] == ["", *sorted(main.commands)]


def test_every_note_is_in_the_reference() -> None:
    """The page of notes lists each code with its English text, sorted."""
    text = (PROJECT / "docs" / "reference" / "notes.md").read_text(encoding="utf-8")
    rows = [f"| `{code}` | {english} |" for code, (_, english) in sorted(TEXTS.items())]
    assert re.findall(r"^\| `.*", text, re.MULTILINE) == rows, "\n".join(rows)


@each_document
def test_the_documents_are_in_the_navigation(path: Path) -> None:
    """Each page of the documentation is in the navigation of the site."""
    docs = PROJECT / "docs"
    if path.is_relative_to(docs):
        assert str(path.relative_to(docs)) in (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
