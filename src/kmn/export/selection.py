"""What may be published: everything but records whose source forbids it, and what cannot stand without them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.errors import DataError
from kmn.interchange.tables import HEAD, tables

if TYPE_CHECKING:
    from os import PathLike

    from kmn.interchange.tables import Table
    from kmn.model.dataset import Dataset
    from kmn.model.record import Record

__all__ = ["CHANGELOG", "Withheld", "publishable", "withheld_in"]

CHANGELOG: Final = "CHANGELOG.json"
"""The file of a release that names what was withheld, and what changed."""

_FORBIDDEN: Final = "forbidden"
_NO_ID: Final = ("", "")

_UNUSABLE: Final = "its reuse is forbidden"
_CITES: Final = "it cites a source whose reuse is forbidden"
_SPEAKS: Final = "it speaks of a record of {table} that is left out"
_GERMAN: Final = {
    _UNUSABLE: "Die Weiterverwendung ist untersagt.",
    _CITES: "Der Eintrag beruht auf einer Quelle, deren Weiterverwendung untersagt ist.",
    **{
        _SPEAKS.format(table=table.name): f"Der Eintrag handelt von einem aus {table.name}, und der ist weggelassen."
        for table in tables()
    },
}
"""The reasons in German, by what stands in the files."""


@frozen(order=True)
class Withheld:
    """A record that is known and not published.

    Attributes:
        table: the table of the record.
        record: its natural key, joined by blanks.
        reason: why it is not published, in English.

    Examples:
        >>> withheld = Withheld("sources", "brief", "its reuse is forbidden")
        >>> print(withheld)
        sources: brief: its reuse is forbidden
        >>> withheld.text("de")
        'sources: brief: Die Weiterverwendung ist untersagt.'
    """

    table: str
    record: str
    reason: str

    def __str__(self) -> str:
        """Give it in one line, in English."""
        return self.text("en")

    def text(self, lang: str = "de") -> str:
        """Give it in one line, in German or (`en`) English."""
        reason = self.reason if lang == "en" else _GERMAN.get(self.reason, self.reason)
        return f"{self.table}: {self.record}: {reason}"


def withheld_in(path: str | PathLike[str]) -> tuple[Withheld, ...]:
    """Read what a release withholds, from the file in which it says so.

    Args:
        path: the folder of the release; anything else withholds nothing.

    Raises:
        DataError: the file of a release is damaged.

    Examples:
        >>> withheld_in("no/such/release")
        ()
    """
    try:
        file = Path(path) / CHANGELOG
        if not file.is_file():
            return ()
        found = json.loads(file.read_text(encoding="utf-8"))
        return tuple(Withheld(one["table"], one["record"], one["reason"]) for one in found["withheld"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{CHANGELOG} of the release cannot be read ({type(error).__name__}). Fetch the release again."
        raise DataError(message) from error


def publishable(dataset: Dataset) -> tuple[Dataset, tuple[Withheld, ...]]:
    """Leave out what must not be published.

    A source that forbids reuse goes, with each record that cites it, and each record that speaks of one of these.
    Where such a record is only mentioned, the mention goes. Ids that were issued stay issued.

    Args:
        dataset: the dataset.

    Returns:
        The dataset without these records, and what was left out and why.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> publishable(load_packaged())[1]
        ()
    """
    gone = {("sources", source.id) for source in dataset.sources if source.reuse == _FORBIDDEN}
    if not gone:
        return dataset, ()
    report = [Withheld("sources", slug, _UNUSABLE) for _, slug in sorted(gone)]
    kept: dict[str, tuple[Record, ...]] = {
        table.name: getattr(dataset, table.name) for table in tables() if table.name != HEAD
    }
    kept["sources"] = tuple(source for source in dataset.sources if source.reuse != _FORBIDDEN)
    changed = True
    while changed:  # what goes may take others with it
        changed = False
        for table in tables():
            if table.name in {HEAD, "sources"}:
                continue
            staying = []
            for record in kept[table.name]:
                reason = _reason(record, table, gone)
                if reason is None:
                    staying.append(record)
                    continue
                changed = True
                gone.add((table.name, record.natural_key[0]) if record.KEY == ("id",) else _NO_ID)
                report.append(Withheld(table.name, " ".join(filter(None, record.natural_key)), reason))
            kept[table.name] = tuple(staying)
    gone.discard(_NO_ID)
    fields = {name: getattr(dataset, name) for name in type(dataset).model_fields}
    for table in tables():
        if table.name == HEAD:
            fields.update(_unmentioned(dataset, table, gone))
        else:
            fields[table.name] = tuple(
                record.model_copy(update=_unmentioned(record, table, gone)) for record in kept[table.name]
            )
    return type(dataset)(**fields), tuple(report)


def _reason(record: Record, table: Table, gone: set[tuple[str, str]]) -> str | None:
    """Say why a record cannot stay, None if it can."""
    for column in table.columns:
        if column.ref is None:
            continue
        value = getattr(record, column.field)
        if column.is_list:
            if column.ref == "sources" and any(("sources", slug) in gone for slug in value):
                return _CITES
        elif column.required and (column.ref, value) in gone:
            return _SPEAKS.format(table=column.ref)
    return None


def _unmentioned(record: Record, table: Table, gone: set[tuple[str, str]]) -> dict[str, Any]:
    """Give the fields of a record that mention what is left out, without the mention."""
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.ref is None:
            continue
        value = getattr(record, column.field)
        if column.is_list:
            staying = tuple(slug for slug in value if (column.ref, slug) not in gone)
            if staying != value:
                found[column.field] = staying
        elif value is not None and (column.ref, value) in gone:
            found[column.field] = None
    return found
