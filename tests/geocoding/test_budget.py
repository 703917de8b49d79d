from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import pytest
from geopy.exc import GeocoderServiceError, GeocoderTimedOut

import kmn
from kmn.geocoding import Cache, Found, Kept, TimeBudget
from kmn.geocoding.budget import budgeted
from tests.geocoding.service import HILDESHEIM, HOST, Service, geocoder, house

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Slow:
    """A geocoder that takes its time."""

    asked = 0

    def geocode(self, address: str) -> Iterable[Found]:
        """Find nothing, slowly."""
        del address
        self.asked += 1
        time.sleep(0.3)
        return []


def test_when_the_time_is_used_up_nothing_is_asked() -> None:
    """The rest of a batch is answered without the geocoder, and says so."""
    slow = Slow()
    limited = TimeBudget(slow, seconds=0.5)
    answers = [kmn.locate(f"Domhof {number}", geocoder=limited) for number in range(1, 20)]
    assert slow.asked == 2
    assert [note.code for note in answers[1].notes] == ["geocoder_asked", "geocoder_found_nothing"]
    assert all([note.code for note in answer.notes] == ["geocoder_not_asked"] for answer in answers[2:])
    assert "the time for it is used up" in answers[-1].explain("en")


def test_the_last_request_ends_in_time() -> None:
    """The time that is left limits a request to geopy, its retries and waits."""
    service = Service(GeocoderTimedOut("Domhof 1"))
    limited = TimeBudget(geocoder(service, limit_s=60, backoff_s=0.05, retries=20, failures=99), seconds=0.3)
    began = time.monotonic()
    answers = [kmn.locate(f"Domhof {number}", geocoder=limited) for number in range(1, 20)]
    assert time.monotonic() - began < 5
    assert {answer.notes[-1].code for answer in answers} <= {"geocoder_failed", "geocoder_not_asked"}


def test_a_slow_service_ends_in_time() -> None:
    """A request that is under way when the time is over is not waited for."""
    limited = TimeBudget(geocoder(Service(lambda _text: time.sleep(5)), retries=0), seconds=0.1)
    began = time.monotonic()
    assert kmn.locate("Domhof 1", geocoder=limited).notes[-1].code == "geocoder_failed"
    assert time.monotonic() - began < 4


def test_what_is_kept_is_found_without_time(tmp_path: Path) -> None:
    """What a cache holds needs no time, and is found after the time is used up."""
    found = geocoder(Service([house(*HILDESHEIM)]), cache=Cache(tmp_path / "cache.sqlite"))
    found.geocode("Domhof 1")
    limited = TimeBudget(found, seconds=1e-9)
    with pytest.raises(kmn.GeocodingError):
        limited.geocode("Domhof 2")
    assert kmn.locate("Domhof 1", geocoder=limited).status == "responsible"


def test_the_same_address_is_asked_for_once() -> None:
    """What was found stays known; a fault does not, and is asked about again."""
    service = Service(GeocoderServiceError("Domhof 1"), [house(*HILDESHEIM)])
    limited = TimeBudget(geocoder(service, retries=0), seconds=60)
    with pytest.raises(kmn.GeocodingError):
        limited.geocode("Domhof 1")
    assert limited.geocode("Domhof 1") == limited.geocode("Domhof 1") != ()
    assert len(service.asked) == 2
    limited.geocode("Domhof 2")
    assert len(service.asked) == 3


def test_no_more_is_remembered_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long batch does not fill the memory: beyond a number of addresses, the earlier ones are forgotten."""
    monkeypatch.setattr("kmn.geocoding.budget._MOST_REMEMBERED", 2)
    slow = Slow()
    limited = TimeBudget(slow, seconds=60)
    for address in ("a", "b", "a", "b", "c", "c", "a"):
        limited.geocode(address)
    assert slow.asked == 4


def test_what_was_found_can_be_forgotten() -> None:
    """At the end of a batch nothing of what it asked stays in the memory."""
    service = Service([house(*HILDESHEIM)])
    limited = TimeBudget(geocoder(service), seconds=60)
    for _ in range(2):
        limited.geocode("Domhof 1")
        limited.forget()
    assert len(service.asked) == 2


def test_what_another_geocoder_kept_is_not_said_to_be_sent() -> None:
    """A geocoder that is none of geopy may keep things, too; anything else that it gives is read once."""

    class Atlas:
        def geocode(self, address: str) -> Iterable[Found]:
            return Kept() if address == "Domhof 1" else iter(())

    limited = TimeBudget(Atlas(), seconds=60)
    codes = [note.code for note in kmn.locate("Domhof 1", geocoder=limited).notes]
    assert codes == ["geocoder_kept", "geocoder_found_nothing"]
    assert limited.geocode("Domhof 2") == limited.geocode("Domhof 2") == ()


def test_a_batch_has_one_budget() -> None:
    """A geocoder gets the budget of a batch unless it has one; both speak in the name of the service."""
    limited = TimeBudget(Slow(), seconds=1)
    assert budgeted(limited) is limited
    made = [budgeted(one) for one in (geocoder(Service([])), Slow(), None)]
    assert [one and one.service for one in made] == [HOST, "Slow", None]


@pytest.mark.parametrize("seconds", [0, -1, math.nan, math.inf])
def test_a_budget_is_a_time(seconds: float) -> None:
    """A budget that is none is refused."""
    with pytest.raises(kmn.InputError):
        TimeBudget(Slow(), seconds=seconds)
