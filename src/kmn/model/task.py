"""Tasks: what the structure is for."""

from __future__ import annotations

from kmn.model.record import Fact, Slug, Text

__all__ = ["Task"]


class Task(Fact):
    """Something the structure does for its members or for others.

    Attributes:
        id: the id, issued once.
        name: what it is, in German.
        name_en: the same in English.
        description: more about it, in German.
        description_en: the same in English.

    Examples:
        >>> Task(id="erfahrungsaustausch", name="Erfahrungsaustausch").name_en is None
        True
    """

    id: Slug
    name: Text
    name_en: Text | None = None
    description: Text | None = None
    description_en: Text | None = None
