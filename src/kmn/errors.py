"""What can go wrong, and what to do about it.

Every exception this library raises on purpose is a `KmnError` and, beside that, the built-in exception a
caller would expect (`ValueError`, `TypeError` …). Details stand in fields, so that nobody has to parse a
text; the text says what was wrong, what was expected and what to do. Texts never hold an address, a name or a
coordinate: people looked up here may be in need of protection, and exception texts end up in logs.

All errors pickle and copy, because batches cross process borders.
"""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = [
    "DataError",
    "GeocodingError",
    "IdentifierError",
    "InputError",
    "InputTypeError",
    "KmnError",
    "MissingExtraError",
    "NoNetworkError",
    "describe",
]

_SHOWN_LENGTH: Final = 20
_SHOWN_LETTERS: Final = 3
_SHOWN_PROBLEMS: Final = 12
_SHOWN_BITS: Final = 64
_KEY_LIKE: Final = re.compile(r"[0-9A-Za-z ./:-]*")
_COORDINATE_LIKE: Final = re.compile(r"\s*-?[0-9]{1,3}\.[0-9]{2,}\s*")


def describe(value: object, *, begin: bool = False) -> str:
    """Say what a rejected value was, without giving away what may be private.

    A short text of digits with at most three letters among them is a mistyped key and is quoted; so is a
    whole number of that length. Anything else may be an address, a name or a coordinate and is only
    described.

    Args:
        value: Whatever was handed in.
        begin: Whether the phrase begins a sentence, and takes a capital.

    Returns:
        A phrase that can be the subject of a sentence about the value.

    Examples:
        >>> describe("3015")
        "'3015'"
        >>> describe("Domhof 1, Hildesheim")
        'a text of 20 characters'
        >>> describe(52.15)
        'a float'
    """
    phrase = _describe(value)
    return phrase[:1].upper() + phrase[1:] if begin else phrase


def _describe(value: object) -> str:
    if isinstance(value, str):
        return _describe_text(value)
    if value is None:
        return "None"
    if isinstance(value, bytes):
        return "a text in bytes"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"the number {value}" if value >= 0 and value.bit_length() <= _SHOWN_BITS else "a number"
    name = type(value).__name__
    return f"{_article(name)} {name}"


def _describe_text(text: str) -> str:
    if not text.strip():
        return "an empty text"
    if _may_be_quoted(text):
        return f"'{text}'"
    return "a text of 1 character" if len(text) == 1 else f"a text of {len(text)} characters"


def _may_be_quoted(text: str) -> bool:
    if len(text) > _SHOWN_LENGTH or not _KEY_LIKE.fullmatch(text) or _COORDINATE_LIKE.fullmatch(text):
        return False
    letters = sum(character.isalpha() for character in text)
    digits = sum(character.isdigit() for character in text)
    return letters <= min(_SHOWN_LETTERS, digits)


class KmnError(Exception):
    """The root of all errors of this library: `except kmn.KmnError` catches every one of them.

    Examples:
        >>> issubclass(IdentifierError, KmnError) and issubclass(IdentifierError, ValueError)
        True
    """

    def __init__(self, message: str) -> None:
        """Keep the text.

        Args:
            message: What was wrong, what was expected, what to do.
        """
        super().__init__(message)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without calling `__init__` again, whatever arguments a subclass takes."""
        return _restore, (type(self), self.args), self.__dict__.copy()


def _restore(kind: type[KmnError], args: tuple[object, ...]) -> KmnError:
    error = kind.__new__(kind, *args)
    error.args = args
    return error


class IdentifierError(KmnError, ValueError):
    """A value cannot be read as the identifier it was given for.

    Only the form is judged: a well-formed key that no register lists is not an error.

    Attributes:
        value: What was handed in, as far as it may be shown (see `describe`).
        kind: The identifier that was expected, such as `PLZ`.
        expected: What it looks like, with an example.

    Examples:
        >>> error = IdentifierError("3015", kind="PLZ", expected="five digits, for example 30159")
        >>> print(error)
        '3015' is not a PLZ: expected five digits, for example 30159.
        >>> error.kind
        'PLZ'
    """

    def __init__(self, value: object, *, kind: str, expected: str, hint: str = "") -> None:
        """Compose the text.

        Args:
            value: What was handed in; kept only in its redacted form.
            kind: The identifier that was expected.
            expected: What it looks like.
            hint: A sentence about the likely mistake, if there is one.
        """
        self.value = describe(value)
        self.kind = kind
        self.expected = expected
        text = f"{describe(value, begin=True)} is not {_article(kind)} {kind}: expected {expected}."
        super().__init__(f"{text} {hint}" if hint else text)


def _article(name: str) -> str:
    return "an" if name[:1] in set("AEIOaeio") else "a"


class InputError(KmnError, ValueError):
    """An argument has the right type but no usable value: a malformed date, a coordinate out of range.

    Examples:
        >>> raise InputError("The day is malformed: expected YYYY-MM-DD, for example 2024-07-09.")
        Traceback (most recent call last):
        ...
        kmn.errors.InputError: The day is malformed: expected YYYY-MM-DD, for example 2024-07-09.
    """


class InputTypeError(KmnError, TypeError):
    """An argument has a type that cannot be used.

    Examples:
        >>> issubclass(InputTypeError, TypeError)
        True
    """


class DataError(KmnError, ValueError):
    """Data cannot be read, or does not hold what it should.

    Attributes:
        problems: Every problem found, one text each, in the order found; may be empty.

    Examples:
        >>> print(DataError("The dataset cannot be used.", problems=["networks.csv, row 2: no name"]))
        The dataset cannot be used.
        - networks.csv, row 2: no name
    """

    def __init__(self, message: str, *, problems: tuple[str, ...] | list[str] = ()) -> None:
        """Keep the text and the problems; the text lists the first of them.

        Args:
            message: What cannot be read, and what to do.
            problems: Every problem found.
        """
        self.problems = tuple(problems)
        lines = [message, *(f"- {problem}" for problem in self.problems[:_SHOWN_PROBLEMS])]
        if len(self.problems) > _SHOWN_PROBLEMS:
            lines.append(f"- and {len(self.problems) - _SHOWN_PROBLEMS} more (see the field `problems`)")
        super().__init__("\n".join(lines))


class MissingExtraError(KmnError, ImportError):
    """A feature needs a package that is not installed.

    Attributes:
        extra: The extra of this distribution that brings the package.

    Examples:
        >>> print(MissingExtraError("Distances to borders", extra="geo"))
        Distances to borders: a package is missing. Install it with: pip install "kmn[geo]"
    """

    def __init__(self, feature: str, *, extra: str) -> None:
        """Name the feature and the line to type.

        Args:
            feature: What was asked for, as the beginning of a sentence.
            extra: The extra of this distribution that brings the package.
        """
        self.extra = extra
        super().__init__(f'{feature}: a package is missing. Install it with: pip install "kmn[{extra}]"')


class GeocodingError(KmnError, OSError):
    """A geocoder gave no usable answer, or was not asked.

    `locate` does not raise it: the answer is then the one that needs no geocoder, with a note that says so. What a
    geocoder's own package raised is the cause (`__cause__`), without its text, which may repeat the address.

    Attributes:
        reason: ``"timeout"``, ``"unreachable"``, ``"limited"`` (too many requests), ``"refused"`` (key or rights),
            ``"rejected"`` (the query), ``"failed"`` (on its side), ``"unreadable"`` (not what a geocoder answers),
            ``"redirected"`` (to another host); or, where nothing was sent, ``"paused"`` (it failed too often) or
            ``"budget"`` (the time is used up).
        service: Who was asked: the host, or the kind of geocoder.
        status: The HTTP status, None where there was none.
        retry_after: After how many seconds it wants to be asked again, None where it did not say.

    Examples:
        >>> error = GeocodingError("nominatim.example.org", reason="timeout")
        >>> print(error)
        The geocoder nominatim.example.org did not answer in time. Allow it more time, or ask later.
        >>> error.sent
        True
    """

    def __init__(
        self, service: str, *, reason: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        """Compose the text.

        Args:
            service: Who was asked.
            reason: One of the reasons above.
            status: The HTTP status.
            retry_after: Seconds after which it wants to be asked again.
        """
        self.service = service
        self.reason = reason
        self.status = status
        self.retry_after = retry_after
        what, remedy = _GEOCODING[reason]
        shown = "" if status is None else f" (HTTP status {status})"
        wanted = "" if retry_after is None else f" It asks to wait {retry_after:.0f} s."
        super().__init__(f"The geocoder {service} {what}{shown}.{wanted} {remedy}")

    @property
    def sent(self) -> bool:
        """Whether a request went out, or may have."""
        return self.reason not in ("paused", "budget")


_GEOCODING: Final = {
    "timeout": ("did not answer in time", "Allow it more time, or ask later."),
    "unreachable": ("cannot be reached", "Check its address, and whether it runs."),
    "limited": ("has had too many requests", "Ask less often, or later."),
    "refused": ("refused the request", "Check the key, the user agent, and whether you may use it."),
    "rejected": ("could not make sense of the request", "Check the options that are passed to it."),
    "failed": ("failed on its side", "Ask whoever runs it, or ask later."),
    "unreadable": ("answered something that no geocoder answers", "Check its address."),
    "redirected": ("sends to another host, and was not followed", "Name that host yourself if you trust it."),
    "paused": ("was not asked, because it failed too often just now", "Ask later."),
    "budget": ("was not asked, because the time for it is used up", "Allow it more time, or ask the rest later."),
}


class NoNetworkError(KmnError, LookupError):
    """No network can be named, and one was required (`Answer.require()`).

    The text is the explanation of the answer.

    Examples:
        >>> issubclass(NoNetworkError, LookupError)
        True
    """
