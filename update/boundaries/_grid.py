"""The grid over a coverage, as `kmn.boundaries.layout` describes it; all of it in whole numbers."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from kmn.boundaries.layout import MIXED, Borders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Whole = NDArray[np.int64]

Vertex = tuple[int, int]


class Cells(NamedTuple):
    """A grid of equal cells: its origin, the size of a cell, the number of cells."""

    west: int
    south: int
    width: int
    height: int
    columns: int
    rows: int

    def coarser(self, split: int) -> Cells:
        """Return the grid whose cells are made of split × split of these."""
        return Cells(
            self.west, self.south, self.width * split, self.height * split, self.columns // split, self.rows // split
        )


def build(  # noqa: PLR0913 - the shape of the grid
    areas: Mapping[str, BaseGeometry], *, edition: str, scale: int, width: int, height: int, split: int
) -> Borders:
    """Return borders and grid of a valid coverage.

    Args:
        areas: polygons by key, in whole numbers.
        edition: the day of the borders.
        scale: units in a degree.
        width: width of a fine cell.
        height: height of a fine cell.
        split: fine cells in a coarse one, along each side.
    """
    units = tuple(sorted(areas))
    vertices, left, right = _lines([areas[key] for key in units])
    cells = _cells(vertices, width, height, split)
    coarse_cells = cells.coarser(split)
    edges = np.flatnonzero(left != right)
    ends = np.hstack([vertices[edges], vertices[edges + 1]])
    ends = np.where(ends[:, [0]] > ends[:, [2]], ends[:, [2, 3, 0, 1]], ends)  # eastwards

    corners = _corners(ends, (left ^ right)[edges], cells)
    _, touched = _touches(ends, cells)
    mixed = np.zeros(cells.rows * cells.columns, bool)
    mixed[touched] = True
    fine = np.where(mixed.reshape(corners.shape), np.uint16(MIXED), corners)

    which, touched = _touches(ends, coarse_cells)
    order = np.lexsort((which, touched))
    blocks, first = np.unique(touched[order], return_index=True)
    anchors = corners[::split, ::split].reshape(-1)
    _refuse_edges_through_anchors(ends[which[order]], touched[order], coarse_cells)
    coarse = anchors.copy()
    if len(units) + 1 + len(blocks) > MIXED:
        message = "more blocks than two bytes can count: choose larger cells"
        raise SystemExit(message)
    coarse[blocks] = len(units) + 1 + np.arange(len(blocks))
    tiles = fine.reshape(coarse_cells.rows, split, coarse_cells.columns, split).swapaxes(1, 2)
    return Borders(
        edition=edition,
        units=units,
        scale=scale,
        west=cells.west,
        south=cells.south,
        width=width,
        height=height,
        split=split,
        columns=coarse_cells.columns,
        rows=coarse_cells.rows,
        x=array("i", vertices[:, 0].tolist()),
        y=array("i", vertices[:, 1].tolist()),
        left=array("H", left.tolist()),
        right=array("H", right.tolist()),
        coarse=array("H", coarse.tolist()),
        fine=array("H", tiles.reshape(-1, split * split)[blocks].reshape(-1).tolist()),
        anchors=array("H", anchors[blocks].tolist()),
        first=array("I", [*first.tolist(), len(order)]),
        edges=array("I", edges[which[order]].tolist()),
    )


def _lines(areas: list[BaseGeometry]) -> tuple[Whole, NDArray[np.uint16], NDArray[np.uint16]]:
    """Return vertices, and the labels on both sides of each edge: every edge once, in lines as long as possible."""
    rings = [_rings(area) for area in areas]
    beside = {edge: label for label, ours in enumerate(rings, start=1) for ring in ours for edge in pairwise(ring)}
    if len(beside) != sum(len(ring) - 1 for ours in rings for ring in ours):
        message = "areas overlap"
        raise SystemExit(message)
    vertices: list[Vertex] = []
    left: list[int] = []
    right: list[int] = []
    for label, ours in enumerate(rings, start=1):
        for ring in ours:
            follows = None
            for edge in pairwise(ring):
                other = beside.get(edge[::-1], 0)
                if 0 < other < label:  # stands there already, the other way round
                    follows = None
                    continue
                if other == follows:
                    left[-1], right[-1] = label, other
                else:
                    vertices.append(edge[0])
                    left.append(label)
                    right.append(other)
                vertices.append(edge[1])
                left.append(0)
                right.append(0)
                follows = other
    return np.array(vertices, np.int64), np.array(left, np.uint16), np.array(right, np.uint16)


def _rings(area: BaseGeometry) -> list[list[Vertex]]:
    """Return the rings of an area, which lies on the left of them, each beginning with its smallest vertex."""
    found = []
    for ring in shapely.get_rings(shapely.get_parts(shapely.orient_polygons(area))):
        vertices = [(int(x), int(y)) for x, y in shapely.get_coordinates(ring)[:-1]]
        start = vertices.index(min(vertices))
        found.append([*vertices[start:], *vertices[:start], vertices[start]])
    return sorted(found)


def _cells(vertices: Whole, width: int, height: int, split: int) -> Cells:
    """Return a grid of fine cells around all vertices, with one coarse cell to spare on each side."""
    size = np.array((width, height)) * split
    low = vertices.min(axis=0) - size
    count = -((low - vertices.max(axis=0) - size) // size) * split
    west, south, columns, rows = np.concatenate((low, count)).tolist()
    return Cells(west, south, width, height, columns, rows)


def _corners(ends: Whole, turns: NDArray[np.uint16], cells: Cells) -> NDArray[np.uint16]:
    """Return the label at the south-western corner of each cell; if an edge goes through it, that above the edge.

    Along each vertical border of cells, going north from nobody's land, every edge crossed turns the label.
    """
    ax, ay, bx, by = ends.T
    edge, column = _spread(-((cells.west - 1 - ax) // cells.width), (bx - cells.west) // cells.width)
    ax, ay, bx, by = ends[edge].T
    # Twice the distance from a to the border; then the first row whose corner is not below the edge.
    across = 2 * (cells.west + column * cells.width - ax) - 1
    above = (2 * (ay - cells.south) + 1) * (bx - ax) + across * (by - ay)
    row = -(-above // (2 * cells.height * (bx - ax)))
    labels = np.zeros((cells.rows, cells.columns), np.uint16)
    inside = (column >= 0) & (column < cells.columns) & (row < cells.rows)
    np.bitwise_xor.at(labels, (row[inside].clip(0), column[inside]), turns[edge[inside]])
    return np.bitwise_xor.accumulate(labels, axis=0)


def _touches(ends: Whole, cells: Cells) -> tuple[Whole, Whole]:
    """Return pairs of edges and cells, the cells half a unit larger on each side, that have a point in common."""
    ax, ay, bx, by = ends.T
    low, high = np.minimum(ay, by), np.maximum(ay, by)
    edge, column = _spread(-((cells.west - ax) // cells.width) - 1, (bx + 1 - cells.west) // cells.width)
    place, row = _spread(
        (-((cells.south - low) // cells.height) - 1)[edge], ((high + 1 - cells.south) // cells.height)[edge]
    )
    edge, column = edge[place], column[place]
    # The bounding boxes touch; so do edge and cell unless all corners of the cell are on one side of the edge.
    ax, ay, bx, by = ends[edge].T
    sides = [
        (bx - ax) * (cells.south + (row + up) * cells.height - 1 + up_more - ay)
        - (by - ay) * (cells.west + (column + over) * cells.width - 1 + over_more - ax)
        for up, up_more in ((0, 0), (1, 1))
        for over, over_more in ((0, 0), (1, 1))
    ]
    touching = (np.minimum.reduce(sides) <= 0) & (np.maximum.reduce(sides) >= 0)
    return edge[touching], (row * cells.columns + column)[touching]


def _spread(first: Whole, last: Whole) -> tuple[Whole, Whole]:
    """Return all whole numbers from first to last, for each pair of these, with the place of the pair."""
    count = np.maximum(last - first + 1, 0)
    place = np.repeat(np.arange(len(count)), count)
    return place, np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - first, count)


def _refuse_edges_through_anchors(ends: Whole, touched: Whole, cells: Cells) -> None:
    ax, ay, bx, by = ends.T
    x = 2 * (cells.west + touched % cells.columns * cells.width) - 1
    y = 2 * (cells.south + touched // cells.columns * cells.height) - 1
    through = (bx - ax) * (y - 2 * ay) == (by - ay) * (x - 2 * ax)
    if (through & (2 * ax < x) & (x < 2 * bx)).any():
        message = "an edge goes through the corner of a block: choose other cells"
        raise SystemExit(message)
