"""`kmn import`: from an official list to a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from kmn.cli.terminal import language, options, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kmn.lists.notice import Notice

__all__ = ["import_"]

_UNREADABLE: Final = 3
_GROUPS: Final = {
    "error": ("Fehler, zu berichtigen:", "Errors, to be corrected:"),
    "warning": ("Warnungen, bitte ansehen:", "Warnings, please look:"),
    "info": ("Zur Kenntnis:", "For information:"),
}
_TEXTS: Final = {
    "unreadable": ("Nichts geschrieben.", "Nothing written."),
    "refused": (
        "Nichts geschrieben. Mit Hinweisen neben den Zeilen: kmn check {path}",
        "Nothing written. With hints beside the rows: kmn check {path}",
    ),
    "written": (
        "Geschrieben: {folder} mit {networks} und {claims}, Stand {as_of}.",
        "Written: {folder} with {networks} and {claims}, as of {as_of}.",
    ),
    "wrong": (
        (
            "Gelesen werden konnte alles, doch ist manches darin offenbar falsch (Fehler: {count}). Was zu tun ist, "
            "sagt: kmn check {folder}"
        ),
        (
            "All could be read, yet some of it seems to be wrong (errors: {count}). What to do is told by: "
            "kmn check {folder}"
        ),
    ),
}

_COUNTED: Final = {
    "networks": (("Regionalverbund", "Regionalverbünden"), ("network", "networks")),
    "claims": (
        ("amtlichen Zuordnung", "amtlichen Zuordnungen"),
        ("official assignment", "official assignments"),
    ),
}
"""One and several, in German and English."""


@click.command("import")
@click.argument("path", metavar="LIST")
@click.option(
    "-o", "--output", required=True, metavar="FOLDER", help="The dataset to write; a dataset there is replaced."
)
@click.option("--publisher", metavar="TEXT", help="Who issued the list (Herausgeber), if it does not say so.")
@click.option("--as-of", metavar="DATE", help="Its date (Stand): a day, month or year.")
@click.option("--reference", metavar="TEXT", help="Its file number (Aktenzeichen).")
@click.option("--licence", metavar="TEXT", help="What may be done with it (Lizenz), such as “CC BY 4.0”.")
@click.option("--url", metavar="ADDRESS", help="Where it is published.")
@click.option("--issued", metavar="DAY", help="The day on which these data are made (YYYY-MM-DD); today by default.")
@options("lang")
def import_(*, path: str, output: str, lang: str | None, **about: str | None) -> None:
    """Make a dataset of an official list.

    LIST is the form that `kmn template` writes, or any table with networks and their districts: one row for each
    network with its districts in a cell, or one row for each district, as a workbook (xlsx) or CSV file. Every row
    becomes an official claim, and the list its one source. Whatever cannot be read is reported at once, and nothing
    is written then.

    \b
    kmn import liste.xlsx -o liste
    kmn import verbuende.csv -o liste --publisher Ministerium --as-of 01.03.2026
    kmn locate --dataset liste "Markt 1, 29221 Celle"

    Exits with 0 when the dataset is written, with 2 for wrong usage and with 3 if the list cannot be read.
    """  # noqa: D301 - click's mark for lines it must not join
    from kmn.interchange.store import refuse_source
    from kmn.wiring import check, import_list, save

    refuse_source(output, path)
    lang = lang or language()
    pick = 1 if lang == "en" else 0
    reading = import_list(path, **{name: text for name, text in about.items() if text is not None})
    _tell(reading.notices, lang)
    if reading.dataset is None:
        is_read = not all(notice.code.startswith("workbook_") for notice in reading.notices)
        say(_TEXTS["refused" if is_read else "unreadable"][pick].format(path=path), err=True)
        click.get_current_context().exit(_UNREADABLE)
    data = reading.dataset
    save(data, output)
    counts = {"networks": len(data.networks), "claims": len(data.assignments)}
    counted = {name: f"{count} {_COUNTED[name][pick][count != 1]}" for name, count in counts.items()}
    say(_TEXTS["written"][pick].format(folder=output, as_of=data.covers_to, **counted), err=True)
    if wrong := check(data).counts["error"]:
        say(_TEXTS["wrong"][pick].format(count=wrong, folder=output), err=True)


def _tell(notices: Sequence[Notice], lang: str) -> None:
    """Say on standard error what could not be read, and what else should be known."""
    for severity, titles in _GROUPS.items():
        group = [notice for notice in notices if notice.severity == severity]
        if group:
            say(titles[1 if lang == "en" else 0], err=True)
        for notice in group:
            say(f"- {notice.text(lang)}", err=True)
