from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kmn import errors
from kmn.errors import (
    DataError,
    GeocodingError,
    IdentifierError,
    InputError,
    InputTypeError,
    KmnError,
    MissingExtraError,
    NoNetworkError,
    describe,
)
from tests import strategies

SAMPLES = [
    KmnError("Something was wrong. Do something else."),
    IdentifierError("3015", kind="PLZ", expected="five digits", hint="Look again."),
    InputError("The day is malformed: expected YYYY-MM-DD."),
    InputTypeError("The latitude must be a number."),
    DataError("The dataset cannot be used.", problems=["networks.csv, row 2: no name"]),
    MissingExtraError("Distances to borders", extra="geo"),
    GeocodingError("nominatim.example.org", reason="limited", status=429, retry_after=7.5),
    NoNetworkError("No network can be named."),
]


def test_samples_are_complete() -> None:
    """Each error class of the module has a sample here."""
    classes = {thing for thing in vars(errors).values() if isinstance(thing, type)}
    assert {type(sample) for sample in SAMPLES} == {kind for kind in classes if issubclass(kind, KmnError)}


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_errors_pickle_and_copy(error: KmnError) -> None:
    """A pickled or copied error has the same type, text, fields and notes."""
    error = copy.copy(error)
    error.add_note("seen in row 7")
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 (our own bytes)
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert vars(twin) == vars(error)


@pytest.mark.parametrize(
    ("kind", "built_in"),
    [
        (IdentifierError, ValueError),
        (InputError, ValueError),
        (InputTypeError, TypeError),
        (DataError, ValueError),
        (MissingExtraError, ImportError),
        (NoNetworkError, LookupError),
        (GeocodingError, OSError),
    ],
)
def test_errors_have_two_parents(kind: type[KmnError], built_in: type[Exception]) -> None:
    """Each error is a KmnError and the built-in exception a caller would expect."""
    assert issubclass(kind, KmnError)
    assert issubclass(kind, built_in)


def test_identifier_error_says_what_was_wrong_and_expected() -> None:
    """The text of an identifier error names value, kind, expectation and hint; the fields hold them."""
    error = SAMPLES[1]
    assert isinstance(error, IdentifierError)
    assert str(error) == "'3015' is not a PLZ: expected five digits. Look again."
    assert (error.value, error.kind, error.expected) == ("'3015'", "PLZ", "five digits")


def test_identifier_error_chooses_the_article() -> None:
    """A kind that begins with a vowel is introduced by "an", and the text begins with a capital."""
    error = IdentifierError(None, kind="AGS", expected="eight digits")
    assert str(error) == "None is not an AGS: expected eight digits."
    assert str(IdentifierError(1.5, kind="AGS", expected="eight digits")).startswith("A float is")


def test_data_error_lists_the_first_problems() -> None:
    """A data error keeps all problems and prints the first, saying how many more there are."""
    error = DataError("Bad.", problems=[f"row {row}" for row in range(14)])
    assert len(error.problems) == 14
    assert str(error).splitlines()[-2:] == ["- row 11", "- and 2 more (see the field `problems`)"]


def test_missing_extra_error_names_the_line_to_type() -> None:
    """A missing extra says what to install, and names no file or module path."""
    error = SAMPLES[5]
    assert isinstance(error, MissingExtraError)
    assert 'pip install "kmn[geo]"' in str(error)
    assert error.extra == "geo"


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        ("3015", "'3015'"),
        ("D-30 159 1", "'D-30 159 1'"),
        ("", "an empty text"),
        (" \n", "an empty text"),
        ("x", "a text of 1 character"),
        ("Weg 12", "a text of 6 characters"),
        ("Weg 1", "a text of 5 characters"),
        ("Domhof 1", "a text of 8 characters"),
        ("52.1512", "a text of 7 characters"),
        ("52.1512, 9.9512", "a text of 15 characters"),
        ("1" * 21, "a text of 21 characters"),
        ("30159\n", "a text of 6 characters"),
        ("\ud800", "a text of 1 character"),
        (3241001, "the number 3241001"),
        (-5, "a number"),
        (10**400, "a number"),
        (True, "a bool"),
        (52.15, "a float"),
        (None, "None"),
        (b"30159", "a text in bytes"),
        (object(), "an object"),
        ([1], "a list"),
    ],
)
def test_describe_shows_keys_and_hides_the_rest(value: object, phrase: str) -> None:
    """A mistyped key is quoted; what may be an address, a name or a coordinate is only described."""
    assert describe(value) == phrase


@given(st.text(st.characters(categories=["L"]), min_size=4), st.integers(0, 9999))
@example("Domhof", 1)
def test_describe_never_shows_a_street(name: str, number: int) -> None:
    """No text with a word of four letters is quoted."""
    assert name not in describe(f"{name} {number}")


@given(strategies.any_text | strategies.not_texts)
def test_describe_takes_anything(value: object) -> None:
    """Whatever was handed in has a short description in one line of ASCII."""
    phrase = describe(value)
    assert phrase.isascii()
    assert 0 < len(phrase) < 60
    assert len(phrase.splitlines()) == 1


@pytest.mark.parametrize(
    ("reason", "sent"),
    [
        *((reason, True) for reason in ("timeout", "unreachable", "limited", "refused", "rejected", "failed")),
        *((reason, True) for reason in ("unreadable", "redirected")),
        *((reason, False) for reason in ("paused", "budget")),
    ],
)
def test_a_geocoding_error_says_whether_anything_was_sent(reason: str, sent: bool) -> None:  # noqa: FBT001 (a case)
    """Each reason has a text of its own with a remedy, and tells a request that failed from none."""
    error = GeocodingError("nominatim.example.org", reason=reason, status=503, retry_after=7.5)
    assert error.sent is sent
    assert str(error).startswith("The geocoder nominatim.example.org ")
    assert "503" in str(error)
    assert "wait 8 s" in str(error)
    assert str(error).endswith(".")
