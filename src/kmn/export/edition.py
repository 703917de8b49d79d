"""What every format is told beside the dataset: where it will be published, the places, the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import field, frozen

from kmn.export.vocab import base_of
from kmn.places.gazetteer import Gazetteer

__all__ = ["Edition"]


@frozen(kw_only=True)
class Edition:
    """The circumstances of an export.

    Attributes:
        base: the address of the entities, without a hash; their IRIs begin with it.
        gazetteer: the places; without them, areas have no names and there are no flat tables.
        on: the day on which claims have to be in force to be shown as such.
        shape: gives the outline of a district by its key, as an object with `__geo_interface__`; None leaves
            outlines out.
        geometry: whether points are written as well-known text, too.
        guard: what happens to a text that a spreadsheet would take for a formula: `reject` or `off`.

    Raises:
        InputError: the base is no absolute address.

    Examples:
        >>> Edition(base="https://example.org/kmn", on=date(2026, 1, 1)).guard
        'reject'
    """

    base: str = field(converter=base_of)
    on: date
    gazetteer: Gazetteer | None = field(default=None, repr=False)
    shape: Callable[[str], Any] | None = field(default=None, repr=False)
    geometry: bool = False
    guard: str = "reject"
