"""Rules about provenance: whether each fact has a source, and each source what it takes to find and use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.interchange.tables import tables
from kmn.model.record import Dated
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.model.source import Source
    from kmn.rules.material import Material

_TABLE: Final = "sources"
_FORBIDDEN: Final = "forbidden"
_SOURCED: Final = (
    "Grundsatz: Jede Tatsache hat eine Quelle mit Datum.",
    "Principle: each fact has a source with a date.",
)


@rule(
    "KMN-S001",
    Severity.INFO,
    title=("Quelle nicht verwendet", "Source unused"),
    text=("Kein Eintrag beruft sich auf diese Quelle.", "No record refers to this source."),
    why=(
        "Vielleicht fehlt irgendwo der Verweis auf sie.",
        "Perhaps a reference to it is missing somewhere.",
    ),
    remedy=(
        "Die Quelle dort nennen, wo sie etwas belegt.",
        "Name the source where it attests something.",
    ),
    source=_SOURCED,
)
def unused(material: Material) -> Iterator[Hit]:
    """Find sources that no record names."""
    used = {cell.value for table, cell in material.references if table == _TABLE}
    for source in material.dataset.sources:
        if source.id not in used:
            yield Hit(_TABLE, source, "id", source.id)


@rule(
    "KMN-S002",
    Severity.INFO,
    title=("Quelle ohne Datum", "Source without date"),
    text=(
        "Von wann die Quelle ist, ist nicht bekannt.",
        "It is not known of when the source is.",
    ),
    why=(
        "Was sie belegt, lässt sich keinem Tag zuordnen.",
        "What it attests cannot be put to any day.",
    ),
    remedy=(
        "published eintragen: Tag, Monat oder Jahr; ist es geschätzt, certainty auf estimated setzen.",
        "Enter published: day, month or year; if it is an estimate, set certainty to estimated.",
    ),
    source=_SOURCED,
)
def undated(material: Material) -> Iterator[Hit]:
    """Find sources whose date of publication is not known."""
    for source in material.dataset.sources:
        if source.published is None:
            yield Hit(_TABLE, source, "published")


@rule(
    "KMN-S003",
    Severity.ERROR,
    title=("Quelle darf nicht verwendet werden", "Source must not be used"),
    text=(
        "Die Quelle verbietet jede Übernahme (reuse: forbidden), belegt aber {count}.",
        "The source forbids any reuse (reuse: forbidden), but attests {count}.",
    ),
    why=(
        "Die Einträge dürften so nicht veröffentlicht werden.",
        "The records could not be published like this.",
    ),
    remedy=(
        "Eine andere Quelle für dieselben Tatsachen nennen, die Erlaubnis einholen oder die Einträge herausnehmen.",
        "Name another source for the same facts, obtain permission, or take the records out.",
    ),
    source=("Die Angabe reuse der Quelle.", "What the field reuse of the source says."),
)
def forbidden(material: Material) -> Iterator[Hit]:
    """Find sources in use whose reuse is forbidden."""
    counts: dict[str, int] = {}
    for table, cell in material.references:
        if table == _TABLE:
            counts[cell.value] = counts.get(cell.value, 0) + 1
    for source in material.dataset.sources:
        count = counts.get(source.id, 0)
        if source.reuse == _FORBIDDEN and count:
            several = (f"{count} Einträge", f"{count} records")
            parameters = {"count": ("einen Eintrag", "one record") if count == 1 else several}
            yield Hit(_TABLE, source, "reuse", source.reuse, parameters)


@rule(
    "KMN-S004",
    Severity.WARNING,
    title=("Quelle nicht auffindbar", "Source cannot be found"),
    text=(
        "Die Quelle hat weder eine Adresse im Netz noch ein Aktenzeichen oder eine Fundstelle.",
        "The source has neither a web address nor a file number or reference.",
    ),
    why=("So kann niemand sie prüfen.", "Nobody can verify it like this."),
    remedy=(
        "url oder reference ausfüllen; bei Schreiben genügt das Aktenzeichen.",
        "Fill in url or reference; for letters the file number will do.",
    ),
    source=_SOURCED,
)
def unfindable(material: Material) -> Iterator[Hit]:
    """Find sources that cannot be looked up."""
    for source in material.dataset.sources:
        if not (source.url or source.url_alt or source.reference):
            yield Hit(_TABLE, source, "url")


@rule(
    "KMN-S005",
    Severity.WARNING,
    title=("Tatsache ohne Quelle", "Fact without source"),
    text=("Der Eintrag nennt keine Quelle.", "The record names no source."),
    why=("So kann niemand ihn prüfen.", "Nobody can verify it like this."),
    remedy=(
        "Die Quelle in sources.csv eintragen und ihre Kennung unter sources nennen.",
        "Enter the source in sources.csv and name its id in sources.",
    ),
    source=_SOURCED,
)
def unsourced(material: Material) -> Iterator[Hit]:
    """Find records without a source, but assignments, which have rules of their own."""
    for table in tables():
        if table.name != "assignments" and issubclass(table.model, Dated):
            for record in material.rows(table.name):
                if not record.sources:
                    yield Hit(table.name, record, "sources")
    head = material.dataset
    if head.expected_networks is not None and not head.expected_networks_sources:
        yield Hit("dataset", head, "expected_networks_sources")


@rule(
    "KMN-S006",
    Severity.INFO,
    title=("Quelle älter als das, was sie belegt", "Source older than what it attests"),
    text=(
        "Zuletzt belegt {last}, aber die neueste Quelle ist von {published}.",
        "Last attested {last}, but the newest source is of {published}.",
    ),
    why=(
        "Eine Quelle kann nichts beobachten, was nach ihr geschah, es sei denn, sie wurde später geändert.",
        "A source cannot observe what happened after it, unless it was changed later.",
    ),
    remedy=(
        (
            "attested_to oder published berichtigen, oder die Quelle nennen, die es zuletzt belegt. Wurde die "
            "Quelle später geändert, ist nichts zu tun."
        ),
        (
            "Correct attested_to or published, or name the source that attests it last. If the source was "
            "changed later, nothing has to be done."
        ),
    ),
    source=_SOURCED,
)
def outrun(material: Material) -> Iterator[Hit]:
    """Find records observed after the last of their sources, all of which are dated for sure, was published."""
    for table in tables():
        if not issubclass(table.model, Dated):
            continue
        for record in material.rows(table.name):
            last = record.attested_to or record.attested_from
            if last is None or not record.sources:
                continue
            sources = [material.one(_TABLE, slug) for slug in record.sources]
            dates = [source.published for source in sources if source is not None and _is_dated(source)]
            if len(dates) < len(sources):
                continue
            newest = max(dates, key=lambda one: (one.last, one.value))
            if last.first > newest.last:
                parameters = {"last": str(last), "published": str(newest)}
                yield Hit(table.name, record, "attested_to", last, parameters)


def _is_dated(source: Source) -> bool:
    return source.published is not None and source.certainty != "estimated"
