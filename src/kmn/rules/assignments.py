"""Rules about assignments: which districts are open, and whether all networks are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule
from kmn.rules.timeline import overlap
from kmn.values import Evidence, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kmn.model.assignment import Assignment
    from kmn.places.records import District
    from kmn.rules.material import Material

_TABLE: Final = "assignments"
_UNINHABITED: Final = "gemeindefreies_gebiet"
_PRINCIPLE: Final = (
    "Grundsatz: Eine Zuordnung ist eine belegte, datierte Aussage, nie eine bloße Tatsache.",
    "Principle: an assignment is a sourced, dated claim, never a bare fact.",
)
_ASK: Final = (
    (
        "Die Zuordnung mit ihrer Quelle eintragen; wer sie nicht selbst festlegt, fragt die koordinierende Behörde. "
        "Bis dahin offen lassen, nicht raten."
    ),
    (
        "Enter the assignment with its source; whoever does not decide on it asks the coordinating authority. Leave "
        "it open until then; do not guess."
    ),
)


@rule(
    "KMN-A001",
    Severity.WARNING,
    title=("Kreis ohne Zuordnung", "District without assignment"),
    text=(
        "{place} ist offen: Keine Quelle nennt einen Regionalverbund{extent}.",
        "{place} is open: no source names a network{extent}.",
    ),
    why=(
        "Wer von hier fragt, bekommt keinen Regionalverbund genannt.",
        "Whoever asks from here is told no network.",
    ),
    remedy=_ASK,
    source=_PRINCIPLE,
)
def open_district(material: Material) -> Iterator[Hit]:
    """Find the districts of the day for which there is no claim."""
    for district, evidence, extent in _unsettled(material):
        if not evidence:
            yield Hit(
                _TABLE, None, "area", district.key, {"place": material.place(district.key.value), "extent": extent}
            )


@rule(
    "KMN-A002",
    Severity.WARNING,
    title=("Kreis nur erschlossen zugeordnet", "District assigned by inference only"),
    text=(
        "{place} ist offen: Keine Quelle nennt einen Regionalverbund; nur erschlossen ist {networks}.",
        "{place} is open: no source names a network; {networks} is only inferred.",
    ),
    why=(
        "Eine Vermutung ist von sich aus nie eine Antwort: Sie könnte Menschen an die falsche Tür schicken.",
        "An inference is never an answer by itself: it might send people to the wrong door.",
    ),
    remedy=_ASK,
    source=_PRINCIPLE,
)
def inferred_district(material: Material) -> Iterator[Hit]:
    """Find the districts of the day for which there are inferences only."""
    for district, evidence, _ in _unsettled(material):
        if evidence:
            named = sorted({material.network(claim.network) for claim in evidence})
            networks = (" oder ".join(named), " or ".join(named))
            yield Hit(
                _TABLE,
                None,
                "area",
                district.key,
                {"place": material.place(district.key.value), "networks": networks},
            )


def _unsettled(material: Material) -> Iterator[tuple[District, list[Assignment], tuple[str, str]]]:
    """Give the districts of the day without a firm claim, with the inferences, and how far the claims reach."""
    valid = {
        area: [claim for claim in claims if Period(claim.valid_from, claim.valid_to).covers(material.today)]
        for area, claims in material.claims.items()
    }
    firm = {area for area, claims in valid.items() if any(one.evidence is not Evidence.INFERRED for one in claims)}
    municipalities: dict[str, list[str]] = {}
    for municipality in material.gazetteer.municipalities.on(material.today):
        if municipality.kind != _UNINHABITED:
            municipalities.setdefault(municipality.district.value, []).append(municipality.ags.value)
    for district in material.gazetteer.districts.on(material.today):
        within = municipalities.get(district.key.value, [])
        settled = sum(ags in firm for ags in within)
        if district.key.value in firm or (within and settled == len(within)):
            continue
        extent = ("", "")
        if settled:
            extent = (
                f", außer für {settled} von {len(within)} Gemeinden",
                f", but for {settled} of {len(within)} municipalities",
            )
        yield district, valid.get(district.key.value, []), extent


@rule(
    "KMN-A012",
    Severity.INFO,
    title=("Gemeinde in einem anderen Regionalverbund", "Municipality in another network"),
    text=(
        "{place} gehört zu {network}, der Kreis {district} aber zu {other}.",
        "{place} belongs to {network}, but its district {district} to {other}.",
    ),
    why=(
        "Die Gemeinde geht vor. Das kann gewollt sein, etwa bei einem geteilten Kreis, oder ein Versehen.",
        "The municipality takes precedence. That may be meant, as in a split district, or a mistake.",
    ),
    remedy=(
        "Prüfen, ob die Ausnahme gewollt ist; sonst die Zeile der Gemeinde löschen.",
        "See whether the exception is meant; otherwise delete the row of the municipality.",
    ),
    source=(
        "Der genauere Bereich geht dem weiteren vor.",
        "The narrower area takes precedence over the wider one.",
    ),
)
def exception(material: Material) -> Iterator[Hit]:
    """Find firm claims of municipalities that differ from those of their district on some day."""
    districts: dict[str, list[Assignment]] = {}
    for claim in material.firm_claims:
        districts.setdefault(claim.area, []).append(claim)
    for claim in material.firm_claims:
        municipality = material.gazetteer.municipalities.get(claim.area)
        if municipality is None:
            continue
        district = municipality.district.value
        others = districts.get(district, ())
        rival = next((one for one in others if one.network != claim.network and overlap(one, claim)), None)
        if rival is not None:
            parameters = {
                "place": material.place(claim.area),
                "network": material.network(claim.network),
                "district": material.place(district),
                "other": material.network(rival.network),
            }
            yield Hit(_TABLE, claim, "area", claim.area, parameters)


@rule(
    "KMN-A013",
    Severity.WARNING,
    title=("Zahl der Regionalverbünde weicht ab", "Number of networks differs"),
    text=(
        "Der Datenbestand nennt {found} von {expected} Regionalverbünden; {rest}.",
        "The dataset names {found} of {expected} networks; {rest}.",
    ),
    why=(
        "Eine Liste, die vollständig aussieht und es nicht ist, führt in die Irre.",
        "A list that looks complete and is not misleads.",
    ),
    remedy=(
        (
            "Fehlende bei der koordinierenden Behörde erfragen, keine erfinden. Beendete mit valid_to versehen. "
            "Gilt eine "
            "andere Zahl, expected_networks in dataset.csv mit Quelle ändern."
        ),
        (
            "Ask the coordinating authority for missing ones, invent none. Enter valid_to for those that ended. If "
            "another "
            "number holds, change expected_networks in dataset.csv with its source."
        ),
    ),
    source=(
        "Die Zahl und ihre Quelle stehen im Datenbestand (expected_networks).",
        "The number and its source stand in the dataset (expected_networks).",
    ),
)
def count(material: Material) -> Iterable[Hit]:
    """Compare the number of networks of the day with the expected one."""
    expected = material.dataset.expected_networks
    found = sum(
        Period(network.valid_from, network.valid_to).covers(material.today) for network in material.dataset.networks
    )
    if expected is None or found == expected:
        return
    rest = (f"{expected - found} fehlen", f"{expected - found} are missing")
    if found > expected:
        more = found - expected
        rest = (f"{more} zu viel", f"{more} too many") if more > 1 else ("einer zu viel", "one too many")
    elif expected - found == 1:
        rest = ("einer fehlt", "one is missing")
    yield Hit("networks", None, None, found, {"found": found, "expected": expected, "rest": rest})
