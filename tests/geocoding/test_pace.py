from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.errors import GeocodingError, InputError
from kmn.geocoding.pace import Pace

SERVICE = "nominatim.example.org"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def failed(reason: str = "timeout", retry_after: float | None = None) -> GeocodingError:
    """Give a fault."""
    return GeocodingError(SERVICE, reason=reason, retry_after=retry_after)


def request(pace: Pace, clock: Clock, *faults: GeocodingError | None, within_s: float = 100) -> list[float]:
    """Make a request with these faults, None for success; give the times of the attempts."""
    begin = clock.now
    attempts = pace.attempts(within_s)
    wait = next(attempts)
    times = []
    for fault in faults:
        clock.now += wait
        times.append(clock.now - begin)
        if fault is None:
            pace.succeeded()
            return times
        wait = attempts.throw(fault)
    return times


def test_requests_keep_their_distance() -> None:
    """The first request goes out at once, the next ones a delay apart, however long nobody asked."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=2, clock=clock)
    assert [request(pace, clock, None) for _ in range(3)] == [[0], [2], [2]]
    clock.now += 100
    assert [request(pace, clock, None) for _ in range(2)] == [[0], [2]]


def test_retries_wait_twice_as_long_each_time() -> None:
    """Each retry waits twice as long, or as long as the service asks for if that is longer."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=0, retries=3, clock=clock)
    assert request(pace, clock, failed(), failed(), failed("limited", 30), None) == [0, 1, 3, 33]


def test_the_last_fault_is_raised() -> None:
    """After the last retry the fault is whoever asks for it's."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=0, retries=1, clock=clock)
    last = failed("unreachable")
    with pytest.raises(GeocodingError) as caught:
        request(pace, clock, failed(), last)
    assert caught.value is last


@pytest.mark.parametrize("reason", ["refused", "redirected", "rejected", "unreadable"])
def test_what_lasts_is_not_tried_again(reason: str) -> None:
    """A request that would only fail again is made once."""
    clock = Clock()
    with pytest.raises(GeocodingError, match=SERVICE):
        request(Pace(SERVICE, retries=5, clock=clock), clock, failed(reason))


def test_no_attempt_begins_too_late() -> None:
    """A retry that would begin after the time is over is not made, and the fault is raised at once."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=0, clock=clock)
    begin = clock.now
    with pytest.raises(GeocodingError) as caught:
        request(pace, clock, failed("limited", 50), within_s=20)
    assert (caught.value.reason, clock.now - begin) == ("limited", 0)
    with pytest.raises(GeocodingError, match="wait 50 s") as caught:
        next(pace.attempts(20))
    assert caught.value.reason == "paused"
    clock.now += 51
    assert request(pace, clock, None) == [0]


def test_a_queue_that_is_too_long_is_not_joined() -> None:
    """A request whose turn comes after its time is not made."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=10, clock=clock)
    assert [next(pace.attempts(15)) for _ in range(2)] == [0, 10]
    with pytest.raises(GeocodingError) as caught:
        next(pace.attempts(15))
    assert caught.value.reason == "budget"


@pytest.mark.parametrize(("reason", "most"), [("timeout", 5), ("rejected", 5), ("refused", 1), ("redirected", 1)])
def test_a_service_that_fails_is_left_alone(reason: str, most: int) -> None:
    """After some faults in a row, or one that no patience heals, nothing is asked; then one request tries."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=0, retries=0, failures=5, rest_s=60, clock=clock)
    for _ in range(most):
        with pytest.raises(GeocodingError) as caught:
            request(pace, clock, failed(reason))
        assert caught.value.reason == reason
    with pytest.raises(GeocodingError) as caught:
        request(pace, clock, None)
    assert caught.value.reason == "paused"
    clock.now += 61
    assert request(pace, clock, None) == [0]
    assert request(pace, clock, None) == [0]


def test_only_one_tries_whether_it_is_back() -> None:
    """After the rest one request goes out, and the others wait for what it finds."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=0, retries=0, failures=1, rest_s=60, clock=clock)
    with pytest.raises(GeocodingError):
        request(pace, clock, failed())
    clock.now += 61
    trying = pace.attempts(5)
    assert next(trying) == 0
    with pytest.raises(GeocodingError) as caught:
        next(pace.attempts(5))
    assert caught.value.reason == "paused"
    with pytest.raises(GeocodingError):
        trying.throw(failed())
    clock.now += 61
    assert request(pace, clock, None) == [0]


@given(
    st.lists(st.sampled_from([None, "timeout", "limited", "rejected", "refused"]), max_size=30),
    st.floats(0, 5),
    st.floats(0.1, 20),
)
def test_whatever_happens_ends_in_time(happening: list[str | None], delay_s: float, within_s: float) -> None:
    """No request is waited for longer than it may take, whatever the service does."""
    clock = Clock()
    pace = Pace(SERVICE, delay_s=delay_s, rest_s=3, clock=clock)
    faults = [None if reason is None else failed(reason, 2.0) for reason in happening]
    for _ in range(5):
        begin = clock.now
        with suppress(GeocodingError):
            request(pace, clock, *faults, within_s=within_s)
        assert clock.now - begin <= within_s


@pytest.mark.parametrize(
    "settings",
    [
        {"delay_s": -1},
        {"delay_s": math.nan},
        {"retries": -1},
        {"backoff_s": math.inf},
        {"failures": 0},
        {"rest_s": -1},
    ],
)
def test_numbers_out_of_range_are_refused(settings: dict[str, Any]) -> None:
    """No number may be negative or without end."""
    with pytest.raises(InputError, match=next(iter(settings))):
        Pace(SERVICE, **settings)
