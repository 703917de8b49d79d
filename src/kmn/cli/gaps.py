"""`kmn gaps`: a letter that asks for what is not known."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kmn.cli.terminal import language, options, say
from kmn.errors import DataError

__all__ = ["gaps"]

_WRITTEN: Final = ("Geschrieben: {path}", "Written: {path}")


@click.command()
@click.option("-o", "--output", metavar="LETTER.md", help="The file to write; standard output by default.")
@options("on", "dataset", "lang")
def gaps(*, output: str | None, on: str | None, dataset: str | None, lang: str | None) -> None:
    """Write a letter that asks for what is not known.

    The letter is in German (Markdown), for the authority that coordinates the networks. It asks for exactly what is
    open, only inferred or contested on the day, and for the networks that no source names, with what is known beside
    each. It names institutions only. A file of that name is not replaced.

    \b
    kmn gaps -o anfrage.md
    kmn gaps --dataset liste
    """  # noqa: D301 - click's mark for lines it must not join
    from kmn.wiring import gaps as write
    from kmn.wiring import load

    letter = write(None if dataset is None else load(dataset), on=on)
    if output is None:
        say(letter.rstrip("\n"))
        return
    try:
        with Path(output).open("x", encoding="utf-8", newline="") as file:
            file.write(letter)
    except (OSError, ValueError) as error:
        message = f"The letter cannot be written ({type(error).__name__}). Choose a new name in a folder that exists."
        raise DataError(message) from error
    say(_WRITTEN[1 if (lang or language()) == "en" else 0].format(path=output), err=True)
