"""Notices: what an official list says that cannot be read, what it was read as, and what it leaves open.

Each names sheet, row, column and value, and says what to do. What may be a person or a contact is never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

from kmn.interchange import problem

__all__ = ["TEXTS", "Notice", "Severity", "names_person"]

Severity = Literal["error", "warning", "info"]

_ENGLISH: Final = 1
# Words before the name of a person.
_PERSON: Final = re.compile(r"\b(?:Frau|Herrn?|Fr\.|Hr\.|Dr\.|Prof\.)(?!\w)")
_WORDS: Final = {"sheet": ("Blatt", "sheet"), "row": ("Zeile", "row"), "column": ("Spalte", "column")}
_WORKBOOK: Final[dict[str, tuple[Severity, str, str]]] = {
    code: ("warning" if code == "workbook_macros" else "error", *texts)
    for code, texts in problem.TEXTS.items()
    if code.startswith(("workbook_", "sheet_too_")) or code in {"binary", "broken_csv", "cell_too_long", "error_cell"}
}

TEXTS: Final[dict[str, tuple[Severity, str, str]]] = {
    **_WORKBOOK,
    "about_missing": (
        "error",
        (
            "{field} fehlt. Bitte auf dem Blatt „Angaben zur Liste“ eintragen oder beim Einlesen angeben ({option}): "
            "Daraus wird die Quelle aller Zeilen."
        ),
        (
            "{field} is missing. Fill it in on the sheet “Angaben zur Liste”, or give it when importing ({option}): "
            "it becomes the source of all rows."
        ),
    ),
    "area_ambiguous": (
        "error",
        "„{value}“ kann mehreres heißen: {others}. Bitte eines davon so oder mit seinem Schlüssel eintragen.",
        "“{value}” may mean several: {others}. Write one of them so, or its key.",
    ),
    "area_former": (
        "error",
        (
            "„{value}“: {former} gab es am Stand der Liste nicht; das Gebiet gehört heute zu: {today}. Bitte "
            "eintragen, "
            "was am Stand der Liste galt."
        ),
        (
            "“{value}”: {former} did not exist on the date of the list; today the area belongs to: {today}. Write "
            "what "
            "held on the date of the list."
        ),
    ),
    "area_twice": (
        "warning",
        "{value} steht mehrfach bei {network}; einmal genügt.",
        "{value} stands with {network} more than once; once will do.",
    ),
    "area_unknown": (
        "error",
        (
            "„{value}“ ist als Kreis oder Gemeinde nicht bekannt.{hint} Bitte mit „Landkreis“ oder „Stadt“ davor, "
            "oder "
            "den amtlichen Schlüssel eintragen; Zusätze gehören in die Bemerkung."
        ),
        (
            "“{value}” is not known as a district or municipality.{hint} Write it with “Landkreis” or “Stadt” before "
            "it, or its official key; additions belong in the remark."
        ),
    ),
    "as_of_wrong": (
        "error",
        "„{value}“ ist kein Datum. Erwartet wird etwa 01.03.2026, 03.2026 oder 2026.",
        "“{value}” is no date. Expected such as 01.03.2026, 03.2026 or 2026.",
    ),
    "contact_left_out": (
        "warning",
        (
            "Die Angabe hat nicht die richtige Form und wurde weggelassen. Erwartet wird eine Internet-Adresse mit "
            "https:// davor."
        ),
        "The entry has not the right form and was left out. Expected a web address that begins with https://.",
    ),
    "contested": (
        "error",
        (
            "{value} steht bei mehreren: {others}. Ist der Kreis geteilt, bitte seine Gemeinden einzeln eintragen; "
            "sonst "
            "eine der Zeilen löschen."
        ),
        (
            "{value} stands with several: {others}. If it is divided, write its municipalities; else delete one of "
            "the rows."
        ),
    ),
    "count_differs": (
        "warning",
        "Die Liste nennt {found}, nach den Angaben sind es {expected}. Bitte prüfen, ob etwas fehlt.",
        "The list names {found}, according to itself there are {expected}. Check whether something is missing.",
    ),
    "count_wrong": (
        "error",
        "„{value}“ ist keine Zahl. Bitte eine ganze Zahl eintragen oder das Feld leeren.",
        "“{value}” is no number. Write a whole number, or empty the field.",
    ),
    "district_read": (
        "info",
        (
            "„{value}“ wurde als {taken} gelesen, nicht als {other}. Ist die Stadt gemeint, bitte „Stadt“ davor "
            "schreiben."
        ),
        "“{value}” was read as {taken}, not as {other}. If the town is meant, write “Stadt” before it.",
    ),
    "formula_read": (
        "warning",
        "Das Blatt enthält Formeln in {count} Zellen; gelesen wurden die zuletzt berechneten Werte. Bitte prüfen.",
        "The sheet has formulas in {count} cells; the values computed last were read. Check them.",
    ),
    "key_contradicts": (
        "error",
        (
            "„{value}“: Schlüssel und Name passen nicht zusammen; der Schlüssel gehört zu: {others}. Bitte eines "
            "berichtigen."
        ),
        "“{value}”: key and name do not agree; the key is that of: {others}. Correct one of them.",
    ),
    "key_unknown": (
        "error",
        "„{value}“ ist kein Schlüssel eines Kreises oder einer Gemeinde in {territory}. Bitte prüfen.",
        "“{value}” is no key of a district or municipality in {territory}. Check it.",
    ),
    "licence_missing": (
        "warning",
        (
            "Die Lizenz fehlt. Ohne sie werden nur die Tatsachen übernommen, nicht die Liste selbst. Bitte "
            "eintragen, "
            "wenn sie weiterverwendet werden darf."
        ),
        (
            "The licence is missing. Without it only the facts are taken over, not the list itself. Name it if it "
            "may be reused."
        ),
    ),
    "licence_unknown": (
        "warning",
        "„{value}“ ist als Lizenz nicht bekannt; übernommen werden nur die Tatsachen. Bekannt sind: {others}.",
        "“{value}” is not known as a licence; only the facts are taken over. Known are: {others}.",
    ),
    "list_empty": (
        "error",
        "Die Liste ordnet noch nichts zu. Bitte neben mindestens einen Kreis seinen {term} eintragen.",
        "The list assigns nothing yet. Write its {term} beside at least one district.",
    ),
    "list_missing": (
        "error",
        (
            "Es wurde keine Tabelle gefunden. Erwartet wird eine Zeile mit Überschriften, darunter eine wie „{term}“ "
            "und "
            "eine wie „Kreise“; eine leere Vorlage schreibt: kmn template liste.xlsx"
        ),
        (
            "No table was found. Expected a row of headers, one like “{term}” and one like “Kreise”; an empty form "
            "is "
            "written by: kmn template liste.xlsx"
        ),
    ),
    "list_not_one": (
        "error",
        (
            "Bis hierher ließ sich sehr vieles nicht lesen; hier wurde aufgehört. Ist es eine Liste von Kreisen je "
            "{term}?"
        ),
        "Up to here very much could not be read; reading stopped. Is it a list of districts by {term}?",
    ),
    "list_too_large": (
        "error",
        "Die Liste hat mehr als {expected} Zeilen und wurde nicht gelesen. Ist es die richtige Datei?",
        "The list has more than {expected} rows and was not read. Is it the right file?",
    ),
    "network_missing": (
        "error",
        (
            "Neben „{value}“ steht kein {term}. Sind Zellen verbunden, bitte den Namen in jede Zeile schreiben; soll "
            "der "
            "Kreis offen bleiben, die Zeile löschen."
        ),
        (
            "Beside “{value}” there is no {term}. If cells are merged, write the name into each row; if the district "
            "is "
            "to stay open, delete the row."
        ),
    ),
    "network_not_listed": (
        "info",
        "{value} ist aus öffentlichen Quellen bekannt ({when}) und steht nicht in der Liste. Heißt er heute anders?",
        "{value} is known from public sources ({when}) and is not in the list. Has it another name today?",
    ),
    "network_read": (
        "info",
        "„{value}“ wurde als {network} gelesen. Ist ein anderer gemeint, braucht er einen anderen Namen.",
        "“{value}” was read as {network}. If another one is meant, it needs another name.",
    ),
    "network_unknown": (
        "error",
        "„{value}“ steht nicht auf dem Blatt {sheet_of}.{hint} Bitte dort ergänzen oder hier den Namen berichtigen.",
        "“{value}” is not on the sheet {sheet_of}.{hint} Add it there, or correct the name here.",
    ),
    "network_without_areas": (
        "info",
        "Zu {value} ist noch kein Kreis eingetragen.",
        "No district is entered for {value} yet.",
    ),
    "person_named": (
        "error",
        (
            "Die Zelle nennt offenbar eine Person. Bitte nur die Einrichtung nennen; Namen von Personen gehören "
            "nicht in "
            "die Daten."
        ),
        "The cell seems to name a person. Name only the institution; names of persons do not belong in the data.",
    ),
    "reference_missing": (
        "warning",
        (
            "Weder Aktenzeichen noch Internet-Adresse sind angegeben; so lässt sich die Liste schlecht belegen. "
            "Bitte ergänzen."
        ),
        "Neither a file number nor a web address is given; so the list is hard to cite. Fill one in.",
    ),
    "split": (
        "info",
        "{value} ist geteilt: {towns}; für die übrigen Gemeinden gilt: {rest}.",
        "{value} is divided: {towns}; for the other municipalities holds: {rest}.",
    ),
    "stays_open": (
        "info",
        "Ohne Eintrag {open}, sondern dass die Liste es nicht sagt: {others}.",
        "Without an entry {open}, but that the list does not say: {others}.",
    ),
    "town_read": (
        "info",
        "„{value}“ ist kein Kreis und wurde als Gemeinde gelesen ({others}); für den übrigen Kreis sagt das nichts.",
        (
            "“{value}” is no district and was read as a municipality ({others}); of the rest of its district it says "
            "nothing."
        ),
    ),
}
"""Severity, German and English text by code; a code never changes its meaning."""


@frozen
class Notice:
    """Something to say about an official list.

    Attributes:
        code: what it is.
        sheet: name of the sheet, None for the whole list.
        row: number of the row.
        column: header of the column.
        value: what stands there, None where it must not be repeated.
        parameters: what else the text names; a pair is German and English.

    Examples:
        >>> print(Notice("area_unknown", "Zuordnung", 5, "Kreis", "LK Cele", {"hint": " Gemeint: Landkreis Celle?"}))
        Blatt „Zuordnung“, Zeile 5, Spalte „Kreis“: „LK Cele“ ist als Kreis oder Gemeinde nicht bekannt. Gemeint: ...
    """

    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    parameters: Mapping[str, str | tuple[str, str]] = field(factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether the list cannot be used (`error`), should be looked at (`warning`), or all is said (`info`)."""
        return TEXTS[self.code][0]

    def text(self, lang: str = "de", *, place: bool = True) -> str:
        """Say where it is, what was expected and what to do, in German or (`en`) English.

        Args:
            lang: `de` or `en`.
            place: whether to begin with sheet, row and column.
        """
        pick = _ENGLISH if lang == "en" else 0
        named: dict[str, str] = {"value": problem.shown(self.value or "", "") or ""}
        named |= {name: one[pick] if isinstance(one, tuple) else one for name, one in self.parameters.items()}
        text = TEXTS[self.code][1 + pick].format(**named)
        where = []
        if self.sheet is not None:
            where.append(f"{_WORDS['sheet'][pick]} „{problem.shown(self.sheet, '')}“")
        if self.row is not None:
            where.append(f"{_WORDS['row'][pick]} {self.row}")
        if self.column:
            where.append(f"{_WORDS['column'][pick]} „{problem.shown(self.column, '')}“")
        return f"{', '.join(where)}: {text}" if where and place else text

    def __str__(self) -> str:
        """Give the text in German, the language of the lists."""
        return self.text()


def names_person(text: str) -> bool:
    """Say whether a text seems to name a person, by a word that stands before such names.

    Examples:
        >>> names_person("Frau Beispiel, Caritas Celle"), names_person("Frauenhaus Celle")
        (True, False)
    """
    return _PERSON.search(text) is not None
