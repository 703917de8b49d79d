from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.lookup.inquiry import compose
from kmn.wiring import name_index
from tests.strategies import any_text, streets


@pytest.mark.parametrize(
    ("text", "sent", "parts"),
    [
        ("Domhof 1", "Domhof 1", "street"),
        ("Domhof 1, Neuenkirchen", "Domhof 1, Neuenkirchen", "street place"),
        ("Dorfstr. 5\nD-19 273 Neuhaus", "Dorfstr. 5, 19273 Neuhaus", "street plz place"),
        ("Dorfstr. 5 19273", "Dorfstr. 5, 19273", "street plz"),
        ("19273 Kleinkleckersdorf", "19273 Kleinkleckersdorf", "plz place"),
        ("Gut Adolphshof, Burgdorf", "Gut Adolphshof, Burgdorf", "place"),
        ("Adolphshof", "Adolphshof", "place"),
        ("Hauptstraße 3, Kleinkleckersdorf", "Hauptstraße 3, Kleinkleckersdorf", "street place"),
        ("Müllerweg, Burgdorf", "Müllerweg, Burgdorf", "street place"),
    ],
)
def test_an_address_is_asked_for_by_its_parts(text: str, sent: str, parts: str) -> None:
    """Street, postal code and town are sent as written, and named."""
    inquiry = compose(text, name_index())
    assert inquiry is not None
    assert (inquiry.text, " ".join(inquiry.parts)) == (sent, parts)


@pytest.mark.parametrize(
    "text",
    [
        "Frau Erika Beispiel\nDomhof 1\nNeuenkirchen",
        "Erika Beispiel\nDomhof 1\nNeuenkirchen",
        "Erika Beispiel, c/o Muster, Domhof 1, Neuenkirchen",
        "Muster GmbH & Co. KG\nPersonalabteilung\nz. Hd. Herrn Muster\nDomhof 1\nNeuenkirchen",
        "Erika Peine, Domhof 1, Neuenkirchen",
        "Domhof 1, Neuenkirchen, Erika Beispiel",
        "Domhof 1\nPostfach 12 34\nNeuenkirchen",
    ],
)
def test_nobody_is_named(text: str) -> None:
    """Who lives at an address, or works there, is not sent."""
    inquiry = compose(text, name_index())
    assert inquiry is not None
    assert inquiry.text == "Domhof 1, Neuenkirchen"


@pytest.mark.parametrize(
    "text",
    [
        "Neuenkirchen",
        "19273",
        "31134 Hildesheim",
        "Erika Beispiel",
        "Erika Beispiel, Neuenkirchen",
        "Neuenkirchen, Erika Beispiel",
        "52.1508,200.0",
        "03999999",
        "12345678",
        "1 2 3",
        "Postfach 12 34",
        "",
        "—",
    ],
)
def test_what_no_geocoder_knows_better_is_not_asked(text: str) -> None:
    """Names that the embedded places know, persons, numbers and nothing at all are not asked for."""
    assert compose(text, name_index()) is None


def test_a_result_has_to_explain_what_is_unknown() -> None:
    """Words that no place here is called are what a result is held against; codes as well."""
    inquiry = compose("Dorfstraße 5, 19273 Kleinkleckersdorf", name_index())
    assert inquiry is not None
    assert inquiry.codes == {"19273"}
    assert inquiry.unknown == {"dorfstrasse", "kleinkleckersdorf"}
    assert inquiry.has_street
    assert repr(inquiry) == "Inquiry(street, plz, place)"


@given(st.lists(streets | any_text, max_size=4))
def test_nothing_is_made_up(lines: list[str]) -> None:
    """Whatever the text, what is sent is one line without blanks around it, of parts that it names."""
    inquiry = compose("\n".join(lines), name_index())
    if inquiry is not None:
        assert inquiry.text.strip() == inquiry.text != ""
        assert "\n" not in inquiry.text
        assert set(inquiry.parts) <= {"street", "plz", "place"}
        assert inquiry.parts
