"""What a list says about itself: who issued it, as of when, under which file number. It becomes the one source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen
from pydantic import ValidationError

from kmn.errors import InputError
from kmn.interchange.cells import read_cell
from kmn.interchange.tables import tables
from kmn.lists.layout import ABOUT, ABOUT_SHEET
from kmn.lists.notice import Notice
from kmn.model.source import LICENCE, Source
from kmn.places import names
from kmn.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kmn.interchange.spreadsheet import Sheet
    from kmn.model.source import Reuse

__all__ = ["LICENCES", "About", "Entry", "read_about"]

LICENCES: Final[dict[str, Reuse]] = {
    "Datenlizenz Deutschland – Zero – 2.0": "open",
    "Datenlizenz Deutschland – Namensnennung – 2.0": "open",
    "CC0 1.0": "open",
    "CC BY 4.0": "open",
    "nur die Tatsachen": "facts_only",
    "nicht zur Weitergabe": "forbidden",
}
"""What may be done with the list, by what the form offers."""

_SHORT: Final[dict[str, Reuse]] = {
    "dl de zero 2 0": "open",
    "dl de by 2 0": "open",
    "dl zero de 2 0": "open",
    "dl by de 2 0": "open",
    "cc0": "open",
    "cc zero": "open",
    "cc by": "open",
    "gemeinfrei": "open",
}
_RESTRICTED: Final = frozenset(["nc", "nd"])
"""Marks of licences that are not open: no commercial use, no changes."""

_MONTHS: Final = (
    *("januar", "februar", "maerz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
_WRITTEN: Final = re.compile(r"(?:([0-9]{1,2})\.? )?([a-z]+) ([0-9]{4})")
_LABELLED: Final = re.compile(r"\s*([^:]{2,40}):\s*(.+)", re.DOTALL)
_LONGEST: Final = 500


@frozen
class Entry:
    """What stands beside a label, and where."""

    text: str
    sheet: str | None = None
    row: int | None = None


@frozen
class About:
    """What a list says about itself.

    Attributes:
        source: the list as a source, None if it does not say enough.
        as_of: the day, month or year for which it speaks.
        expected: how many networks it says there are.
        publisher: who issued it.
    """

    source: Source | None
    as_of: PartialDate | None
    expected: int | None
    publisher: str


def read_about(
    sheets: Iterable[tuple[Sheet, int]], given: Mapping[str, str], term: str, notices: list[Notice]
) -> About:
    """Read what a list says about itself.

    Args:
        sheets: the sheets, each with the number of its rows that are not part of a table.
        given: the same from elsewhere, by the names of `ABOUT`; it takes precedence.
        term: what a network is called.
        notices: gets what is missing or wrong.

    Examples:
        >>> from kmn.interchange.spreadsheet import Sheet
        >>> sheet = Sheet("Liste", (("Herausgeber", "Ministerium"), ("Stand: 1. März 2026",), ("Az", "301-1")))
        >>> read_about([(sheet, 3)], {}, "Regionalverbund", []).source.id
        'liste-2026-03-01'
    """
    found: dict[str, Entry] = {}
    for sheet, count in sheets:
        for number, row in enumerate(sheet.rows[:count], start=1):
            for role, text in _labelled(row):
                found.setdefault(role, Entry(text, sheet.name, number))
    found |= {role: Entry(text) for role, text in given.items() if text.strip()}
    missing = [role for role in ("publisher", "as_of") if role not in found]
    for role in missing:
        parameters = {"field": ABOUT[role][0], "option": f"--{role.replace('_', '-')}"}
        notices.append(Notice("about_missing", ABOUT_SHEET, parameters=parameters))
    as_of = _as_of(found["as_of"], notices) if "as_of" in found else None
    publisher = _text(found, "publisher")
    expected = _expected(found["expected"], notices) if "expected" in found else None
    if not (_text(found, "reference") or _text(found, "url")):
        notices.append(Notice("reference_missing", ABOUT_SHEET))
    reuse = _reuse(found.get("licence"), notices)
    if as_of is None or not publisher:
        return About(None, as_of, expected, publisher)
    return About(_source(found, as_of, reuse, term, notices), as_of, expected, publisher)


def _labelled(row: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Give what stands behind a label, in the next cell or behind a colon."""
    for place, cell in enumerate(row):
        role = _role(cell)
        if role is not None:
            value = row[place + 1].strip() if place + 1 < len(row) else ""
            if value:
                yield role, value[:_LONGEST]
            return
        within = _LABELLED.fullmatch(cell)
        if within and (role := _role(within[1])) is not None:
            yield role, within[2].strip()[:_LONGEST]


def _role(label: str) -> str | None:
    wanted = names.fold(label)
    return next((role for role, labels in ABOUT.items() if wanted in map(names.fold, labels)), None)


def _text(found: Mapping[str, Entry], role: str) -> str:
    return found[role].text.strip() if role in found else ""


def _as_of(entry: Entry, notices: list[Notice]) -> PartialDate | None:
    written = _WRITTEN.fullmatch(names.fold(entry.text))
    text = entry.text
    if written and written[2] in _MONTHS:
        parts = (int(part) for part in (_MONTHS.index(written[2]) + 1, written[1]) if part)
        text = "-".join([written[3], *(f"{part:02d}" for part in parts)])
    column = next(
        one for table in tables() if table.name == "sources" for one in table.columns if one.name == "published"
    )
    try:
        return PartialDate.parse(read_cell(text, column)[0])
    except InputError:
        notices.append(Notice("as_of_wrong", entry.sheet, entry.row, None, entry.text))
        return None


def _expected(entry: Entry, notices: list[Notice]) -> int | None:
    if entry.text.isascii() and entry.text.isdigit() and len(entry.text) < 5:  # noqa: PLR2004 - no such number
        return int(entry.text)
    notices.append(Notice("count_wrong", entry.sheet, entry.row, None, entry.text))
    return None


def _reuse(entry: Entry | None, notices: list[Notice]) -> Reuse:
    if entry is None:
        notices.append(Notice("licence_missing", ABOUT_SHEET))
        return "facts_only"
    wanted = names.fold(entry.text)
    known = {names.fold(name): reuse for name, reuse in LICENCES.items()} | _SHORT
    for name, reuse in known.items():
        if wanted == name or (reuse == "open" and wanted.startswith(name) and not _RESTRICTED & set(wanted.split())):
            return reuse
    others = "; ".join(LICENCES)
    notices.append(Notice("licence_unknown", entry.sheet, entry.row, None, entry.text, {"others": others}))
    return "facts_only"


def _source(found: Mapping[str, Entry], as_of: PartialDate, reuse: Reuse, term: str, notices: list[Notice]) -> Source:
    licence = _text(found, "licence")
    fields = {
        "id": f"liste-{as_of}",
        "title": f"Amtliche Liste: Kreise je {term}",
        "kind": "list",
        "publisher": _text(found, "publisher"),
        "published": as_of,
        "certainty": "stated",
        "extent": "full",
        "reference": _text(found, "reference") or None,
        "reuse": reuse,
        "remark": f"{LICENCE}{licence}" if licence else None,
    }
    try:
        return Source.model_validate({**fields, "url": _text(found, "url") or None})
    except ValidationError:  # only the address on the web has a form that may be missed
        entry = found["url"]
        notices.append(Notice("contact_left_out", entry.sheet, entry.row))
        return Source.model_validate(fields)
