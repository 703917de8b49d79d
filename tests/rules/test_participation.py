from __future__ import annotations

from tests.rules.situations import changed, codes, sound, with_rows


def test_membership_that_minutes_alone_show_is_attendance() -> None:
    """A list may state a membership, minutes only show who was there."""
    assert codes(changed("participations", "haus-am-berg bergkreis member", sources=("protokoll",))) == ["M001"]
    assert codes(changed("participations", "haus-am-berg bergkreis member", sources=("protokoll", "liste"))) == []


def test_a_lead_of_the_past_leaves_the_network_without() -> None:
    """Who leads is asked of the day."""
    assert codes(changed("participations", "tal-verein talkreis leads", valid_to="2024-12-31")) == ["M003"]


def test_networks_that_have_ended_need_no_lead() -> None:
    """Nobody has to lead what is no more."""
    assert all(one.network != "altkreis" for one in sound().participations)
    assert codes(sound()) == []


def test_a_meeting_of_all_is_open_to_every_network() -> None:
    """An event without a network, or a participation without one, contradicts nothing."""
    assert codes(changed("events", "treffen-2024", network=None)) == []


def test_a_possible_office_need_not_be_delegated() -> None:
    """Only what is delegated has to say to whom."""
    rows = [one.model_copy(update={"status": "possible", "organisation": None}) for one in sound().komut]
    assert codes(with_rows("komut", rows)) == []
