"""Columns of coordinates, told apart by where they lie, as far as that matters.

All points of a municipality are answered alike, except those so near to a border that the answer may differ beyond
it: for these also matters what is near, in the order in which it is.
"""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    Labels = NDArray[np.uint16]
    Places = NDArray[np.intp]
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


class _Points(NamedTuple):
    lat: Floats
    lon: Floats
    labels: Labels

    def of(self, places: Integers) -> _Points:
        return _Points(self.lat[places], self.lon[places], self.labels[places])


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
        self._labels = {unit: label for label, unit in enumerate(index.units, start=1)}
        numbers: dict[Hashable, int] = {}
        self._numbers = np.array([numbers.setdefault(outcome, len(numbers)) for outcome in outcomes])
        self._lock = Lock()
        self._classes: dict[tuple[int, ...], int] = {}
        self._at_home = np.array([False, *(not unit.startswith("state:") for unit in index.units)])

    @cached_property
    def _belt(self) -> Belt:
        return self._index.belt(self._outcomes, within_m=BELT_M)

    @cached_property
    def _all_borders(self) -> Belt:
        return self._index.belt([None, *self._index.units], within_m=BELT_M)

    @cached_property
    def _coast(self) -> Belt:
        return self._index.belt(["nobody's", *["somebody's" for _ in self._index.units]], within_m=OFF_COAST_M)

    def classes(self, lat: Floats, lon: Floats) -> Integers:
        """Give the class of each point: they are the same in all batches.

        Args:
            lat: Latitudes in degrees (WGS 84).
            lon: Longitudes in degrees (WGS 84).
        """
        points = _Points(lat, lon, self._index.labels(lat=lat, lon=lon))
        found = points.labels.astype(np.int64) + _NOBODYS
        near = np.flatnonzero(self._belt.holds(**points._asdict()) & (points.labels != 0))
        if len(near):
            here = points.of(near)
            of, beside, unsure = self._all_borders.beside(**here._asdict())
            differs = self._numbers[beside] != self._numbers[here.labels[of]]
            self._tell_apart(here, (of[differs], beside[differs], unsure), found, near)
        off = np.flatnonzero(points.labels == 0)
        if len(off):
            here = points.of(off)
            turned = np.where(np.abs(here.lon) <= _LARGEST_LATITUDE, here.lon, np.nan)
            found[off[self._at_home[self._index.labels(lat=turned, lon=here.lat)]]] = _SWAPPED
            of, beside, unsure = self._coast.beside(**here._asdict())
            of, nearest = np.unique(of, return_index=True)
            self._tell_apart(here, (of, beside[nearest], unsure), found, off)
        return found

    def _tell_apart(
        self, points: _Points, pairs: tuple[Places, Labels, Flags], found: Integers, near: Integers
    ) -> None:
        """Fill in the classes of points that have something beside them: what that is matters, and in which order."""
        of, beside, unsure = pairs
        own, others = points.labels.tolist(), beside.tolist()
        at = np.flatnonzero(np.bincount(of, minlength=len(unsure)) | unsure)
        begins, ends = (np.searchsorted(of, at, side).tolist() for side in ("left", "right"))
        keys = {
            point: (own[point], *others[begin:end])
            for point, begin, end in zip(at.tolist(), begins, ends, strict=True)
        }
        for point in np.flatnonzero(unsure).tolist():
            keys[point] = self._beside(float(points.lat[point]), float(points.lon[point]), own[point])
        first = _NOBODYS + len(self._outcomes)
        with self._lock:
            found[near[at]] = [self._classes.setdefault(key, first + len(self._classes)) for key in keys.values()]

    def _beside(self, lat: float, lon: float, label: int) -> tuple[int, ...]:
        """Give what decides the answer to a point near a border: as `kmn.lookup.points` has it, only in brief."""
        near = self._index.near(lat=lat, lon=lon, within_m=BELT_M if label else OFF_COAST_M)
        others = [self._labels[unit] for unit, _ in near if unit is not None]
        if not label:
            return label, *others[:1]
        return label, *(other for other in others if self._numbers[other] != self._numbers[label])


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
