from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.interchange.linked.literals import bare, bare_list, decimal, languages, node, partial, text, typed, url
from kmn.values import PartialDate
from tests.strategies import plain_texts


@pytest.mark.parametrize(("text", "kind"), [("2019", "gYear"), ("2019-06", "gYearMonth"), ("2019-06-12", "date")])
def test_a_date_says_how_precise_it_is(text: str, kind: str) -> None:
    """A year stays a year."""
    found = json.loads(partial(PartialDate(text)))
    assert found == {"@type": f"http://www.w3.org/2001/XMLSchema#{kind}", "@value": text}


def test_an_address_that_is_no_iri_stays_a_text() -> None:
    """What could break out of an IRI is written as a text."""
    assert json.loads(url("https://example.org/a")) == "https://example.org/a"
    assert json.loads(url('https://example.org/"a><b'))["@value"] == 'https://example.org/"a><b'


@given(german=st.none() | plain_texts, english=st.none() | plain_texts)
def test_texts_are_what_json_makes_of_them(german: str | None, english: str | None) -> None:
    """Whatever the text, it is written as the standard library writes it."""
    wanted = {tag: text for tag, text in (("de", german), ("en", english)) if text}
    assert languages(german, english) == json.dumps(wanted, ensure_ascii=False, separators=(",", ":"))


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back(number: float) -> None:
    """A number is written without an exponent and read as the same number."""
    found = json.loads(decimal(number))
    assert "e" not in found.casefold()
    assert float(found) == number


def test_types_are_added_at_the_end() -> None:
    """Adding none changes nothing."""
    assert typed(bare_list(["A"])) == '["A"]'
    assert json.loads(typed(bare_list(["A"]), "B", "C")) == ["A", "B", "C"]


def test_a_node_is_an_object() -> None:
    """A node is JSON with its keys in the order they were given."""
    assert list(json.loads(node({"b": bare("x"), "a": text('"')}))) == ["b", "a"]
