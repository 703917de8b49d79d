from __future__ import annotations

import copy
import math
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from kmn.errors import InputError, InputTypeError
from kmn.values import Point
from tests import strategies


@pytest.mark.parametrize("number", [52, 52.0, Decimal(52), Fraction(104, 2)])
def test_point_takes_any_real_number(number: float) -> None:
    """Integers, floats, decimals and fractions become floats."""
    point = Point(lat=number, lon=9)
    assert (point.lat, point.lon) == (52.0, 9.0)
    assert type(point.lat) is type(point.lon) is float


def test_point_is_keyword_only() -> None:
    """Coordinates cannot be given by position, so they cannot be exchanged by accident."""
    with pytest.raises(TypeError):
        Point(52.15, 9.95)  # type: ignore[call-arg]


@pytest.mark.parametrize("bad", ["52.15", b"52", None, True, [52], {"lat": 52}, 1j, object()])
def test_point_rejects_other_types(bad: object) -> None:
    """A coordinate that is not a real number is an input type error naming the coordinate."""
    with pytest.raises(InputTypeError, match="latitude must be a"):
        Point(lat=bad, lon=9.95)
    with pytest.raises(InputTypeError, match="longitude must be a"):
        Point(lat=52.15, lon=bad)


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, -math.inf, 190.25, -190.25, 10**400, Decimal("sNaN"), Decimal("1e999999")]
)
def test_point_rejects_numbers_out_of_range(bad: float) -> None:
    """A coordinate that is not finite or out of range is an input error that does not repeat it."""
    with pytest.raises(InputError, match=r"latitude is out of range: .* from -90 to 90\.$") as caught:
        Point(lat=bad, lon=9.95)
    assert "190" not in str(caught.value)
    assert "9.95" not in str(caught.value)
    with pytest.raises(InputError, match=r"longitude is out of range: .* from -180 to 180\.$"):
        Point(lat=52.15, lon=bad)


def test_point_has_no_negative_zero() -> None:
    """A negative zero becomes zero, so that equal points print alike."""
    assert repr(Point(lat=-0.0, lon=-0.0)) == "Point(lat=0.0, lon=0.0)"


@given(strategies.points)
def test_point_survives_json_pickle_and_copy(point: Point) -> None:
    """A point comes back from JSON, pickle and copy as it was."""
    adapter = TypeAdapter(Point)
    assert adapter.validate_json(adapter.dump_json(point)) == point
    assert pickle.loads(pickle.dumps(point)) == point == copy.deepcopy(point)  # noqa: S301 (our own bytes)
    assert hash(point) == hash(copy.copy(point))


@pytest.mark.parametrize(
    "document",
    [
        None,
        [52, 9],
        {"lat": 52},
        {"lat": 52, "lon": 9, "x": 1},
        {"lat": "52", "lon": 9},
        {"lat": 99, "lon": 9},
    ],
)
def test_point_as_a_field_collects_its_errors(document: object) -> None:
    """A document that is no point is a validation error of pydantic, like any other field's."""
    with pytest.raises(ValidationError):
        TypeAdapter(Point).validate_python(document)
