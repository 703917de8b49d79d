"""What is known of a place before anybody asks which network it belongs to."""

from __future__ import annotations

import attrs

from kmn.lookup.answer import Method
from kmn.lookup.notes import Note
from kmn.places.area import Area

__all__ = [
    "Resolution",
]


@attrs.frozen
class Resolution:
    """The areas that may be meant.

    Attributes:
        areas: the areas in question; one if the place is decided, none if nothing was recognised.
        method: how they were found.
        notes: what has to be said about it.
        needs: what would decide between several areas.
        suggestions: names that are nearly what was asked, if there are no areas.
        open_ended: other places that are in no list of ours may be meant as well.
    """

    areas: tuple[Area, ...] = ()
    method: Method | None = None
    notes: tuple[Note, ...] = ()
    needs: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    open_ended: bool = False
