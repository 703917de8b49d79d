"""From a coordinate to the areas it may lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from kmn.lookup.notes import Note
from kmn.lookup.resolution import Resolution
from kmn.places.area import Area

if TYPE_CHECKING:
    from collections.abc import Callable

    from kmn.places.gazetteer import Gazetteer
    from kmn.values import Point

__all__ = [
    "BELT_M",
    "OFF_COAST_M",
    "PointResolver",
    "Points",
]

BELT_M: Final = 200.0
"""Within this distance of a border, in metres, embedded borders and true ones may disagree."""

OFF_COAST_M: Final = 2_000.0
"""Up to this distance, in metres, a point in the water is referred to the nearest municipality by a note."""

_STATE: Final = "state:"


class Points(Protocol):
    """What knows the borders: see `kmn.boundaries.index.BoundaryIndex`."""

    edition: str

    def unit(self, *, lat: float, lon: float) -> str | None:
        """Return the unit that holds the point."""

    def near(self, *, lat: float, lon: float, within_m: float) -> tuple[tuple[str | None, float], ...]:
        """Return the other units within a distance, nearest first."""


class PointResolver:
    """Resolves coordinates against borders.

    Attributes:
        borders: what knows them.
        edition: their day.
    """

    def __init__(self, points: Points, gazetteer: Gazetteer) -> None:
        """Take the borders and the places."""
        self.borders = points
        self._gazetteer = gazetteer
        self.edition = points.edition
        self._areas: dict[str | None, Area | None] = {None: None}
        self._undoubted: dict[Area, Resolution] = {}

    def resolve(self, point: Point, differs: Callable[[Area, Area], bool], accuracy_m: float | None) -> Resolution:
        """Return the areas in which a point may lie.

        Args:
            point: the point.
            differs: tells whether two areas would be answered differently; a border between areas that would not is
                no cause for doubt.
            accuracy_m: how far, in metres, the point may be off; by default the belt in which borders are uncertain.
        """
        here = self._area(self.borders.unit(lat=point.lat, lon=point.lon))
        belt = BELT_M if accuracy_m is None else accuracy_m
        if here is None:
            return self._off(point, belt)
        doubts = []
        nearest = None
        for unit, metres in self.borders.near(lat=point.lat, lon=point.lon, within_m=belt):
            other = self._area(unit)
            if other is not None and other != here and other not in doubts and differs(here, other):
                doubts.append(other)
                nearest = metres if nearest is None else nearest
        if nearest is None:
            return self._undoubted.get(here) or self._undoubted.setdefault(here, Resolution((here,), "point"))
        note = Note.of("border_near", metres=max(1, round(nearest)))
        return Resolution((here, *doubts), "point", (note,), ("place", "plz"))

    def _area(self, unit: str | None) -> Area | None:
        try:
            return self._areas[unit]
        except KeyError:
            area = self._areas[unit] = self.area(str(unit))
            return area

    def area(self, unit: str) -> Area:
        """Return the area that a unit of the borders is."""
        if unit.startswith(_STATE):
            return Area(state=self._gazetteer.territory.states.get(unit.removeprefix(_STATE)))
        return Area(unit[:5], unit)

    def _off(self, point: Point, belt: float) -> Resolution:
        """Answer for a point in no unit: in the water, abroad, or with its numbers swapped."""
        for unit, metres in self.borders.near(lat=point.lat, lon=point.lon, within_m=max(OFF_COAST_M, belt)):
            area = self._area(unit)
            if area is not None:
                note = Note.of("off_coast", metres=round(metres))
                return Resolution((area,), "point", (note,))
        if abs(point.lon) <= 90:  # noqa: PLR2004 - a longitude that can also be a latitude
            swapped = self._area(self.borders.unit(lat=point.lon, lon=point.lat))
            if swapped is not None and swapped.district is not None:
                note = Note.of("coordinates_swapped", state=self._gazetteer.territory.state_name)
                return Resolution(method="point", notes=(note,))
        return Resolution((Area(),), "point")
