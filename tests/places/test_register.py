from __future__ import annotations

from datetime import date

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from kmn.places.register import KeyChanges, Register
from kmn.values import Period
from tests import strategies

BEFORE, AFTER = date(2016, 10, 31), date(2016, 11, 1)


@frozen
class Entry:
    """A record as registers hold them."""

    name: str
    period: Period


REGISTER = Register(
    {
        "new": Entry("new", Period(AFTER, None)),
        "east": Entry("east", Period(None, BEFORE)),
        "west": Entry("west", Period(None, BEFORE)),
        "same": Entry("same", Period()),
    }
)
CHANGES = KeyChanges([("west", "new"), ("east", "new")])


def test_a_record_is_valid_in_its_period_only() -> None:
    """A former record is found by its key on any day, but is valid only on its own days."""
    assert REGISTER.get("east") is not None
    assert REGISTER.at("east", BEFORE) is not None
    assert REGISTER.at("east", AFTER) is None


def test_a_day_has_its_own_records() -> None:
    """The records of a day come sorted by key."""
    assert [entry.name for entry in REGISTER.on(BEFORE)] == ["east", "same", "west"]
    assert [entry.name for entry in REGISTER.on(AFTER)] == ["new", "same"]


@given(st.lists(strategies.days, max_size=5))
def test_many_days_give_the_same_answers_again(days: list[date]) -> None:
    """What is kept of earlier days changes nothing."""
    assert [REGISTER.on(day) for day in days] == [REGISTER.on(day) for day in days]


def test_an_old_key_leads_to_the_one_of_the_day() -> None:
    """A key that was given up is followed to its successor."""
    assert CHANGES.resolve("west", AFTER, REGISTER) == ("new",)
    assert CHANGES.resolve("west", BEFORE, REGISTER) == ("west",)


def test_a_new_key_leads_back_to_all_it_was_made_of() -> None:
    """On a day before units were joined, the joint key means all of them."""
    assert CHANGES.resolve("new", BEFORE, REGISTER) == ("east", "west")


def test_an_unknown_key_leads_nowhere() -> None:
    """A key that no register lists resolves to nothing."""
    assert CHANGES.resolve("nowhere", AFTER, REGISTER) == ()


@pytest.mark.parametrize(("key", "today"), [("west", "new"), ("new", "new"), ("same", "same")])
def test_every_key_has_one_for_today(key: str, today: str) -> None:
    """The key of today is the end of all changes, or the key itself."""
    assert CHANGES.today(key) == today


def test_a_ring_of_changes_does_not_run_forever() -> None:
    """Data that contradicts itself ends in some key, not in a loop."""
    assert KeyChanges([("a", "b"), ("b", "a")]).today("a") in {"a", "b"}
