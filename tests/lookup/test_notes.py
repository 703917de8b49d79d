from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

import kmn.lookup
from kmn.lookup.notes import LANGUAGES, TEXTS, Note

FOLDER: Final = Path(kmn.lookup.__path__[0])
each_code = pytest.mark.parametrize("code", TEXTS)


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def calls() -> list[tuple[str, str, set[str]]]:
    """Return where notes are made with a code written out: place, code and names of parameters."""
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "Note.of"
                and isinstance(node.args[0], ast.Constant)
            ):
                names = {str(keyword.arg) for keyword in node.keywords}
                found.append((f"{path.name}:{node.lineno}", str(node.args[0].value), names))
    return found


@each_code
def test_a_note_is_a_sentence_in_both_languages(code: str) -> None:
    """Every code has a German and an English text, which are different sentences with the same parameters."""
    german, english = TEXTS[code]
    assert german != english
    assert german.endswith(".")
    assert english.endswith(".")
    assert placeholders(german) == placeholders(english)


def test_notes_are_made_with_what_their_text_needs() -> None:
    """Wherever a note is made, its parameters are those of its text, no less and no more."""
    assert len(calls()) > 15
    for place, code, names in calls():
        assert names == placeholders(TEXTS[code][0]), place


@each_code
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_note_fills_in_its_parameters(code: str, lang: str) -> None:
    """The text of a note holds its parameters, and no braces are left."""
    parameters = {name: f"<{name}>" for name in placeholders(TEXTS[code][0])}
    text = Note.of(code, **parameters).text(lang)
    assert all(value in text for value in parameters.values())
    assert "{" not in text


def test_notes_compare_by_what_they_say() -> None:
    """Notes with the same parameters are equal whatever their order, and can be collected in a set."""
    one, other = Note.of("key_followed", old="1", new="2"), Note.of("key_followed", new="2", old="1")
    assert one == other
    assert len({one, other, Note.of("key_followed", old="1", new="3")}) == 2
