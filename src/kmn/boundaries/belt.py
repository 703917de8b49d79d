"""Which of many points lie near a border beyond which something else holds: exactly as one point is measured.

Only borders that part different outcomes count, and only close to them is anything measured: bits over a grid say
where that is. Where rounding could decide, the point is handed to the path for one point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kmn.boundaries.arrays import coordinates, spread
from kmn.boundaries.ellipsoid import ECCENTRICITY, RADIUS
from kmn.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike, NDArray

    from kmn.boundaries.arrays import Flags, Floats, Integers, Labels
    from kmn.boundaries.layout import Borders

    Near = Callable[[float, float, float], Mapping[int, float]]

__all__ = ["Belt"]

_BLOCK: Final = 16_384  # points at a time
_FEW: Final = 2_048  # points at a time that are measured against all edges near them
_TILE: Final = 8  # cells along each side of a tile; the bits of a tile make one number
_POLE: Final = 90.0
_LABEL_BITS: Final = 16
_LABEL_MASK: Final = (1 << _LABEL_BITS) - 1
# By how much marked cells are too large, as a share: degrees differ in length between an edge and a cell near it.
_SPARE: Final = 1.02
# Closer to the width of the belt than this, as a share and in square metres, rounding could decide.
_CLOSE: Final = 1e-9
_TINY: Final = 1e-12


class Belt:
    """The belt along borders beyond which something else holds; `BoundaryIndex.belt` makes it.

    Attributes:
        within_m: how far it reaches on both sides, in metres.
    """

    def __init__(self, borders: Borders, outcomes: NDArray[np.int64], within_m: float, near: Near) -> None:
        """Mark the cells that the belt may touch.

        Args:
            borders: the borders and the grid over them.
            outcomes: what holds in each unit, by label.
            within_m: how far the belt reaches on both sides, in metres.
            near: gives the labels that come near one point, by latitude, longitude and distance in metres.
        """
        self.within_m = within_m
        self._outcomes = outcomes
        self._near = near
        self._scale = borders.scale
        self._x, self._y = np.asarray(borders.x), np.asarray(borders.y)
        self._left, self._right = np.asarray(borders.left), np.asarray(borders.right)
        self._lay_grid(borders)
        here, there = outcomes[self._left], outcomes[self._right]
        parts = (self._left != self._right) & ((here != there) | (self._left == 0) | (self._right == 0))
        counted = np.flatnonzero(parts)
        marked = [self._marked(counted[start : start + _FEW]) for start in range(0, len(counted) or 1, _FEW)]
        cells, edges = map(np.concatenate, zip(*marked, strict=True))
        order = np.lexsort((edges, cells))
        lists, first = np.unique(cells[order], return_index=True)
        tiles, base = np.unique(lists // _TILE**2, return_index=True)
        bits = np.left_shift(np.uint64(1), (lists % _TILE**2).astype(np.uint64))
        self._edges = edges[order].astype(np.uint32)
        self._first = np.append(first, len(edges)).astype(np.uint32)
        self._base = np.append(0, base).astype(np.uint32)
        self._bits = np.append(np.uint64(0), np.bitwise_or.reduceat(bits, base) if len(base) else [])
        self._bits = self._bits.astype(np.uint64)
        self._tiles = np.zeros(self._tile_columns * (self._rows // _TILE + 1), np.uint32)
        self._tiles[tiles] = np.arange(1, len(tiles) + 1)

    def _lay_grid(self, borders: Borders) -> None:
        """Choose cells that are fine cells or, for a wide belt, larger."""
        self._west, self._south = borders.west / borders.scale, borders.south / borders.scale
        width, height = borders.width / borders.scale, borders.height / borders.scale
        self._columns, self._rows = borders.columns * borders.split, borders.rows * borders.split
        middle = np.array([self._south + height * self._rows / 2])
        north_m, east_m = (float(metres[0]) for metres in _metres_per_degree(middle))
        while self.within_m > 2 * min(width * east_m, height * north_m):
            width, height = 2 * width, 2 * height
            self._columns, self._rows = -(-self._columns // 2), -(-self._rows // 2)
        self._width, self._height = width, height
        self._tile_columns = self._columns // _TILE + 1

    def _marked(self, edges: Integers) -> tuple[Integers, Integers]:
        """Return pairs of cells, as numbers, and edges that may come near each other."""
        lon, lat, lon_to, lat_to = self._ends(edges)
        north_m, east_m = _metres_per_degree(np.maximum(np.abs(lat), np.abs(lat_to)))
        reach_x, reach_y = _SPARE * self.within_m / east_m, _SPARE * self.within_m / north_m
        # A cell more on each side, for what rounding does.
        west = np.floor((np.minimum(lon, lon_to) - reach_x - self._west) / self._width).astype(np.intp)
        east = np.floor((np.maximum(lon, lon_to) + reach_x - self._west) / self._width).astype(np.intp)
        south = np.floor((np.minimum(lat, lat_to) - reach_y - self._south) / self._height).astype(np.intp)
        north = np.floor((np.maximum(lat, lat_to) + reach_y - self._south) / self._height).astype(np.intp)
        of, column = spread(west.clip(0), (east + 1).clip(max=self._columns))
        place, row = spread(south.clip(0)[of], (north + 1).clip(max=self._rows)[of])
        of, column = of[place], column[place]
        # The distance from the middle of the cell, less what the cell reaches itself.
        x, y = self._west + (column + 0.5) * self._width, self._south + (row + 0.5) * self._height
        square = _square(
            (lon[of] - x) * east_m[of],
            (lat[of] - y) * north_m[of],
            (lon_to[of] - x) * east_m[of],
            (lat_to[of] - y) * north_m[of],
        )
        reach = _SPARE * (self.within_m + np.hypot(self._width * east_m, self._height * north_m)[of] / 2 + 1.0)
        kept = square <= reach**2
        return self._cell(column[kept], row[kept]), edges[of[kept]]

    def _cell(self, column: Integers, row: Integers) -> Integers:
        tile = (row // _TILE) * self._tile_columns + column // _TILE
        return tile * _TILE**2 + row % _TILE * _TILE + column % _TILE

    def _ends(self, edges: Integers) -> tuple[Floats, Floats, Floats, Floats]:
        """Return longitude and latitude of both ends."""
        x, y, scale = self._x, self._y, self._scale
        return x[edges] / scale, y[edges] / scale, x[edges + 1] / scale, y[edges + 1] / scale

    def holds(self, *, lat: ArrayLike, lon: ArrayLike, labels: ArrayLike) -> Flags:
        """Tell which points lie in the belt.

        Args:
            lat: latitudes in degrees (WGS 84).
            lon: longitudes in degrees (WGS 84).
            labels: the units that they lie in, as `BoundaryIndex.labels` gives them.

        Returns:
            True where another unit in which something else holds comes as near as the belt is wide. Nobody's land is
            no unit; to a point in it, any unit is another one.

        Raises:
            InputError: There are not as many latitudes, longitudes and labels, or they do not stand in one row.
            InputTypeError: There is something else than numbers among them.

        Examples:
            >>> from kmn.boundaries.index import load
            >>> index = load()
            >>> belt = index.belt([unit[:5] for unit in ("", *index.units)], within_m=500)
            >>> points = {"lat": [52.15, 51.983, 54.0], "lon": [9.95, 9.7551, 7.0]}
            >>> belt.holds(**points, labels=index.labels(**points)).tolist()
            [False, True, False]
        """
        lat, lon, labels = _points(lat, lon, labels)
        found = np.zeros(len(lat), np.bool_)
        with np.errstate(over="ignore", invalid="ignore"):  # what is no number is in no belt
            for start in range(0, len(lat), _BLOCK):
                block = slice(start, start + _BLOCK)
                self._hold_block(lat[block], lon[block], labels[block], found[block])
        return found

    def beside(self, *, lat: ArrayLike, lon: ArrayLike, labels: ArrayLike) -> tuple[Integers, Labels, Flags]:
        """Tell which other units in which something else holds come near each of many points.

        Args:
            lat: latitudes in degrees (WGS 84).
            lon: longitudes in degrees (WGS 84).
            labels: the units that they lie in, as `BoundaryIndex.labels` gives them.

        Returns:
            Pairs in two arrays, the place of a point and the label of a unit, point after point and the nearest unit
            first; and for each point whether rounding could decide its pairs, so that it has to be asked for alone.
            Only borders that part different outcomes are measured.

        Raises:
            InputError: There are not as many latitudes, longitudes and labels, or they do not stand in one row.
            InputTypeError: There is something else than numbers among them.

        Examples:
            >>> from kmn.boundaries.index import load
            >>> index = load()
            >>> belt = index.belt(["", *index.units], within_m=500)
            >>> points = {"lat": [52.15, 51.983], "lon": [9.95, 9.7551]}
            >>> of, labels, unsure = belt.beside(**points, labels=index.labels(**points))
            >>> of.tolist(), [index.units[label - 1] for label in labels], unsure.tolist()
            ([1, 1, 1], ['03254041', '03255504', '03255008'], [False, False])
        """
        lat, lon, labels = _points(lat, lon, labels)
        unsure = np.zeros(len(lat), np.bool_)
        pairs = [(np.empty(0, np.intp), np.empty(0, np.uint16))]
        with np.errstate(over="ignore", invalid="ignore"):
            for start in range(0, len(lat), _FEW):
                block = slice(start, start + _FEW)
                of, others = self._beside_block(lat[block], lon[block], labels[block], unsure[block])
                pairs.append((of + start, others))
        of, others = map(np.concatenate, zip(*pairs, strict=True))
        return of, others, unsure

    def _beside_block(self, lat: Floats, lon: Floats, labels: Labels, unsure: Flags) -> tuple[Integers, Labels]:
        at, place, inside = self._entries(lat, lon)
        if not inside.all():
            unsure |= ~inside & self._around(lat, lon)
        of, others, square = self._distances(place, lat[at], lon[at], labels[at])
        of = at[of]
        unsure[of[self._is_close(square, self.within_m**2)]] = True
        within = np.flatnonzero(square <= self.within_m**2)
        # First the nearest edge of each other unit, then the units in order.
        pair = of[within] << _LABEL_BITS | others[within]
        order = np.argsort(pair, kind="stable")
        begins = np.flatnonzero(_begins(pair[order]))
        square = np.minimum.reduceat(square[within[order]], begins) if len(begins) else square[:0]
        pair = pair[order[begins]]
        of, others = pair >> _LABEL_BITS, (pair & _LABEL_MASK).astype(np.uint16)
        order = np.lexsort((square, of))
        of, others, square = of[order], others[order], square[order]
        tied = ~_begins(of)[1:] & self._is_close(square[:-1], square[1:])
        unsure[of[1:][tied]] = True
        return of, others

    def _hold_block(self, lat: Floats, lon: Floats, labels: Labels, found: Flags) -> None:
        at, place, inside = self._entries(lat, lon)
        if len(at):
            found[at] = self._measured(place, lat[at], lon[at], labels[at])
        if not inside.all():
            for point in np.flatnonzero(~inside & self._around(lat, lon)).tolist():
                found[point] = self._one(lat[point], lon[point], labels[point])

    def _entries(self, lat: Floats, lon: Floats) -> tuple[Integers, Integers, Flags]:
        """Return which points lie in cells that the belt may touch, the places of their lists, and what is inside."""
        across, up = (lon - self._west) / self._width, (lat - self._south) / self._height
        inside = (across >= 0.0) & (across < self._columns) & (up >= 0.0) & (up < self._rows)  # NaN is not
        column, row = np.where(inside, across, 0.0).astype(np.intp), np.where(inside, up, 0.0).astype(np.intp)
        tile = self._tiles[row // _TILE * self._tile_columns + column // _TILE]
        at = np.flatnonzero((tile != 0) & inside)
        tile = tile[at]
        bit = np.left_shift(np.uint64(1), (row[at] % _TILE * _TILE + column[at] % _TILE).astype(np.uint64))
        marked = np.flatnonzero(self._bits[tile] & bit)
        at, tile, bit = at[marked], tile[marked], bit[marked]
        place = self._base[tile] + np.bitwise_count(self._bits[tile] & (bit - np.uint64(1)))
        return at, place.astype(np.intp), inside

    def _around(self, lat: Floats, lon: Floats) -> Flags:
        """Tell which points are as near to the grid as the belt is wide, or may be."""
        east, north = self._west + self._columns * self._width, self._south + self._rows * self._height
        north_m, east_m = _metres_per_degree(lat)
        away = np.maximum(
            np.maximum(self._west - lon, lon - east) * east_m, np.maximum(self._south - lat, lat - north) * north_m
        )
        return (away <= _SPARE * self.within_m) & (np.abs(lat) <= _POLE) & (np.abs(lon) <= 2 * _POLE)

    def _measured(self, place: Integers, lat: Floats, lon: Floats, labels: Labels) -> Flags:
        of, _, square = self._distances(place, lat, lon, labels)
        limit = self.within_m**2
        found = np.zeros(len(lat), np.bool_)
        found[of[square <= limit]] = True
        for point in np.unique(of[self._is_close(square, limit)]).tolist():
            found[point] = self._one(lat[point], lon[point], labels[point])
        return found

    def _distances(
        self, place: Integers, lat: Floats, lon: Floats, labels: Labels
    ) -> tuple[Integers, Labels, Floats]:
        """Return pairs of points and other units that matter, with the square of the distance to an edge of these."""
        of, entry = spread(self._first[place].astype(np.intp), self._first[place + 1].astype(np.intp))
        edge = self._edges[entry].astype(np.intp)
        own = labels[of]
        here = self._outcomes[own]
        differs = [
            np.flatnonzero((other != 0) & (other != own) & (self._outcomes[other] != here))
            for other in (self._left[edge], self._right[edge])
        ]
        others = np.concatenate((self._left[edge[differs[0]]], self._right[edge[differs[1]]]))
        of, edge = of[np.concatenate(differs)], edge[np.concatenate(differs)]
        north_m, east_m = _metres_per_degree(lat)
        north_m, east_m, x, y = north_m[of], east_m[of], lon[of], lat[of]
        ax, ay, bx, by = self._ends(edge)
        square = _square((ax - x) * east_m, (ay - y) * north_m, (bx - x) * east_m, (by - y) * north_m)
        return of, others, square

    @staticmethod
    def _is_close(square: Floats, other: Floats | float) -> Flags:
        return np.abs(square - other) <= _CLOSE * other + _TINY

    def _one(self, lat: np.float64, lon: np.float64, label: np.uint16) -> bool:
        near = self._near(float(lat), float(lon), self.within_m).keys() - {0, int(label)}
        return any(self._outcomes[other] != self._outcomes[label] for other in near)


def _points(lat: ArrayLike, lon: ArrayLike, labels: ArrayLike) -> tuple[Floats, Floats, Labels]:
    lat, lon = coordinates(lat, lon)
    labels = np.asarray(labels, np.uint16)
    if labels.shape != lat.shape:
        message = f"There must be as many labels as points, {len(lat)}, in one row, not {labels.shape}."
        raise InputError(message)
    return lat, lon, labels


def _begins(column: Integers) -> Flags:
    """Tell where something else begins in a sorted column."""
    found = np.ones(len(column), np.bool_)
    found[1:] = column[1:] != column[:-1]
    return found


def _metres_per_degree(lat: Floats) -> tuple[Floats, Floats]:
    """Return what `kmn.boundaries.ellipsoid.metres_per_degree` does, for many latitudes."""
    latitude = np.radians(lat)
    curved = 1.0 - ECCENTRICITY * np.sin(latitude) ** 2
    across = np.radians(RADIUS / np.sqrt(curved))
    return across * (1.0 - ECCENTRICITY) / curved, across * np.cos(latitude)


def _square(ax: Floats, ay: Floats, bx: Floats, by: Floats) -> Floats:
    """Return the square of the distance from the origin to each edge."""
    dx, dy = bx - ax, by - ay
    along = np.clip(-(ax * dx + ay * dy) / (dx * dx + dy * dy), 0.0, 1.0)
    return (ax + along * dx) ** 2 + (ay + along * dy) ** 2
