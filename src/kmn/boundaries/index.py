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

from kmn.boundaries.layout import MIXED, Borders, unpack
from kmn.boundaries.sides import side
from kmn.resources import read_bytes

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["BoundaryIndex", "load"]

_FILE: Final = "boundaries/units.bin"

# The ellipsoid of WGS 84: equatorial radius in metres, square of the eccentricity.
_RADIUS: Final = 6_378_137.0
_ECCENTRICITY: Final = 0.006_694_379_990_14
_POLE: Final = 90.0

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
        self._scale = borders.scale
        self._west = (borders.west - 0.5) / borders.scale
        self._south = (borders.south - 0.5) / borders.scale
        self._width = borders.width / borders.scale
        self._height = borders.height / borders.scale
        self._columns = borders.columns
        self._fine_columns = borders.columns * borders.split
        self._fine_rows = borders.rows * borders.split
        self._shift = borders.split.bit_length() - 1
        self._mask = borders.split - 1
        self._coarse = borders.coarse
        self._fine = borders.fine

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
        if not (within_m >= 0.0 and abs(lat) <= _POLE and abs(lon) <= 2 * _POLE):  # so is NaN
            return ()
        north_m, east_m = _metres_per_degree(lat)
        reached = self._reached(lat, lon, within_m / north_m, within_m / east_m)
        if not reached:
            return ()
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
        found = sorted((square, label) for label, square in nearest.items())
        return tuple((self._keys[label], math.sqrt(square)) for square, label in found)

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
        block = label - len(self._keys)
        if block < 0:
            return label
        mask = self._mask
        label = self._fine[(((block << shift) + (row & mask)) << shift) + (column & mask)]
        if label != MIXED:
            return label
        return self._decided(block, column & ~mask, row & ~mask, lat, lon)

    def _decided(self, block: int, column: int, row: int, lat: float, lon: float) -> int:
        """Return the label at a point in a mixed cell, by the walk that `kmn.boundaries.layout` describes."""
        borders = self._borders
        scale = self._scale
        west = self._west + column * self._width
        south = self._south + row * self._height
        label = borders.anchors[block]
        met = []
        for edge in borders.edges[borders.first[block] : borders.first[block + 1]]:
            ax = borders.x[edge] / scale
            ay = borders.y[edge] / scale
            bx = borders.x[edge + 1] / scale
            by = borders.y[edge + 1] / scale
            if ax > bx:
                ax, ay, bx, by = bx, by, ax, ay
            # Edges now run eastwards, so that left of them is above. A point of the walk on an edge counts as above:
            # the walk goes an infinitely small step north of the height of the point, as does `ay > lat` below.
            crosses = (ay > lat) != (by > lat)
            above = by > ay  # where the walk turns east, as far as that is west of the edge
            turned = False
            if ax < west < bx:
                above = side(ax, ay, bx, by, west, lat) >= 0
                turned = above != (side(ax, ay, bx, by, west, south) >= 0)
            elif bx < west:
                crosses = False
            if crosses or lat in (ay, by):
                at = side(ax, ay, bx, by, lon, lat)
                if at == 0 and ax <= lon <= bx:
                    met += [borders.left[edge], borders.right[edge]]
                elif crosses and above != (at > 0):
                    turned = not turned
            if turned:
                label ^= borders.left[edge] ^ borders.right[edge]
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
                block = label - len(self._keys)
                if block >= 0:
                    reached.update(borders.edges[borders.first[block] : borders.first[block + 1]])
        return reached


def _metres_per_degree(lat: float) -> tuple[float, float]:
    """Return the metres in a degree of latitude and of longitude, on the ellipsoid at a latitude."""
    latitude = math.radians(lat)
    curved = 1.0 - _ECCENTRICITY * math.sin(latitude) ** 2
    across = math.radians(_RADIUS / math.sqrt(curved))
    return across * (1.0 - _ECCENTRICITY) / curved, across * math.cos(latitude)


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
    return BoundaryIndex(unpack(read_bytes(_FILE)))
