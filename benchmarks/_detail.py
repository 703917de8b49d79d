"""The same borders with more detail, or with less."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from update.boundaries._coverage import SCALE as OURS
from update.boundaries._grid import build
from update.boundaries.units import EDITION, HEIGHT, SPLIT, WIDTH

from kmn.boundaries.geometry import shape
from kmn.boundaries.index import load
from kmn.boundaries.layout import pack

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# Finer than that of the library, so that vertices that are moved onto it make fewer borders cross.
FINER = 2
SCALE = OURS * FINER


class Detail(NamedTuple):
    """Borders of some detail.

    Attributes:
        vertices: how many vertices the borders have.
        borders: a file of borders.
        areas: a file of areas, one a line.
    """

    vertices: int
    borders: Path
    areas: Path


def write(wanted: int, folder: Path) -> Detail:
    """Write borders with about as many vertices as wanted."""
    keys = load().units
    whole = np.array([shape(key) for key in keys])
    shapes = whole
    low, high = 0.0, 1.0
    for _ in range(12 if wanted < _vertices(whole) else 0):
        tolerance = (low + high) / 2
        shapes = shapely.coverage_simplify(whole, tolerance)
        low, high = (tolerance, high) if _vertices(shapes) > wanted else (low, tolerance)
    shapes = shapely.transform(shapes, lambda degrees: np.rint(degrees * SCALE))
    borders = build(
        dict(zip(keys, shapes, strict=True)),
        edition=EDITION,
        scale=SCALE,
        width=WIDTH * FINER,
        height=HEIGHT * FINER,
        split=SPLIT,
    )
    target = Detail(_vertices(shapes), folder / f"borders-{wanted}.bin", folder / f"areas-{wanted}.txt")
    target.borders.write_bytes(pack(borders))
    degrees = shapely.transform(shapes, lambda whole_numbers: whole_numbers / SCALE)
    target.areas.write_text("\n".join(area.wkb_hex for area in degrees), encoding="ascii")
    return target


def _vertices(shapes: NDArray[np.object_]) -> int:
    """Count vertices once, whether one area has them or two: nearly all are shared by two."""
    return len(np.unique(shapely.get_coordinates(shapes), axis=0))
