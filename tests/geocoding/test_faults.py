from __future__ import annotations

import traceback

import pytest
from geopy import exc
from geopy.adapters import AdapterHTTPError

from kmn.errors import GeocodingError
from kmn.geocoding.faults import silenced, translated

SERVICE = "nominatim.example.org"
PRIVATE = "https://nominatim.example.org/search?q=Domhof+1"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (exc.GeocoderRateLimited(PRIVATE, retry_after=3), "limited"),
        (exc.GeocoderQuotaExceeded(PRIVATE), "limited"),
        (exc.GeocoderAuthenticationFailure(PRIVATE), "refused"),
        (exc.GeocoderInsufficientPrivileges(PRIVATE), "refused"),
        (exc.GeocoderQueryError(PRIVATE), "rejected"),
        (exc.GeocoderParseError(PRIVATE), "unreadable"),
        (exc.GeocoderUnavailable(PRIVATE), "unreachable"),
        (exc.GeocoderTimedOut(PRIVATE), "timeout"),
        (exc.GeocoderServiceError(PRIVATE), "unreachable"),
        (exc.GeopyError(PRIVATE), "unreadable"),
        (TimeoutError(PRIVATE), "timeout"),
        (ConnectionResetError(PRIVATE), "unreachable"),
        (KeyError(PRIVATE), "unreadable"),
        (GeocodingError(SERVICE, reason="redirected"), "redirected"),
    ],
)
def test_each_fault_has_a_reason(error: Exception, reason: str) -> None:
    """Each error of geopy, and anything a parser may raise, is one of our reasons; no text is repeated."""
    found = translated(error, SERVICE)
    assert (found.reason, found.service) == (reason, SERVICE)
    assert found.retry_after == getattr(error, "retry_after", None)
    assert "Domhof" not in str(found)


def test_the_status_is_told() -> None:
    """Where there was an answer with a status, it is told, and the fault is the service's."""
    error = exc.GeocoderServiceError(PRIVATE)
    error.__cause__ = AdapterHTTPError(PRIVATE, status_code=502, headers={}, text=PRIVATE)
    found = translated(error, SERVICE)
    assert (found.reason, found.status) == ("failed", 502)


def test_a_redirect_inside_another_fault_is_found() -> None:
    """What an adapter raises comes wrapped; what was ours comes back as it was."""
    error = exc.GeocoderServiceError(PRIVATE)
    error.__context__ = ValueError(PRIVATE)
    error.__context__.__context__ = ours = GeocodingError(SERVICE, reason="redirected")
    assert translated(error, SERVICE) is ours


def test_a_silenced_fault_says_nothing() -> None:
    """What is left of a fault is its class: no text, and nothing behind it."""
    error = exc.GeocoderServiceError(PRIVATE)
    error.__cause__ = ValueError(PRIVATE)
    error.__context__ = ValueError(PRIVATE)
    assert silenced(error) is error
    assert "Domhof" not in "".join(traceback.format_exception(error))


def test_a_fault_that_shows_more_than_its_text_is_left_out() -> None:
    """An error with a text of its own making cannot be silenced, and is no cause."""

    class Talkative(Exception):  # noqa: N818 - it is not raised
        def __str__(self) -> str:
            return PRIVATE

    assert silenced(Talkative()) is None


def test_letters_that_cannot_be_read_are_the_answers_fault() -> None:
    """An answer in no known encoding is unreadable, also where a package calls it a fault of the connection."""
    error = exc.GeocoderServiceError(PRIVATE)
    error.__context__ = UnicodeDecodeError("utf-8", b"\xdf", 0, 1, PRIVATE)
    assert translated(error, SERVICE).reason == "unreadable"
