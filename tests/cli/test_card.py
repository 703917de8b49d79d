from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from rich.console import Console

from kmn.cli.card import card
from kmn.lookup.notes import Note
from kmn.wiring import locate

if TYPE_CHECKING:
    from kmn.lookup.answer import Answer

ANSWERS = [
    "31134 Hildesheim",
    "38440 Wolfsburg",
    "26603 Aurich",
    "Neuenkirchen",
    "20095 Hamburg",
    "Nirgendwo an der Nix",
]


def drawn(answer: Answer, lang: str = "de", *, width: int = 80, number: int | None = None) -> str:
    """Give a card as text."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(card(answer, lang, number))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("text", ANSWERS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_card_says_what_the_explanation_says(text: str, lang: str) -> None:
    """A wide card holds every line of the explanation but the place, which stands in the headline."""
    answer = locate(text, lang=lang)
    shown = " ".join(drawn(answer, lang, width=2000).replace("│", " ").split())
    headline, *rest = answer.explain(lang).splitlines()
    assert headline in shown
    for line in rest:
        said = line.strip().removeprefix("- ").rstrip(":")
        label, _, value = said.partition(": ")
        if label not in {"Ort", "Place"}:
            assert value in shown or said in shown


@pytest.mark.parametrize("width", [4, 12, 40, 200])
@pytest.mark.parametrize("text", ANSWERS)
def test_a_card_fits_any_terminal(text: str, width: int) -> None:
    """No line is wider than the terminal."""
    assert max(map(len, drawn(locate(text), width=width).splitlines())) <= width


def test_cards_may_be_numbered() -> None:
    """Several answers are told apart by a number, since none repeats what was asked."""
    assert drawn(locate("Celle"), number=7).startswith("╭─ 7 ─")


def test_a_card_commands_nothing() -> None:
    """Escape sequences and markup from data are not obeyed."""
    answer = locate("20095 Hamburg")
    hostile = Note.of("name_also_district", taken="Hamburg", other="\x1b[31m[bold]\u202e")
    shown = drawn(evolve(answer, notes=(hostile,)))
    assert "\ufffd[31m[bold]\ufffd" in shown
    assert "\x1b" not in shown
