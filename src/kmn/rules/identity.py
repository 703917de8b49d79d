"""Rules about identity: ids are issued once, stay, and do not say what may change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.tables import tables
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.rules.material import Material

_LIST: Final = "issued_ids"
_KEY_LIKE: Final = re.compile(r"(?<![0-9])(?:[0-9]{5}|[0-9]{8}|[0-9]{9,})(?![0-9])")
_LONGEST: Final = 20
_ONCE: Final = (
    "Grundsatz: Kennungen werden einmal vergeben und nie wiederverwendet.",
    "Principle: ids are issued once and never used again.",
)


@rule(
    "KMN-I001",
    Severity.WARNING,
    title=("Kennung nicht verzeichnet", "Id not on the list"),
    text=(
        "{what} nicht in der Liste der vergebenen Kennungen (issued_ids.csv).",
        "{what} not on the list of issued ids (issued_ids.csv).",
    ),
    why=(
        "Nur was verzeichnet ist, kann später nicht versehentlich für etwas anderes vergeben werden.",
        "Only what is on the list cannot be given to something else later by mistake.",
    ),
    remedy=(
        "Die Kennungen vor der Veröffentlichung eintragen; `with_issued_ids` aus kmn.model.issued erledigt das.",
        "Enter the ids before publishing; `with_issued_ids` of kmn.model.issued does it.",
    ),
    source=_ONCE,
)
def unlisted(material: Material) -> Iterator[Hit]:
    """Find ids that are not on the list; if there is no list, one finding says so."""
    listed = {(one.table, one.id) for one in material.dataset.issued_ids}
    missing = [
        (table.name, record)
        for table in tables()
        if table.model.KEY == ("id",)
        for record in material.rows(table.name)
        if (table.name, record.id) not in listed
    ]
    if not listed and missing:
        count = len(missing)
        what = (f"{count} Kennungen stehen", f"{count} ids are")
        yield Hit(_LIST, None, "id", None, {"what": ("Die Kennung steht", "The id is") if count == 1 else what})
        return
    for table, record in missing:
        yield Hit(table, record, "id", record.id, {"what": (f"{record.id} steht", f"{record.id} is")})


@rule(
    "KMN-I002",
    Severity.ERROR,
    title=("Vergebene Kennung verschwunden", "Issued id vanished"),
    text=(
        "{id} wurde in Version {version} für {table} vergeben, aber der Eintrag fehlt.",
        "{id} was issued for {table} in version {version}, but the record is missing.",
    ),
    why=(
        "Wer sich auf die Kennung bezogen hat, findet nichts mehr.",
        "Whoever referred to the id finds nothing any more.",
    ),
    remedy=(
        "Den Eintrag wiederherstellen und mit valid_to enden lassen; Einträge werden nicht gelöscht.",
        "Restore the record and let it end with valid_to; records are not deleted.",
    ),
    source=_ONCE,
)
def vanished(material: Material) -> Iterator[Hit]:
    """Find issued ids without a record."""
    known = {table.name: material.ids(table.name) for table in tables() if table.model.KEY == ("id",)}
    for one in material.dataset.issued_ids:
        if one.id not in known.get(one.table, ()):
            parameters = {"id": one.id, "version": one.version, "table": one.table}
            yield Hit(_LIST, one, "id", one.id, parameters)


@rule(
    "KMN-I003",
    Severity.ERROR,
    title=("Kennung zweimal vergeben", "Id issued twice"),
    text=(
        "{id} wurde für {table} mehrfach vergeben: in den Versionen {versions}.",
        "{id} was issued for {table} more than once: in the versions {versions}.",
    ),
    why=(
        "Wer die Kennung aus einer älteren Version kennt, meint etwas anderes.",
        "Whoever knows the id from an older version means something else.",
    ),
    remedy=(
        "Dem neueren Eintrag eine neue Kennung geben. War es derselbe, die spätere Zeile löschen.",
        "Give the newer record a new id. If it was the same, delete the later row.",
    ),
    source=_ONCE,
)
def reused(material: Material) -> Iterator[Hit]:
    """Find ids that stand on the list more than once."""
    versions: dict[tuple[str, str], list[Any]] = {}
    for one in material.dataset.issued_ids:
        versions.setdefault((one.table, one.id), []).append(one)
    for (table, slug), several in versions.items():
        if len(several) > 1:
            listed = ", ".join(sorted(one.version for one in several))
            yield Hit(_LIST, several[0], "id", slug, {"id": slug, "table": table, "versions": listed})


@rule(
    "KMN-I004",
    Severity.ERROR,
    title=("Kennung aus der Zukunft", "Id from the future"),
    text=(
        "{id} wurde in Version {version} vergeben, der Datenbestand hat aber erst Version {current}.",
        "{id} was issued in version {version}, but the dataset is of version {current}.",
    ),
    why=(
        "Liste und Datenbestand gehören nicht zusammen; vielleicht wurde eine ältere Fassung bearbeitet.",
        "List and dataset do not belong together; perhaps an older edition was edited.",
    ),
    remedy=(
        "Mit der neuesten Fassung weiterarbeiten oder version in dataset.csv erhöhen.",
        "Go on with the newest edition, or raise version in dataset.csv.",
    ),
    source=_ONCE,
)
def ahead(material: Material) -> Iterator[Hit]:
    """Find ids issued in a version that the dataset has not reached."""
    current = _numbers(material.dataset.version)
    for one in material.dataset.issued_ids:
        issued = _numbers(one.version)
        if issued and issued > current:
            parameters = {"id": one.id, "version": one.version, "current": material.dataset.version}
            yield Hit(_LIST, one, "version", one.version, parameters)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    # Lengths first: a text of very many digits is no version, and turning it into a number takes long.
    if not all(part.isascii() and part.isdigit() and len(part) < _LONGEST for part in parts):
        return ()
    return tuple(map(int, parts))


@rule(
    "KMN-I005",
    Severity.WARNING,
    title=("Kennung aus Veränderlichem gebildet", "Id derived from what may change"),
    text=(
        "In der Kennung steckt {number}: wohl eine Postleitzahl, ein Schlüssel oder eine Telefonnummer.",
        "The id holds {number}: probably a postal code, a key or a phone number.",
    ),
    why=(
        (
            "Zieht die Einrichtung um oder ändert sich der Schlüssel, sagt die Kennung etwas Falsches und darf "
            "doch nicht "
            "geändert werden."
        ),
        "If the institution moves or the key changes, the id says something wrong and yet must not be changed.",
    ),
    remedy=(
        "Vor der ersten Veröffentlichung eine Kennung aus dem Namen bilden; danach bleibt sie, wie sie ist.",
        "Before the first publication make an id from the name; afterwards it stays as it is.",
    ),
    source=_ONCE,
)
def derived(material: Material) -> Iterator[Hit]:
    """Find ids with a number of five, eight or more digits in them."""
    for table in tables():
        if table.model.KEY == ("id",):
            for record in material.rows(table.name):
                found = _KEY_LIKE.search(record.id)
                if found:
                    yield Hit(table.name, record, "id", record.id, {"number": found[0]})
