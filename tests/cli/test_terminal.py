from __future__ import annotations

import json
import unicodedata

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kmn.cli.terminal import console, language, options, plain, say_json
from tests.strategies import any_text

# Direction marks that are no controls by category.
OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
HARMLESS = {"\n", "\t", "\u00ad", "\u200b", "\u200c", "\u200d"}


@given(st.text(st.characters(codec=None, max_codepoint=0xFFFF)))
def test_plain_text_commands_nothing(text: str) -> None:
    """Nothing that a terminal obeys is left of a text, and nothing else is lost."""
    found = plain(text)
    assert len(found) == len(text)
    for before, after in zip(text, found, strict=True):
        if unicodedata.category(before) in {"Cc", "Cs", "Zl", "Zp"} and before not in HARMLESS:
            assert after == "\ufffd"
        elif unicodedata.category(before) not in OBEYED:
            assert after == before


@pytest.mark.parametrize("text", ["\x1b[31m", "\x9b31m", "\x07", "\r", "\u202e", "\u2066", "\u200f", "\x00"])
def test_what_commands_a_terminal_is_replaced(text: str) -> None:
    """Escape sequences, bells, returns and changes of direction become replacement characters."""
    assert plain(text)[0] == "\ufffd"


def test_markup_is_no_markup() -> None:
    """A text that looks like a style of rich is written as it is."""

    @click.command()
    def show() -> None:
        console().print("[red]:smile:[/red]")

    assert CliRunner().invoke(show).stdout == "[red]:smile:[/red]\n"


@given(any_text)
def test_json_is_one_plain_line(text: str) -> None:
    """JSON gives back every text, in one line that commands no terminal."""

    @click.command()
    def show() -> None:
        say_json({"text": text})

    line = CliRunner().invoke(show).stdout
    assert json.loads(line) == {"text": text}
    assert line.count("\n") == 1
    assert plain(line) == line


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, "de"),
        ({"LANG": "C"}, "de"),
        ({"LANG": "POSIX"}, "de"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "de_DE"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "de"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], found: str) -> None:
    """German unless the locale names another language; the usual order of variables holds."""
    assert language(environment) == found


def test_options_keep_their_order() -> None:
    """Shared options are added in the order in which they are named."""

    @click.command()
    @options("lang", "json")
    def show(**_values: object) -> None: ...

    assert [parameter.name for parameter in show.params] == ["lang", "as_json"]
