"""An answer as a card for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.cli.terminal import plain
from kmn.lookup.wording import headline, parts

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kmn.lookup.answer import Answer

__all__ = ["card"]

_COLOURS: Final = {
    "responsible": "green",
    "unassigned": "yellow",
    "ambiguous": "magenta",
    "outside": "blue",
    "not_found": "red",
}
_SAID_ABOVE: Final = "place"


def card(answer: Answer, lang: str, number: int | None = None) -> RenderableType:
    """Draw an answer: one sentence, then everything else it says, part by part.

    Args:
        answer: The answer.
        lang: `de` or `en`.
        number: Which of several it is; an answer does not repeat what was asked.

    Returns:
        What rich can print, at any width.

    Examples:
        >>> from kmn.cli.terminal import console
        >>> from kmn.wiring import locate
        >>> console().print(card(locate("20095 Hamburg"), "en"))  # doctest: +ELLIPSIS
        ╭──...
    """
    from rich import box
    from rich.console import Group
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    colour = _COLOURS[answer.status]
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", no_wrap=False)
    rows.add_column(ratio=1, overflow="fold")
    for part in parts(answer, lang):
        if part.name == _SAID_ABOVE:
            continue
        mark = "" if len(part.lines) == 1 else "• "
        for index, line in enumerate(part.lines):
            rows.add_row(Text("" if index else plain(part.label)), Text(mark + plain(line)))
    title = Text(plain(headline(answer, lang)), style=f"bold {colour}")
    return Panel(
        Group(title, Text(""), rows),
        title=None if number is None else f"{number}",
        title_align="left",
        box=box.ROUNDED,
        border_style=colour,
        padding=(0, 1),
    )
