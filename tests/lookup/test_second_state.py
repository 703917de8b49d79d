"""The same code over invented places and an invented structure: nothing about Lower Saxony is in it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import kmn
from tests import second_state
from tests.lookup.glimpse import codes, key_of, keys_of

PLACES = second_state.locator()


@pytest.mark.parametrize(
    ("thing", "district", "method"),
    [
        ("12061", "12061", "key"),
        ("12061002", "12061", "key"),
        (kmn.KreisKey("12062"), "12062", "key"),
        (kmn.AGS("12063001"), "12062", "key"),
        (kmn.ARS("120610001001"), "12061", "key"),
        (kmn.NUTS("DEX02"), "12061", "key"),
        (kmn.PLZ("98001"), "12001", "plz"),
        ("98209", "12062", "plz"),
        ("Seestraße 1, 98001 Seeburg", "12001", "plz_place"),
        ("98301 Mühlfeld, Landkreis Oberau", "12061", "plz_place"),
        ("Oberauer Straße 5, 98201 Niederau", "12062", "plz_place"),
        ("Seeburg", "12001", "place"),
        ("Niederau a. See", "12062", "place"),
        ("Muehlfeld, Landkreis Niederau", "12062", "place"),
        ("Lakeburg", "12001", "place"),
        ("Hagenau, Altau", "12062", "place"),
        ("Seeburg, Seenland", "12001", "place"),
        (second_state.within("12062001"), "12062", "point"),
    ],
)
def test_places_are_found(thing: Any, district: str, method: str) -> None:
    """By key of any day, code, name and point, the places that were handed in are found."""
    answer = PLACES.locate(thing)
    assert (key_of(answer), answer.method) == (district, method)


def test_names_are_corrected_among_the_places_there_are() -> None:
    """A misspelt name is one of these places, or none."""
    answer = PLACES.locate("Seebrug")
    assert (key_of(answer), codes(answer)) == (second_state.CITY, {"place_corrected"})
    assert PLACES.locate("Braunschwieg").status == "not_found"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("97500 Irgendwo", "Hügelland"),
        ("Bergstadt", "Hügelland"),
        ("13001001", "Hügelland"),
        ("Mühlfeld, Hügelland", "Hügelland"),
    ],
)
def test_its_neighbour_is_outside(text: str, state: str) -> None:
    """Which other states there are is said by the places."""
    assert PLACES.locate(text).state == state


@pytest.mark.parametrize(
    "text", ["31134 Hildesheim", "Hildesheim", "03254", "03254021", "20095 Hamburg", "52.15, 9.95"]
)
def test_the_first_state_is_unknown(text: str) -> None:
    """Nothing of Lower Saxony is recognised."""
    assert PLACES.locate(text).status in {"not_found", "outside"}
    assert PLACES.locate(text).districts == ()


def test_its_days_are_its_own() -> None:
    """Its places begin on their own day, and its merger had its own."""
    assert keys_of(PLACES.locate("98209 Altau", on="2019-12-31")) == [second_state.ALTAU]
    assert keys_of(PLACES.locate("98209 Altau", on="2020-01-01")) == [second_state.NIEDERAU]
    assert PLACES.locate("Oberau", on="2012-01-01").status == "responsible"
    assert PLACES.locate("Oberau", on="2009-12-31").reason == "before_data"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_its_answers_speak_of_it_alone(lang: str) -> None:
    """No word of any answer, in either language, is one of the embedded structure or its state."""
    for thing in ("12061", "12001", "Mühlfeld", "98401", "Bergstadt", "xyzzy", "98209 Altau", "98101 Seeburg"):
        for evidence in ("official", "attested", "inferred"):
            answer = PLACES.locate(thing, evidence=evidence, lang=lang)
            said = json.dumps(answer.to_dict(), ensure_ascii=False) + answer.cite() + answer._repr_html_()
            assert not re.search("Niedersachsen|Lower Saxony|KMN|Migration|Regionalverb", said)
            assert answer.scope.state == "Seenland"


def test_two_structures_do_not_disturb_each_other() -> None:
    """Locators over different data answer side by side."""
    assert kmn.locate("12061").districts == ()
    assert key_of(PLACES.locate("12061")) == second_state.OBERAU
    assert key_of(kmn.locate("31134 Hildesheim")) == "03254"
