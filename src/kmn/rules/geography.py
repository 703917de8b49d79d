"""Rules about geography: keys that are not valid, addresses whose parts contradict each other, points elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.tables import tables
from kmn.places.area import Area
from kmn.places.names import clean, key
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule
from kmn.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kmn.interchange.tables import Column
    from kmn.model.contact import Address
    from kmn.rules.material import Material

_DISTRICT: Final = 5
_STATE: Final = 2
_ELSEWHERE: Final = "state:"
# Digitised borders are generalised; nearer than this a point may lie on either side.
_TOLERANCE_M: Final = 200.0
# Where a seat or a meeting is, which may well be in another state.
_SEATS: Final = {"organisations", "events"}
# The form by which columns of keys are known.
_AREA: Final = next(
    column.pattern for table in tables() for column in table.columns if (table.name, column.name) == ("komut", "area")
)
_REGISTER: Final = (
    "Amtliches Gemeindeverzeichnis: Schlüssel mit ihrem Zeitraum.",
    "Official register of municipalities: keys with their periods.",
)
_POSTAL: Final = (
    "Das Verzeichnis der Postleitzahlen, die das Gebiet berühren.",
    "The list of postal codes that touch the territory.",
)


@rule(
    "KMN-G001",
    Severity.ERROR,
    title=("Schlüssel unbekannt", "Unknown key"),
    text=(
        "{value} ist weder Kreis noch Gemeinde in {state} seit {since}.",
        "{value} is neither a district nor a municipality of {state} since {since}.",
    ),
    why=(
        "Kein Ort wird je auf diesen Schlüssel führen; der Eintrag bleibt wirkungslos.",
        "No place will ever lead to this key; the record is without effect.",
    ),
    remedy=(
        (
            "Den Schlüssel berichtigen: fünf Ziffern für einen Kreis, acht für eine Gemeinde. `kmn show districts` "
            "nennt alle Kreise."
        ),
        (
            "Correct the key: five digits for a district, eight for a municipality. `kmn show districts` lists all "
            "districts."
        ),
    ),
    source=_REGISTER,
)
def unknown_key(material: Material) -> Iterator[Hit]:
    """Find keys that no register of the territory lists, and that may not lie elsewhere."""
    territory = material.gazetteer.territory
    for cell in material.cells(_is_area):
        known = cell.value in material.gazetteer.districts or cell.value in material.gazetteer.municipalities
        state = cell.value[:_STATE]
        elsewhere = cell.table in _SEATS and state != territory.state_key and state in territory.states
        if not known and not elsewhere:
            parameters = {"value": cell.value, "state": territory.state_name, "since": str(territory.places_from)}
            yield Hit(cell.table, cell.record, cell.field, cell.value, parameters)


@rule(
    "KMN-G002",
    Severity.WARNING,
    title=("Schlüssel an dem Tag nicht gültig", "Key not valid on that day"),
    text=(
        "{place} gilt am {day} nicht; an seiner Stelle steht {other}.",
        "{place} is not valid on {day}; {other} stands in its place.",
    ),
    why=(
        "Antworten folgen der Änderung und sagen das dazu; wer nach dem Schlüssel sucht, findet den Eintrag nicht.",
        "Answers follow the change and say so; whoever searches by key does not find the record.",
    ),
    remedy=(
        "Den Eintrag mit valid_to enden lassen und einen neuen mit dem neuen Schlüssel anlegen.",
        "Let the record end with valid_to, and add a new one with the new key.",
    ),
    source=_REGISTER,
)
def vanished_key(material: Material) -> Iterator[Hit]:
    """Find keys that are not valid when the record ends or the event takes place, or today if it has no end."""
    for cell in material.cells(_is_area):
        found: Any = material.gazetteer.districts.get(cell.value) or material.gazetteer.municipalities.get(cell.value)
        if found is None:
            continue
        day = _day(cell.record, material.today)
        if not found.period.covers(day):
            others = material.gazetteer.on(_area(material, cell.value), day)
            keys = [area.municipality or area.district or "" for area in others]
            parameters = {
                "place": material.place(cell.value),
                "day": str(day),
                "other": ", ".join(material.place(one) for one in keys),
            }
            yield Hit(cell.table, cell.record, cell.field, cell.value, parameters)


def _is_area(column: Column) -> bool:
    return column.pattern == _AREA


def _day(record: Any, today: date) -> date:
    """Give the day on which a record needs its key."""
    starts = getattr(record, "starts", None)
    day: date = starts.last if starts else record.valid_to or max(filter(None, (today, record.valid_from)))
    return day


def _area(material: Material, written: str) -> Area:
    """Give the area of a key, in the keys of today."""
    today = material.gazetteer.changes.today(written)
    return Area(today[:_DISTRICT], today if len(today) > _DISTRICT else None)


@rule(
    "KMN-G003",
    Severity.WARNING,
    title=("Postleitzahl unbekannt", "Unknown postal code"),
    text=(
        "Die Postleitzahl der Adresse steht in keinem Verzeichnis.",
        "The postal code of the address is in no list.",
    ),
    why=(
        (
            "Briefe kommen nicht an, und der Ort lässt sich nicht bestimmen; vermutlich ein Tippfehler oder ein "
            "Postfach."
        ),
        "Letters do not arrive and the place cannot be found; probably a typing error or a PO box.",
    ),
    remedy=(
        "Die Postleitzahl berichtigen; ist es die eines Postfachs, die der Straße eintragen.",
        "Correct the postal code; if it is that of a PO box, enter that of the street.",
    ),
    source=_POSTAL,
)
def unknown_plz(material: Material) -> Iterator[Hit]:
    """Find postal codes that are not in use."""
    for table, record, address in material.addresses:
        if address.plz is not None and not material.gazetteer.postal.areas(address.plz):
            yield Hit(table, record, "address_plz")


@rule(
    "KMN-G004",
    Severity.WARNING,
    title=("Postleitzahl und Ort widersprechen sich", "Postal code and town contradict"),
    text=(
        "Nach unseren Daten liegt der Ort der Adresse nicht im Gebiet ihrer Postleitzahl.",
        "By our data the town of the address does not lie in the area of its postal code.",
    ),
    why=(
        "Eines von beiden stimmt nicht; wer die Adresse sucht, landet vielleicht im falschen Kreis.",
        "One of the two is wrong; whoever looks for the address may end up in the wrong district.",
    ),
    remedy=("Postleitzahl oder Ort berichtigen.", "Correct the postal code or the town."),
    source=_POSTAL,
)
def plz_against_town(material: Material) -> Iterator[Hit]:
    """Find addresses whose town is known, but not where their postal code is."""
    for table, record, address in material.addresses:
        if not _meet(_by_plz(material, address), _by_town(material, address)):
            yield Hit(table, record, "address_town")


@rule(
    "KMN-G005",
    Severity.WARNING,
    title=("Adresse liegt nicht im Kreis", "Address not in the district"),
    text=(
        "Die Adresse liegt nicht in {place}, wo die Organisation ihren Sitz haben soll.",
        "The address does not lie in {place}, where the organisation is said to have its seat.",
    ),
    why=(
        "Adresse und Schlüssel führen zu verschiedenen Kreisen.",
        "Address and key lead to different districts.",
    ),
    remedy=(
        "area oder die Adresse berichtigen. Sitzt eine Kreisverwaltung außerhalb ihres Kreises, ist nichts zu tun.",
        "Correct area or the address. If a district is administered from outside, nothing has to be done.",
    ),
    source=_REGISTER,
)
def address_against_area(material: Material) -> Iterator[Hit]:
    """Find organisations whose address lies outside the area of their seat."""
    for organisation in material.dataset.organisations:
        address, written = organisation.address, organisation.area
        if address is None or written is None or not _is_known(material, written):
            continue
        found = _by_plz(material, address) or _by_town(material, address)
        if not _meet(found, (_area(material, written),)):
            yield Hit("organisations", organisation, "area", written, {"place": material.place(written)})


@rule(
    "KMN-G006",
    Severity.WARNING,
    title=("Punkt liegt nicht im Ort", "Point not in the town"),
    text=(
        "Der Punkt (lat, lon) liegt in {found}, die Adresse nicht.",
        "The point (lat, lon) lies in {found}, the address does not.",
    ),
    why=(
        "Auf einer Karte steht die Stelle an einem anderen Ort als im Verzeichnis.",
        "On a map the office stands in another place than in the list.",
    ),
    remedy=(
        "lat und lon neu bestimmen (Grad, WGS 84) oder die Adresse berichtigen.",
        "Determine lat and lon again (degrees, WGS 84), or correct the address.",
    ),
    source=(
        f"Die amtlichen Grenzen; bis {_TOLERANCE_M:.0f} m daneben gilt als richtig.",
        f"The official borders; up to {_TOLERANCE_M:.0f} m beside them counts as right.",
    ),
)
def point_against_address(material: Material) -> Iterator[Hit]:
    """Find points that lie, with room for inaccuracy, where neither postal code nor town nor key is."""
    for table, record, address in material.addresses:
        if address.lat is None or address.lon is None or material.points is None or _is_swapped(material, address):
            continue
        index = material.points()
        unit = index.unit(lat=address.lat, lon=address.lon)
        expected = _by_plz(material, address) or _by_town(material, address)
        written = getattr(record, "area", None)
        if not expected and written is not None and _is_known(material, written):
            expected = (_area(material, written),)
        if _meet(_by_unit(material, unit), expected):
            continue
        near = index.near(lat=address.lat, lon=address.lon, within_m=_TOLERANCE_M)
        if not any(_meet(_by_unit(material, other), expected) for other, _ in near):
            found = _by_unit(material, unit)[0]
            name: Any = found.state or ("keiner Gemeinde des Landes", "no municipality of the country")
            if found.municipality is not None:
                name = material.place(found.municipality)
            yield Hit(table, record, "address_lat", None, {"found": name})


@rule(
    "KMN-G007",
    Severity.ERROR,
    title=("Länge und Breite vertauscht", "Latitude and longitude exchanged"),
    text=(
        "Der Punkt liegt außerhalb von {state}; mit vertauschten Werten von lat und lon läge er darin.",
        "The point lies outside {state}; with lat and lon exchanged it would lie within.",
    ),
    why=("Auf einer Karte steht die Stelle weit weg.", "On a map the office stands far away."),
    remedy=(
        "lat und lon vertauschen: lat ist die Breite (Norden), lon die Länge (Osten).",
        "Exchange lat and lon: lat is the latitude (north), lon the longitude (east).",
    ),
    source=("Grad nach WGS 84.", "Degrees of WGS 84."),
)
def swapped_point(material: Material) -> Iterator[Hit]:
    """Find points that lie in the territory only the other way round."""
    for table, record, address in material.addresses:
        if _is_swapped(material, address):
            yield Hit(table, record, "address_lat", None, {"state": material.gazetteer.territory.state_name})


@rule(
    "KMN-G008",
    Severity.WARNING,
    title=("Angebot außerhalb seines Regionalverbunds", "Service outside its network"),
    text=(
        "Das Angebot gilt für {place} und beteiligt sich an {network}; {place} gehört aber zu {other}.",
        "The service is for {place} and takes part in {network}; but {place} belongs to {other}.",
    ),
    why=(
        "Das Angebot erscheint bei einem Regionalverbund, zu dem sein Gebiet nicht gehört.",
        "The service appears with a network to which its area does not belong.",
    ),
    remedy=(
        (
            "areas des Angebots, die Beteiligung oder die Zuordnung berichtigen. Arbeitet das Angebot über die "
            "Grenze hinweg, ist nichts zu tun."
        ),
        (
            "Correct areas of the service, the participation or the assignment. If the service works across the "
            "border, nothing has to be done."
        ),
    ),
    source=(
        "Gebiete von Angeboten und von Regionalverbünden sind zweierlei, passen aber gewöhnlich zusammen.",
        "Areas of services and of networks are two things, but usually agree.",
    ),
)
def service_outside(material: Material) -> Iterator[Hit]:
    """Find services for areas of which every firm claim names another network than theirs."""
    claimed: dict[str, set[str]] = {}
    for claim in material.firm_claims:
        if not Period(claim.valid_from, claim.valid_to).covers(material.today):
            continue
        claimed.setdefault(material.gazetteer.changes.today(claim.area), set()).add(claim.network)
    seen = set()
    for participation in material.dataset.participations:
        service = material.one("services", participation.service)
        if service is None or participation.network is None:
            continue
        for written in service.areas:
            today = material.gazetteer.changes.today(written)
            others = claimed.get(today) or claimed.get(today[:_DISTRICT]) or set()
            if others and participation.network not in others and (hit := (service.id, written)) not in seen:
                seen.add(hit)
                parameters = {
                    "place": material.place(written),
                    "network": material.network(participation.network),
                    "other": ", ".join(sorted(map(material.network, others))),
                }
                yield Hit("services", service, "areas", written, parameters)


def _is_known(material: Material, written: str) -> bool:
    return written in material.gazetteer.districts or written in material.gazetteer.municipalities


def _by_plz(material: Material, address: Address) -> tuple[Area, ...]:
    return () if address.plz is None else material.gazetteer.postal.areas(address.plz)


def _by_town(material: Material, address: Address) -> tuple[Area, ...]:
    """Give wherever a place of that name is, here or elsewhere."""
    if address.town is None or material.names is None:
        return ()
    index = material.names()
    phrase = key(clean(address.town))
    found = (*index.every_meaning(phrase), *index.elsewhere(phrase))
    return tuple(area for meaning in found for area in meaning.areas)


def _by_unit(material: Material, unit: str | None) -> tuple[Area, ...]:
    if unit is None:
        return (Area(),)
    if unit.startswith(_ELSEWHERE):
        return (Area(state=material.gazetteer.territory.states.get(unit.removeprefix(_ELSEWHERE))),)
    return (_area(material, unit),)


def _meet(some: tuple[Area, ...], others: tuple[Area, ...]) -> bool:
    """Say whether areas have anything in common; if either is not known, nothing speaks against it."""
    return not some or not others or any(one.meet(other) is not None for one in some for other in others)


def _is_swapped(material: Material, address: Address) -> bool:
    if address.lat is None or address.lon is None or material.points is None:
        return False
    unit = material.points().unit
    here, there = unit(lat=address.lat, lon=address.lon), unit(lat=address.lon, lon=address.lat)
    return _is_home(there) and not _is_home(here)


def _is_home(unit: str | None) -> bool:
    return unit is not None and not unit.startswith(_ELSEWHERE)
