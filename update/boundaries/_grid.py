"""The grid over a coverage, as `kmn.boundaries.layout` describes it; all of it in whole numbers."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from kmn.boundaries.layout import ANCHOR, Borders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Whole = NDArray[np.int64]

Vertex = tuple[int, int]

LARGEST = 0xFFFF


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

    labels = len(units) + 1
    corners = _corners(ends, (left ^ right)[edges], cells)
    which, touched = _touches(ends, cells)
    order = np.lexsort((which, _in_blocks(touched, cells, split)))
    which, touched = which[order], touched[order]
    mixed, first = np.unique(_in_blocks(touched, cells, split), return_index=True)
    _, blocks = _touches(ends, coarse_cells)
    blocks = np.unique(blocks)
    if labels + max(len(blocks), split * split) > LARGEST:
        message = "more blocks than two bytes can count: choose larger cells"
        raise SystemExit(message)
    coarse = corners[::split, ::split].reshape(-1).copy()
    coarse[blocks] = labels + np.arange(len(blocks))
    tiles = corners.reshape(coarse_cells.rows, split, coarse_cells.columns, split).swapaxes(1, 2)
    fine = tiles.reshape(-1, split * split)[blocks]
    # Fine cells that edges touch lie in coarse ones that edges touch.
    block, place = np.searchsorted(blocks, mixed // split**2), mixed % split**2
    before = np.searchsorted(block, np.arange(len(blocks) + 1))
    fine[block, place] = labels + np.arange(len(mixed)) - before[block]
    anchors = corners.reshape(-1)[touched[first]]
    _refuse_edges_close_to_corners(ends, scale)
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
        fine=array("H", fine.reshape(-1).tolist()),
        mixed=array("I", before.tolist()),
        anchors=array("H", anchors.tolist()),
        first=array("I", [*first.tolist(), len(order)]),
        edges=array("I", edges[which].tolist()),
    )


def _in_blocks(cell: Whole, cells: Cells, split: int) -> Whole:
    """Return the numbers of fine cells, as counted block after block."""
    row, column = cell // cells.columns, cell % cells.columns
    block = row // split * (cells.columns // split) + column // split
    return (block * split + row % split) * split + column % split


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


def _refuse_edges_close_to_corners(ends: Whole, scale: int) -> None:
    """Refuse edges so long that they may pass between a corner and its anchor.

    Corners lie halfway between whole numbers, so an edge is at least half a unit over its width away from one to the
    north, or goes through it; the label there is that above the edge, as it is at the anchor.
    """
    if 2 * ANCHOR * scale > 1 / (2 * (ends[:, 2] - ends[:, 0]).max()):
        message = "an edge is too long for anchors to be safe: choose a larger scale"
        raise SystemExit(message)
