"""Faults of geopy in the words of this library, and without the address that their texts repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.errors import GeocodingError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["silenced", "translated"]

_WITHHELD: Final = "The text is withheld: it may repeat the address."


def translated(error: Exception, service: str) -> GeocodingError:
    """Return what a fault is to whoever asked.

    Args:
        error: What geopy, or an adapter or parser of it, raised.
        service: Who was asked.

    Examples:
        >>> from geopy.exc import GeocoderUnavailable
        >>> translated(GeocoderUnavailable("…"), "nominatim.example.org").reason
        'unreachable'
    """
    from geopy import exc

    status = None
    for one in _chain(error):
        if isinstance(one, GeocodingError):
            return one
        if isinstance(one, UnicodeError):
            return GeocodingError(service, reason="unreadable")
        status = status or getattr(one, "status_code", None)
    reasons: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
        (exc.GeocoderQuotaExceeded, "limited"),
        ((exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges), "refused"),
        (exc.GeocoderQueryError, "rejected"),
        (exc.GeocoderParseError, "unreadable"),
        (exc.GeocoderUnavailable, "unreachable"),
        (TimeoutError, "failed" if status else "timeout"),
        (exc.GeocoderServiceError, "failed" if status else "unreachable"),
        (OSError, "unreachable"),
    )
    reason = next((reason for kind, reason in reasons if isinstance(error, kind)), "unreadable")
    return GeocodingError(service, reason=reason, status=status, retry_after=getattr(error, "retry_after", None))


def silenced(error: Exception) -> Exception | None:
    """Return a fault without its text and without those behind it: they repeat the request, with the address in it.

    Args:
        error: The fault, which is changed.

    Returns:
        The fault, or None if it shows more than its text.

    Examples:
        >>> silenced(ValueError("https://nominatim.example.org/search?q=Domhof+1"))
        ValueError('The text is withheld: it may repeat the address.')
    """
    error.args = (_WITHHELD,)
    error.__cause__ = error.__context__ = None
    return error if str(error) == _WITHHELD else None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Give an error and those behind it."""
    behind: BaseException | None = error
    seen = set()
    while behind is not None and id(behind) not in seen:
        seen.add(id(behind))
        yield behind
        behind = behind.__cause__ or behind.__context__
