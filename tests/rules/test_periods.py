from __future__ import annotations

from tests.rules.situations import changed, codes, sound


def test_a_year_may_hold_both_dates() -> None:
    """Dates as precise as their sources contradict each other only if they certainly do."""
    assert codes(changed("events", "treffen-2024", ends="2024")) == []
    assert codes(changed("events", "treffen-2024", ends="2023")) == ["P001"]


def test_what_is_not_known_does_not_outlast() -> None:
    """A record without dates is not said to hold longer than what it belongs to."""
    participation = changed("participations", "haus-am-berg bergkreis leads", network="altkreis", valid_from=None)
    assert "P002" not in codes(participation)
    assert "P002" in codes(changed("participations", "haus-am-berg bergkreis leads", network="altkreis"))


def test_the_head_has_a_period_of_its_own() -> None:
    """The period of the dataset is looked at as well."""
    exchanged = {"covers_from": sound().covers_to, "covers_to": sound().covers_from}
    assert "P001" in codes(sound().model_copy(update=exchanged))


def test_plans_may_lie_ahead() -> None:
    """An event or the end of something may be in the future."""
    assert codes(changed("events", "treffen-2024", starts="2999-01-01")) == []


def test_a_successor_may_begin_on_the_same_day() -> None:
    """Only a successor that begins earlier is wrong."""
    found = codes(changed("networks", "altkreis", valid_from="2020-01-01", valid_to="2020-01-01"))
    assert "P003" not in found
