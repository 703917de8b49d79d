from __future__ import annotations

import copy
import pickle
import time
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from kmn.errors import IdentifierError
from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.identifiers._base import Identifier, clean
from tests import strategies

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaMode

KINDS: list[type[Identifier]] = [AGS, ARS, KreisKey, NUTS, PLZ]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


@given(strategies.identifiers)
def test_parse_reads_what_str_prints(key: Identifier) -> None:
    """Every identifier is read back from its text, and from itself."""
    kind = type(key)
    assert kind.parse(str(key)) == kind.parse(key) == kind(key.value) == key
    assert kind.parse(key) is key


@given(st.data(), strategies.identifiers)
def test_parse_reads_what_people_write(data: st.DataObject, key: Identifier) -> None:
    """Digits of other scripts, blanks between them and marks around them make no difference."""
    assert type(key).parse(data.draw(strategies.written(key.value))) == key


@given(strategies.identifiers)
def test_a_name_in_front_makes_no_difference(key: Identifier) -> None:
    """The name of the identifier may stand before it, in any case, with or without a colon."""
    kind = type(key)
    assert kind.parse(f"{kind.kind} {key}") == kind.parse(f"{kind.kind.lower()}: {key}") == key


@given(strategies.identifiers)
def test_identifiers_survive_pickle_and_copy(key: Identifier) -> None:
    """A pickled or copied identifier is equal and hashes alike."""
    for twin in (pickle.loads(pickle.dumps(key)), copy.copy(key), copy.deepcopy(key)):  # noqa: S301 (our own bytes)
        assert twin == key
        assert hash(twin) == hash(key)
        assert type(twin) is type(key)


@given(strategies.identifiers)
def test_repr_is_the_call_that_makes_it(key: Identifier) -> None:
    """`repr()` gives the constructor call, `str()` and `format()` the text."""
    names = {kind.__name__: kind for kind in KINDS}
    assert eval(repr(key), {"__builtins__": {}}, names) == key  # noqa: S307 (our own text)
    assert f"{key}" == str(key) == key.value
    assert f"{key:>14}" == key.value.rjust(14)


@given(st.lists(strategies.ags))
def test_identifiers_sort_like_their_digits(keys: list[AGS]) -> None:
    """The order of keys is the order of their texts."""
    assert [key.value for key in sorted(keys)] == sorted(key.value for key in keys)


@given(strategies.kreis_keys)
def test_different_kinds_are_never_equal(key: KreisKey) -> None:
    """A district key and a postal code of the same digits are different, also as members of a set."""
    code: object = PLZ(key.value)
    text: object = key.value
    assert key != code
    assert key != text
    assert len({key, code, key.value}) == 3


def test_different_kinds_have_no_order() -> None:
    """Comparing different kinds for order is a type error."""
    with pytest.raises(TypeError):
        _ = KreisKey("03241") < PLZ("30159")  # type: ignore[operator]


@each_kind
def test_identifiers_are_frozen_and_slotted(kind: type[Identifier]) -> None:
    """An identifier cannot be changed and takes no further attributes."""
    key = kind(kind.example)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        key.value = "03241"  # type: ignore[misc]
    assert not hasattr(key, "__dict__")


@each_kind
@given(value=strategies.not_texts)
def test_other_types_are_rejected(kind: type[Identifier], value: object) -> None:
    """Numbers, None, bytes and the rest are rejected with what was expected instead."""
    with pytest.raises(IdentifierError, match=r"Hand it in as text|probably") as caught:
        kind.parse(value)
    assert kind.expected in str(caught.value)
    assert caught.value.kind == kind.kind


@each_kind
@given(value=strategies.any_text)
def test_any_text_is_a_key_or_an_identifier_error(kind: type[Identifier], value: str) -> None:
    """Whatever the text, the result is canonical or an error that shows an example."""
    try:
        assert kind.pattern.fullmatch(str(kind.parse(value)))
    except IdentifierError as error:
        assert kind.example in str(error)  # noqa: PT017 (both outcomes are right)


@each_kind
@pytest.mark.parametrize(
    "value",
    ["1" * 1_000_000, " " * 1_000_000, "\u200b3" * 500_000, 10**100_000],
    ids=["digits", "blanks", "invisible", "number"],
)
def test_huge_input_is_rejected_at_once(kind: type[Identifier], value: object) -> None:
    """A megabyte of anything is rejected without looking at it, and not repeated in the error."""
    begin = time.perf_counter()
    with pytest.raises(IdentifierError) as caught:
        kind.parse(value)
    assert time.perf_counter() - begin < 0.5
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("text", ["", "Domhof 1, 31134 Hildesheim", "Familie Muster", "52.1512", "\ud800\x00"])
@each_kind
def test_errors_do_not_repeat_what_may_be_private(kind: type[Identifier], text: str) -> None:
    """A text that may be an address, a name or a coordinate is not repeated in the error."""
    with pytest.raises(IdentifierError) as caught:
        kind.parse(text)
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "number", "probably"),
    [
        (AGS, 3241001, "'03241001'"),
        (ARS, 32410001001, "'032410001001'"),
        (KreisKey, 3241, "'03241'"),
        (PLZ, 1067, "'01067'"),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
def test_a_lost_zero_is_noticed(kind: type[Identifier], number: int, probably: str) -> None:
    """A number, or its text, that lost its leading zero is told which key it probably was."""
    for value in (number, str(number)):
        with pytest.raises(
            IdentifierError, match=f"leading zero seems to be lost; it was probably {probably} as text"
        ):
            kind.parse(value)


@pytest.mark.parametrize("text", ["3241001.0", "03241001.0", "03241001,0", "30159.0", "3241.0"])
@pytest.mark.parametrize("kind", [AGS, ARS, KreisKey, PLZ], ids=lambda kind: kind.kind)
def test_decimals_of_spreadsheets_are_not_read(kind: type[Identifier], text: str) -> None:
    """A key with a decimal part is rejected, and the column format is named as the likely reason."""
    with pytest.raises(IdentifierError, match="format the column as text"):
        kind.parse(text)


@pytest.mark.parametrize("text", [" 03241001", "AGS 03241001", "３２４１００１", "0324100", "", "17000000"])
def test_the_constructor_takes_the_canonical_form_only(text: str) -> None:
    """The constructor does not repair; `parse` does."""
    with pytest.raises(IdentifierError):
        AGS(text)


def test_another_identifier_is_not_converted() -> None:
    """A PLZ is no AGS, and the error says what was handed in."""
    with pytest.raises(IdentifierError, match=r"A PLZ is not an AGS: .* It was given as PLZ\('30159'\)"):
        AGS.parse(PLZ("30159"))


def test_subclasses_of_str_are_texts() -> None:
    """A text of a subclass, as array libraries hand out, is read and stored as a plain text."""

    class Text(str):
        __slots__ = ()

    assert type(PLZ.parse(Text("30159")).value) is str


@given(strategies.any_text)
def test_clean_is_idempotent(text: str) -> None:
    """Cleaning a cleaned text changes nothing but a further full stop at its end."""
    cleaned = clean(text)
    assume(not cleaned.endswith("."))
    assert clean(cleaned) == cleaned


@each_kind
def test_identifiers_are_fields_of_a_model(kind: type[Identifier]) -> None:
    """A pydantic field takes a text or an instance, keeps an instance, and writes a text."""
    adapter = TypeAdapter(dict[kind, list[kind]])  # type: ignore[valid-type]
    key = kind(kind.example)
    text = f'{{"{key}":["{key}"]}}'
    assert adapter.validate_json(text) == {key: [key]}
    assert adapter.validate_python({key: [f" {key} "]}) == {key: [key]}
    assert adapter.dump_python({key: [key]}) == {key: [key]}
    assert adapter.dump_json({key: [key]}).decode() == text
    bad_values: tuple[object, ...] = (None, 1, 1.5, b"x", [], "?")
    for bad in bad_values:
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(bad)


@each_kind
def test_identifiers_have_a_json_schema(kind: type[Identifier]) -> None:
    """The JSON Schema is a string with a pattern that the examples match, whether read or written."""
    modes: tuple[JsonSchemaMode, ...] = ("validation", "serialization")
    for mode in modes:
        schema = TypeAdapter(kind).json_schema(mode=mode)
        assert schema["type"] == "string"
        assert schema["pattern"] == f"^{kind.pattern.pattern}$"
        assert schema["examples"] == [kind.example]
        assert kind.pattern.fullmatch(kind.example)


def test_a_model_reports_all_bad_keys() -> None:
    """A model collects the errors of its identifiers like those of any field."""

    class Place(BaseModel):
        ags: AGS
        plz: PLZ

    with pytest.raises(ValidationError) as caught:
        Place.model_validate({"ags": 3241001, "plz": "3015"})
    assert [error["loc"] for error in caught.value.errors()] == [("ags",), ("plz",)]
