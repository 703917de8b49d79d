"""What changed between two versions of a dataset, by record and field.

A record that only the newer version has was added. One that got an end has ended, one with another name was renamed.
Where the official or attested network of an area is another, the area was reassigned. Everything else is a
correction. An id that vanished is an error: ids are issued once, and records that are over get an end. A record that
is withheld, because its source forbids reuse now, has not vanished; it is known, and said to be withheld.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict, frozen

from kmn.export.selection import Withheld
from kmn.interchange.cells import write_cell
from kmn.interchange.linked.shortcuts import decided
from kmn.interchange.tables import HEAD, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from kmn.interchange.tables import Table
    from kmn.model.dataset import Dataset
    from kmn.model.record import Record

__all__ = ["KINDS", "Change", "Changes", "compare"]

KINDS: Final = ("added", "ended", "renamed", "reassigned", "corrected", "removed", "withheld", "vanished")
"""What can have happened. Only `vanished` is an error; `removed` records have no id, or are claims that fell."""

_TITLES: Final = {
    "added": ("Neu", "New"),
    "ended": ("Beendet", "Ended"),
    "renamed": ("Umbenannt", "Renamed"),
    "reassigned": ("Neu zugeordnet", "Reassigned"),
    "corrected": ("Berichtigt", "Corrected"),
    "removed": ("Entfallen", "Removed"),
    "withheld": ("Nicht mehr veröffentlicht", "No longer published"),
    "vanished": ("Fehler: verschwundene Kennungen", "Error: ids that vanished"),
}
_HEADING: Final = ("Änderungen von {old} zu {new}", "Changes from {old} to {new}")
_NONE: Final = ("Keine.", "None.")
_EMPTY: Final = ("(leer)", "(empty)")
_NAMES: Final = {"name", "name_en", "short_name", "title", "title_en", "label", "label_en"}
_ENDS: Final = {"valid_to"}


@frozen
class Change:
    """Something that changed.

    Attributes:
        kind: one of `KINDS`.
        table: the table of the record.
        record: its natural key, joined by blanks.
        field: the field that changed; empty for the record as a whole.
        before: the value before, as a CSV file has it.
        after: the value after.

    Examples:
        >>> Change("renamed", "networks", "heide", "name", "Heide", "Regionalverbund Heide").kind
        'renamed'
    """

    kind: str
    table: str
    record: str
    field: str = ""
    before: str = ""
    after: str = ""


@frozen
class Changes:
    """All changes between two versions.

    Attributes:
        old: the older version.
        new: the newer version.
        changes: what changed, by kind, table and record.
        withheld: all that the newer version withholds, and why.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    withheld: tuple[Withheld, ...] = ()

    @property
    def errors(self) -> tuple[Change, ...]:
        """The ids that vanished."""
        return tuple(change for change in self.changes if change.kind == "vanished")

    def to_json(self) -> str:
        """Give the changes as JSON."""
        document = {
            "old_version": self.old,
            "new_version": self.new,
            "counts": {kind: sum(one.kind == kind for one in self.changes) for kind in KINDS},
            "changes": [asdict(one) for one in self.changes],
            "withheld": [asdict(one) for one in self.withheld],
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def to_markdown(self, lang: str = "de") -> str:
        """Give the changes as Markdown for people, in German or (`en`) English."""
        pick = 1 if lang == "en" else 0
        lines = [f"# {_HEADING[pick].format(old=_plain(self.old), new=_plain(self.new))}", ""]
        if not self.changes:
            lines.extend([_NONE[pick], ""])
        for kind in KINDS:
            some = [one for one in self.changes if one.kind == kind]
            if some:
                told = [_line(one, _EMPTY[pick]) for one in some]
                lines.extend([f"## {_TITLES[kind][pick]} ({len(some)})", "", *told, ""])
        return "\n".join(lines)


def _plain(text: str) -> str:
    """Give a text in which nothing commands a reader of Markdown."""
    flat = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#!" else letter for letter in flat)


def _line(change: Change, empty: str) -> str:
    text = f"- {_plain(change.table)}: {_plain(change.record)}"
    if not change.field:
        return text
    before, after = _plain(change.before) or empty, _plain(change.after) or empty
    return f"{text}, {_plain(change.field)}: {before} → {after}"


def compare(old: Dataset, new: Dataset, withheld: Iterable[Withheld] = ()) -> Changes:
    """Compare two versions of a dataset.

    Args:
        old: the older version.
        new: the newer version.
        withheld: what is left out of the newer version on purpose.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> compare(load_packaged(), load_packaged()).changes
        ()
    """
    known = tuple(sorted(withheld))
    hidden = {(one.table, one.record) for one in known}
    found = [change for table in tables() for change in _of_table(table, old, new, hidden)]
    found.extend(_reassigned(old, new))
    order = {kind: number for number, kind in enumerate(KINDS)}
    ordered = sorted(found, key=lambda one: (order[one.kind], one.table, one.record, one.field, one.before))
    return Changes(old.version, new.version, tuple(ordered), known)


def _of_table(table: Table, old: Dataset, new: Dataset, hidden: AbstractSet[tuple[str, str]]) -> Iterator[Change]:
    if table.name == HEAD:
        yield from _of_record(table, old, new)
        return
    before = {record.natural_key: record for record in getattr(old, table.name)}
    after = {record.natural_key: record for record in getattr(new, table.name)}
    has_id = table.model.KEY == ("id",) or table.name == "issued_ids"
    for key in sorted(before.keys() | after.keys()):
        name = " ".join(filter(None, key))
        if key not in before:
            yield Change("added", table.name, name)
        elif key not in after:
            lost = "vanished" if has_id else "removed"
            yield Change("withheld" if (table.name, name) in hidden else lost, table.name, name)
        else:
            yield from _of_record(table, before[key], after[key])


def _of_record(table: Table, before: Record, after: Record) -> Iterator[Change]:
    name = " ".join(filter(None, after.natural_key))
    for column in table.columns:
        was, now = _cell(before, column.field, column.part), _cell(after, column.field, column.part)
        if was == now:
            continue
        kind = "corrected"
        if column.field in _ENDS and not was:
            kind = "ended"
        elif column.name in _NAMES:
            kind = "renamed"
        yield Change(kind, table.name, name, column.name, was, now)


def _cell(record: Any, field: str, part: str | None) -> str:
    value = getattr(record, field)
    return write_cell(value if part is None or value is None else getattr(value, part))


def _reassigned(old: Dataset, new: Dataset) -> Iterator[Change]:
    """Give the areas that belong to another network now; the claims themselves are listed as well."""
    areas = {claim.area for data in (old, new) for claim in data.assignments}
    for area in sorted(areas):
        was, now = _networks(old, area), _networks(new, area)
        if was and now and was != now:
            yield Change("reassigned", "assignments", area, "network", was, now)


def _networks(dataset: Dataset, area: str) -> str:
    standing = [claim for claim in dataset.assignments_for(area) if claim.valid_to is None]
    return " ".join(sorted({claim.network for claim in decided(standing)}))
