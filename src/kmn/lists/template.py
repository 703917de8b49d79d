"""The form for whoever keeps the official list: a workbook in German, with nothing filled in that nobody has said.

What public sources say stands in grey beside the cells to fill in; it is there to be compared, and never read back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.spreadsheet import new_book, save_book
from kmn.interchange.styled import offer_choices, set_widths, write_text
from kmn.lists.about import LICENCES
from kmn.lists.guide import guide
from kmn.lists.layout import ABOUT, ABOUT_SHEET, AREAS_SHEET, GUIDE_SHEET, KNOWN, NETWORKS_SHEET
from kmn.lists.remarks import seen
from kmn.lookup.wording import EVIDENCE
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from os import PathLike

    from kmn.lookup.answer import Answer, Claim
    from kmn.lookup.locator import Locator

__all__ = ["known_of", "write_template"]

_ABOUT_NOTES: Final = {
    "publisher": "Die Stelle, die die Regionalverbünde koordiniert und diese Liste herausgibt. Nötig.",
    "as_of": "Tag, Monat oder Jahr, für das die Liste gilt, etwa 01.03.2026. Nötig.",
    "reference": "Auch eine unveröffentlichte Liste ist eine gültige Quelle, wenn ihr Aktenzeichen genannt ist.",
    "licence": "Was andere mit der Liste tun dürfen. Bitte auswählen.",
    "url": "Wenn die Liste veröffentlicht ist, mit https:// davor.",
    "expected": "Damit auffällt, wenn einer fehlt.",
}
_SPARE: Final = 60
"""Rows below the districts for municipalities with an assignment of their own."""

_LONG: Final = 90
_NETWORKS: Final = 40
_GERMAN: Final = 0
_NOT_OFFERED: Final = (
    "Nicht in der Auswahl",
    f"Bitte aus der Auswahl wählen; neue Namen zuerst auf dem Blatt „{NETWORKS_SHEET}“ eintragen.",
)


def write_template(path: str | PathLike[str], locator: Locator, on: date) -> None:
    """Write an empty form.

    Args:
        path: the workbook to write; a file of that name is not replaced.
        locator: knows the places and what public sources say.
        on: the day whose districts are listed.

    Raises:
        DataError: there is a file of that name, or it cannot be written.
        MissingExtraError: openpyxl is not installed.

    Examples:
        >>> from datetime import date
        >>> from tempfile import TemporaryDirectory
        >>> from kmn.interchange.spreadsheet import read_sheets
        >>> from kmn.wiring import Locator
        >>> with TemporaryDirectory() as folder:
        ...     write_template(f"{folder}/liste.xlsx", Locator(), date(2026, 3, 1))
        ...     [sheet.name for sheet in read_sheets(f"{folder}/liste.xlsx").sheets]
        ['Anleitung', 'Angaben zur Liste', 'Regionalverbünde', 'Zuordnung']
    """
    book = new_book()
    term = locator.dataset.network_term
    _fill(book.create_sheet(GUIDE_SHEET), [(line,) for line in guide(term)], (110,))
    _about(book.create_sheet(ABOUT_SHEET))
    _networks(book.create_sheet(NETWORKS_SHEET), locator)
    _areas(book.create_sheet(AREAS_SHEET), locator, on)
    save_book(book, path, replace=False)


def known_of(answer: Answer) -> str:
    """Say in German what public sources say of a district, or that they say nothing.

    Examples:
        >>> from kmn.wiring import locate
        >>> known_of(locate("Landkreis Celle")), known_of(locate("Landkreis Aurich"))
        ('Regionalverbund Heide (belegt, 2005-12-14 bis 2009-06-16)', 'nichts bekannt')
    """
    return "; ".join(f"{claim.network.name} ({_how(claim)})" for claim in answer.claims) or "nichts bekannt"


def _how(claim: Claim) -> str:
    word = EVIDENCE[claim.evidence][_GERMAN]
    if claim.evidence is Evidence.INFERRED:
        return f"nur {word}"
    return f"{word}, {seen(claim)[_GERMAN]}"


def _about(sheet: Any) -> None:
    rows = [(labels[0], "", _ABOUT_NOTES[role]) for role, labels in ABOUT.items()]
    _fill(sheet, [("Angabe", "Eintrag", "Erläuterung"), *rows], (30, 50, _LONG), grey=2)
    offer_choices(sheet, f"B{[*ABOUT].index('licence') + 2}", '"' + ",".join(LICENCES) + '"', _NOT_OFFERED)


def _networks(sheet: Any, locator: Locator) -> None:
    name = f"Name ({locator.dataset.network_term})"
    header = (name, "Leitung (nur die Einrichtung)", "Telefon", "E-Mail", "Internet", "Bemerkung", KNOWN)
    known = [f"{network.name} ({seen(network)[_GERMAN]})" for network in locator.dataset.networks]
    _fill(sheet, [header, *(("", "", "", "", "", "", text) for text in known)], (38, 38, 18, 28, 34, 40, 60), grey=6)


def _areas(sheet: Any, locator: Locator, on: date) -> None:
    header = ("Schlüssel", "Kreis", locator.dataset.network_term, KNOWN, "Bemerkung")
    rows = [
        (district.key.value, district.official_name, "", known_of(locator.locate(district.key, on=on)), "")
        for district in locator.gazetteer.districts.on(on)
    ]
    _fill(sheet, [header, *rows], (12, 34, 38, 70, 40), grey=3)
    last = len(rows) + 1 + _SPARE
    offer_choices(sheet, f"C2:C{last}", f"'{NETWORKS_SHEET}'!$A$2:$A${_NETWORKS + 1}", _NOT_OFFERED)


def _fill(sheet: Any, rows: Sequence[Sequence[str]], widths: Sequence[int], grey: int | None = None) -> None:
    """Write rows of texts, with the first as a header, and one column in grey."""
    set_widths(sheet, widths)
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row):
            look = {"ink": "555555", "fill": "E7E7E7"} if place == grey else {}
            write_text(sheet, number, place + 1, text, bold=number == 1, **look)
