"""Events: meetings, series of meetings, and appearances."""

from __future__ import annotations

from typing import Annotated

from kmn.model.record import AreaKey, Fact, Ref, Slug, Text
from kmn.values import PartialDate

__all__ = ["Event"]


class Event(Fact):
    """A meeting, a series of meetings, or an appearance in public.

    Attributes:
        id: the id, issued once.
        name: what it was, in German.
        name_en: the same in English.
        kind: code of the kind, from the list `event_kind`.
        network: id of the network whose event it is; empty for the level of the state.
        starts: day, month or year on which it took place or began.
        ends: day, month or year on which it ended, if that is another.
        rhythm: how often it takes place, in German, for a series.
        rhythm_en: the same in English.
        place: where it took place, in words.
        area: key of the district or municipality in which it took place.

    Examples:
        >>> Event(id="treffen", name="Treffen", kind="meeting", starts="2024-07").starts
        PartialDate('2024-07')
    """

    id: Slug
    name: Text
    name_en: Text | None = None
    kind: Slug
    network: Annotated[Slug, Ref("networks")] | None = None
    starts: PartialDate | None = None
    ends: PartialDate | None = None
    rhythm: Text | None = None
    rhythm_en: Text | None = None
    place: Text | None = None
    area: AreaKey | None = None
