"""The catalogue: every rule, by its code."""

from __future__ import annotations

from typing import Final

from kmn.errors import InputError, describe
from kmn.rules import (
    assignments,
    conflicts,
    contacts,
    evidence,
    geography,
    identity,
    participation,
    periods,
    provenance,
    references,
    texts,
)
from kmn.rules.finding import Pair, Severity
from kmn.rules.rule import Rule

__all__ = ["CRASHED", "GROUPS", "LEFT_OUT", "REMARKED", "REPAIRED", "RULES", "UNCHECKED", "UNREADABLE", "named"]

_READER: Final = ("Der Leser des Ordners.", "The reader of the folder.")
_CHECKER: Final = ("Die Prüfung selbst.", "The check itself.")

UNREADABLE: Final = Rule(
    "KMN-L001",
    Severity.ERROR,
    title=("Nicht lesbar oder unvollständig", "Unreadable or incomplete"),
    text=("{said}", "{said}"),
    why=(
        "Solange etwas nicht lesbar ist, wird nichts geladen: Ein halber Datenbestand sähe vollständig aus.",
        "As long as something cannot be read nothing is loaded: half a dataset would look complete.",
    ),
    remedy=(
        "An der genannten Stelle berichtigen und noch einmal prüfen.",
        "Correct it at the place named, and check again.",
    ),
    source=_READER,
)
REPAIRED: Final = Rule(
    "KMN-L002",
    Severity.WARNING,
    title=("Beim Lesen aufgefallen", "Noticed on reading"),
    text=("{said}", "{said}"),
    why=(
        "Der Datenbestand wurde gelesen, aber nicht genau so, wie er dasteht, oder es fehlt etwas.",
        "The dataset was read, but not exactly as it stands, or something is missing.",
    ),
    remedy=(
        "Prüfen, ob es so gemeint ist; Laden und Speichern schreibt Berichtigtes in der erwarteten Form.",
        "See whether it is meant so; loading and saving writes what was put right in the expected form.",
    ),
    source=_READER,
)
REMARKED: Final = Rule(
    "KMN-L003",
    Severity.INFO,
    title=("Zum Lesen bemerkt", "Remarked on reading"),
    text=("{said}", "{said}"),
    why=(
        "Wie eine Liste verstanden wurde, soll man sehen, bevor man sich auf sie verlässt.",
        "How a list was understood should be seen before one relies on it.",
    ),
    remedy=("Prüfen, ob es so gemeint ist.", "See whether it is meant so."),
    source=_READER,
)
CRASHED: Final = Rule(
    "KMN-X001",
    Severity.ERROR,
    title=("Regel abgebrochen", "Rule broken off"),
    text=(
        "Die Regel {code} ist abgebrochen ({error}); was sie gefunden hätte, fehlt in diesem Bericht.",
        "The rule {code} broke off ({error}); what it would have found is missing from this report.",
    ),
    why=(
        "Der Bericht ist unvollständig. Das ist ein Fehler des Programms, nicht der Daten.",
        "The report is incomplete. This is a fault of the program, not of the data.",
    ),
    remedy=(
        "Den Fehler beim Projekt melden, mit dem Code der Regel.",
        "Report it to the project, with the rule's code.",
    ),
    source=_CHECKER,
)
LEFT_OUT: Final = Rule(
    "KMN-X002",
    Severity.INFO,
    title=("Regel ausgelassen", "Rule left out"),
    text=(
        "Die Regel {code} ({title}) wurde nicht geprüft: Ein Paket fehlt.",
        "The rule {code} ({title}) was not checked: a package is missing.",
    ),
    why=("Der Bericht ist insoweit unvollständig.", "The report is incomplete in this respect."),
    remedy=('Nachinstallieren mit: pip install "kmn[check]"', 'Install it with: pip install "kmn[check]"'),
    source=_CHECKER,
)
UNCHECKED: Final = Rule(
    "KMN-X003",
    Severity.INFO,
    title=("Inhalt nicht geprüft", "Content not checked"),
    text=(
        "Der Inhalt wurde nicht geprüft, weil sich der Datenbestand nicht laden ließ.",
        "The content was not checked because the dataset could not be loaded.",
    ),
    why=("Weitere Funde sind möglich.", "There may be more findings."),
    remedy=(
        "Zuerst berichtigen, was das Lesen verhindert, dann noch einmal prüfen.",
        "First correct what prevents the reading, then check again.",
    ),
    source=_CHECKER,
)


def _of(module: object) -> tuple[Rule, ...]:
    return tuple(sorted((one for one in vars(module).values() if isinstance(one, Rule)), key=lambda one: one.code))


GROUPS: Final[tuple[tuple[Pair, tuple[Rule, ...]], ...]] = (
    (
        ("Zuordnungen", "Assignments"),
        tuple(sorted((*_of(assignments), *_of(conflicts), *_of(evidence)), key=lambda one: one.code)),
    ),
    (("Verweise", "References"), _of(references)),
    (("Zeiträume", "Periods"), _of(periods)),
    (("Geografie", "Geography"), _of(geography)),
    (("Kontakte", "Contacts"), _of(contacts)),
    (("Texte", "Texts"), _of(texts)),
    (("Kennungen", "Identity"), _of(identity)),
    (("Quellen", "Provenance"), _of(provenance)),
    (("Mitwirkung", "Participation"), _of(participation)),
    (("Lesen", "Reading"), (UNREADABLE, REPAIRED, REMARKED)),
    (("Prüfen", "Checking"), (CRASHED, LEFT_OUT, UNCHECKED)),
)
"""The rules in their groups, each with its name in German and English."""

RULES: Final[dict[str, Rule]] = {one.code: one for _, rules in GROUPS for one in rules}
"""Every rule by its code."""


def named(code: str) -> Rule:
    """Give a rule by its code, whatever its case, with or without what all codes begin with.

    Args:
        code: the code, such as `KMN-A003` or `a003`.

    Raises:
        InputError: there is no such rule.

    Examples:
        >>> named("a003").code
        'KMN-A003'
    """
    wanted = code.strip().upper()
    found = RULES.get(wanted) or RULES.get(f"KMN-{wanted}")
    if found is None:
        message = (
            f"{describe(code, begin=True)} is no code of a rule: "
            f"expected one of {', '.join(one.removeprefix('KMN-') for one in RULES)}."
        )
        raise InputError(message)
    return found
