"""`kmn check`: what is wrong, open, doubtful or old in a dataset, and what to do about it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kmn.cli.terminal import console, language, options, plain, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from kmn.rules.finding import Finding
    from kmn.rules.report import Report
    from kmn.rules.rule import Rule

__all__ = ["check"]

_MOST_SHOWN: Final = 20
_COLOURS: Final = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_MORE: Final = ("… und {count} weitere; --json zeigt alle.", "… and {count} more; --json shows all.")
_TO_DO: Final = ("Was tun: ", "What to do: ")
_COPY: Final = ("Kopie mit Hinweisen neben den Zeilen: {path}", "Copy with hints beside the rows: {path}")
_SUFFIX: Final = ".xlsx"
_NAMED: Final = "hinweise"
_PARTS: Final = {
    "why": ("Warum", "Why"),
    "remedy": ("Was tun", "What to do"),
    "source": ("Grundlage", "Basis"),
}


@click.command()
@click.argument("path", metavar="[FOLDER]", required=False)
@options("json", "on", "lang")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well.")
@click.option("--explain", metavar="CODE", help="Explain a rule, such as A003, instead of checking.")
@click.option(
    "-o", "--output", metavar="COPY.xlsx", help="For workbooks and lists: where the copy with hints is written."
)
def check(  # noqa: PLR0913 - each is an option
    *,
    path: str | None,
    as_json: bool,
    on: str | None,
    lang: str | None,
    strict: bool,
    explain: str | None,
    output: str | None,
) -> None:
    """Tell what is wrong, open or old in a dataset.

    FOLDER is a folder of CSV files, a workbook (xlsx), JSON-LD or an official list; the embedded dataset by default.
    All findings are shown at once, each with its place and what to do. Of a workbook or list, a copy with hints
    beside the rows is written next to it.

    \b
    kmn check liste
    kmn check liste.xlsx
    kmn check --explain A003

    Exits with 1 if anything is an error, with 2 for wrong usage and with 3 for unreadable data.
    """  # noqa: D301 - click's mark for lines it must not join
    lang = lang or language()
    if explain is not None:
        _explain(explain, lang)
        return

    from kmn.lists.review import has_rows
    from kmn.wiring import annotate
    from kmn.wiring import check as checked

    report = checked(path, on=on, lang=lang)
    if as_json:
        for finding in report:
            say_json(finding.to_dict(lang))
    else:
        terminal = console()
        for part in _shown(report):
            terminal.print(part)
    if path is not None and has_rows(path) and (output is not None or not as_json):
        copy = annotate(path, output or _free(Path(path)))
        say(_COPY[1 if lang == "en" else 0].format(path=copy), err=True)
    counts = report.counts
    if counts["error"] or (strict and counts["warning"]):
        click.get_current_context().exit(1)


def _free(path: Path) -> Path:
    """Give a name beside a file that is not taken."""
    names = (path.with_name(f"{path.stem}-{_NAMED}{number}{_SUFFIX}") for number in ("", *range(2, 1000)))
    return next(name for name in names if not name.exists())


def _shown(report: Report) -> Iterator[RenderableType]:
    """Give the report rule by rule, the gravest first, and its summary."""
    from rich.text import Text

    from kmn.rules.catalogue import named

    for code, group in groupby(report, key=lambda finding: finding.code):
        yield from _group(named(code), list(group), report.lang)
        yield Text("")
    yield Text(report.summary(), style="bold")


def _group(rule: Rule, findings: list[Finding], lang: str) -> Iterable[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    pick = 1 if lang == "en" else 0
    colour = _COLOURS[rule.severity.value]
    title = f"{rule.severity.label(lang)} {rule.code}: {rule.title[pick]}"
    yield Text(title if len(findings) == 1 else f"{title} ({len(findings)})", style=colour)
    said = ""
    for finding in findings[:_MOST_SHOWN]:
        if finding.text(lang) != said:  # what is the same for many places is said once
            said = finding.text(lang)
            yield Padding(Text(plain(said)), (0, 0, 0, 2))
        if finding.key is not None or finding.row is not None:
            yield Padding(Text(plain(finding.place(lang)), style="dim"), (0, 0, 0, 4))
    if len(findings) > _MOST_SHOWN:
        yield Padding(Text(_MORE[pick].format(count=len(findings) - _MOST_SHOWN), style="dim"), (0, 0, 0, 2))
    yield Padding(Text(_TO_DO[pick] + rule.remedy[pick], style="italic"), (0, 0, 0, 2))


def _explain(code: str, lang: str) -> None:
    """Say what a rule is about."""
    from kmn.rules.catalogue import named

    rule = named(code)
    pick = 1 if lang == "en" else 0
    say(f"{rule.code} ({rule.severity.label(lang)}): {rule.title[pick]}")
    for field, labels in _PARTS.items():
        say(f"\n{labels[pick]}: {getattr(rule, field)[pick]}")
