"""Rules about the evidence of assignments: what says so, of when it is, and how old."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.model.assignment import Assignment
    from kmn.rules.material import Material

_TABLE: Final = "assignments"
_PRINCIPLE: Final = (
    "Grundsatz: Eine Zuordnung ist eine belegte, datierte Aussage, nie eine bloße Tatsache.",
    "Principle: an assignment is a sourced, dated claim, never a bare fact.",
)
_STALE_YEARS: Final = 5
_STALE: Final = timedelta(days=round(365.25 * _STALE_YEARS))


@rule(
    "KMN-A008",
    Severity.ERROR,
    title=("Beleg ohne Quelle", "Evidence without source"),
    text=(
        "{place} ist als {evidence} eingetragen, aber keine Quelle ist genannt.",
        "{place} is entered as {evidence}, but no source is named.",
    ),
    why=(
        "Ohne Quelle kann niemand die Zuordnung prüfen; sie wäre eine bloße Behauptung.",
        "Without a source nobody can verify the assignment; it would be a mere assertion.",
    ),
    remedy=(
        (
            "Die Quelle in sources.csv eintragen und ihre Kennung hier nennen; gibt es keine, evidence auf "
            "inferred setzen."
        ),
        "Enter the source in sources.csv and name its id here; if there is none, set evidence to inferred.",
    ),
    source=_PRINCIPLE,
)
def unsourced(material: Material) -> Iterator[Hit]:
    """Find official and attested claims without a source."""
    labels = {Evidence.OFFICIAL: ("amtlich", "official"), Evidence.ATTESTED: ("belegt", "attested")}
    for claim in material.firm_claims:
        if not claim.sources:
            parameters = {"place": material.place(claim.area), "evidence": labels[claim.evidence]}
            yield Hit(_TABLE, claim, "sources", None, parameters)


@rule(
    "KMN-A009",
    Severity.WARNING,
    title=("Amtlich ohne Aktenzeichen oder Fundstelle", "Official without reference"),
    text=(
        "{place} ist als amtlich eingetragen, aber keine der Quellen hat ein Aktenzeichen oder eine Fundstelle.",
        "{place} is entered as official, but none of the sources has a file number or reference.",
    ),
    why=(
        "Eine unveröffentlichte Liste ist eine gültige Quelle, wenn man sie bei der Behörde benennen kann.",
        "An unpublished list is a valid source if one can name it to the authority.",
    ),
    remedy=(
        "In sources.csv das Feld reference füllen: Aktenzeichen, Fundstelle oder Schreiben mit Datum.",
        "Fill in the field reference in sources.csv: file number, place in a gazette, or letter with its date.",
    ),
    source=_PRINCIPLE,
)
def unreferenced(material: Material) -> Iterator[Hit]:
    """Find official claims whose sources have no reference."""
    for claim in material.firm_claims:
        sources = [source for slug in claim.sources if (source := material.one("sources", slug))]
        if claim.evidence is Evidence.OFFICIAL and sources and not any(source.reference for source in sources):
            yield Hit(_TABLE, claim, "sources", " ".join(claim.sources), {"place": material.place(claim.area)})


@rule(
    "KMN-A010",
    Severity.WARNING,
    title=("Lange nicht mehr belegt", "Last attested long ago"),
    text=(
        "{place}: {network} ist zuletzt {last} belegt.",
        "{place}: {network} was last attested {last}.",
    ),
    why=(
        f"Nach mehr als {_STALE_YEARS} Jahren kann sich die Zuordnung geändert haben, ohne dass es jemand merkt.",
        f"After more than {_STALE_YEARS} years the assignment may have changed without anybody noticing.",
    ),
    remedy=(
        (
            "Nach einem neueren Beleg suchen oder bei der koordinierenden Behörde nachfragen; ist die Zuordnung "
            "beendet, valid_to eintragen."
        ),
        "Look for newer evidence or ask the coordinating authority; if the assignment has ended, enter valid_to.",
    ),
    source=(
        f"Eigene Festlegung: {_STALE_YEARS} Jahre; keine Vorschrift nennt eine Frist.",
        f"Our own choice: {_STALE_YEARS} years; no regulation names a period.",
    ),
)
def stale(material: Material) -> Iterator[Hit]:
    """Find firm claims without an end that were last observed long ago."""
    for claim in material.firm_claims:
        last = _last_seen(material, claim)
        if claim.valid_to is None and last is not None and material.today - last[1] > _STALE:
            parameters = {
                "place": material.place(claim.area),
                "network": material.network(claim.network),
                "last": last[0],
            }
            yield Hit(_TABLE, claim, "attested_to", last[0], parameters)


@rule(
    "KMN-A011",
    Severity.WARNING,
    title=("Beleg ohne Datum", "Evidence without date"),
    text=(
        "{place}: {network} ist belegt, aber nicht, seit wann oder wann zuletzt.",
        "{place}: {network} is attested, but not since when or when last.",
    ),
    why=(
        "Eine undatierte Zuordnung kann längst überholt sein; die Antwort muss das dazusagen.",
        "An undated assignment may be long outdated; the answer has to say so.",
    ),
    remedy=(
        "attested_to eintragen (Tag, Monat oder Jahr), oder das Datum der Quelle in sources.csv.",
        "Enter attested_to (day, month or year), or the date of the source in sources.csv.",
    ),
    source=_PRINCIPLE,
)
def undated(material: Material) -> Iterator[Hit]:
    """Find firm claims of which no day is known."""
    for claim in material.firm_claims:
        if claim.valid_from is None and claim.valid_to is None and _last_seen(material, claim) is None:
            parameters = {"place": material.place(claim.area), "network": material.network(claim.network)}
            yield Hit(_TABLE, claim, "attested_to", None, parameters)


def _last_seen(material: Material, claim: Assignment) -> tuple[str, date] | None:
    """Give the date of the last observation as it is written, and its last day; else that of the newest source."""
    days = [one for one in (claim.attested_from, claim.attested_to) if one is not None]
    if not days:
        sources = (material.one("sources", slug) for slug in claim.sources)
        days = [source.published for source in sources if source and source.published]
    last = max(days, key=lambda one: (one.last, one.value), default=None)
    if last is None:
        return (str(claim.valid_from), claim.valid_from) if claim.valid_from else None
    return str(last), max(last.last, claim.valid_from or date.min)


@rule(
    "KMN-A014",
    Severity.WARNING,
    title=("Erschlossen ohne Begründung", "Inference without reasoning"),
    text=(
        "{place}: {network} ist erschlossen, aber nicht gesagt, woraus.",
        "{place}: {network} is inferred, but it is not said from what.",
    ),
    why=(
        "Eine Vermutung lässt sich nur prüfen, wenn man die Überlegung kennt.",
        "An inference can be judged only if the reasoning is known.",
    ),
    remedy=("reasoning ausfüllen oder die Zeile löschen.", "Fill in reasoning or delete the row."),
    source=_PRINCIPLE,
)
def unreasoned(material: Material) -> Iterator[Hit]:
    """Find inferred claims that do not say how they were reached."""
    for claim in material.dataset.assignments:
        if claim.evidence is Evidence.INFERRED and not claim.reasoning:
            parameters = {"place": material.place(claim.area), "network": material.network(claim.network)}
            yield Hit(_TABLE, claim, "reasoning", None, parameters)
