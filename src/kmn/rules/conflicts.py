"""Rules about conflicts: several networks for one place on one day, none between two others, one twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule
from kmn.rules.timeline import overlap, stretches
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
_ASK: Final = (
    (
        "Die koordinierende Behörde nach der Zuordnung fragen und sie mit Quelle eintragen. Bis dahin offen lassen, "
        "nicht raten."
    ),
    (
        "Ask the coordinating authority and enter the assignment with its source. Leave it open until then; do not "
        "guess."
    ),
)


@rule(
    "KMN-A003",
    Severity.ERROR,
    title=("Zwei Regionalverbünde an einem Tag", "Two networks on one day"),
    text=(
        "{place} gehört {since} zu mehreren Regionalverbünden: {networks} ({evidence}).",
        "{place} belongs to several networks {since}: {networks} ({evidence}).",
    ),
    why=(
        "Höchstens einer kann stimmen; bis das geklärt ist, lautet die Antwort „strittig“.",
        "At most one can be right; until that is settled the answer is 'contested'.",
    ),
    remedy=(
        (
            "Die falsche Zeile löschen; folgte einer auf den anderen, valid_to und valid_from eintragen; ist der "
            "Kreis geteilt, statt des Kreises die Gemeinden zuordnen."
        ),
        (
            "Delete the wrong row; if one followed the other, enter valid_to and valid_from; if the district is "
            "split, assign its municipalities instead."
        ),
    ),
    source=_PRINCIPLE,
)
def contested(material: Material) -> Iterator[Hit]:
    """Find areas with several networks at the strongest level on one day."""
    yield from _rivals(material, (Evidence.OFFICIAL, Evidence.ATTESTED))


@rule(
    "KMN-A004",
    Severity.WARNING,
    title=("Zwei erschlossene Regionalverbünde", "Two inferred networks"),
    text=(
        "Für {place} sind {since} mehrere Regionalverbünde erschlossen: {networks}; nur einer kann stimmen.",
        "Several networks are inferred for {place} {since}: {networks}; only one can be right.",
    ),
    why=(
        "Wer Vermutungen zulässt, bekommt hier die Antwort „strittig“.",
        "Whoever admits inferences is answered 'contested' here.",
    ),
    remedy=_ASK,
    source=_PRINCIPLE,
)
def contested_inference(material: Material) -> Iterator[Hit]:
    """Find areas with several inferred networks on a day without anything firmer."""
    yield from _rivals(material, (Evidence.INFERRED,))


def _rivals(material: Material, levels: tuple[Evidence, ...]) -> Iterator[Hit]:
    labels = {
        Evidence.OFFICIAL: ("amtlich", "official"),
        Evidence.ATTESTED: ("belegt", "attested"),
        Evidence.INFERRED: ("erschlossen", "inferred"),
    }
    for area, claims in material.claims.items():
        for stretch in stretches(claims):
            strongest = next((level for level in Evidence if stretch.at(level)), None)
            if strongest in levels and len(rivals := stretch.at(strongest)) > 1:
                named = sorted(map(material.network, rivals))
                first = stretch.first
                since = ("gleichzeitig", "at once") if first == date.min else (f"ab {first}", f"from {first}")
                yield Hit(
                    _TABLE,
                    None,
                    "network",
                    area,
                    {
                        "place": material.place(area),
                        "since": since,
                        "networks": ", ".join(named),
                        "evidence": labels[strongest],
                    },
                )
                break


@rule(
    "KMN-A005",
    Severity.INFO,
    title=("Schwächerer Beleg widerspricht", "Weaker evidence contradicts"),
    text=(
        "Für {place} gilt {stronger}; ein schwächerer Beleg nennt {weaker}.",
        "{stronger} holds for {place}; weaker evidence names {weaker}.",
    ),
    why=(
        "Der stärkere Beleg entscheidet; der Widerspruch kann aber auf einen Fehler oder einen Wechsel hinweisen.",
        "The stronger evidence decides; but the contradiction may point to a mistake or a change.",
    ),
    remedy=(
        "Prüfen, welcher Beleg stimmt. Ist der schwächere überholt, valid_to eintragen oder die Zeile löschen.",
        "See which evidence is right. If the weaker one is outdated, enter valid_to or delete the row.",
    ),
    source=_PRINCIPLE,
)
def contradicted(material: Material) -> Iterator[Hit]:
    """Find areas for which a weaker claim names another network on the same day."""
    for area, claims in material.claims.items():
        for stretch in stretches(claims):
            strongest = next((level for level in Evidence if stretch.at(level)), None)
            if strongest is None:
                continue
            weaker = {slug for level in Evidence if level < strongest for slug in stretch.at(level)}
            others = weaker - set(stretch.at(strongest))
            if others:
                yield Hit(
                    _TABLE,
                    None,
                    "network",
                    area,
                    {
                        "place": material.place(area),
                        "stronger": ", ".join(sorted(map(material.network, stretch.at(strongest)))),
                        "weaker": ", ".join(sorted(map(material.network, others))),
                    },
                )
                break


@rule(
    "KMN-A006",
    Severity.WARNING,
    title=("Lücke in der Zuordnung", "Gap in the assignment"),
    text=(
        "{place} hat vom {first} bis {last} keinen Regionalverbund, davor oder danach schon.",
        "{place} has no network from {first} to {last}, but has one before or after.",
    ),
    why=(
        "Wer nach einem Tag in der Lücke fragt, bekommt eine offene Antwort.",
        "Whoever asks for a day in the gap gets an open answer.",
    ),
    remedy=(
        "valid_to und valid_from der Zuordnungen angleichen; ist der Tag des Wechsels nicht bekannt, beide leeren.",
        "Make valid_to and valid_from of the assignments meet; if the day of change is unknown, empty both.",
    ),
    source=(
        "Der Zeitraum, für den der Datenbestand nach eigener Angabe gilt (covers_from, covers_to).",
        "The period for which the dataset says it speaks (covers_from, covers_to).",
    ),
)
def gap(material: Material) -> Iterator[Hit]:
    """Find districts and municipalities that have firm claims, but not on each day of the period."""
    head = material.dataset
    for area, claims in material.claims.items():
        firm = [claim for claim in claims if claim.evidence is not Evidence.INFERRED]
        register = material.gazetteer.districts.get(area) or material.gazetteer.municipalities.get(area)
        if not firm or register is None:
            continue
        begins = [head.covers_from.first if head.covers_from else None, register.period.start]
        ends = [head.covers_to.last if head.covers_to else None, register.period.end, material.today]
        start = max(filter(None, begins), default=min(claim.valid_from or date.min for claim in firm))
        end = min(filter(None, ends))
        for stretch in stretches(firm):
            first, last = max(stretch.first, start), min(stretch.last, end)
            if first <= last and not any(stretch.networks.values()):
                # Two claims with a stretch between them, or a period that begins before the first of them.
                yield Hit(
                    _TABLE,
                    None,
                    "valid_from",
                    area,
                    {"place": material.place(area), "first": str(first), "last": str(last)},
                )
                break


@rule(
    "KMN-A007",
    Severity.WARNING,
    title=("Zuordnung überlappt sich selbst", "Assignment overlaps itself"),
    text=(
        "{place} ist demselben Regionalverbund ({network}) für dieselben Tage mehrfach zugeordnet.",
        "{place} is assigned to the same network ({network}) more than once for the same days.",
    ),
    why=(
        "Wird nur eine der Zeilen gepflegt, widersprechen sie sich bald.",
        "If only one of the rows is kept up to date, they will soon contradict each other.",
    ),
    remedy=(
        "Die Zeilen zu einer zusammenfassen und alle Quellen darin nennen.",
        "Join the rows into one that names all sources.",
    ),
    source=("Grundsatz: Eine Tatsache steht an einer Stelle.", "Principle: a fact stands in one place."),
)
def overlapping(material: Material) -> Iterator[Hit]:
    """Find areas that belong to one network by several claims of one level on one day."""
    by_area: dict[tuple[str, str, Evidence], list[Assignment]] = {}
    for claim in material.dataset.assignments:
        by_area.setdefault((claim.area, claim.network, claim.evidence), []).append(claim)
    for (area, network, _), claims in by_area.items():
        claims.sort(key=lambda claim: claim.valid_from or date.min)
        latest = claims[0]
        for claim in claims[1:]:
            if overlap(latest, claim) and latest.natural_key != claim.natural_key:
                parameters = {"place": material.place(area), "network": material.network(network)}
                yield Hit(_TABLE, claim, "valid_from", claim.valid_from, parameters)
                break
            if latest.valid_to is not None and (claim.valid_to is None or claim.valid_to > latest.valid_to):
                latest = claim
