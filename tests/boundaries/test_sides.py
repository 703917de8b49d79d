from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kmn.boundaries.sides import side

degrees = st.floats(-180, 180, allow_subnormal=False)
hundreds = st.integers(-18_000_000, 18_000_000).map(lambda number: number / 100_000)
vertices = st.tuples(hundreds, hundreds)


def sign(number: float | Fraction) -> int:
    """Tell which of -1, 0 and 1 a number is like."""
    return (number > 0) - (number < 0)


def exact(a: tuple[float, float], b: tuple[float, float], point: tuple[float, float]) -> int:
    """Compute the side in fractions."""
    (ax, ay), (bx, by), (x, y) = (map(Fraction, each) for each in (a, b, point))
    return sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))


@given(vertices, vertices, st.tuples(degrees, degrees))
def test_points_anywhere(a: tuple[float, float], b: tuple[float, float], point: tuple[float, float]) -> None:
    """The side of any point is that of exact arithmetic."""
    assert sign(side(*a, *b, *point)) == exact(a, b, point)


@given(vertices, vertices, st.floats(-1, 2), st.integers(-3, 3), st.integers(-3, 3))
def test_points_next_to_the_line(
    a: tuple[float, float], b: tuple[float, float], along: float, across: int, up: int
) -> None:
    """So is that of points a few floating-point numbers beside the line, where rounding decides otherwise."""
    x, y = a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])
    x += across * math.ulp(x)
    y += up * math.ulp(y)
    assert sign(side(*a, *b, x, y)) == exact(a, b, (x, y))


def test_the_order_of_points_does_not_matter() -> None:
    """Turning the triangle keeps the sign, mirroring it turns it: exactly, also where floats alone disagree."""
    thin = ((0.1, 0.1), (0.2, 0.2), (0.3, 0.30000000000000004))
    signs = {order: sign(side(*(number for vertex in order for number in vertex))) for order in permutations(thin)}
    assert len(set(signs.values())) == 2
    assert all(signs[a, b, c] == signs[b, c, a] == -signs[b, a, c] for a, b, c in signs)


def test_vertices_lie_on_the_line() -> None:
    """Both ends are exactly on the line."""
    a, b = (9.98681, 52.13347), (9.98696, 52.13345)
    assert side(*a, *b, *a) == side(*a, *b, *b) == 0
