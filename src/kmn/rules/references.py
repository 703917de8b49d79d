"""Rules about references: ids that lead nowhere, records twice, circles, codes without a meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.tables import HEAD
from kmn.places.names import fold
from kmn.rules.cycles import cycles
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule
from kmn.rules.timeline import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kmn.rules.material import Material

# The columns whose codes are explained in codes.csv, and the list in which they stand.
_LISTS: Final = {
    ("organisations", "kind"): "organisation_kind",
    ("programmes", "level"): "programme_level",
    ("services", "mode"): "service_mode",
    ("events", "kind"): "event_kind",
    ("sources", "kind"): "source_kind",
    ("statements", "topic"): "statement_topic",
}
_SUCCESSION: Final = ("networks", "organisations", "services", "programmes", "coordinations")
_NEEDED: Final = ("networks", "organisations")
_NAMED: Final = ("networks", "organisations", "programmes")
_LINKED: Final = (
    "Grundsatz: Die Tabellen sind durch Kennungen verknüpft.",
    "Principle: the tables are linked by ids.",
)
_TIMES: Final = (
    "Grundsatz: Einträge enden, sie werden nicht gelöscht; Vorgänger und Nachfolger sind ausdrücklich.",
    "Principle: records end, they are not deleted; predecessor and successor are explicit.",
)


@rule(
    "KMN-R001",
    Severity.ERROR,
    title=("Verweis ins Leere", "Dangling reference"),
    text=("{value} steht nicht in {table}.csv.", "{value} is not in {table}.csv."),
    why=(
        "Was dort stehen soll, fehlt in jeder Antwort und jeder Veröffentlichung.",
        "What should stand there is missing from every answer and publication.",
    ),
    remedy=(
        "Die Kennung berichtigen oder den fehlenden Eintrag ergänzen.",
        "Correct the id or add the missing record.",
    ),
    source=_LINKED,
)
def dangling(material: Material) -> Iterator[Hit]:
    """Find ids of records that there are not."""
    known = {table: material.ids(table) for table in {table for table, _ in material.references}}
    for table, cell in material.references:
        if cell.value not in known[table]:
            yield Hit(cell.table, cell.record, cell.field, cell.value, {"value": cell.value, "table": table})
    codes = {(code.list, code.code) for code in material.dataset.codes}
    for code in material.dataset.codes:
        if code.broader is not None and (code.list, code.broader) not in codes:
            yield Hit("codes", code, "broader", code.broader, {"value": code.broader, "table": "codes"})


@rule(
    "KMN-R002",
    Severity.ERROR,
    title=("Eintrag doppelt", "Record twice"),
    text=(
        "{count} Zeilen haben denselben Schlüssel ({fields}).",
        "{count} rows have the same key ({fields}).",
    ),
    why=(
        "Welche Zeile gilt, ist nicht zu erkennen.",
        "There is no telling which row holds.",
    ),
    remedy=(
        "Alle bis auf eine löschen, oder sie in einem der genannten Felder unterscheiden.",
        "Delete all but one, or tell them apart in one of the fields named.",
    ),
    source=_LINKED,
)
def duplicate(material: Material) -> Iterator[Hit]:
    """Find records that their natural key does not tell apart."""
    counts: dict[str, Counter[tuple[str, ...]]] = {}
    for table, record in material.records():
        if table.name not in {"issued_ids", HEAD}:
            counts.setdefault(table.name, Counter())[record.natural_key] += 1
    for name, count in counts.items():
        twice = {key for key, number in count.items() if number > 1}
        for record in material.rows(name) if twice else ():
            if record.natural_key in twice:
                twice.discard(record.natural_key)
                parameters = {"count": count[record.natural_key], "fields": ", ".join(record.KEY)}
                yield Hit(name, record, record.KEY[0], record.natural_key[0], parameters)


@rule(
    "KMN-R003",
    Severity.INFO,
    title=("Eintrag ohne Verbindung", "Record without connection"),
    text=(
        "Auf diesen Eintrag verweist nichts; er kommt in keiner Antwort vor.",
        "Nothing refers to this record; it is part of no answer.",
    ),
    why=(
        "Vermutlich fehlt eine Zuordnung, eine Beteiligung oder ein Angebot, oder der Eintrag ist überflüssig.",
        "An assignment, a participation or a service is probably missing, or the record is superfluous.",
    ),
    remedy=(
        "Ergänzen, was fehlt. War der Eintrag ein Versehen und nie veröffentlicht, löschen.",
        "Add what is missing. If the record was a mistake and never published, delete it.",
    ),
    source=_LINKED,
)
def orphan(material: Material) -> Iterator[Hit]:
    """Find networks and organisations to which nothing refers."""
    used = {(table, cell.value) for table, cell in material.references}
    for table in _NEEDED:
        for record in material.rows(table):
            if (table, record.id) not in used:
                yield Hit(table, record, "id", record.id)


@rule(
    "KMN-R004",
    Severity.ERROR,
    title=("Kreis in „Teil von“", "Circle in 'part of'"),
    text=(
        "{field} führt im Kreis: {path}.",
        "{field} leads in a circle: {path}.",
    ),
    why=(
        "Nichts kann Teil seiner selbst sein; Verzeichnisse und Bäume werden damit unbrauchbar.",
        "Nothing can be a part of itself; lists and trees become unusable.",
    ),
    remedy=("Eine der Angaben leeren oder berichtigen.", "Empty or correct one of the entries."),
    source=_LINKED,
)
def circular_parts(material: Material) -> Iterator[Hit]:
    """Find organisations and codes that are, by some steps, part of themselves."""
    parts = {one.id: (one.part_of,) for one in material.dataset.organisations if one.part_of}
    yield from _circles(material, "organisations", "part_of", parts)
    codes = {one.natural_key: one for one in material.dataset.codes}
    broader = {" ".join(key): (f"{code.list} {code.broader}",) if code.broader else () for key, code in codes.items()}
    for path in cycles(broader):
        code = codes[tuple(path[0].split(" "))]
        yield Hit("codes", code, "broader", code.broader, {"field": "broader", "path": " → ".join(path)})


@rule(
    "KMN-R005",
    Severity.ERROR,
    title=("Kreis in der Nachfolge", "Circle in the succession"),
    text=(
        "{field} führt im Kreis: {path}.",
        "{field} leads in a circle: {path}.",
    ),
    why=(
        "Nichts kann sein eigener Nachfolger sein; wer der Kette folgt, kommt nie an.",
        "Nothing can be its own successor; whoever follows the chain never arrives.",
    ),
    remedy=("Eine der Angaben leeren oder berichtigen.", "Empty or correct one of the entries."),
    source=_TIMES,
)
def circular_succession(material: Material) -> Iterator[Hit]:
    """Find records that succeed themselves by some steps."""
    for table in _SUCCESSION:
        for field in ("predecessors", "successors"):
            steps = {one.id: getattr(one, field) for one in material.rows(table) if getattr(one, field)}
            yield from _circles(material, table, field, steps)


def _circles(material: Material, table: str, field: str, steps: Mapping[str, tuple[str, ...]]) -> Iterator[Hit]:
    for path in cycles(steps):
        parameters = {"field": field, "path": " → ".join(path)}
        yield Hit(table, material.one(table, path[0]), field, path[1], parameters)


@rule(
    "KMN-R006",
    Severity.WARNING,
    title=("Nachfolge nur auf einer Seite", "Succession on one side only"),
    text=(
        "{one} nennt {other} unter {field}; {other} nennt {one} nicht unter {back}.",
        "{one} names {other} in {field}; {other} does not name {one} in {back}.",
    ),
    why=(
        "Wer vom anderen Eintrag kommt, findet den Weg nicht.",
        "Whoever comes from the other record does not find the way.",
    ),
    remedy=("Beide Einträge angleichen.", "Make both records agree."),
    source=_TIMES,
)
def one_sided(material: Material) -> Iterator[Hit]:
    """Find successions that one of the two records does not know of."""
    for table in _SUCCESSION:
        by_id = {one.id: one for one in material.rows(table)}
        for record in by_id.values():
            for field, back in (("predecessors", "successors"), ("successors", "predecessors")):
                for slug in getattr(record, field):
                    other = by_id.get(slug)
                    if other is not None and record.id not in getattr(other, back):
                        parameters = {"one": record.id, "other": slug, "field": field, "back": back}
                        yield Hit(table, record, field, slug, parameters)


@rule(
    "KMN-R007",
    Severity.WARNING,
    title=("Code ohne Erklärung", "Code without meaning"),
    text=(
        "{value} steht nicht in der Liste {list} in codes.csv.",
        "{value} is not in the list {list} in codes.csv.",
    ),
    why=(
        "Ohne Eintrag hat der Code weder Namen noch Bedeutung, weder auf Deutsch noch auf Englisch.",
        "Without an entry the code has neither name nor meaning, neither in German nor in English.",
    ),
    remedy=(
        "Einen Code der Liste verwenden oder den neuen in codes.csv mit Namen und Bedeutung eintragen.",
        "Use a code of the list, or enter the new one in codes.csv with name and meaning.",
    ),
    source=_LINKED,
)
def unexplained_code(material: Material) -> Iterator[Hit]:
    """Find codes that no list explains."""
    known = {(code.list, code.code) for code in material.dataset.codes}
    for (table, field), listed in _LISTS.items():
        for record in material.rows(table):
            value = getattr(record, field)
            if value is not None and (listed, value) not in known:
                yield Hit(table, record, field, value, {"value": value, "list": listed})


@rule(
    "KMN-R008",
    Severity.WARNING,
    title=("Gleicher Name zweimal", "Same name twice"),
    text=(
        "{one} und {other} haben denselben Namen und gelten zur selben Zeit.",
        "{one} and {other} have the same name and hold at the same time.",
    ),
    why=(
        "Vermutlich ist dasselbe unter zwei Kennungen eingetragen; die Angaben sind dann verstreut.",
        "The same thing is probably entered under two ids; what is known is then scattered.",
    ),
    remedy=(
        (
            "Die Einträge zusammenführen. Wurde eine der Kennungen schon veröffentlicht, deren Eintrag mit "
            "valid_to beenden "
            "und die andere als Nachfolger nennen. Sind es zwei, die Namen unterscheiden."
        ),
        (
            "Join the records. If one of the ids has been published, end its record with valid_to and name the "
            "other as its successor. If they are two, tell their names apart."
        ),
    ),
    source=("Grundsatz: Eine Tatsache steht an einer Stelle.", "Principle: a fact stands in one place."),
)
def same_name(material: Material) -> Iterator[Hit]:
    """Find different ids with the same name at the same time."""
    for table in _NAMED:
        yield from _namesakes(table, material.rows(table))


def _namesakes(table: str, records: Iterable[Any]) -> Iterator[Hit]:
    named: defaultdict[str, list[Any]] = defaultdict(list)
    for record in records:
        named[fold(record.name) or record.name].append(record)
    for several in named.values():
        first, *others = sorted(several, key=lambda record: record.id)
        for other in others:
            if other.id != first.id and overlap(first, other):
                yield Hit(table, other, "name", other.name, {"one": first.id, "other": other.id})
