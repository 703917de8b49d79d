"""What may be published: everything but records whose source forbids it, and what cannot stand without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.tables import HEAD, tables

if TYPE_CHECKING:
    from kmn.interchange.tables import Table
    from kmn.model.dataset import Dataset
    from kmn.model.record import Record

__all__ = ["publishable"]

_FORBIDDEN: Final = "forbidden"


def publishable(dataset: Dataset) -> tuple[Dataset, tuple[str, ...]]:
    """Leave out what must not be published.

    A source that forbids reuse goes, with each record that cites it, and each record that speaks of one of these.
    Where such a record is only mentioned, the mention goes. Ids that were issued stay issued.

    Args:
        dataset: the dataset.

    Returns:
        The dataset without these records, and one line for each, saying what was left out and why.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> publishable(load_packaged())[1]
        ()
    """
    gone = {("sources", source.id) for source in dataset.sources if source.reuse == _FORBIDDEN}
    if not gone:
        return dataset, ()
    report = [f"sources: {slug}: its reuse is forbidden" for _, slug in sorted(gone)]
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
                gone.add((table.name, record.natural_key[0]) if record.KEY == ("id",) else ("", ""))
                report.append(f"{table.name}: {' '.join(filter(None, record.natural_key))}: {reason}")
            kept[table.name] = tuple(staying)
    gone.discard(("", ""))
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
                return "it cites a source whose reuse is forbidden"
        elif column.required and (column.ref, value) in gone:
            return f"it speaks of a record of {column.ref} that is left out"
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
