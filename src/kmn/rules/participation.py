"""Rules about participation: who leads, who belongs, who was merely there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule
from kmn.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.rules.material import Material

_TABLE: Final = "participations"
_MINUTES: Final = "minutes"
_BELONGS: Final = {"member", "attends"}
_ATTENDANCE: Final = (
    "Grundsatz: Anwesenheit in einem Protokoll ist keine Mitgliedschaft.",
    "Principle: attendance in minutes is not membership.",
)
_LEADS: Final = (
    "Landesbeauftragte für Migration und Teilhabe: Leiterinnen und Leiter sind die Ansprechpersonen vor Ort.",
    "State commissioner for migration and participation: the leads are the local contacts.",
)


@rule(
    "KMN-M001",
    Severity.WARNING,
    title=("Anwesenheit als Mitgliedschaft", "Attendance as membership"),
    text=(
        "{organisation} ist als Mitglied eingetragen, belegt ist nur die Anwesenheit ({proof}).",
        "{organisation} is entered as a member, but only its attendance is attested ({proof}).",
    ),
    why=(
        "Wer bei einem Treffen war, gehört deshalb noch nicht dazu.",
        "Whoever was at a meeting does not belong for that reason.",
    ),
    remedy=(
        "kind auf attends setzen, oder die Quelle nennen, die die Zugehörigkeit ausspricht, und event leeren.",
        "Set kind to attends, or name the source that states the membership and empty event.",
    ),
    source=_ATTENDANCE,
)
def attendance(material: Material) -> Iterator[Hit]:
    """Find memberships that rest on a meeting or on minutes alone."""
    for one in material.dataset.participations:
        if one.kind != "member":
            continue
        sources = [material.one("sources", slug) for slug in one.sources]
        minutes = bool(sources) and all(source is not None and source.kind == _MINUTES for source in sources)
        if one.event is not None or minutes:
            proof = one.event or " ".join(one.sources)
            yield Hit(
                _TABLE,
                one,
                "kind",
                one.kind,
                {"organisation": material.organisation(one.organisation), "proof": proof},
            )


@rule(
    "KMN-M002",
    Severity.INFO,
    title=("Leitung ohne Beteiligung", "Lead without participation"),
    text=(
        "{organisation} leitet {network}, ist dort aber weder Mitglied noch je dabei gewesen.",
        "{organisation} leads {network}, but is neither a member nor was it ever there.",
    ),
    why=(
        "Wer leitet, nimmt auch teil; eine der Angaben fehlt oder ist falsch.",
        "Whoever leads takes part; one of the two is missing or wrong.",
    ),
    remedy=(
        "Die Beteiligung als member oder attends ergänzen, mit Quelle; oder die Leitung berichtigen.",
        "Add the participation as member or attends, with its source; or correct the lead.",
    ),
    source=_LEADS,
)
def lead_apart(material: Material) -> Iterator[Hit]:
    """Find leads that take part in no other way."""
    inside = {(one.organisation, one.network) for one in material.dataset.participations if one.kind in _BELONGS}
    for one in material.dataset.participations:
        if one.kind == "leads" and one.network is not None and (one.organisation, one.network) not in inside:
            parameters = {
                "organisation": material.organisation(one.organisation),
                "network": material.network(one.network),
            }
            yield Hit(_TABLE, one, "kind", one.kind, parameters)


@rule(
    "KMN-M003",
    Severity.INFO,
    title=("Regionalverbund ohne bekannte Leitung", "Network without known lead"),
    text=(
        "Wer {network} leitet, ist nicht bekannt.",
        "It is not known who leads {network}.",
    ),
    why=(
        "Antworten können vor Ort niemanden nennen, den man fragen kann.",
        "Answers can name nobody locally whom one may ask.",
    ),
    remedy=(
        (
            "Bei der koordinierenden Behörde oder einem Mitglied nachfragen und die Organisation mit Quelle "
            "eintragen, nie eine Person."
        ),
        "Ask the coordinating authority or a member, and enter the organisation with its source, never a person.",
    ),
    source=_LEADS,
)
def leaderless(material: Material) -> Iterator[Hit]:
    """Find networks of the day without a lead on that day."""
    led = {
        one.network
        for one in material.dataset.participations
        if one.kind == "leads" and Period(one.valid_from, one.valid_to).covers(material.today)
    }
    for network in material.dataset.networks:
        if network.id not in led and Period(network.valid_from, network.valid_to).covers(material.today):
            yield Hit("networks", network, "id", network.id, {"network": network.name})


@rule(
    "KMN-M004",
    Severity.INFO,
    title=("Leitung ohne Kontakt", "Lead without contact"),
    text=(
        "{organisation} leitet, soweit bekannt, {network}; es ist aber kein Kontakt eingetragen.",
        "{organisation} leads {network} as far as known, but no contact is entered.",
    ),
    why=(
        "Die Leitung ist die erste Stelle, an die eine Antwort verweist.",
        "The lead is the first whom an answer refers to.",
    ),
    remedy=(
        "Den veröffentlichten Kontakt der Einrichtung in organisations.csv eintragen, mit contact_as_of.",
        "Enter the published contact of the institution in organisations.csv, with contact_as_of.",
    ),
    source=_LEADS,
)
def unreachable_lead(material: Material) -> Iterator[Hit]:
    """Find leads of the day whose organisation has no contact."""
    seen = set()
    for one in material.dataset.participations:
        organisation = material.one("organisations", one.organisation)
        if one.kind != "leads" or one.network is None or organisation is None or organisation.contact is not None:
            continue
        if organisation.id not in seen and Period(one.valid_from, one.valid_to).covers(material.today):
            seen.add(organisation.id)
            parameters = {"organisation": organisation.name, "network": material.network(one.network)}
            yield Hit("organisations", organisation, "contact_phone", None, parameters)


@rule(
    "KMN-M005",
    Severity.ERROR,
    title=("Beteiligung passt nicht zusammen", "Participation does not fit together"),
    text=(
        "{field} ({value}) gehört zu {its}, nicht zu {own}.",
        "{field} ({value}) belongs to {its}, not to {own}.",
    ),
    why=(
        "Die Beteiligung würde unter einer falschen Organisation oder einem falschen Regionalverbund erscheinen.",
        "The participation would appear under a wrong organisation or a wrong network.",
    ),
    remedy=(
        "Kennung der Organisation, des Angebots, des Treffens oder des Regionalverbunds berichtigen.",
        "Correct the id of the organisation, the service, the meeting or the network.",
    ),
    source=("Die Tabellen services.csv und events.csv.", "The tables services.csv and events.csv."),
)
def mismatched(material: Material) -> Iterator[Hit]:
    """Find participations with another's service, or at another network's meeting."""
    for one in material.dataset.participations:
        service, event = material.one("services", one.service), material.one("events", one.event)
        if service is not None and service.organisation != one.organisation:
            parameters = {
                "field": "service",
                "value": service.id,
                "its": service.organisation,
                "own": one.organisation,
            }
            yield Hit(_TABLE, one, "service", service.id, parameters)
        if event is not None and None not in (event.network, one.network) and event.network != one.network:
            parameters = {"field": "event", "value": event.id, "its": event.network or "", "own": one.network or ""}
            yield Hit(_TABLE, one, "event", event.id, parameters)


@rule(
    "KMN-M006",
    Severity.WARNING,
    title=("Übertragen, aber an wen?", "Delegated, but to whom?"),
    text=(
        "Die Koordinierungsstelle von {place} ist übertragen, aber keine Organisation ist genannt.",
        "The coordination office of {place} is delegated, but no organisation is named.",
    ),
    why=(
        "Wer fragt, erfährt nicht, wo die Stelle zu finden ist.",
        "Whoever asks does not learn where the office is to be found.",
    ),
    remedy=(
        "organisation ausfüllen; ist sie nicht bekannt, status auf possible setzen.",
        "Fill in organisation; if it is not known, set status to possible.",
    ),
    source=("Die Tabelle komut.csv.", "The table komut.csv."),
)
def delegated(material: Material) -> Iterator[Hit]:
    """Find local coordination offices that are delegated to nobody known."""
    for office in material.dataset.komut:
        if office.status == "delegated" and office.organisation is None:
            yield Hit("komut", office, "organisation", None, {"place": material.place(office.area)})
