"""`kmn assign`: a table of addresses in, the same table with the networks beside it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from kmn.cli.terminal import language, options, say

if TYPE_CHECKING:
    from kmn.bulk.files import Summary

__all__ = ["assign"]

_DELIMITERS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
_TEXTS: Final = {
    "columns": ("Gelesen: {columns}", "Read: {columns}"),
    "written": ("Geschriebene Zeilen: {rows}", "Rows written: {rows}"),
    "encoding": ("Zeichensatz: {encoding}", "Encoding: {encoding}"),
    "zeros": (
        "Zeilen, in denen eine verlorene führende Null ergänzt wurde: {rows}",
        "Rows in which a lost leading zero was given back: {rows}",
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
_ENCODINGS: Final = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "cp1252": "Windows-1252 → UTF-8 (BOM)"}


@click.command()
@click.argument("source", metavar="IN.csv")
@click.option("-o", "--output", required=True, metavar="OUT.csv", help="The file to write; it is replaced.")
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
@click.option("--delimiter", type=click.Choice(list(_DELIMITERS)), help="What separates the cells; seen by default.")
@options("lang", "dataset", "strict")
def assign(  # noqa: PLR0913 - each is an option
    *,
    source: str,
    output: str,
    on: str | None,
    evidence: str,
    delimiter: str | None,
    lang: str | None,
    dataset: str | None,
    strict: bool,
    **columns: str | None,
) -> None:
    """Write a table again with the networks beside it.

    IN.csv is a CSV file with headers; columns such as Anschrift, Straße, PLZ, Ort, AGS, lat and lon are recognised,
    or named by an option. Its rows and values stay as they are; columns kmn_status, kmn_network … are added. A row
    that does not resolve says why in kmn_status.

    \b
    kmn assign addresses.csv -o with-networks.csv
    kmn assign list.csv -o out.csv --plz "Postleitzahl Kunde" --place Sitz

    Exits with 0 when the file is written, with 2 for wrong usage and with 3 for unreadable data.
    """  # noqa: D301 - click's mark for lines it must not join
    from kmn.bulk.files import assign_file
    from kmn.wiring import Locator, load

    summary = assign_file(
        source,
        output,
        on=on,
        evidence=evidence,
        delimiter=None if delimiter is None else _DELIMITERS[delimiter],
        locator=None if dataset is None else Locator(load(dataset)),
        geocoder=None,
        **{role: header for role, header in columns.items() if header is not None},
    )
    _report(summary, 1 if (lang or language()) == "en" else 0)
    if strict and set(summary.statuses) - {"responsible"}:
        click.get_current_context().exit(1)


def _report(summary: Summary, pick: int) -> None:
    """Say on standard error what became of the file."""

    def tell(name: str, **values: object) -> None:
        say(_TEXTS[name][pick].format(**values), err=True)

    tell("columns", columns=", ".join(f"{header} ({role})" for role, header in summary.columns.items()))
    tell("encoding", encoding=_ENCODINGS[summary.encoding])
    tell("written", rows=summary.rows)
    width = len(str(summary.rows))
    for status in _ORDER:
        if summary.statuses[status]:
            text = _TEXTS["invalid_status" if status == "invalid" else status][pick]
            say(f"  {summary.statuses[status]:{width}}  {status}: {text}", err=True)
    if summary.zeros_restored:
        tell("zeros", rows=summary.zeros_restored)
    if summary.invalid_rows:
        more = summary.statuses["invalid"] > len(summary.invalid_rows)
        numbers = ", ".join(map(str, summary.invalid_rows)) + (f" {_TEXTS['and_more'][pick]}" if more else "")
        tell("invalid", rows=numbers)
