"""`kmn template`: an empty form for whoever keeps the official list."""

from __future__ import annotations

from typing import Final

import click

from kmn.cli.terminal import language, options, say

__all__ = ["template"]

_WRITTEN: Final = (
    "Geschrieben: {path}. Das Blatt „Anleitung“ sagt, was wo einzutragen ist; danach: kmn import {path} -o ORDNER",
    "Written: {path}. The sheet “Anleitung” says in German what to fill in where; then: kmn import {path} -o FOLDER",
)


@click.command()
@click.argument("path", metavar="LIST.xlsx")
@options("on", "lang")
def template(*, path: str, on: str | None, lang: str | None) -> None:
    """Write an empty form for an official list.

    LIST.xlsx is a workbook in German for Excel or LibreOffice: all districts with a choice of networks beside each,
    what public sources say in grey, and a sheet with instructions. Nothing is filled in that nobody has said. A file
    of that name is not replaced.

    \b
    kmn template liste.xlsx
    """  # noqa: D301 - click's mark for lines it must not join
    from kmn.wiring import template as write

    write(path, on=on)
    say(_WRITTEN[1 if (lang or language()) == "en" else 0].format(path=path), err=True)
