"""Coordinations: who coordinates the whole structure, in which capacity, from when to when."""

from __future__ import annotations

from typing import Annotated, Literal

from kmn.model.contact import Contact
from kmn.model.record import Fact, Ref, Slug, Text

__all__ = ["Coordination"]


class Coordination(Fact):
    """An organisation's charge of the whole structure during a period.

    Attributes:
        id: the id, issued once.
        organisation: id of the organisation.
        capacity: whether it is the ministry responsible or does the work of the coordination office. The two
            moved at different times.
        unit: the unit within the organisation.
        contact: the contact published for this charge; it belongs to this period only.
        predecessors: ids of the charges that it continues.
        successors: ids of the charges that continue it.

    Examples:
        >>> Coordination(id="land", organisation="ministerium", capacity="coordination_office").contact is None
        True
    """

    id: Slug
    organisation: Annotated[Slug, Ref("organisations")]
    capacity: Literal["responsible_ministry", "coordination_office"]
    unit: Text | None = None
    contact: Contact | None = None
    predecessors: tuple[Annotated[Slug, Ref("coordinations")], ...] = ()
    successors: tuple[Annotated[Slug, Ref("coordinations")], ...] = ()
