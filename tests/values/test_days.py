from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from pydantic import TypeAdapter

from kmn.errors import InputError, InputTypeError
from kmn.values import PartialDate, Period, parse_day
from tests import strategies


@pytest.mark.parametrize(
    "value", ["2024-07-09", " 2024-07-09\n", date(2024, 7, 9), datetime(2024, 7, 9, 23, 59, tzinfo=UTC)]
)
def test_parse_day_reads_texts_and_dates(value: object) -> None:
    """A day is read from an ISO text, a date or a datetime, and is a plain date."""
    assert parse_day(value) == date(2024, 7, 9)
    assert type(parse_day(value)) is date


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-7-9", "20240709", "2024-W28-2", "2024-02-30", "9.7.2024", "٢٠٢٤-٠٧-٠٩"]
)
def test_parse_day_rejects_other_texts(text: str) -> None:
    """A text of another form, or of no day of the calendar, is an input error that shows the form."""
    with pytest.raises(InputError, match="expected YYYY-MM-DD, for example 2024-07-09"):
        parse_day(text)


@pytest.mark.parametrize("value", [None, 20240709, 1.5, b"2024-07-09", True, ["2024-07-09"]])
def test_parse_day_rejects_other_types(value: object) -> None:
    """What is neither text nor date is an input type error."""
    with pytest.raises(InputTypeError, match="hand in a text YYYY-MM-DD, a date or a datetime"):
        parse_day(value)


def test_parse_day_rejects_a_datetime_that_is_no_time() -> None:
    """The "not a time" of data frames, a datetime without a date, is an input error."""

    class NotATime(datetime):
        def date(self) -> date:
            raise ValueError

    with pytest.raises(InputError, match="is not a day"):
        parse_day(NotATime(2024, 7, 9, tzinfo=UTC))


@given(strategies.days)
def test_parse_day_reads_what_dates_print(day: date) -> None:
    """Every date is read back from its ISO text."""
    assert parse_day(day.isoformat()) == day


def test_period_covers_its_ends() -> None:
    """Both ends of a period belong to it."""
    period = Period("2016-11-01", "2016-11-30")
    assert period.covers("2016-11-01")
    assert period.covers(date(2016, 11, 30))
    assert not period.covers("2016-10-31")
    assert not period.covers("2016-12-01")


@given(strategies.days)
def test_an_unknown_end_excludes_nothing(day: date) -> None:
    """A period without ends covers every day, and with one end its half of the calendar."""
    assert Period().covers(day)
    assert Period(start=day).covers("9999-12-31")
    assert Period(end=day).covers("0001-01-01")


@given(strategies.periods, strategies.days)
def test_period_covers_what_lies_between(period: Period, day: date) -> None:
    """A day is covered exactly if it lies between the ends."""
    assert period.start is not None
    assert period.end is not None
    assert period.covers(day) == (period.start <= day <= period.end)


def test_period_cannot_end_before_it_begins() -> None:
    """A period whose end is before its start is an input error."""
    with pytest.raises(InputError, match=r"cannot end .* before it begins"):
        Period("2016-11-02", "2016-11-01")


def test_period_rejects_malformed_days() -> None:
    """A malformed day in a period is reported as a day."""
    with pytest.raises(InputError, match="expected YYYY-MM-DD"):
        Period("1.11.2016")
    with pytest.raises(InputTypeError, match="is not a day"):
        Period(end=2016)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2019", "year", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", "month", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-06-12", "day", date(2019, 6, 12), date(2019, 6, 12)),
        ("9999-12", "month", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_partial_date_knows_its_days(text: str, precision: str, first: date, last: date) -> None:
    """A date of any precision knows the first and last day it may mean."""
    partial = PartialDate(text)
    assert (partial.precision, partial.first, partial.last) == (precision, first, last)
    assert str(partial) == text
    assert repr(partial) == f"PartialDate('{text}')"


@pytest.mark.parametrize(
    "bad",
    ["", "19", "2019-6", "2019-13", "2019-02-30", "0000", "2019-06-", "juni 2019", 2019, None, 1.5, b"2019"],
)
def test_partial_date_rejects_the_rest(bad: object) -> None:
    """Whatever is no year, month or day as text is an input error that shows the forms."""
    with pytest.raises(InputError, match="expected YYYY, YYYY-MM or YYYY-MM-DD as text"):
        PartialDate.parse(bad)


@given(strategies.partial_dates)
def test_partial_date_is_parsed_from_what_it_prints(partial: PartialDate) -> None:
    """A partial date is read back from its text, from itself, from JSON and from a pickle."""
    adapter = TypeAdapter(PartialDate)
    assert PartialDate.parse(str(partial)) == PartialDate.parse(partial) == partial
    assert adapter.validate_json(adapter.dump_json(partial)) == partial
    assert pickle.loads(pickle.dumps(partial)) == partial == copy.copy(partial)  # noqa: S301 (our own bytes)


@given(strategies.days)
def test_partial_date_takes_dates(day: date) -> None:
    """A date or datetime becomes a partial date precise to the day."""
    assert PartialDate.parse(day) == PartialDate.parse(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    assert PartialDate.parse(day).first == PartialDate.parse(day).last == day


@given(strategies.partial_dates, strategies.partial_dates)
def test_partial_dates_sort_by_first_day(one: PartialDate, other: PartialDate) -> None:
    """Partial dates sort by their first day, the less precise first."""
    expected = (one.first, len(str(one))) < (other.first, len(str(other)))
    assert (one < other) == expected
