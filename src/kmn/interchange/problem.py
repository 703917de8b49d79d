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
    "error_cell": (
        "Die Zelle zeigt einen Fehler, etwa #NV oder #BEZUG!. Bitte den Wert eintragen.",
        "The cell shows an error, such as #N/A or #REF!. Fill in the value.",
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
    "formula": (
        (
            "Die Zelle enthält eine Formel. Erwartet wird der Wert selbst; bitte die Zelle kopieren und über "
            "„Inhalte einfügen“ nur den Wert einfügen."
        ),
        "The cell holds a formula. Expected the value itself; copy the cell and paste only its value.",
    ),
    "jsonld_broken": (
        (
            "Die Datei ist kein JSON-LD eines Datenbestands: Erwartet wird ein Objekt mit @context und @graph. Bitte "
            "neu herunterladen oder neu schreiben."
        ),
        (
            "The file is no JSON-LD of a dataset: expected an object with @context and @graph. Fetch it again or "
            "write it again."
        ),
    ),
    "link_out": (
        (
            "Die Datei ist ein Verweis, der aus dem Ordner hinausführt, und wird nicht gelesen. "
            "Bitte durch die Datei selbst ersetzen."
        ),
        "The file is a link that leads out of the folder and is not read. Put the file itself in its place.",
    ),
    "node_wrong": (
        "Ein Wert des Knotens hat eine andere Art (Text, Liste, Objekt) als vorgesehen. Bitte neu schreiben lassen.",
        "A value of the node is of another kind (text, list, object) than expected. Have it written again.",
    ),
    "period_reversed": (
        "valid_to liegt vor valid_from. Bitte vertauschen oder korrigieren.",
        "valid_to is before valid_from. Exchange or correct them.",
    ),
    "position_wrong": (
        "Die Stelle in der Liste ist keine ganze Zahl. Bitte ab 1 zählen.",
        "The place in the list is no whole number. Count from 1.",
    ),
    "record_unknown": (
        "Die Zeile gehört zu einem Eintrag, den es nicht gibt. Bitte die IRI berichtigen oder die Zeile löschen.",
        "The row belongs to a record that does not exist. Correct the IRI or delete the row.",
    ),
    "row_missing": (
        "Die Tabelle hat keine Zeile. Erwartet wird genau eine.",
        "The table has no row. Expected exactly one.",
    ),
    "rows_too_many": (
        "Die Tabelle hat {count} Zeilen. Erwartet wird genau eine; bitte die übrigen löschen.",
        "The table has {count} rows. Expected exactly one; delete the others.",
    ),
    "sheet_extra": (
        "Das Blatt gehört nicht zum Datenbestand und wurde nicht gelesen.",
        "The sheet is no part of a dataset and was not read.",
    ),
    "sheet_missing": (
        "Das Blatt fehlt. Es ist nötig; bitte ergänzen.",
        "The sheet is missing. It is needed; add it.",
    ),
    "sheet_missing_optional": (
        "Das Blatt fehlt; die Tabelle wurde als leer gelesen.",
        "The sheet is missing; the table was read as empty.",
    ),
    "sheet_too_long": (
        (
            "Die Mappe hat mehr als {expected} Zellen und wurde nicht weiter gelesen. Bitte leere Zeilen und Spalten "
            "am Ende löschen."
        ),
        "The workbook has more than {expected} cells and was not read further. Delete empty rows and columns.",
    ),
    "sheet_too_wide": (
        "Die Zeile hat mehr als {expected} Spalten; das Blatt wurde nicht weiter gelesen. Ist es das richtige Blatt?",
        "The row has more than {expected} columns; the sheet was not read further. Is it the right sheet?",
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
    "workbook_bomb": (
        (
            "Die Mappe würde entpackt größer als {expected} MB oder enthält, was keine Mappe enthalten darf; sie "
            "wird nicht geöffnet. Bitte in Excel oder LibreOffice neu als xlsx speichern."
        ),
        (
            "Unpacked, the workbook would be larger than {expected} MB, or it holds what no workbook may hold; it is "
            "not opened. Save it again as xlsx in Excel or LibreOffice."
        ),
    ),
    "workbook_broken": (
        "Die Mappe ist beschädigt. Bitte in Excel oder LibreOffice öffnen und neu als xlsx speichern.",
        "The workbook is damaged. Open it in Excel or LibreOffice and save it again as xlsx.",
    ),
    "workbook_locked": (
        (
            "Die Mappe ist mit einem Kennwort geschützt oder eine alte xls-Datei. Bitte das Kennwort entfernen und "
            "als xlsx speichern."
        ),
        "The workbook is protected by a password, or is an old xls file. Remove the password and save it as xlsx.",
    ),
    "workbook_macros": (
        "Die Mappe enthält Makros. Sie wurden weder ausgeführt noch gelesen.",
        "The workbook contains macros. They were neither run nor read.",
    ),
    "workbook_missing": (
        "Es gibt keine Datei dieses Namens. Bitte den Namen prüfen.",
        "There is no file of that name. Check the name.",
    ),
    "workbook_not_one": (
        "Das ist keine Excel-Mappe. Erwartet wird eine Datei im Format xlsx; bitte so speichern.",
        "This is no Excel workbook. Expected a file in the format xlsx; save it so.",
    ),
    "workbook_ods": (
        "Das ist eine OpenDocument-Tabelle (ods). Bitte in LibreOffice als xlsx speichern.",
        "This is an OpenDocument spreadsheet (ods). Save it as xlsx in LibreOffice.",
    ),
    "workbook_other": (
        (
            "Die Mappe enthält keine Tabelle eines Datenbestands. Ist sie eine Liste von Kreisen, wird sie so zu "
            "einem: kmn import liste.xlsx -o ORDNER."
        ),
        (
            "The workbook holds no table of a dataset. If it is a list of districts, this makes one of it: "
            "kmn import list.xlsx -o FOLDER."
        ),
    ),
    "workbook_too_large": (
        "Die Mappe ist größer als {expected} MB. Ist es die richtige Datei?",
        "The workbook is larger than {expected} MB. Is it the right file?",
    ),
    "workbook_unreadable": (
        "Die Mappe lässt sich nicht lesen. Bitte die Zugriffsrechte prüfen.",
        "The workbook cannot be read. Check its permissions.",
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
    "sheet_extra",
    "sheet_missing_optional",
    "workbook_macros",
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

    def text(self, lang: str = "de", *, place: bool = True) -> str:
        """Say where it is, what was expected and what to do, in German or (`en`) English.

        Args:
            lang: `de` or `en`.
            place: whether to begin with file, row and field.
        """
        pick = _ENGLISH if lang == "en" else _GERMAN
        where = [self.file]
        if self.row is not None:
            where.append(f"{('Zeile', 'row')[pick]} {self.row}")
        if self.field is not None:
            where.append(f"{('Feld', 'field')[pick]} {self.field}")
        named = {
            name: value[pick] if isinstance(value, tuple) else value for name, value in dict(self.parameters).items()
        }
        value = ("Der Wert", "The value")[pick] if self.value is None else f"'{self.value}'"
        text = TEXTS[self.code][pick].format(value=value, **named)
        return f"{', '.join(where)}: {text}" if place else text

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
