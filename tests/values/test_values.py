from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from kmn.errors import KmnError
from kmn.values import Evidence, PartialDate, Period, Point, parse_day
from tests import strategies

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaMode


class Heard(BaseModel):
    """A model with each of the values as a field."""

    on: PartialDate
    at: Point
    evidence: Evidence


def test_values_are_fields_of_a_model() -> None:
    """A model with the values as fields reads and writes JSON and describes itself."""
    text = '{"on":"2019-06","at":{"lat":52.15,"lon":9.95},"evidence":"attested"}'
    heard = Heard.model_validate_json(text)
    assert heard == Heard(on=PartialDate("2019-06"), at=Point(lat=52.15, lon=9.95), evidence=Evidence.ATTESTED)
    assert heard.model_dump_json() == text
    modes: tuple[JsonSchemaMode, ...] = ("validation", "serialization")
    for mode in modes:
        properties = Heard.model_json_schema(mode=mode)["properties"]
        assert properties["on"]["type"] == "string"
        assert properties["at"]["required"] == ["lat", "lon"]


@pytest.mark.parametrize("value", [Point(lat=1, lon=2), Period("2019-01-01"), PartialDate("2019")])
def test_values_are_frozen_and_slotted(value: Point | Period | PartialDate) -> None:
    """Values cannot be changed and take no further attributes."""
    field = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, None)
    assert not hasattr(value, "__dict__")


@given(st.one_of(strategies.any_text, strategies.not_texts))
def test_hostile_values_meet_only_our_errors(value: object) -> None:
    """Whatever is handed in, the result is a value or a KmnError."""
    for read in (parse_day, PartialDate.parse, Evidence.parse, lambda bad: Point(lat=bad, lon=bad)):
        try:
            read(value)
        except KmnError as error:
            assert str(error)  # noqa: PT017 (both outcomes are right)
