"""What the instruction sheet of the form says, in German."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kmn.lists.layout import ABOUT_SHEET, AREAS_SHEET, HINT, KNOWN, NETWORKS_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["guide"]


def guide(term: str) -> Iterator[str]:
    """Give the lines of the instructions.

    Args:
        term: what a network is called.

    Examples:
        >>> next(guide("Regionalverbund"))
        'So wird die Liste ausgefüllt'
    """
    yield "So wird die Liste ausgefüllt"
    yield ""
    yield f"1. Blatt „{ABOUT_SHEET}“: Wer gibt die Liste heraus, welchen Stand hat sie, unter welchem Aktenzeichen?"
    yield "    Daraus wird die eine Quelle aller Zeilen. Eine unveröffentlichte Liste mit Aktenzeichen genügt."
    yield f"2. Blatt „{NETWORKS_SHEET}“: je Zeile der Name und, wenn bekannt, die Einrichtung mit der Leitung."
    yield "    Bitte keine Namen und keine persönlichen Adressen von Personen eintragen, nur Einrichtungen."
    yield f"3. Blatt „{AREAS_SHEET}“: neben jedem Kreis in der Spalte „{term}“ einen Namen auswählen."
    yield ""
    yield "Was leer bleibt"
    yield "    Eine leere Zelle heißt: Die Liste sagt es nicht. Der Kreis bleibt offen; niemand rät."
    yield ""
    yield "Wenn ein Kreis geteilt ist"
    yield f"    Neben dem Kreis steht der {term}, der für den größten Teil gilt, oder nichts. Für jede Gemeinde, für"
    yield "    die anderes gilt, unten eine Zeile anfügen: mit achtstelligem Schlüssel oder „Stadt …“, „Gemeinde …“."
    yield ""
    yield f"Die grauen Spalten „{KNOWN}“"
    yield "    Dort steht, was öffentliche Quellen sagen („belegt“) oder was nur vermutet wird („nur erschlossen“)."
    yield "    Sie dienen dem Vergleich und werden nicht eingelesen. Vorausgefüllt ist nichts."
    yield ""
    yield "Prüfen und verwenden"
    yield f"    kmn check liste.xlsx            schreibt eine Kopie mit einer Spalte „{HINT}“"
    yield "    kmn import liste.xlsx -o liste  macht daraus einen Datenbestand"
    yield '    kmn locate --dataset liste "Markt 1, 29221 Celle"'
