"""Columns of coordinates, told apart by where they lie, as far as that matters.

All points of a municipality are answered alike, except those so near to a border that the answer may differ beyond
it: for these also matters what is near, in the order in which it is.
"""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from pyarrow import compute as pc

from kmn.bulk.cells import Column, floats_of, texts_of, written
from kmn.bulk.headers import degrees
from kmn.errors import InputError
from kmn.lookup.points import BELT_M, OFF_COAST_M

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from kmn.boundaries.belt import Belt
    from kmn.boundaries.index import BoundaryIndex
    from kmn.lookup.locator import Locator

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["Coordinates", "Land", "land_of"]

_DEGREES: Final = r"^-?[0-9]{1,3}(?:[.,][0-9]+)?$"
_LARGEST_LATITUDE: Final = 90.0
_LARGEST_LONGITUDE: Final = 180.0
_MISSING: Final = 0
_UNREADABLE: Final = 1
_SWAPPED: Final = 2
_NOBODYS: Final = 3  # and from here on the numbers of the units
_NO_NUMBER: Final = "?"


class Land:
    """The borders, with what is near them.

    Args:
        index: The borders.
        outcomes: What is answered in each unit, in brief; the first is that of nobody's land.
    """

    def __init__(self, index: BoundaryIndex, outcomes: list[Hashable]) -> None:
        """Keep them; belts are made when they are needed."""
        self._index = index
        self._outcomes = outcomes
        self._by_unit = dict(zip(index.units, outcomes[1:], strict=True))
        self._lock = Lock()
        self._classes: dict[tuple[str | int, ...], int] = {}
        self._at_home = np.array([False, *(not unit.startswith("state:") for unit in index.units)])

    @cached_property
    def _belt(self) -> Belt:
        return self._index.belt(self._outcomes, within_m=BELT_M)

    @cached_property
    def _coast(self) -> Belt:
        return self._index.belt(["nobody's", *["somebody's" for _ in self._index.units]], within_m=OFF_COAST_M)

    def classes(self, lat: Floats, lon: Floats) -> Integers:
        """Give the class of each point: they are the same in all batches.

        Args:
            lat: Latitudes in degrees (WGS 84).
            lon: Longitudes in degrees (WGS 84).
        """
        labels = self._index.labels(lat=lat, lon=lon)
        found = labels.astype(np.int64) + _NOBODYS
        near = self._belt.holds(lat=lat, lon=lon, labels=labels)
        off = np.flatnonzero(labels == 0)
        if len(off):
            lat_off, lon_off = lat[off], lon[off]
            turned = np.where(np.abs(lon_off) <= _LARGEST_LATITUDE, lon_off, np.nan)
            found[off[self._at_home[self._index.labels(lat=turned, lon=lat_off)]]] = _SWAPPED
            near[off] = self._coast.holds(lat=lat_off, lon=lon_off, labels=labels[off])
        for point in np.flatnonzero(near).tolist():
            beside = self._beside(float(lat[point]), float(lon[point]), int(labels[point]))
            with self._lock:
                found[point] = self._classes.setdefault(beside, len(self._classes) + _NOBODYS + len(self._outcomes))
        return found

    def _beside(self, lat: float, lon: float, label: int) -> tuple[str | int, ...]:
        """Give what decides the answer to a point near a border: as `kmn.lookup.points` has it, only in brief."""
        near = self._index.near(lat=lat, lon=lon, within_m=BELT_M if label else OFF_COAST_M)
        units = [unit for unit, _ in near if unit is not None]
        if not label:
            return label, *units[:1]
        here = self._outcomes[label]
        return label, *(unit for unit in units if self._by_unit[unit] != here)


def land_of(locator: Locator, outcome: Callable[[str], Hashable]) -> Land | None:
    """Give the borders of a locator; None if they know only one point at a time.

    Args:
        locator: The locator.
        outcome: Gives what is answered in a unit, in brief.
    """
    index: Any = locator.borders
    if not hasattr(index, "belt"):
        return None
    return Land(index, [None, *map(outcome, index.units)])


class Coordinates:
    """A pair of columns with latitude and longitude.

    Attributes:
        codes: For each row, its class.
        count: How many classes there may be.
        lat: For each row, its latitude in degrees (WGS 84), NaN where there is none.
        lon: For each row, its longitude in degrees (WGS 84), NaN where there is none.
    """

    def __init__(self, lat: Any, lon: Any, land: Land | None) -> None:
        """Find where the points lie.

        Args:
            lat: A `pyarrow.Array` of any type.
            lon: A `pyarrow.Array` of any type.
            land: The borders; without them, each point is asked for alone.
        """
        (self.lat, no_lat), (self.lon, no_lon) = _numbers(lat), _numbers(lon)
        readable = (np.abs(self.lat) <= _LARGEST_LATITUDE) & (np.abs(self.lon) <= _LARGEST_LONGITUDE)  # NaN is not
        self._land = land
        self.codes = np.where(no_lat & no_lon, _MISSING, _UNREADABLE).astype(np.int64)
        at = np.flatnonzero(readable)
        self.codes[at] = at + _NOBODYS if land is None else land.classes(self.lat[at], self.lon[at])
        self.count = int(self.codes.max(initial=0)) + 1

    def key(self, code: int) -> Hashable:
        """Give what makes a class the same in another batch; None if it is never met again."""
        return code if code < _NOBODYS or self._land is not None else None

    def cells(self, row: int) -> dict[str, str]:
        """Give the coordinate of a row."""
        code = self.codes[row]
        if code == _MISSING:
            return {}
        if code == _UNREADABLE:
            return {"lat": _NO_NUMBER, "lon": _NO_NUMBER}
        return {"lat": written(float(self.lat[row])), "lon": written(float(self.lon[row]))}


def _numbers(column: Any) -> tuple[Floats, Flags]:
    """Give the numbers of a column, NaN where there is none, and whether nothing stands there."""
    numbers = floats_of(column)
    if numbers is not None:
        return numbers, np.isnan(numbers)
    texts = texts_of(column)
    if pa.types.is_dictionary(texts.type):
        texts = texts.cast(pa.string())
    plain = pc.match_substring_regex(texts, _DEGREES)
    readable = pc.if_else(plain, pc.replace_substring(texts, ",", "."), pa.scalar(None, pa.string()))
    numbers = readable.cast(pa.float64()).to_numpy(zero_copy_only=False).copy()
    missing = np.zeros(len(numbers), np.bool_)
    rest = np.flatnonzero(np.isnan(numbers))
    if len(rest):
        others = Column(texts.take(pa.array(rest)))
        numbers[rest] = np.array([_number(text) for text in others.texts])[others.codes]
        missing[rest] = np.array([not text for text in others.texts])[others.codes]
    return numbers, missing


def _number(text: str) -> float:
    try:
        return degrees(text)
    except InputError:
        return float("nan")
