"""Days, periods, and dates that are only as precise as their source."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Self

from attrs import field, frozen

from kmn.errors import InputError, InputTypeError, describe

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = ["PartialDate", "Period", "parse_day"]

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse_day(value: object) -> date:
    """Read a day.

    Args:
        value: A text in the form YYYY-MM-DD, a `date`, or a `datetime`, of which the date counts.

    Returns:
        The day.

    Raises:
        InputError: The text has another form or names no day of the calendar.
        InputTypeError: The value is neither text nor date.

    Examples:
        >>> parse_day("2024-07-09")
        datetime.date(2024, 7, 9)
        >>> parse_day("9.7.2024")
        Traceback (most recent call last):
        ...
        kmn.errors.InputError: '9.7.2024' is not a day: expected YYYY-MM-DD, for example 2024-07-09.
    """
    if isinstance(value, datetime):
        try:
            return value.date()
        except ValueError as error:  # "not a time" of data frames calls itself a datetime
            raise _no_day(value) from error
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        what = describe(value, begin=True)
        message = f"{what} is not a day: hand in a text YYYY-MM-DD, a date or a datetime."
        raise InputTypeError(message)
    text = value.strip()
    if not _DAY.fullmatch(text):
        raise _no_day(value)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _no_day(value) from error


def _no_day(value: object) -> InputError:
    what = describe(value, begin=True)
    return InputError(f"{what} is not a day: expected YYYY-MM-DD, for example 2024-07-09.")


def _optional_day(value: object) -> date | None:
    return None if value is None else parse_day(value)


@frozen
class Period:
    """A stretch of days, both ends included; an end that is not known excludes nothing.

    Attributes:
        start: The first day, or None if it is not known.
        end: The last day, or None if it is not known or not over.

    Raises:
        InputError: A day is malformed, or the end is before the start.
        InputTypeError: A day is neither text nor date.

    Examples:
        >>> Period("2016-11-01", None).covers(date(2026, 1, 1))
        True
        >>> Period(end="2016-10-31").covers("2016-11-01")
        False
    """

    start: date | None = field(default=None, converter=_optional_day)
    end: date | None = field(default=None, converter=_optional_day)

    def __attrs_post_init__(self) -> None:
        """Reject a period that ends before it begins."""
        if self.start is not None and self.end is not None and self.end < self.start:
            message = f"A period cannot end ({self.end}) before it begins ({self.start}): exchange the days."
            raise InputError(message)

    def covers(self, day: date | str) -> bool:
        """Say whether a day lies within the period, as far as the period is known.

        Args:
            day: The day, as `parse_day` reads it.

        Returns:
            False only if the day is certainly before the start or after the end.

        Raises:
            InputError: The day is malformed.
            InputTypeError: The day is neither text nor date.
        """
        wanted = parse_day(day)
        return (self.start is None or self.start <= wanted) and (self.end is None or wanted <= self.end)


@frozen(order=True, repr=False)
class PartialDate:
    """A date as precise as its source: a year, a month or a day.

    Dates sort by their first day, the less precise first.

    Attributes:
        value: The text: YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        InputError: The text has another form or names no date of the calendar.

    Examples:
        >>> heard = PartialDate("2019-06")
        >>> print(heard, heard.precision, heard.first, heard.last)
        2019-06 month 2019-06-01 2019-06-30
        >>> PartialDate("2019") < heard < PartialDate("2019-06-12")
        True
    """

    value: str = field()

    @value.validator
    def _check(self, _attribute: object, value: object) -> None:
        if not isinstance(value, str):
            raise _no_partial_date(value)
        found = _PARTIAL.fullmatch(value)
        if found is None:
            raise _no_partial_date(value)
        year, month, day = (int(group or 1) for group in found.groups())
        try:
            date(year, month, day)
        except ValueError as error:
            raise _no_partial_date(value) from error

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read a year, a month or a day.

        Args:
            value: A text, a `date`, a `datetime` or an instance, which is returned as it is.

        Returns:
            The date, with the precision of the text; a `date` is precise to the day.

        Raises:
            InputError: The value has another form or names no date of the calendar.

        Examples:
            >>> PartialDate.parse(date(2019, 6, 12))
            PartialDate('2019-06-12')
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, date):
            return cls(parse_day(value).isoformat())
        return cls(value.strip() if isinstance(value, str) else value)  # type: ignore[arg-type]

    @property
    def precision(self) -> str:
        """How precise the date is: `year`, `month` or `day`."""
        return ("year", "month", "day")[self.value.count("-")]

    @property
    def first(self) -> date:
        """The first day the date may mean."""
        year, month, day = self._parts()
        return date(year, month or 1, day or 1)

    @property
    def last(self) -> date:
        """The last day the date may mean."""
        year, month, day = self._parts()
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])

    def _parts(self) -> tuple[int, int, int]:
        parts = [int(part) for part in self.value.split("-")]
        year, month, day = [*parts, 0, 0][:3]
        return year, month, day

    def __str__(self) -> str:
        """Give the text."""
        return self.value

    def __repr__(self) -> str:
        """Give the call that makes the same value."""
        return f"PartialDate({self.value!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic models use the class as a field type."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text for JSON Schema."""
        return {
            "type": "string",
            "title": "PartialDate",
            "description": "A year, a month or a day.",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "examples": ["2019", "2019-06", "2019-06-12"],
        }


def _no_partial_date(value: object) -> InputError:
    expected = "expected YYYY, YYYY-MM or YYYY-MM-DD as text, for example 2019-06"
    return InputError(f"{describe(value, begin=True)} is not a date: {expected}.")
