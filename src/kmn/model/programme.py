"""Programmes: the pillars of the structure and what else is linked with it."""

from __future__ import annotations

from typing import Annotated, Literal

from kmn.model.record import Fact, Ref, Slug, Text

__all__ = ["Programme"]


class Programme(Fact):
    """A programme or kind of service that public money pays for, or that belongs to the structure.

    Attributes:
        id: the id, issued once.
        name: the full name.
        name_en: the name in English.
        short_name: the usual short form.
        level: code of the level that pays or decides, from the list `programme_level`.
        role: whether it is a pillar of the structure, is included in it, is linked with it, or frames it.
        legal_basis: the statute, decree or guideline on which it rests.
        predecessors: ids of programmes that it continues.
        successors: ids of programmes that continue it.

    Examples:
        >>> Programme(id="jugendmigrationsdienste", name="Jugendmigrationsdienste", role="pillar").role
        'pillar'
    """

    id: Slug
    name: Text
    name_en: Text | None = None
    short_name: Text | None = None
    level: Slug | None = None
    role: Literal["pillar", "included", "linked", "frame"] | None = None
    legal_basis: Text | None = None
    predecessors: tuple[Annotated[Slug, Ref("programmes")], ...] = ()
    successors: tuple[Annotated[Slug, Ref("programmes")], ...] = ()
