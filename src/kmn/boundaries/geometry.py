"""The shapes of municipalities and districts.

The only room that knows shapely, which the extra `geo` brings. Shapes are made from the very borders that points are
looked up in, so the two cannot differ.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kmn.boundaries import index
from kmn.errors import InputError, InputTypeError, MissingExtraError, describe

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon

__all__ = ["shape"]

_DISTRICT_DIGITS: Final = 5


def shape(key: str) -> Polygon | MultiPolygon:
    """Return the area of a municipality, a district or another state, land and water.

    Args:
        key: the key of a district (5 digits) or of a unit as points are answered with: the key of a municipality of
            today (8 digits), or ``state:`` with the key of another state.

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
    return _shape(_text(key))


def _text(key: object) -> str:
    if isinstance(key, str):
        return key
    message = f"The key of an area must be a text, not {describe(key)}."
    raise InputTypeError(message)


@cache  # of what exists only: errors are not kept
def _shape(key: str) -> Polygon | MultiPolygon:
    try:
        import shapely
    except ImportError as error:
        feature = "Shapes of areas"
        raise MissingExtraError(feature, extra="geo") from error

    borders = index.load()
    is_district = len(key) == _DISTRICT_DIGITS and key.isdigit()
    units = [unit for unit in borders.units if unit == key or (is_district and unit.startswith(key))]
    if not units:
        message = (
            f"There is no area {describe(key)} today: expected the key of a municipality (8 digits) or of a "
            "district (5 digits), for example 03254021 or 03254."
        )
        raise InputError(message)
    edges = borders.outline(units)
    faces = shapely.get_parts(shapely.polygonize(shapely.linestrings(edges)))
    # Faces have their inside on the left, as edges have the units; the others are holes, or what units go around.
    inside = set(edges)
    kept = [face for face in shapely.orient_polygons(faces) if tuple(face.exterior.coords[:2]) in inside]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)
