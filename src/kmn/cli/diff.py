"""`kmn diff`: what changed between two versions of a dataset."""

from __future__ import annotations

from typing import Final

import click

from kmn.cli.terminal import language, options, say

__all__ = ["diff"]

_CHANGED: Final = 1
_VANISHED: Final = 4


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of Markdown.")
@options("lang")
def diff(*, old: str, new: str, as_json: bool, lang: str | None) -> int:
    """Show what changed between two releases.

    OLD and NEW are releases, folders of a dataset, or files of JSON-LD.

    Exits with 0 if nothing changed, 1 if something did, 4 if ids vanished: an id is issued once, and a record that is
    over gets an end. What a release says it withholds has not vanished.

    \b
    kmn diff release-2026.1/ release-2026.2/
    """  # noqa: D301 - click's mark for lines it must not join
    from kmn.export.diff import compare
    from kmn.export.selection import withheld_in
    from kmn.interchange.store import load

    found = compare(load(old), load(new), withheld_in(new))
    say((found.to_json() if as_json else found.to_markdown(lang or language())).rstrip("\n"))
    if found.errors:
        return _VANISHED
    return _CHANGED if found.changes else 0
