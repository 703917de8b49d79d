"""Problems: what is wrong with the files of a dataset, or was put right while reading them.

Each has a code, the place (file, row, field), the value as far as it may be shown, and a text in German and English
that says what was expected and what to do. Values of addresses and contacts are never shown.
"""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

__all__ = ["TEXTS", "Problem", "shown"]

_LONGEST: Final = 40

_GERMAN: Final = 0
_ENGLISH: Final = 1

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "address_incomplete": (
        (
            "Die Adresse ist unvollständig: Erwartet wird Straße, PLZ oder Ort, und lat und lon nur zusammen. "
            "Bitte ergänzen oder alle Felder leeren."
        ),
        "The address is incomplete: expected a street, PLZ or town, or lat and lon. Complete it or empty all fields.",
    ),
    "binary": (
        "Die Datei ist kein Text. Erwartet wird CSV in UTF-8; bitte neu als CSV speichern.",
        "The file is not text. Expected CSV in UTF-8; save it as CSV again.",
    ),
    "broken_csv": (
        "Die Datei ist kein lesbares CSV; vermutlich fehlt ein schließendes Anführungszeichen. Bitte neu speichern.",
        "The file is not readable CSV; a closing quote is probably missing. Save it again.",
    ),
    "cell_too_long": (
        "Ein Feld ist zu lang. Erwartet werden höchstens 100000 Zeichen; bitte kürzen.",
        "A field is too long. Expected at most 100000 characters; shorten it.",
    ),
    "cells_too_many": (
        (
            "Die Zeile hat {count} Felder, die Kopfzeile {expected}. Felder mit Trennzeichen gehören in "
            "Anführungszeichen; bitte korrigieren."
        ),
        "The row has {count} fields, the header {expected}. Fields with a delimiter belong in quotes; correct it.",
    ),
    "column_missing": (
        "Die Spalte fehlt. Sie ist nötig; bitte ergänzen.",
        "The column is missing. It is needed; add it.",
    ),
    "column_twice": (
        "Die Spalte steht mehrfach in der Kopfzeile. Bitte nur eine behalten.",
        "The column stands in the header more than once. Keep only one.",
    ),
    "column_unknown": (
        "Die Spalte ist unbekannt. Erwartet werden: {expected}. Bitte umbenennen oder löschen.",
        "The column is unknown. Expected: {expected}. Rename or delete it.",
    ),
    "columns_too_many": (
        "Die Kopfzeile hat mehr als {expected} Spalten. Ist es die richtige Datei?",
        "The header has more than {expected} columns. Is it the right file?",
    ),
    "contact_incomplete": (
        "Der Kontakt hat ein Datum, aber weder Telefon noch E-Mail noch URL. Bitte ergänzen oder das Datum leeren.",
        "The contact has a date, but neither phone nor email nor URL. Complete it or empty the date.",
    ),
    "date_read": (
        "{value} wurde als {read} gelesen. Erwartet wird JJJJ-MM-TT; beim Speichern wird es so geschrieben.",
        "{value} was read as {read}. Expected YYYY-MM-DD; it is written so when saved.",
    ),
    "decimal_read": (
        "{value} wurde als {read} gelesen. Erwartet wird ein Dezimalpunkt; beim Speichern wird er geschrieben.",
        "{value} was read as {read}. Expected a decimal point; it is written so when saved.",
    ),
    "empty_file": (
        "Die Datei ist leer. Erwartet wird eine Kopfzeile mit den Namen der Spalten.",
        "The file is empty. Expected a header with the names of the columns.",
    ),
    "encoding_read": (
        "Die Datei wurde als {read} gelesen. Erwartet wird UTF-8; beim Speichern wird es so geschrieben.",
        "The file was read as {read}. Expected UTF-8; it is written so when saved.",
    ),
    "file_extra": (
        "Die Datei gehört nicht zum Datenbestand und wurde nicht gelesen. Bitte entfernen oder umbenennen.",
        "The file is no part of a dataset and was not read. Remove or rename it.",
    ),
    "files_extra": (
        "{count} weitere Dateien gehören nicht zum Datenbestand und wurden nicht gelesen.",
        "{count} more files are no part of a dataset and were not read.",
    ),
    "file_missing": (
        "Die Datei fehlt. Sie ist nötig; bitte ergänzen.",
        "The file is missing. It is needed; add it.",
    ),
    "file_missing_optional": (
        "Die Datei fehlt; die Tabelle wurde als leer gelesen.",
        "The file is missing; the table was read as empty.",
    ),
    "file_too_large": (
        "Die Datei ist größer als {expected} MB. Ist es die richtige Datei?",
        "The file is larger than {expected} MB. Is it the right file?",
    ),
    "file_unreadable": (
        "Die Datei lässt sich nicht lesen. Bitte die Zugriffsrechte prüfen.",
        "The file cannot be read. Check its permissions.",
    ),
    "folder_missing": (
        "Der Ordner fehlt oder ist kein Ordner. Erwartet wird ein Ordner mit CSV-Dateien, wie save() ihn schreibt.",
        "The folder is missing or is no folder. Expected a folder of CSV files, as save() writes it.",
    ),
    "folder_unreadable": (
        "Der Ordner lässt sich nicht lesen. Bitte die Zugriffsrechte prüfen.",
        "The folder cannot be read. Check its permissions.",
    ),
    "link_out": (
        (
            "Die Datei ist ein Verweis, der aus dem Ordner hinausführt, und wird nicht gelesen. "
            "Bitte durch die Datei selbst ersetzen."
        ),
        "The file is a link that leads out of the folder and is not read. Put the file itself in its place.",
    ),
    "period_reversed": (
        "valid_to liegt vor valid_from. Bitte vertauschen oder korrigieren.",
        "valid_to is before valid_from. Exchange or correct them.",
    ),
    "row_missing": (
        "Die Tabelle hat keine Zeile. Erwartet wird genau eine.",
        "The table has no row. Expected exactly one.",
    ),
    "rows_too_many": (
        "Die Tabelle hat {count} Zeilen. Erwartet wird genau eine; bitte die übrigen löschen.",
        "The table has {count} rows. Expected exactly one; delete the others.",
    ),
    "too_many": (
        "Die Datei hat mehr als {count} Probleme und wurde nicht weiter gelesen. Ist es die richtige Datei?",
        "The file has more than {count} problems and was not read further. Is it the right file?",
    ),
    "value_choice": (
        "{value} ist nicht möglich. Erwartet wird eines von: {expected}.",
        "{value} is not possible. Expected one of: {expected}.",
    ),
    "value_missing": (
        "Der Wert fehlt. Er ist nötig; bitte ergänzen.",
        "The value is missing. It is needed; fill it in.",
    ),
    "value_wrong": (
        "{value} hat nicht die richtige Form. Erwartet wird {expected}.",
        "{value} has not the right form. Expected {expected}.",
    ),
    "zero_restored": (
        (
            "Bei {value} war die führende Null verloren; gelesen als {read}. "
            "In Tabellenprogrammen die Spalte als Text formatieren."
        ),
        "{value} had lost its leading zero; it was read as {read}. Format the column as text in spreadsheets.",
    ),
}
"""The texts by code, German and English; a code never changes its meaning."""

_REPAIRED: Final = {
    "date_read",
    "decimal_read",
    "encoding_read",
    "file_extra",
    "files_extra",
    "file_missing_optional",
    "zero_restored",
}


@frozen
class Problem:
    """Something wrong with a file, or put right in it.

    Attributes:
        code: what it is.
        file: name of the file.
        row: number of the row as a spreadsheet counts it, the header being row 1.
        field: name of the column.
        value: the value, as far as it may be shown.
        parameters: what the text names beside the value: in German, in English.

    Examples:
        >>> print(Problem("value_missing", file="networks.csv", row=3, field="name"))
        networks.csv, row 3, field name: The value is missing. It is needed; fill it in.
    """

    code: str
    file: str
    row: int | None = None
    field: str | None = None
    value: str | None = None
    parameters: tuple[tuple[str, str | tuple[str, str]], ...] = ()

    @property
    def severity(self) -> Literal["error", "warning"]:
        """Whether the dataset cannot be built (`error`), or was built in spite of it (`warning`)."""
        return "warning" if self.code in _REPAIRED else "error"

    def text(self, lang: str = "de") -> str:
        """Say where it is, what was expected and what to do, in German or (`en`) English."""
        pick = _ENGLISH if lang == "en" else _GERMAN
        place = [self.file]
        if self.row is not None:
            place.append(f"{('Zeile', 'row')[pick]} {self.row}")
        if self.field is not None:
            place.append(f"{('Feld', 'field')[pick]} {self.field}")
        named = {
            name: value[pick] if isinstance(value, tuple) else value for name, value in dict(self.parameters).items()
        }
        value = ("Der Wert", "The value")[pick] if self.value is None else f"'{self.value}'"
        return f"{', '.join(place)}: {TEXTS[self.code][pick].format(value=value, **named)}"

    def __str__(self) -> str:
        """Give the text in English."""
        return self.text("en")


def shown(value: str, column: str) -> str | None:
    """Give a value as it may be shown: short, in one line, and never that of an address or a contact.

    Examples:
        >>> shown("Heide!", "id"), shown("Domhof 1", "address_street")
        ('Heide!', None)
    """
    if column.startswith(("address_", "contact_")):
        return None
    text = "".join(character if character.isprintable() else "�" for character in value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
