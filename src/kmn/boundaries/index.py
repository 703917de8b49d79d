"""From a coordinate to the municipality of today, or the other state, that it lies in: exact and without packages.

The answer is the one that testing the point against every polygon would give, for every floating-point number. Areas
are closed: a point on a border or corner belongs to the unit with the smallest key of those that meet there, and to
nobody only if nobody's land is all around it.

Distances are measured on a plane that touches the ellipsoid (WGS 84) at the point: below 1 in 1,000 off up to 5 km,
below 1 in 100 up to 40 km.
"""

from __future__ import annotations

import math
from array import array
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from kmn.boundaries.ellipsoid import metres_per_degree
from kmn.boundaries.layout import ANCHOR, Borders, pack, unpack
from kmn.boundaries.sides import BOUND, side
from kmn.errors import InputError, MissingExtraError, describe
from kmn.resources import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from kmn.boundaries.arrays import Arrays
    from kmn.boundaries.belt import Belt

__all__ = ["BoundaryIndex", "load"]

_FILE: Final = "boundaries/units.bin"

_POLE: Final = 90.0
_WIDEST_M: Final = 10_000

Edge = tuple[tuple[float, float], tuple[float, float]]
"""Two ends, each with longitude and latitude in degrees, in this order as shapes have them."""


class BoundaryIndex:
    """Finds the unit at a coordinate, and the units near it.

    Args:
        borders: the borders and the grid over them.

    Attributes:
        edition: the day of the borders, YYYY-MM-DD.
        units: the keys of all units, sorted: municipalities, then other states as ``state:`` with their keys.

    Examples:
        >>> index = load()
        >>> index.edition
        '2016-01-01'
        >>> index.unit(lat=52.15, lon=9.95)
        '03254021'
    """

    def __init__(self, borders: Borders) -> None:
        """Prepare the arithmetic of the grid."""
        self.edition = borders.edition
        self.units = borders.units
        self._borders = borders
        self._keys = (None, *borders.units)
        self._labels = len(self._keys)
        self._scale = borders.scale
        self._west = (borders.west - 0.5) / borders.scale
        self._south = (borders.south - 0.5) / borders.scale
        self._width = borders.width / borders.scale
        self._height = borders.height / borders.scale
        # If the square of an area is below this, its sign may be wrong (`kmn.boundaries.sides`): no area is larger
        # than the grid.
        grid = self._width * borders.columns * borders.split * self._height * borders.rows * borders.split
        self._unsure = (3.0 * BOUND * grid) ** 2
        self._columns = borders.columns
        self._fine_columns = borders.columns * borders.split
        self._fine_rows = borders.rows * borders.split
        self._shift = borders.split.bit_length() - 1
        self._mask = borders.split - 1
        self._coarse = borders.coarse
        self._fine = borders.fine
        self._mixed = borders.mixed
        self._x, self._y, self._left, self._right = borders.x, borders.y, borders.left, borders.right
        self._anchors, self._first, self._edges = borders.anchors, borders.first, borders.edges

    def __reduce__(self) -> tuple[Callable[[bytes], BoundaryIndex], tuple[bytes]]:
        """Pickle the file of borders alone: the rest is made of it."""
        return _opened, (pack(self._borders),)

    def unit(self, *, lat: float, lon: float) -> str | None:
        """Return the unit that a point lies in.

        Args:
            lat: latitude in degrees (WGS 84).
            lon: longitude in degrees (WGS 84).

        Returns:
            The key of a municipality (8 digits), ``state:`` with the key of another state, or None for nobody's
            land: the sea, other countries.

        Examples:
            >>> load().unit(lat=48.137, lon=11.575), load().unit(lat=54.0, lon=7.0)
            ('state:09', None)
        """
        return self._keys[self._label(lat, lon)]

    def near(self, *, lat: float, lon: float, within_m: float) -> tuple[tuple[str | None, float], ...]:
        """Return the other units whose area comes near a point, nearest first.

        Args:
            lat: latitude in degrees (WGS 84).
            lon: longitude in degrees (WGS 84).
            within_m: how far from the point to look, in metres.

        Returns:
            Units as `unit` gives them, None for nobody's land, each with its distance in metres; the unit of the
            point itself is left out.

        Examples:
            >>> [(unit, round(metres)) for unit, metres in load().near(lat=53.68, lon=7.1, within_m=2000)]
            [('03452013', 59)]
        """
        nearest = self._nearest(lat, lon, within_m)
        found = sorted((square, label) for label, square in nearest.items())
        return tuple((self._keys[label], math.sqrt(square)) for square, label in found)

    def labels(self, *, lat: ArrayLike, lon: ArrayLike) -> NDArray[np.uint16]:
        """Return the units that many points lie in, each as a number: what `unit` answers, for all of them at once.

        Args:
            lat: latitudes in degrees (WGS 84).
            lon: longitudes in degrees (WGS 84), as many.

        Returns:
            For each point ``k`` for ``units[k - 1]``, or 0 for nobody's land, and for what is no point: a number
            that is missing (NaN), infinite or too large.

        Raises:
            InputError: There are not as many latitudes as longitudes, or they do not stand in one row.
            InputTypeError: There is something else than numbers among them.
            MissingExtraError: numpy is not installed.

        Examples:
            >>> index = load()
            >>> found = index.labels(lat=[52.15, 48.137, 54.0], lon=[9.95, 11.575, 7.0])
            >>> [(None, *index.units)[label] for label in found]
            ['03254021', 'state:09', None]
        """
        return self._arrays.labels(lat, lon)

    def belt(self, outcomes: Sequence[Hashable], *, within_m: float) -> Belt:
        """Prepare to tell which of many points lie near a border beyond which something else holds.

        Args:
            outcomes: what holds in each unit, by the numbers of `labels`; the first one, that of nobody's land, is
                passed over.
            within_m: how far from such a border, in metres; at most 10,000.

        Returns:
            What tells it: made once, it serves any number of points.

        Raises:
            InputError: There is not one outcome for each unit and nobody's land, or the distance is not from 0 to
                10,000.
            MissingExtraError: numpy is not installed.

        Examples:
            >>> index = load()
            >>> districts = [unit[:5] for unit in ("nobody's", *index.units)]
            >>> belt = index.belt(districts, within_m=200)
            >>> lat, lon = [52.15, 51.983], [9.95, 9.7551]
            >>> belt.holds(lat=lat, lon=lon, labels=index.labels(lat=lat, lon=lon)).tolist()
            [False, True]
        """
        if len(outcomes) != self._labels:
            message = (
                f"A belt needs {self._labels} outcomes, one for nobody's land and each unit, not {len(outcomes)}."
            )
            raise InputError(message)
        if not 0.0 <= within_m <= _WIDEST_M:
            message = f"A belt must be 0 to {_WIDEST_M:,} metres wide, not {describe(within_m)}."
            raise InputError(message)
        numbers: dict[Hashable, int] = {}
        numbered = [numbers.setdefault(outcome, len(numbers)) for outcome in outcomes[1:]]
        # In nobody's land something else holds than anywhere.
        return self._arrays.belt([len(numbers), *numbered], within_m, self._nearest)

    def outline(self, units: Collection[str]) -> tuple[Edge, ...]:
        """Return the edges that part some units from everything else.

        Args:
            units: keys as `unit` gives them; those that there are not are passed over.

        Returns:
            The edges around the units taken together, without the borders between them, each with the units on its
            left.

        Examples:
            >>> index = load()
            >>> index.outline(["03254021"])[0]
            ((10.02882, 52.12774), (10.03343, 52.12822))
            >>> index.outline(index.units[:0])
            ()
        """
        labels = {label for label, key in enumerate(self.units, start=1) if key in units}
        left, right = self._borders.left, self._borders.right
        return tuple(
            self._edge(edge) if left[edge] == label else self._edge(edge)[::-1]
            for label in sorted(labels)
            for edge in self._edges_by_label[label]
            if not (left[edge] in labels and right[edge] in labels)
        )

    @cached_property
    def _arrays(self) -> Arrays:
        try:
            from kmn.boundaries.arrays import Arrays
        except ImportError as error:
            feature = "Many points at once"
            raise MissingExtraError(feature, extra="bulk") from error
        return Arrays(self._borders, self._label)

    def _nearest(self, lat: float, lon: float, within_m: float) -> dict[int, float]:
        """Return the other labels that come near a point, with the squares of their distances in metres."""
        if not (within_m >= 0.0 and abs(lat) <= _POLE and abs(lon) <= 2 * _POLE):  # so is NaN
            return {}
        north_m, east_m = metres_per_degree(lat)
        reached = self._reached(lat, lon, within_m / north_m, within_m / east_m)
        if not reached:
            return {}
        own = self._label(lat, lon)
        x, y, left, right = self._borders.x, self._borders.y, self._borders.left, self._borders.right
        north_m /= self._scale
        east_m /= self._scale
        lon *= self._scale
        lat *= self._scale
        nearest: dict[int, float] = {}
        farthest = within_m * within_m
        for edge in reached:
            ax = (x[edge] - lon) * east_m
            bx = (x[edge + 1] - lon) * east_m
            if (ax > within_m and bx > within_m) or (ax < -within_m and bx < -within_m):
                continue
            ay = (y[edge] - lat) * north_m
            by = (y[edge + 1] - lat) * north_m
            dx = bx - ax
            dy = by - ay
            along = min(1.0, max(0.0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
            square = (ax + along * dx) ** 2 + (ay + along * dy) ** 2
            for label in (left[edge], right[edge]):
                if label != own and square <= nearest.get(label, farthest):
                    nearest[label] = square
        return nearest

    def _edge(self, edge: int) -> Edge:
        x, y, scale = self._borders.x, self._borders.y, self._scale
        return (x[edge] / scale, y[edge] / scale), (x[edge + 1] / scale, y[edge + 1] / scale)

    @cached_property
    def _edges_by_label(self) -> tuple[array[int], ...]:
        found = tuple(array("I") for _ in self._keys)
        for edge, (one, other) in enumerate(zip(self._borders.left, self._borders.right, strict=True)):
            if one != other:
                found[one].append(edge)
                found[other].append(edge)
        return found

    def _label(self, lat: float, lon: float) -> int:
        across = (lon - self._west) / self._width
        up = (lat - self._south) / self._height
        if not (0.0 <= across < self._fine_columns and 0.0 <= up < self._fine_rows):  # so is NaN
            return 0
        column = int(across)
        row = int(up)
        shift = self._shift
        label = self._coarse[(row >> shift) * self._columns + (column >> shift)]
        block = label - self._labels
        if block < 0:
            return label
        mask = self._mask
        label = self._fine[(((block << shift) + (row & mask)) << shift) + (column & mask)]
        mixed = label - self._labels
        if mixed < 0:
            return label
        return self._decided(self._mixed[block] + mixed, column, row, lat, lon)

    def _decided(  # noqa: C901 - nothing called without need, for speed
        self, mixed: int, column: int, row: int, lat: float, lon: float
    ) -> int:
        """Return the label at a point in a mixed cell, by the walk that `kmn.boundaries.layout` describes."""
        x, y, scale, unsure = self._x, self._y, self._scale, self._unsure
        west = self._west + column * self._width
        label = self._anchors[mixed]
        met = None
        for place in range(self._first[mixed], self._first[mixed + 1]):
            edge = self._edges[place]
            ax = x[edge] / scale
            ay = y[edge] / scale
            edge_to = edge + 1
            bx = x[edge_to] / scale
            by = y[edge_to] / scale
            if ax > bx:
                ax, ay, bx, by = bx, by, ax, ay
            # Edges now run eastwards, so that left of them is above. A point of the walk on an edge counts as above:
            # the walk goes an infinitely small step north of the height of the point, as does `ay > lat` below.
            # Sides are computed here, for speed, and once more where rounding could decide.
            if ax < west < bx:
                south = self._south + row * self._height + ANCHOR
                across = (by - ay) * (west - ax)
                begin = (bx - ax) * (south - ay) - across
                if begin * begin <= unsure:
                    begin = side(ax, ay, bx, by, west, south)
                at = (bx - ax) * (lat - ay) - across
                if at * at <= unsure:
                    at = side(ax, ay, bx, by, west, lat)
                above = at >= 0
                turned = above != (begin >= 0)
            else:
                above = by > ay  # where the walk turns east, as far as that is west of the edge
                turned = False
            crosses = (ay > lat) != (by > lat) and bx > west
            if crosses or lat in (ay, by):
                at = (bx - ax) * (lat - ay) - (by - ay) * (lon - ax)
                if at * at <= unsure:
                    at = side(ax, ay, bx, by, lon, lat)
                if at == 0 and ax <= lon <= bx:
                    met = (met or []) + [self._left[edge], self._right[edge]]
                elif crosses and above != (at > 0):
                    turned = not turned
            if turned:
                label ^= self._left[edge] ^ self._right[edge]
        return min(filter(None, met)) if met else label

    def _reached(self, lat: float, lon: float, up: float, across: float) -> set[int]:
        """Return the edges that touch the coarse cells within some degrees of a point."""
        borders = self._borders
        width = self._width * borders.split
        height = self._height * borders.split
        west = int(max(0.0, (lon - across - self._west) / width))
        east = int(min(borders.columns - 1.0, (lon + across - self._west) / width))
        south = int(max(0.0, (lat - up - self._south) / height))
        north = int(min(borders.rows - 1.0, (lat + up - self._south) / height))
        reached: set[int] = set()
        for row in range(south, north + 1):
            start = row * borders.columns
            for label in borders.coarse[start + west : start + east + 1]:
                block = label - self._labels
                if block >= 0:
                    first, last = borders.mixed[block], borders.mixed[block + 1]
                    reached.update(borders.edges[borders.first[first] : borders.first[last]])
        return reached


@cache
def load() -> BoundaryIndex:
    """Return the index of the embedded borders, opened when first asked for.

    Returns:
        The same index each time.

    Raises:
        DataError: The packaged file is missing or damaged.

    Examples:
        >>> len(load().units)
        979
    """
    return _opened(read_bytes(_FILE))


def _opened(content: bytes) -> BoundaryIndex:
    return BoundaryIndex(unpack(content))
