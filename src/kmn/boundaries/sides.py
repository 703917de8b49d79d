"""On which side of an edge a point lies: exactly, for all floating-point numbers.

Computed in floating-point numbers, the sign of an area is trustworthy only if the area is larger than what rounding
can have done to it (J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997). Almost always it is; else
the area is computed once more in whole numbers.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BOUND", "side"]

_EPSILON: Final = 2.0**-53
BOUND: Final = (3.0 + 16.0 * _EPSILON) * _EPSILON
"""What rounding can do to an area, as a share of the two products whose difference it is."""


def side(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> float:  # noqa: PLR0913, PLR0917 - three points
    """Return a number with the sign of the side of the line from a to b on which a point lies.

    Args:
        ax: x of a.
        ay: y of a.
        bx: x of b.
        by: y of b.
        x: x of the point.
        y: y of the point.

    Returns:
        More than 0 on the left, less than 0 on the right, 0 exactly on the line; finite numbers given.

    Examples:
        >>> side(0.0, 0.0, 1.0, 1.0, 0.5, 0.5)
        0
        >>> side(0.0, 0.0, 1.0, 1.0, 0.5, 0.5000000000000001) > 0
        True
    """
    one = (bx - ax) * (y - ay)
    other = (by - ay) * (x - ax)
    area = one - other
    if abs(area) > BOUND * (abs(one) + abs(other)):
        return area
    return _exactly(ax, ay, bx, by, x, y)


def _exactly(*coordinates: float) -> int:
    # Denominators of floating-point numbers are powers of two, so that the largest one is common to all.
    ratios = [coordinate.as_integer_ratio() for coordinate in coordinates]
    common = max(denominator for _, denominator in ratios)
    ax, ay, bx, by, x, y = (numerator * (common // denominator) for numerator, denominator in ratios)
    area = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    return (area > 0) - (area < 0)
