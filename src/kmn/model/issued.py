"""All ids ever issued, so that none is used again for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kmn.model.record import Record, Slug, Text

if TYPE_CHECKING:
    from kmn.model.dataset import Dataset

__all__ = ["IssuedId", "with_issued_ids"]


class IssuedId(Record):
    """An id that was issued; it stays on the list when its record has gone.

    Attributes:
        table: the table in which it was issued; an id is unique within its table.
        id: the id.
        version: version of the dataset in which it was issued.

    Examples:
        >>> IssuedId(table="networks", id="heide", version="2026.1").natural_key
        ('networks', 'heide')
    """

    KEY: ClassVar[tuple[str, ...]] = ("table", "id")

    table: Text
    id: Slug
    version: Text


def with_issued_ids(dataset: Dataset) -> Dataset:
    """Enter every id of a dataset that is not yet on its list of issued ids, under the dataset's version.

    Args:
        dataset: the dataset.

    Returns:
        The same dataset with the list completed; nothing leaves the list.

    Examples:
        >>> from kmn.model.dataset import Dataset
        >>> from kmn.model.network import Network
        >>> heide = Network(id="heide", name="Regionalverbund Heide")
        >>> data = Dataset(scheme="kmn", title="KMN", version="1", network_term="Regionalverbund", networks=(heide,))
        >>> [(one.table, one.id, one.version) for one in with_issued_ids(data).issued_ids]
        [('networks', 'heide', '1')]
    """
    listed = {one.natural_key for one in dataset.issued_ids}
    added = [
        IssuedId(table=table, id=slug, version=dataset.version) for table, slug in sorted(_ids(dataset) - listed)
    ]
    fields = {name: getattr(dataset, name) for name in type(dataset).model_fields}
    return type(dataset)(**{**fields, "issued_ids": (*dataset.issued_ids, *added)})


def _ids(dataset: Dataset) -> set[tuple[str, ...]]:
    """Give the table and id of every record that has an id of its own."""
    return {
        (table, *record.natural_key)
        for table in type(dataset).model_fields
        if isinstance(records := getattr(dataset, table), tuple)
        for record in records
        if isinstance(record, Record) and record.KEY == ("id",)
    }
