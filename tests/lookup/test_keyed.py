from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kmn
from kmn.lookup.keyed import read_key, resolve_key
from kmn.wiring import gazetteer
from tests import second_state
from tests.lookup.glimpse import codes, key_of, keys_of
from tests.strategies import ags, ars, kreis_keys, written

if TYPE_CHECKING:
    from kmn.lookup.answer import Answer

PLACES = gazetteer()
OLD, NEW = date(2016, 5, 1), date(2026, 1, 1)


def outcome(answer: Answer) -> tuple[object, ...]:
    """Return what an answer says, whatever its notes."""
    return (answer.status, answer.reason, answer.network, answer.districts, answer.municipalities, answer.method)


@pytest.mark.parametrize(
    "text",
    [
        "03254021",
        "3254021",
        "03 2 54 021",
        "03-254-021",
        "03/254/021",
        "AGS 03254021",
        "AGS: 03254021",
        " 03254021 ",
        "٠٣٢٥٤٠٢١",
        "032540021021",
        "ARS 03 254 0021 021",
    ],
)
def test_keys_are_read_as_written(text: str) -> None:
    """Blanks, separators, labels, other scripts and a lost zero do not hide the key of a municipality."""
    answer = kmn.locate(text)
    assert [str(one.ags) for one in answer.municipalities] == ["03254021"]
    assert answer.method == "key"


@pytest.mark.parametrize(
    "text", ["03254", "3254", "Kreis 03254", "Kreisschlüssel: 03254", "03 254", "DE925", "de925"]
)
def test_keys_of_districts_are_read_as_written(text: str) -> None:
    """So are the keys of districts, and their NUTS codes."""
    answer = kmn.locate(text)
    assert (key_of(answer), answer.method, answer.municipalities) == ("03254", "key", ())


@pytest.mark.parametrize("text", ["3254", "3254021"])
def test_a_lost_zero_is_restored_and_said(text: str) -> None:
    """A key that a spreadsheet made a number of is mended, and the answer says so."""
    (note,) = [note for note in kmn.locate(text).notes if note.code == "key_zero_restored"]
    assert f"0{text}" in note.text()


def test_every_key_of_every_day_is_the_same_as_text() -> None:
    """A text that is a key is answered as the typed key, for all districts and municipalities there ever were."""
    records = [*PLACES.districts, *PLACES.municipalities]
    keys = [record.key if hasattr(record, "key") else record.ags for record in records]
    keys += [record.ars for record in PLACES.municipalities if record.ars]
    assert len(keys) > 2_000
    for key in keys:
        answer = kmn.locate(key)
        assert outcome(kmn.locate(str(key))) == outcome(answer)
        assert answer.method == "key"
        assert len(answer.districts) == 1


def test_every_municipality_of_today_is_found_by_its_key() -> None:
    """The key of a municipality leads to itself and its district, on the day of its choice."""
    for municipality in kmn.municipalities():
        answer = kmn.locate(municipality.ags)
        assert answer.municipality == municipality
        assert answer.district is not None
        assert answer.district.key == municipality.district


def test_every_key_that_was_given_up_leads_to_its_successor() -> None:
    """All 86 keys that changed since 2016 lead to a place of today, and the answer names both keys."""
    old = [row.split(",") for row in _rows("key_changes.csv")]
    assert len(old) == 86
    for before, *_ in old:
        answer = kmn.locate(before, on=NEW)
        (note,) = [note for note in answer.notes if note.code == "key_followed"]
        today = PLACES.changes.today(before)
        assert dict(note.parameters) == {"old": before, "new": today}
        assert key_of(answer) == today[:5]


def _rows(table: str) -> list[str]:
    return PLACES.read(table).splitlines()[1:]


@pytest.mark.parametrize(
    ("key", "day", "districts"),
    [
        ("03156", OLD, ["03156"]),
        ("03156", NEW, ["03159"]),
        ("03159", NEW, ["03159"]),
        ("03159", OLD, ["03152", "03156"]),
        ("03152012", OLD, ["03152"]),
        ("03152012", NEW, ["03159"]),
        ("03159016", OLD, ["03152"]),
        ("03159016", NEW, ["03159"]),
    ],
)
def test_each_day_has_its_own_keys(key: str, day: date, districts: list[str]) -> None:
    """Old keys hold on old days, and are followed on new ones; new keys lead back to all they were made of."""
    answer = kmn.locate(key, on=day)
    assert keys_of(answer) == districts
    assert ("key_followed" in codes(answer)) == (districts != [key[:5]])


def test_a_nuts_code_holds_on_its_days() -> None:
    """The codes of the districts that were merged hold on their days only."""
    assert key_of(kmn.locate(kmn.NUTS("DE915"), on=OLD)) == "03152"
    assert codes(kmn.locate(kmn.NUTS("DE915"), on=NEW)) == {"key_unknown"}


@pytest.mark.parametrize(
    "key", [kmn.KreisKey("03999"), kmn.AGS("03254999"), kmn.ARS("032549999999"), kmn.NUTS("DE9ZZ")]
)
def test_a_key_that_no_register_lists_is_not_found(key: kmn.KreisKey | kmn.AGS | kmn.ARS | kmn.NUTS) -> None:
    """A well-formed key that does not exist is no error, and the note says since when keys are known."""
    answer = kmn.locate(key)
    assert isinstance(answer, kmn.NotFound)
    (note,) = answer.notes
    assert note.code == "key_unknown"
    assert "2016-01-01" in note.text()


@pytest.mark.parametrize("key", [kmn.KreisKey("01001"), kmn.AGS("01001000"), "01001000", kmn.ARS("010010000000")])
def test_a_key_of_another_state_is_outside(key: kmn.KreisKey | kmn.AGS | kmn.ARS | str) -> None:
    """A key that begins with that of another state lies there."""
    answer = kmn.locate(key)
    assert isinstance(answer, kmn.Outside)
    assert (answer.state, answer.method) == ("Schleswig-Holstein", "key")


@pytest.mark.parametrize("digits", ["03159", "03241", "03152"])
def test_five_digits_that_are_both_are_read_as_the_key(digits: str) -> None:
    """The key of a district, of today or before, that is a postal code elsewhere is the key, and both are said."""
    answer = kmn.locate(digits)
    assert answer.method == "key"
    (note,) = [note for note in answer.notes if note.code == "key_or_plz"]
    assert "Brandenburg" in note.text()


@pytest.mark.parametrize(
    "thing", [kmn.PLZ("03159"), "D-03159", "03159 Teichland", "Hauptstr. 1\n03159 Döbern", kmn.Address(plz="03159")]
)
def test_a_typed_code_or_a_town_makes_them_a_postal_code(thing: kmn.PLZ | kmn.Address | str) -> None:
    """What is called a postal code, or has a town beside it, is one."""
    answer = kmn.locate(thing)
    assert isinstance(answer, kmn.Outside)
    assert answer.state == "Brandenburg"
    assert "key_or_plz" not in codes(answer)


def test_five_digits_that_are_no_district_are_a_postal_code() -> None:
    """Nearly all five digits are a postal code, also such as a district elsewhere has for a key."""
    assert kmn.locate("31134").method == "plz"
    assert kmn.locate("03046").state == "Brandenburg"


@pytest.mark.parametrize(
    "text", ["", "Celle", "1", "12", "Domhof 1", "031340", "9" * 100, "0-3-2-5", "DE", "DEUTSCHLAND"]
)
def test_what_is_no_key_is_not_read_as_one(text: str) -> None:
    """Other texts are left to those who read addresses."""
    assert read_key(text, PLACES, NEW) is None


@given(st.one_of(kreis_keys, ags, ars), st.sampled_from((OLD, NEW)))
def test_every_key_resolves_or_says_why_not(key: kmn.KreisKey | kmn.AGS | kmn.ARS, day: date) -> None:
    """Whatever the key, there are areas, or a note."""
    found = resolve_key(key, PLACES, day)
    assert bool(found.areas) != ("key_unknown" in {note.code for note in found.notes})
    assert not found.areas or found.method == "key"


@given(st.data())
def test_keys_are_read_however_they_are_written(data: st.DataObject) -> None:
    """Digits of other scripts, blanks between and marks around are no obstacle for a key of eight digits."""
    text = data.draw(written("03254021"))
    found = read_key(text.strip("'(„“),"), PLACES, NEW)
    assert found == (kmn.AGS("03254021"), ())


def test_the_keys_of_another_state_are_its_own() -> None:
    """Which keys are here and which elsewhere is said by the places."""
    places = second_state.locator()
    assert key_of(places.locate("12061001")) == second_state.OBERAU
    assert keys_of(places.locate("12063")) == [second_state.NIEDERAU]
    assert keys_of(places.locate("12063", on="2015-01-01")) == [second_state.ALTAU]
    assert places.locate("13001001").state == "Hügelland"
    assert codes(places.locate("03254021")) == {"key_unknown"}
