"""Rules about texts: what a spreadsheet would run, what an encoding broke, what is missing in a language."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kmn.interchange.tables import tables
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.rules.material import Material

_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_DIALLED: Final = "contact_phone"
# Control characters but line ends and tabs; invisible marks; changes of direction; line separators; lone surrogates.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
# What umlauts, quotes and dashes become when UTF-8 is read as Latin-1 or Windows-1252.
_MOJIBAKE: Final = re.compile(
    "[ÂÃ][\u0080-\u00bf„“”•–—˜™š›œžŸŒŽŠ‰‡†‚…ˆ‹€]|â[\u0080€][\u0080-\u00bf™œž“”˜\u009d¦]|\ufffd"
)
_PLACEHOLDER: Final = re.compile(
    r"[\W_]+|n/a|na|k\.? ?a\.?|keine angaben?|unbekannt|unknown|to ?do|tbd|x{2,}|n\. ?n\.|nn|none|null|nan|offen|"
    r"fehlt|folgt|lorem ipsum.*",
    re.IGNORECASE,
)
_LONGEST_PLACEHOLDER: Final = 60
# Proper names need no translation.
_PROPER: Final = {"name", "title", "short_name"}
_ENGLISH: Final = "_en"


@rule(
    "KMN-T001",
    Severity.WARNING,
    title=("Text sieht aus wie eine Formel", "Text looks like a formula"),
    text=(
        "Der Text beginnt mit {sign}.",
        "The text begins with {sign}.",
    ),
    why=(
        "Tabellenprogramme rechnen so etwas aus, statt es zu zeigen; auf diesem Weg wird auch Schaden angerichtet.",
        "Spreadsheets compute such a text instead of showing it; harm is done this way, too.",
    ),
    remedy=(
        "Das Zeichen am Anfang entfernen oder ein Wort davorsetzen.",
        "Remove the character at the beginning, or put a word before it.",
    ),
    source=("OWASP: CSV Injection.", "OWASP: CSV injection."),
)
def formula(material: Material) -> Iterator[Hit]:
    """Find texts that a spreadsheet would take for a formula."""
    for cell in material.texts:
        if cell.field != _DIALLED and _FORMULA.match(cell.value) and not _PLACEHOLDER.fullmatch(cell.value):
            first = cell.value[0]
            sign = (f"„{first}“", f"'{first}'") if first.isprintable() else ("einem Tabulator", "a tab")
            yield Hit(cell.table, cell.record, cell.field, cell.value, {"sign": sign})


@rule(
    "KMN-T002",
    Severity.WARNING,
    title=("Unsichtbare Zeichen", "Invisible characters"),
    text=(
        "Der Text enthält unsichtbare Zeichen: {characters}.",
        "The text holds invisible characters: {characters}.",
    ),
    why=(
        "Sie stören Suche und Vergleich, können Text verdrehen und Programme steuern.",
        "They disturb searching and comparing, can turn text around and command programs.",
    ),
    remedy=(
        "Den Text neu tippen oder ohne Formatierung einfügen.",
        "Type the text again, or paste it without formatting.",
    ),
    source=("Unicode, Kategorien Cc und Cf.", "Unicode, categories Cc and Cf."),
)
def invisible(material: Material) -> Iterator[Hit]:
    """Find control characters, invisible marks and changes of the writing direction."""
    for cell in material.texts:
        if _CONTROL.search(cell.value):
            found = sorted(set(_CONTROL.findall(cell.value)))
            characters = ", ".join(f"U+{ord(character):04X}" for character in found)
            yield Hit(cell.table, cell.record, cell.field, cell.value, {"characters": characters})


@rule(
    "KMN-T003",
    Severity.WARNING,
    title=("Umlaute beschädigt", "Umlauts broken"),
    text=(
        "Der Text enthält Zeichen, die beim falschen Einlesen entstehen ({characters}).",
        "The text holds characters that come from reading it in the wrong way ({characters}).",
    ),
    why=(
        "„Ã¼“ war einmal „ü“; so findet niemand den Namen.",
        "'Ã¼' was once 'ü'; nobody finds the name like this.",
    ),
    remedy=(
        "Den Text aus der Quelle neu übernehmen und die Datei als UTF-8 speichern.",
        "Take the text from its source again, and save the file as UTF-8.",
    ),
    source=("Unicode: UTF-8, als Windows-1252 gelesen.", "Unicode: UTF-8 read as Windows-1252."),
)
def mojibake(material: Material) -> Iterator[Hit]:
    """Find what a wrong encoding leaves behind."""
    for cell in material.texts:
        if not cell.value.isascii() and (found := _MOJIBAKE.search(cell.value)):
            shown = " ".join(f"U+{ord(one):04X}" if _CONTROL.match(one) else one for one in found[0])
            yield Hit(cell.table, cell.record, cell.field, cell.value, {"characters": shown.replace(" ", "")})


@rule(
    "KMN-T004",
    Severity.INFO,
    title=("Übersetzung fehlt", "Translation missing"),
    text=(
        "{count} von {total} Einträgen haben {present}, aber nicht {missing}.",
        "{count} of {total} records have {present}, but not {missing}.",
    ),
    why=(
        "Wer nur die andere Sprache liest, erfährt davon nichts.",
        "Whoever reads the other language only does not learn of it.",
    ),
    remedy=(
        "Die Übersetzung ergänzen. Deutsch ist nötig, Englisch erwünscht.",
        "Add the translation. German is needed, English is welcome.",
    ),
    source=(
        "Grundsatz: Texte sind deutsch, gern auch englisch.",
        "Principle: texts are German, and English if possible.",
    ),
)
def untranslated(material: Material) -> Iterator[Hit]:
    """Count the records of each table that have a text in one of the two languages only."""
    for table in tables():
        names = {column.name for column in table.columns}
        records = material.rows(table.name)
        for german in sorted(name for name in names - _PROPER if f"{name}{_ENGLISH}" in names):
            english = f"{german}{_ENGLISH}"
            for present, missing in ((german, english), (english, german)):
                count = sum(bool(getattr(one, present)) and not getattr(one, missing) for one in records)
                if count:
                    parameters = {"count": count, "total": len(records), "present": present, "missing": missing}
                    yield Hit(table.name, None, missing, None, parameters)


@rule(
    "KMN-T005",
    Severity.WARNING,
    title=("Platzhalter statt Text", "Placeholder instead of text"),
    text=(
        "Der Text sagt nichts: Er ist ein Platzhalter.",
        "The text says nothing: it is a placeholder.",
    ),
    why=(
        "Leer heißt „nicht bekannt“; ein Platzhalter sieht aus wie eine Angabe.",
        "Empty means 'not known'; a placeholder looks like a statement.",
    ),
    remedy=("Das Feld leeren oder ausfüllen.", "Empty the field or fill it in."),
    source=("Grundsatz: Was nicht bekannt ist, bleibt leer.", "Principle: what is not known stays empty."),
)
def placeholder(material: Material) -> Iterator[Hit]:
    """Find texts that stand for a text."""
    for cell in material.texts:
        if len(cell.value) < _LONGEST_PLACEHOLDER and _PLACEHOLDER.fullmatch(cell.value):
            yield Hit(cell.table, cell.record, cell.field, cell.value)


@rule(
    "KMN-T006",
    Severity.WARNING,
    title=("Buchstaben in Teilen", "Letters in pieces"),
    text=(
        "Umlaute oder Akzente sind aus zwei Zeichen zusammengesetzt.",
        "Umlauts or accents are put together from two characters.",
    ),
    why=(
        "Der Text sieht richtig aus, gilt Programmen aber als ein anderer: Suche und Vergleich schlagen fehl.",
        "The text looks right but is another one to programs: searching and comparing fail.",
    ),
    remedy=(
        "Den Text neu tippen; er kommt vermutlich von einem Mac oder aus einem PDF.",
        "Type the text again; it probably comes from a Mac or a PDF.",
    ),
    source=("Unicode, Normalform C.", "Unicode, normalisation form C."),
)
def decomposed(material: Material) -> Iterator[Hit]:
    """Find texts that are not in the composed form."""
    for cell in material.texts:
        if not cell.value.isascii() and not unicodedata.is_normalized("NFC", cell.value):
            yield Hit(cell.table, cell.record, cell.field, cell.value)
