"""Talking to a terminal: its language, its console, and texts that cannot command it.

A text that comes from data may hold characters that a terminal obeys (escape sequences, changes of the writing
direction). They are never written as they are.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import Console

__all__ = ["console", "language", "options", "plain", "replace_unknown_letters", "say", "say_json"]

# Control characters but line ends and tabs, lone halves of characters, line separators, changes of direction.
_COMMANDING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE: Final = ("", "C", "POSIX")


def plain(text: str) -> str:
    r"""Give a text in which nothing commands a terminal.

    Args:
        text: Any text.

    Returns:
        The text with a replacement character for each character that a terminal might obey.

    Examples:
        >>> plain("Celle \x1b[31m")
        'Celle \ufffd[31m'
    """
    return _COMMANDING.sub("\N{REPLACEMENT CHARACTER}", text)


def say_json(data: Mapping[str, Any], *, err: bool = False) -> None:
    """Write data as JSON in one line; what a terminal might obey, or the output cannot hold, as escapes.

    Args:
        data: Data that JSON can hold.
        err: Whether it goes to standard error.
    """
    text = json.dumps(data, ensure_ascii=False)
    text = _COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    try:
        text.encode((sys.stderr if err else sys.stdout).encoding)
    except UnicodeEncodeError:
        text = json.dumps(data)
    click.echo(text, err=err)


def say(text: str, *, err: bool = False) -> None:
    """Write a text and a line end.

    Args:
        text: The text; it may come from anywhere.
        err: Whether it goes to standard error.
    """
    click.echo(plain(text), err=err)


def console() -> Console:
    """Give the console for tables and cards."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def replace_unknown_letters() -> None:
    """Let standard output and error write a question mark for a letter their encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def language(environment: Mapping[str, str] | None = None) -> str:
    """Give the language of whoever sits at the terminal.

    Args:
        environment: The environment; that of the process by default.

    Returns:
        `en` if the locale names another language than German, else `de`.

    Examples:
        >>> language({"LANG": "en_GB.UTF-8"}), language({"LANG": "de_AT.UTF-8"}), language({"LANG": "C.UTF-8"})
        ('en', 'de', 'de')
    """
    found = os.environ if environment is None else environment
    named = next((found[name] for name in _LOCALE if found.get(name)), "")
    spoken = named.partition(".")[0].partition("_")[0]
    return "de" if spoken in _NO_LANGUAGE or spoken.casefold() in {"de", "german"} else "en"


_COMMON: Final = {
    "json": click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line."),
    "on": click.option("--on", metavar="DAY", help="The day of which to speak, YYYY-MM-DD; today by default."),
    "evidence": click.option(
        "--evidence",
        type=click.Choice(["official", "attested", "inferred"], case_sensitive=False),
        default="attested",
        show_default=True,
        help="The weakest claim that may decide.",
    ),
    "lang": click.option(
        "--lang",
        type=click.Choice(["de", "en"]),
        help="Language of the answer; by default that of the locale, else German.",
    ),
    "dataset": click.option(
        "--dataset", metavar="FOLDER", help="Answer from a dataset of your own instead of the embedded one."
    ),
    "strict": click.option("--strict", is_flag=True, help="Exit with 1 unless every place has a network."),
}


def options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a decorator that adds options that several commands share to a command, in the order of their names.

    Args:
        *names: `json`, `on`, `evidence`, `lang`, `dataset` or `strict`.
    """

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            command = _COMMON[name](command)
        return command

    return add
