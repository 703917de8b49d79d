"""`kmn assign`: a table of places in, the same table with the networks beside it out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from kmn.bulk.formats import FORMATS
from kmn.cli.geocoder import geocoder_of, geocoder_options
from kmn.cli.progress import ending_in_order, progress_bar
from kmn.cli.terminal import language, options, say, say_json

if TYPE_CHECKING:
    from kmn.bulk.summary import Summary

__all__ = ["assign"]

_STANDARD: Final = "-"
_DELIMITERS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_TEXTS: Final = {
    "columns": ("Gelesen: {columns}", "Read: {columns}"),
    "written": ("Geschriebene Zeilen: {rows}", "Rows written: {rows}"),
    "encoding": ("Zeichensatz: {encoding}", "Encoding: {encoding}"),
    "rejected": (
        "Zeilen ohne erkannten Ort stehen in: {file}",
        "Rows whose place is not known are listed in: {file}",
    ),
    "zeros": (
        "Zeilen, in denen eine verlorene führende Null ergänzt wurde: {rows}",
        "Rows in which a lost leading zero was given back: {rows}",
    ),
    "unanswered": (
        "Zeilen, zu denen der Geocoder keine Antwort gab: {rows}",
        "Rows for which the geocoder gave no answer: {rows}",
    ),
    "invalid": ("Nicht lesbare Zeilen: {rows}", "Rows that could not be read: {rows}"),
    "and_more": ("… und weitere", "… and more"),
    "responsible": ("gehört zu einem Regionalverbund", "belongs to a network"),
    "unassigned": ("Ort bekannt, kein Regionalverbund zu nennen", "place known, no network can be named"),
    "ambiguous": ("mehrere Orte möglich", "several places possible"),
    "outside": ("liegt anderswo", "lies elsewhere"),
    "not_found": ("kein Ort erkannt", "no place recognised"),
    "empty": ("ohne Angabe", "says nothing"),
    "invalid_status": ("nicht lesbar", "not readable"),
}
_ORDER: Final = ("responsible", "unassigned", "ambiguous", "outside", "not_found", "empty", "invalid")
_ENCODINGS: Final = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "cp1252": "Windows-1252", "utf-16": "UTF-16"}


@click.command()
@click.argument("source", metavar="IN")
@click.option("-o", "--output", required=True, metavar="OUT", help="The file to write; it is replaced.")
@click.option("--address", metavar="COLUMN", help="Column with the whole address.")
@click.option("--street", metavar="COLUMN", help="Column with street and house number.")
@click.option("--plz", metavar="COLUMN", help="Column with the postal code.")
@click.option("--place", metavar="COLUMN", help="Column with the town.")
@click.option("--locality", metavar="COLUMN", help="Column with the part of the town (Ortsteil).")
@click.option("--country", metavar="COLUMN", help="Column with the country.")
@click.option("--key", metavar="COLUMN", help="Column with an official key (AGS, ARS, Kreisschlüssel, NUTS).")
@click.option("--lat", metavar="COLUMN", help="Column with the latitude in degrees (WGS 84).")
@click.option("--lon", metavar="COLUMN", help="Column with the longitude in degrees (WGS 84).")
@click.option("--on", metavar="DAY|COLUMN", help="The day of which to speak, YYYY-MM-DD, or a column of such days.")
@options("evidence")
@click.option("--from", "source_format", type=click.Choice(FORMATS), help="Format of IN; by default its suffix.")
@click.option("--to", "target_format", type=click.Choice(FORMATS), help="Format of OUT; see its suffix.")
@click.option(
    "--delimiter",
    metavar="MARK",
    help="What separates the cells of CSV: comma, semicolon, tab, bar or a mark itself; seen by default.",
)
@click.option("--encoding", metavar="NAME", help="Encoding of a CSV IN, such as cp850; seen by default.")
@click.option("--rejected", metavar="FILE.csv", help="Where rows whose place is not known are listed, by number.")
@click.option(
    "--summary",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How the counts are shown on standard error.",
)
@options("lang", "dataset", "strict")
@geocoder_options
def assign(  # noqa: PLR0913 - each is an option
    *,
    source: str,
    output: str,
    on: str | None,
    evidence: str,
    source_format: str | None,
    target_format: str | None,
    delimiter: str | None,
    encoding: str | None,
    rejected: str | None,
    form: str,
    lang: str | None,
    dataset: str | None,
    strict: bool,
    **others: Any,
) -> None:
    """Write a table again with the networks beside it.

    IN is a table with headers: CSV, Parquet, Arrow, JSON lines or a workbook (xlsx). Columns such as Anschrift,
    Straße, PLZ, Ort, AGS, lat and lon are recognised, or named by an option. Its rows and values stay as they are;
    columns kmn_status, kmn_network … are added. A row that does not resolve says why in kmn_status. OUT may have
    another format than IN. Standard input and output are named -, and are CSV unless --from and --to say otherwise.

    \b
    kmn assign addresses.csv -o with-networks.csv
    kmn assign list.xlsx -o out.parquet --plz "Postleitzahl Kunde" --place Sitz
    kmn assign - -o - < addresses.csv > with-networks.csv

    A geocoder is asked only if you name one, only about what is not decided without it, about each address once, and
    for an hour at most; kmn_note says of each row whether it was.

    OUT appears when all of it is written, and not before. Exits with 0 then, with 2 for wrong usage and with 3 for
    unreadable data.
    """  # noqa: D301 - click's mark for lines it must not join
    from kmn.bulk.files import assign_file
    from kmn.bulk.headers import ROLES
    from kmn.wiring import Locator, load

    chosen: dict[str, Any] = {role: header for role in ROLES if (header := others.pop(role)) is not None}
    service = geocoder_of(**others)

    lang = lang or language()
    pick = 1 if lang == "en" else 0

    def begun(summary: Summary) -> None:
        if form == "table":
            _announce(summary, pick)

    try:
        with ending_in_order() as check, progress_bar(lang) as tell:

            def progress(rows: int, share: float) -> None:
                check()
                tell(rows, share)

            summary = assign_file(
                sys.stdin.buffer if source == _STANDARD else source,
                sys.stdout.buffer if output == _STANDARD else output,
                on=on,
                evidence=evidence,
                delimiter=None if delimiter is None else _DELIMITERS.get(delimiter, delimiter),
                encoding=encoding,
                source_format=source_format,
                target_format=target_format,
                rejected=rejected,
                begun=begun,
                progress=progress,
                locator=None if dataset is None else Locator(load(dataset)),
                geocoder=service,
                **chosen,
            )
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.get_current_context().exit(1)
    if form == "json":
        say_json(summary.to_dict(), err=True)
    else:
        _report(summary, rejected, pick)
    if strict and set(summary.statuses) - {"responsible"}:
        click.get_current_context().exit(1)


def _announce(summary: Summary, pick: int) -> None:
    """Say on standard error what is read, before it takes long."""
    columns = ", ".join(f"{header} ({role})" for role, header in summary.columns.items())
    say(_TEXTS["columns"][pick].format(columns=columns), err=True)
    if summary.encoding:
        encoding = _ENCODINGS.get(summary.encoding, summary.encoding)
        say(_TEXTS["encoding"][pick].format(encoding=encoding), err=True)


def _report(summary: Summary, rejected: str | None, pick: int) -> None:
    """Say on standard error what became of the file."""
    from kmn.bulk.columns import UNANSWERED

    def tell(name: str, **values: object) -> None:
        say(_TEXTS[name][pick].format(**values), err=True)

    tell("written", rows=summary.rows)
    width = len(str(summary.rows))
    for status in _ORDER:
        if summary.statuses[status]:
            text = _TEXTS["invalid_status" if status == "invalid" else status][pick]
            say(f"  {summary.statuses[status]:{width}}  {status}: {text}", err=True)
        if status == "responsible":
            for network, rows in summary.to_dict()["networks"].items():
                say(f"    {rows:{width}}  {network}", err=True)
    counts = {"zeros": summary.zeros_restored, "unanswered": sum(summary.notes[code] for code in UNANSWERED)}
    for text in filter(counts.get, counts):
        tell(text, rows=counts[text])
    if summary.invalid_rows:
        more = summary.statuses["invalid"] > len(summary.invalid_rows)
        numbers = ", ".join(map(str, summary.invalid_rows)) + (f" {_TEXTS['and_more'][pick]}" if more else "")
        tell("invalid", rows=numbers)
    if rejected is not None:
        tell("rejected", file=rejected)
