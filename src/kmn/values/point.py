"""Points on earth, in degrees (WGS 84).

Coordinates can only be given by name, because half of the world writes latitude first and the other half longitude.
"""

from __future__ import annotations

import math
import numbers
from typing import TYPE_CHECKING, Final, Self

from attrs import field, frozen

from kmn.errors import InputError, InputTypeError, describe

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = ["Point"]

_LARGEST_LATITUDE: Final = 90.0
_LARGEST_LONGITUDE: Final = 180.0


def _latitude(value: object) -> float:
    return _degrees(value, limit=_LARGEST_LATITUDE, name="latitude")


def _longitude(value: object) -> float:
    return _degrees(value, limit=_LARGEST_LONGITUDE, name="longitude")


def _degrees(value: object, *, limit: float, name: str) -> float:
    # Decimal is a Number but not Real; arrays and texts are neither, though float() would read them.
    if isinstance(value, bool) or not isinstance(value, numbers.Number):
        message = f"The {name} must be a number of degrees (WGS 84), not {describe(value)}."
        raise InputTypeError(message)
    try:
        degrees = float(value)  # type: ignore[arg-type]
    except OverflowError:
        degrees = math.inf
    except TypeError as error:
        message = f"The {name} must be a real number of degrees (WGS 84)."
        raise InputTypeError(message) from error
    except ValueError:  # a signalling NaN among the decimals
        degrees = math.nan
    if not -limit <= degrees <= limit:  # NaN fails every comparison
        message = f"The {name} is out of range: expected degrees (WGS 84) from -{limit:g} to {limit:g}."
        raise InputError(message)
    return degrees + 0.0  # turns -0.0 into 0.0


@frozen(kw_only=True, order=True)
class Point:
    """A place on earth, in degrees (WGS 84).

    Attributes:
        lat: The latitude, from -90 to 90.
        lon: The longitude, from -180 to 180.

    Raises:
        InputError: A coordinate is not finite or out of range; the text does not repeat it.
        InputTypeError: A coordinate is not a number.

    Examples:
        >>> Point(lat=52.15, lon=9.95)
        Point(lat=52.15, lon=9.95)
        >>> Point(lat=152.15, lon=9.95)
        Traceback (most recent call last):
        ...
        kmn.errors.InputError: The latitude is out of range: expected degrees (WGS 84) from -90 to 90.
    """

    lat: float = field(converter=_latitude)
    lon: float = field(converter=_longitude)

    @classmethod
    def _from_document(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, dict) or set(value) != {"lat", "lon"}:
            message = "A point is an object with exactly the members lat and lon, in degrees (WGS 84)."
            raise InputError(message)
        try:
            return cls(lat=value["lat"], lon=value["lon"])
        except InputTypeError as error:  # pydantic collects ValueErrors and lets TypeErrors pass
            raise InputError(str(error)) from error

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic models use the class as a field type."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._from_document,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda point: {"lat": point.lat, "lon": point.lon}
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the object for JSON Schema."""
        return {
            "type": "object",
            "title": "Point",
            "description": "A place on earth, in degrees (WGS 84).",
            "properties": {
                "lat": {"type": "number", "minimum": -_LARGEST_LATITUDE, "maximum": _LARGEST_LATITUDE},
                "lon": {"type": "number", "minimum": -_LARGEST_LONGITUDE, "maximum": _LARGEST_LONGITUDE},
            },
            "required": ["lat", "lon"],
            "additionalProperties": False,
            "examples": [{"lat": 52.15, "lon": 9.95}],
        }
