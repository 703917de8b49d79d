"""Labels of many points at once, by the same borders and the same walk as for one point.

With `kmn.boundaries.belt` the only room of the borders that knows numpy. Every array of the borders is used where it
lies, none is copied. Where rounding could decide, the point is handed to the path for one point: the answers are the
same for every floating-point number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kmn.boundaries.layout import ANCHOR
from kmn.boundaries.sides import BOUND
from kmn.errors import InputError, InputTypeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from kmn.boundaries.belt import Belt, Near
    from kmn.boundaries.layout import Borders

    Floats = NDArray[np.float64]
    Integers = NDArray[np.intp]
    Small = NDArray[np.int32]
    Labels = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

__all__ = ["Arrays", "coordinates", "spread"]

_BLOCK: Final = 16_384  # points at a time: what is computed of them stays in the cache
_WALKS: Final = 8_192  # points in mixed cells to gather before they are decided together
_NOBODY: Final = np.uint16(0xFFFF)  # label 0 less one


class Arrays:
    """Answers for many points what `BoundaryIndex` answers for one.

    Args:
        borders: the borders and the grid over them.
        one: gives the label of one point, by latitude and longitude, where rounding could decide.
    """

    def __init__(self, borders: Borders, one: Callable[[float, float], int]) -> None:
        """Look at the arrays, without a copy."""
        self._borders = borders
        self._one = one
        self._labels = len(borders.units) + 1
        self._columns, self._rows = borders.columns * borders.split, borders.rows * borders.split
        self._shift = borders.split.bit_length() - 1
        self._west, self._south = (borders.west - 0.5) / borders.scale, (borders.south - 0.5) / borders.scale
        self._width, self._height = borders.width / borders.scale, borders.height / borders.scale
        self._x, self._y = np.asarray(borders.x), np.asarray(borders.y)
        self._left, self._right = np.asarray(borders.left), np.asarray(borders.right)
        self._coarse, self._fine = np.asarray(borders.coarse), np.asarray(borders.fine)
        self._mixed, self._anchors = np.asarray(borders.mixed), np.asarray(borders.anchors)
        self._first, self._edges = np.asarray(borders.first), np.asarray(borders.edges)

    def labels(self, lat: ArrayLike, lon: ArrayLike) -> Labels:
        """Return the label of each point; 0 where a coordinate is no number or is outside."""
        lat, lon = coordinates(lat, lon)
        found = np.empty(len(lat), np.uint16)
        row, column = np.empty((2, min(_BLOCK, len(lat))), np.int32)
        waiting: list[tuple[Integers, Integers, Small, Small]] = []
        count = 0
        with np.errstate(over="ignore", invalid="ignore"):  # what is no number becomes one that is replaced
            for start in range(0, len(lat), _BLOCK):
                block = slice(start, start + _BLOCK)
                labels = found[block]
                rows, columns = row[: len(labels)], column[: len(labels)]
                among = self._coarsely(lat[block], lon[block], labels, rows, columns)
                rows, columns = rows.take(among), columns.take(among)
                mixed, cell = self._finely(labels, among, rows, columns)
                waiting.append((among[mixed] + start, cell, rows[mixed], columns[mixed]))
                count += len(cell)
                if count >= _WALKS:
                    self._decide(waiting, lat, lon, found)
                    waiting, count = [], 0
        if count:
            self._decide(waiting, lat, lon, found)
        return found

    def belt(self, outcomes: Sequence[int], within_m: float, near: Near) -> Belt:
        """Return the belt along borders beyond which something else holds."""
        from kmn.boundaries.belt import Belt

        return Belt(self._borders, np.array(outcomes, np.int64), within_m, near)

    def _coarsely(self, lat: Floats, lon: Floats, labels: Labels, row: Small, column: Small) -> Integers:
        """Fill in labels, rows and columns of fine cells; return where labels are numbers of blocks."""
        across, up = lon - self._west, lat - self._south
        across *= 1.0 / self._width
        up *= 1.0 / self._height
        inside = None
        if not (across.min() >= 0 and across.max() < self._columns and up.min() >= 0 and up.max() < self._rows):
            inside = (across >= 0) & (across < self._columns) & (up >= 0) & (up < self._rows)  # NaN is not
            across, up = np.where(inside, across, 0), np.where(inside, up, 0)
        np.copyto(column, across, casting="unsafe")
        np.copyto(row, up, casting="unsafe")
        coarse = row >> self._shift
        coarse *= self._borders.columns
        coarse += column >> self._shift
        # Nothing is cut off, but cutting off is the fastest way to take.
        self._coarse.take(coarse, out=labels, mode="clip")
        if inside is not None:
            labels[~inside] = 0
        return np.flatnonzero(labels >= self._labels)

    def _finely(self, labels: Labels, among: Integers, row: Small, column: Small) -> tuple[Integers, Integers]:
        """Replace numbers of blocks by labels; return where there are none among them, and the mixed cells there."""
        block = labels.take(among).astype(np.int32)
        block -= self._labels
        mask = self._borders.split - 1
        place = block << self._shift
        place += row & mask
        place <<= self._shift
        place += column & mask
        fine = self._fine.take(place, mode="clip")
        labels[among] = fine
        mixed = np.flatnonzero(fine >= self._labels)
        cell = self._mixed.take(block.take(mixed)).astype(np.intp)
        cell += fine.take(mixed)
        cell -= self._labels
        return mixed, cell

    def _decide(
        self, waiting: list[tuple[Integers, Integers, Small, Small]], lat: Floats, lon: Floats, found: Labels
    ) -> None:
        """Fill in the labels at points in mixed cells."""
        at, cell, row, column = map(np.concatenate, zip(*waiting, strict=True))
        west: Floats = column * self._width
        west += self._west
        south: Floats = row * self._height
        south += self._south + ANCHOR
        found[at] = self._walked(cell, west, south, lat[at], lon[at])

    def _walked(self, cell: Integers, west: Floats, south: Floats, lat: Floats, lon: Floats) -> Labels:
        """Return the labels at points in mixed cells, by the walk that `kmn.boundaries.layout` describes."""
        begin, end = self._first.take(cell).astype(np.intp), self._first.take(cell + 1).astype(np.intp)
        of, place = spread(begin, end)
        edge = self._edges.take(place).astype(np.intp)
        ax, ay, bx, by = self._eastwards(edge)
        y, west = lat.take(of), west.take(of)
        # As for one point: edges run eastwards, and a point of the walk on an edge counts as above.
        above = by > ay
        flips = np.zeros(len(edge), np.bool_)
        at = np.flatnonzero((ax < west) & (west < bx))
        some = ax.take(at), ay.take(at), bx.take(at), by.take(at)
        turns, unsure = _sides(*some, west.take(at), y.take(at))
        begins, unsure_too = _sides(*some, west.take(at), south.take(of.take(at)))
        above[at] = turns >= 0
        flips[at] = (turns >= 0) != (begins >= 0)
        undecided = [of.take(at.take(each)) for each in (unsure, unsure_too)]

        crosses = (ay > y) != (by > y)
        crosses &= bx >= west
        at = np.flatnonzero(crosses | (ay == y) | (by == y))
        ax, ay, bx, by = ax.take(at), ay.take(at), bx.take(at), by.take(at)
        x = lon.take(of.take(at))
        side, unsure = _sides(ax, ay, bx, by, x, y.take(at))
        undecided.append(of.take(at.take(unsure)))
        flips[at] ^= crosses.take(at) & (above.take(at) != (side > 0))
        met = at.compress((side == 0) & (ax <= x) & (x <= bx))

        labels: Labels = self._anchors.take(cell)
        labels ^= self._turned(edge, flips, np.cumsum(end - begin))
        if len(met):
            # The smallest of the labels that meet there; 0, which is nobody's, becomes the largest number.
            edge, of = edge.take(met), of.take(met)
            smallest = np.full(len(labels), _NOBODY)
            np.minimum.at(smallest, of, self._left.take(edge) - np.uint16(1))
            np.minimum.at(smallest, of, self._right.take(edge) - np.uint16(1))
            labels[of] = smallest.take(of) + np.uint16(1)
        for point in np.unique(np.concatenate(undecided)).tolist():
            labels[point] = self._one(float(lat[point]), float(lon[point]))
        return labels

    def _eastwards(self, edge: Integers) -> tuple[Floats, Floats, Floats, Floats]:
        """Return longitude and latitude of both ends of edges, the western end first."""
        ax, bx = self._x.take(edge), self._x.take(edge + 1)
        turned = ax > bx
        start = edge + turned
        scale = float(self._borders.scale)
        return (
            np.minimum(ax, bx) / scale,
            self._y.take(start) / scale,
            np.maximum(ax, bx) / scale,
            self._y.take(2 * edge + 1 - start) / scale,
        )

    def _turned(self, edge: Integers, flips: Flags, last: Integers) -> Labels:
        """Return by what the edges crossed turn the labels of points, whose edges end before ``last``."""
        at = np.flatnonzero(flips)
        crossed = edge.take(at)
        turns = np.zeros(len(edge) + 1, np.uint16)
        turns[at + 1] = self._left.take(crossed) ^ self._right.take(crossed)
        turns = np.bitwise_xor.accumulate(turns).take(last)
        turns[1:] ^= turns[:-1].copy()
        return turns


def _sides(  # noqa: PLR0913, PLR0917 - three points
    ax: Floats, ay: Floats, bx: Floats, by: Floats, x: Floats, y: Floats
) -> tuple[Floats, Integers]:
    """Return what `kmn.boundaries.sides.side` does, and where its sign is not sure."""
    one = (bx - ax) * (y - ay)
    other = (by - ay) * (x - ax)
    area = one - other
    unsure = np.flatnonzero(~(np.abs(area) > BOUND * (np.abs(one) + np.abs(other))))
    if len(unsure):
        ax, ay, bx, by, x, y = (each.take(unsure) for each in (ax, ay, bx, by, x, y))
        corner = ((x == ax) & (y == ay)) | ((x == bx) & (y == by))
        area[unsure.compress(corner)] = 0.0
        unsure = unsure.compress(~corner)
    return area, unsure


def coordinates(lat: ArrayLike, lon: ArrayLike) -> tuple[Floats, Floats]:
    """Return latitudes and longitudes as arrays of numbers.

    Raises:
        InputError: There are not as many of them, or they do not stand in one row.
        InputTypeError: There is something else than numbers among them.
    """
    try:
        lat, lon = np.asarray(lat, np.float64), np.asarray(lon, np.float64)
    except (TypeError, ValueError):
        message = "Latitudes and longitudes must be rows of numbers, in degrees; NaN stands for a missing one."
        raise InputTypeError(message) from None
    if lat.ndim != 1 or lat.shape != lon.shape:
        message = f"Latitudes and longitudes must be as many, in one row each, not {lat.shape} and {lon.shape}."
        raise InputError(message)
    return lat, lon


def spread(first: Integers, last: Integers) -> tuple[Integers, Integers]:
    """Return all whole numbers from each first to below each last, after the place of the pair."""
    count = last - first
    place = np.repeat(np.arange(len(count)), count)
    return place, np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - first, count)
