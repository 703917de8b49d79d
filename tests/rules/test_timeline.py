from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kmn.rules.timeline import overlap, stretches
from kmn.values import Evidence, Period
from tests.second_state import claim
from tests.strategies import periods

if TYPE_CHECKING:
    from kmn.model.assignment import Assignment

ends = st.none() | st.dates(date(2000, 1, 1), date(2000, 2, 1))


@st.composite
def claims(draw: st.DrawFn) -> Assignment:
    """Draw a claim about one area, with ends near each other or none."""
    begin, end = draw(ends), draw(ends)
    if begin is not None and end is not None and end < begin:
        begin, end = end, begin
    network, evidence = draw(st.sampled_from("ab")), draw(st.sampled_from(["official", "inferred"]))
    return claim(network, "12001", evidence, valid_from=begin, valid_to=end)


@given(st.lists(claims(), max_size=6))
def test_a_timeline_says_for_each_day_what_holds(some: list[Assignment]) -> None:
    """The stretches cover the calendar without gap or overlap, and on each day hold what the claims say."""
    following = date.min
    for stretch in stretches(some):
        assert stretch.first == following
        for day in (stretch.first, stretch.last):
            for level in Evidence:
                valid = [
                    one.network
                    for one in some
                    if one.evidence is level and Period(one.valid_from, one.valid_to).covers(day)
                ]
                assert sorted(stretch.at(level).elements()) == sorted(valid)
        if stretch.last == date.max:
            break
        following = stretch.last + timedelta(days=1)
    assert stretch.last == date.max


@given(periods, periods)
def test_two_records_overlap_as_their_periods_do(one: Period, other: Period) -> None:
    """Two records overlap if some day lies in both, whichever is asked first."""
    first = claim("a", "12001", valid_from=one.start, valid_to=one.end)
    second = claim("b", "12001", valid_from=other.start, valid_to=other.end)
    assert one.start
    assert other.start
    common = any(one.covers(day) and other.covers(day) for day in (one.start, other.start))
    assert overlap(first, second) == overlap(second, first) == common
