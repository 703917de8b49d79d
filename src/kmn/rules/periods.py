"""Rules about periods: what ends before it begins, outlasts what it belongs to, or has not happened yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.tables import HEAD, tables
from kmn.model.record import Dated
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule
from kmn.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.rules.material import Material

# Pairs of dates of which the second is not before the first.
_PAIRS: Final = {
    HEAD: (("covers_from", "covers_to"),),
    "events": (("attested_from", "attested_to"), ("starts", "ends")),
}
_OBSERVED: Final = (("attested_from", "attested_to"),)
# By which fields a record belongs to another, so that it cannot hold without it.
_PARENTS: Final = ("network", "organisation", "service")
_HELD: Final = {"assignments", "subgroups"}
_SUCCESSION: Final = ("networks", "organisations", "services", "programmes", "coordinations")
# What is noted when it has happened; plans and ends may lie ahead.
_PAST: Final = ("attested_from", "attested_to", "published", "retrieved", "contact_as_of", "expected_networks_as_of")
_CALENDAR: Final = ("Der Kalender.", "The calendar.")


@rule(
    "KMN-P001",
    Severity.ERROR,
    title=("Ende vor Anfang", "End before start"),
    text=("{last} ({end}) liegt vor {first} ({start}).", "{last} ({end}) is before {first} ({start})."),
    why=("So etwas gab es an keinem Tag.", "There was no such thing on any day."),
    remedy=("Vertauschen oder berichtigen.", "Exchange or correct them."),
    source=_CALENDAR,
)
def reversed_dates(material: Material) -> Iterator[Hit]:
    """Find periods that certainly end before they begin."""
    for table in tables():
        pairs = _PAIRS.get(table.name) or (_OBSERVED if issubclass(table.model, Dated) else ())
        for record in material.rows(table.name):
            for first, last in pairs:
                start, end = getattr(record, first), getattr(record, last)
                if start is not None and end is not None and end.last < start.first:
                    parameters = {"first": first, "last": last, "start": str(start), "end": str(end)}
                    yield Hit(table.name, record, last, end, parameters)


@rule(
    "KMN-P002",
    Severity.WARNING,
    title=("Länger gültig als das, wozu es gehört", "Valid for longer than what it belongs to"),
    text=(
        "Gilt {own}, {parent} aber nur {its}.",
        "Valid {own}, but {parent} only {its}.",
    ),
    why=(
        "Eine Antwort nennt sonst etwas, das es an dem Tag nicht gab.",
        "Otherwise an answer names something that did not exist on the day.",
    ),
    remedy=(
        "Den Eintrag mit dem enden lassen, wozu er gehört (valid_to), oder dessen Zeitraum berichtigen.",
        "Let the record end with what it belongs to (valid_to), or correct the period of that.",
    ),
    source=_CALENDAR,
)
def outside_parent(material: Material) -> Iterator[Hit]:
    """Find records that are known to hold on days on which what they belong to does not."""
    for table in tables():
        fields = [column.name for column in table.columns if column.name in _PARENTS and column.ref]
        if not fields or not issubclass(table.model, Dated):
            continue
        for record in material.rows(table.name):
            for field in fields:
                slug = getattr(record, field)
                parent = material.one(f"{field}s", slug)
                if parent is not None and _outlasts(record, parent, held=table.name in _HELD):
                    parameters = {"own": _span(record), "parent": getattr(parent, "name", slug), "its": _span(parent)}
                    yield Hit(table.name, record, field, slug, parameters)


def _outlasts(record: Dated, parent: Dated, *, held: bool) -> bool:
    """Say whether a record reaches beyond its parent; one that is held to this day does so by its open end."""
    begin, end = parent.valid_from, parent.valid_to
    days = [day for day in (record.valid_from, record.valid_to) if day is not None]
    if held and record.valid_to is None:
        days.append(date.max)
    return any((begin is not None and day < begin) or (end is not None and day > end) for day in days)


def _span(record: Dated) -> tuple[str, str]:
    begin, end = record.valid_from, record.valid_to
    if begin is None and end is None:
        return ("ohne Ende", "without end")
    if begin is None:
        return (f"bis {end}", f"until {end}")
    if end is None:
        return (f"ab {begin}", f"from {begin}")
    return (f"von {begin} bis {end}", f"from {begin} to {end}")


@rule(
    "KMN-P003",
    Severity.ERROR,
    title=("Nachfolger vor Vorgänger", "Successor before predecessor"),
    text=(
        "{successor} folgt auf {predecessor}, beginnt aber früher ({later} statt nach {earlier}).",
        "{successor} follows {predecessor}, but begins before it ({later} rather than after {earlier}).",
    ),
    why=(
        "Die Reihenfolge ist verdreht oder ein Datum falsch.",
        "The order is the wrong way round, or a date is wrong.",
    ),
    remedy=(
        "Vorgänger und Nachfolger vertauschen oder valid_from berichtigen.",
        "Exchange predecessor and successor, or correct valid_from.",
    ),
    source=_CALENDAR,
)
def wrong_order(material: Material) -> Iterator[Hit]:
    """Find successors that begin before their predecessors."""
    for table in _SUCCESSION:
        pairs: set[tuple[str, str]] = set()
        for record in material.rows(table):
            pairs.update((slug, record.id) for slug in record.predecessors)
            pairs.update((record.id, slug) for slug in record.successors)
        for before, after in sorted(pairs):
            earlier, later = material.one(table, before), material.one(table, after)
            if earlier is None or later is None or earlier.valid_from is None or later.valid_from is None:
                continue
            if later.valid_from < earlier.valid_from:
                parameters = {
                    "successor": after,
                    "predecessor": before,
                    "later": str(later.valid_from),
                    "earlier": str(earlier.valid_from),
                }
                yield Hit(table, later, "valid_from", later.valid_from, parameters)


@rule(
    "KMN-P004",
    Severity.WARNING,
    title=("Beobachtet, als es nicht galt", "Observed when it did not hold"),
    text=(
        "Beobachtet {seen}, gültig aber nur {its}.",
        "Observed {seen}, but valid only {its}.",
    ),
    why=(
        "Eine Beobachtung außerhalb der Gültigkeit zeigt, dass eines von beiden nicht stimmt.",
        "An observation outside the validity shows that one of the two is wrong.",
    ),
    remedy=(
        "valid_from und valid_to oder attested_from und attested_to berichtigen.",
        "Correct valid_from and valid_to, or attested_from and attested_to.",
    ),
    source=(
        "Beobachtung und Gültigkeit sind zweierlei, müssen aber zusammenpassen.",
        "Observation and validity are two things, but must agree.",
    ),
)
def observed_outside(material: Material) -> Iterator[Hit]:
    """Find records whose whole observation lies outside their validity."""
    for table in tables():
        if not issubclass(table.model, Dated):
            continue
        for record in material.rows(table.name):
            first, last = record.attested_from or record.attested_to, record.attested_to or record.attested_from
            if first is None or last is None:
                continue
            begin, end = record.valid_from, record.valid_to
            if (begin is not None and last.last < begin) or (end is not None and first.first > end):
                seen = str(first) if first == last else f"{first} – {last}"
                yield Hit(table.name, record, "attested_to", last, {"seen": seen, "its": _span(record)})


@rule(
    "KMN-P005",
    Severity.ERROR,
    title=("Datum in der Zukunft", "Date in the future"),
    text=(
        "{value} liegt in der Zukunft.",
        "{value} lies in the future.",
    ),
    why=(
        "Was beobachtet, veröffentlicht oder abgerufen wurde, liegt in der Vergangenheit; vermutlich ein Tippfehler.",
        "What was observed, published or retrieved lies in the past; it is probably a typing error.",
    ),
    remedy=("Das Datum berichtigen.", "Correct the date."),
    source=_CALENDAR,
)
def future(material: Material) -> Iterator[Hit]:
    """Find dates of the past that lie ahead of the day of the check and of the day of issue."""
    # The clock as well: whoever checks the data as of an earlier day knows what happened since.
    today = max(filter(None, (material.today, material.dataset.issued, date.today())))  # noqa: DTZ011 - as `on` is read
    for cell in material.cells(lambda column: column.name in _PAST):
        value: Any = cell.value
        if (value.first if isinstance(value, PartialDate) else value) > today:
            shown = None if cell.field.startswith("contact") else str(value)
            parameters: dict[str, object] = {"value": shown or ("Das Datum", "The date")}
            yield Hit(cell.table, cell.record, cell.field, shown, parameters)


@rule(
    "KMN-P006",
    Severity.ERROR,
    title=("Öffnungszeit ohne Dauer", "Opening hours without duration"),
    text=("Öffnet um {opens} und schließt um {closes}.", "Opens at {opens} and closes at {closes}."),
    why=("Wer danach geht, steht vor verschlossener Tür.", "Whoever relies on it finds the door closed."),
    remedy=(
        "Vertauschen oder berichtigen; über Mitternacht hinaus zwei Zeilen schreiben.",
        "Exchange or correct them; write two rows for hours beyond midnight.",
    ),
    source=_CALENDAR,
)
def closed_hours(material: Material) -> Iterator[Hit]:
    """Find opening hours that end when or before they begin."""
    for hours in material.dataset.opening_hours:
        if hours.closes <= hours.opens:
            parameters = {"opens": hours.opens, "closes": hours.closes}
            yield Hit("opening_hours", hours, "closes", hours.closes, parameters)
