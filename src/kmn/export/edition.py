"""What the formats of a release are told beside the dataset: settings, places, outlines, works of others, changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import Factory, field, frozen

from kmn.export.config import Config
from kmn.export.diff import Changes
from kmn.interchange.edition import Edition, Places
from kmn.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Publication"]


def _places(gazetteer: Gazetteer | None, on: date) -> Places | None:
    """Give what is said of areas on a day."""
    if gazetteer is None:
        return None
    districts = gazetteer.districts.on(on)
    territory = gazetteer.territory
    return Places(
        title=gazetteer.title,
        districts=tuple(district.key.value for district in districts),
        nuts={
            district.key.value: str(district.nuts) for district in gazetteer.districts if district.nuts is not None
        },
        state_key=territory.state_key,
        state=territory.state_name,
        country=territory.country,
    )


@frozen(kw_only=True)
class Publication(Edition):
    """An edition with all that a release is made of.

    Attributes:
        gazetteer: the places; without them, areas have no names and there are no flat tables.
        shape: gives the outline of an area by its key, as an object with `__geo_interface__`; None leaves outlines
            out.
        config: the settings of the release; only files that name publisher and licence need them.
        title: title of the release, in German.
        description: its description, in German.
        attributions: whom to name for the works of others that are in it.
        changes: what changed since the release before.

    Examples:
        >>> from datetime import date
        >>> Publication(base="https://example.org/kmn", on=date(2026, 1, 1)).gazetteer is None
        True
    """

    gazetteer: Gazetteer | None = field(default=None, repr=False)
    shape: Callable[[str], Any] | None = field(default=None, repr=False)
    config: Config | None = field(default=None, repr=False)
    title: str = ""
    description: str = ""
    attributions: tuple[str, ...] = ()
    changes: Changes | None = field(default=None, repr=False)
    places: Places | None = field(
        init=False, repr=False, default=Factory(lambda self: _places(self.gazetteer, self.on), takes_self=True)
    )
