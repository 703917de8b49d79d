"""What a format is told beside the dataset: under which address it is published, on which day, among which places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attrs import field, frozen

from kmn.interchange.linked.iris import base_of

__all__ = ["Edition", "Places"]


@frozen(kw_only=True)
class Places:
    """What is said of areas beside their keys.

    Attributes:
        title: gives the name of an area by its key.
        districts: keys of the districts of the day.
        nuts: the NUTS code of districts by their key.
        state_key: key of the state.
        state: name of the state.
        country: code of the country (ISO 3166-1, two letters).
    """

    title: Callable[[str], str]
    districts: tuple[str, ...]
    nuts: Mapping[str, str]
    state_key: str
    state: str
    country: str


@frozen(kw_only=True)
class Edition:
    """The circumstances of a publication.

    Attributes:
        base: the address of the entities, without a hash; their IRIs begin with it.
        on: the day on which claims have to be in force to be shown as such.
        places: what is said of areas; without it they have no names.
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
    places: Places | None = field(default=None, repr=False)
    geometry: bool = False
    guard: str = "reject"
