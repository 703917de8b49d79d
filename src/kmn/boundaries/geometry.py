"""The shapes of municipalities and districts.

The only room that knows shapely, which the extra `geo` brings. Shapes are made from the very borders that points are
looked up in, so the two cannot differ.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

from kmn.boundaries import index
from kmn.errors import InputError, InputTypeError, MissingExtraError, describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely import MultiPolygon, Polygon

__all__ = ["shape", "simplified"]

_DISTRICT_DIGITS: Final = 5
_METRES_PER_DEGREE: Final = 111_320.0


def shape(key: str, *others: str) -> Polygon | MultiPolygon:
    """Return the area of a municipality, a district or another state, land and water, or of several together.

    Args:
        key: the key of a district (5 digits) or of a unit as points are answered with: the key of a municipality of
            today (8 digits), or ``state:`` with the key of another state.
        *others: further keys; there is no border left between areas that touch.

    Returns:
        A valid shape in degrees (WGS 84), longitude before latitude, outer rings counterclockwise. The same object
        each time.

    Raises:
        InputError: There is no such area.
        InputTypeError: The key is not a text.
        MissingExtraError: shapely is not installed.

    Examples:
        >>> shape("03254").covers(shape("03254021"))
        True
        >>> shape("03156")
        Traceback (most recent call last):
        ...
        kmn.errors.InputError: There is no area '03156' today: expected the key of a municipality (8 digits) ...
    """
    return _shape(_text(key), *map(_text, others))


def simplified(areas: Iterable[Sequence[str]], *, tolerance_m: float) -> tuple[Polygon | MultiPolygon, ...]:
    """Return areas for drawing, with fewer corners; borders that areas share stay shared.

    Args:
        areas: the areas, each with the keys of its parts as in `shape`; none may overlap another.
        tolerance_m: about how far a border may move, in metres.

    Returns:
        A shape for each area, in the same order, as in `shape`.

    Raises:
        InputError: There is no such area.
        InputTypeError: A key is not a text.
        MissingExtraError: shapely is not installed.

    Examples:
        >>> coarse, _ = simplified([["03254"], ["03251"]], tolerance_m=500)
        >>> len(coarse.exterior.coords) < len(shape("03254").exterior.coords) / 4
        True
    """
    shapes = [shape(*keys) for keys in areas]
    if not shapes:
        return ()
    import shapely

    # The simplification knows no ellipsoid: degrees are made alike in both directions, at the middle of the areas.
    _, south, _, north = shapely.total_bounds(shapes)
    narrower = math.cos(math.radians((south + north) / 2))
    coverage = shapely.transform(shapes, lambda points: points * [narrower, 1.0])
    coverage = shapely.coverage_simplify(coverage, tolerance_m / _METRES_PER_DEGREE)
    return tuple(shapely.orient_polygons(shapely.transform(coverage, lambda points: points / [narrower, 1.0])))


def _text(key: object) -> str:
    if isinstance(key, str):
        return key
    message = f"The key of an area must be a text, not {describe(key)}."
    raise InputTypeError(message)


@cache  # of what exists only: errors are not kept
def _shape(*keys: str) -> Polygon | MultiPolygon:
    try:
        import shapely
    except ImportError as error:
        feature = "Shapes of areas"
        raise MissingExtraError(feature, extra="geo") from error

    borders = index.load()
    edges = borders.outline({unit for key in keys for unit in _units(key, borders.units)})
    faces = shapely.get_parts(shapely.polygonize(shapely.linestrings(edges)))
    # Faces have their inside on the left, as edges have the units; the others are holes, or what units go around.
    inside = set(edges)
    kept = [face for face in shapely.orient_polygons(faces) if tuple(face.exterior.coords[:2]) in inside]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _units(key: str, known: tuple[str, ...]) -> list[str]:
    is_district = len(key) == _DISTRICT_DIGITS and key.isdigit()
    units = [unit for unit in known if unit == key or (is_district and unit.startswith(key))]
    if units:
        return units
    message = (
        f"There is no area {describe(key)} today: expected the key of a municipality (8 digits) or of a "
        "district (5 digits), for example 03254021 or 03254."
    )
    raise InputError(message)
