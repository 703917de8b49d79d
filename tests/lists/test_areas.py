from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from kmn.lists.areas import AreaReader
from kmn.lists.parts import CITY, DISTRICT, EITHER
from kmn.wiring import gazetteer, name_index
from tests import second_state
from tests.strategies import any_text

if TYPE_CHECKING:
    from kmn.lists.areas import Reading

READER = AreaReader(gazetteer(), name_index(), date(2026, 3, 1))
OLD = AreaReader(gazetteer(), name_index(), date(2016, 5, 1))


def keys(reading: Reading) -> list[str]:
    """Give all keys of a cell."""
    return [key for found in reading for key in found.keys]


def code(reading: Reading) -> str | None:
    """Give what has to be said about the only part of a cell."""
    assert len(reading) == 1
    return reading[0].code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LK Celle, Stadt Emden", ["03351", "03402"]),
        ("Region Hannover", ["03241"]),
        ("Landeshauptstadt Hannover", ["03241001"]),
        ("Stadt Oldenburg, LK Oldenburg", ["03403", "03458"]),
        ("Oldenburg (Oldb), Stadt", ["03403"]),
        ("Stadt und Landkreis Osnabrück", ["03404", "03459"]),
        ("Osnabrück-Land", ["03459"]),
        ("Heidekreis; Soltau-Fallingbostel", ["03358", "03358"]),
        ("Nienburg/Weser", ["03256"]),
        ("Stadt Göttingen", ["03159016"]),
        ("Luechow-Dannenberg", ["03354"]),
        ("LÃ¼neburg", ["03355"]),
        ("03351, 3402; 03 352", ["03351", "03402", "03352"]),
        ("03351 Celle\n03402 Emden, Stadt", ["03351", "03402"]),
        ("03351000 031530000000 ", []),
        ("03351000, 031530000000", ["03351", "03153"]),
        ("03403000", ["03403"]),
        ("03241 Hannover", ["03241"]),
        ("03458 Oldenburg", ["03458"]),
    ],
)
def test_districts_and_towns_are_read(text: str, expected: list[str]) -> None:
    """Names with their kind, everyday and broken spellings, and keys give the keys that are meant."""
    assert keys(READER.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "other"),
    [
        ("Oldenburg", "area_ambiguous", "Landkreis Oldenburg"),
        ("Osnabrück", "area_ambiguous", "Stadt Osnabrück"),
        ("Gemeinde Neuenkirchen", "area_ambiguous", "03358017 Neuenkirchen"),
        ("LK Cuxhafen", "area_unknown", "Landkreis Cuxhaven"),
        ("Luneburg", "area_unknown", "Landkreis Lüneburg"),
        ("Landkreis Celle ohne Stadt Celle", "area_unknown", None),
        ("Ostfriesland", "area_unknown", None),
        ("Peheim", "area_unknown", None),
        ("LK Osterode am Harz", "area_former", "Landkreis Göttingen"),
        ("03152", "area_former", "Landkreis Göttingen"),
        ("03351 Harburg", "key_contradicts", "Landkreis Celle"),
        ("03351 Stadt Celle", "key_contradicts", "Landkreis Celle"),
        ("99999", "key_unknown", None),
        ("Celle", "district_read", "03351006 Celle, Stadt"),
        ("Lingen", "town_read", "03454032 Lingen (Ems), Stadt"),
    ],
)
def test_what_is_not_sure_is_told(text: str, expected: str, other: str | None) -> None:
    """Homonyms, unknown and former names, contradictions and bare names are told with what they may mean."""
    reading = READER.read(text)
    assert code(reading) == expected
    assert other is None or other in reading[0].others
    assert bool(keys(reading)) == expected.endswith("_read")


def test_the_header_decides_between_homonyms() -> None:
    """In a column of districts "Oldenburg" is the district, in one of cities the city, unless the cell says more."""
    assert keys(READER.read("Oldenburg, Osnabrück, Celle", DISTRICT)) == ["03458", "03459", "03351"]
    assert keys(READER.read("Oldenburg, Landkreis Celle", CITY)) == ["03403", "03351"]
    assert keys(READER.read("Emden", DISTRICT)) == ["03402"]
    assert code(READER.read("Celle", EITHER)) is None
    assert code(READER.read("Oldenburg", EITHER)) == "area_ambiguous"


def test_the_day_decides_which_districts_there_are() -> None:
    """Before the merger of 2016 both districts stand for themselves, and the later key does not exist."""
    assert keys(OLD.read("LK Göttingen, LK Osterode am Harz, 03156")) == ["03152", "03156", "03156"]
    assert keys(OLD.read("Stadt Göttingen")) == ["03152012"]
    assert code(OLD.read("03159")) == "area_former"


def test_a_samtgemeinde_is_its_municipalities() -> None:
    """A Samtgemeinde has no key of its own among the eight digits."""
    members = {
        one.ags.value for one in gazetteer().municipalities.on(date(2026, 3, 1)) if one.association == "Land Hadeln"
    }
    assert set(keys(READER.read("Samtgemeinde Land Hadeln"))) == members
    assert members


def test_every_district_is_read_by_its_official_name_and_key() -> None:
    """No district of the form is lost on the way back."""
    for district in gazetteer().districts.on(date(2026, 3, 1)):
        for text in (district.official_name, district.key.value, f"{district.key} {district.official_name}"):
            assert READER.read(text) == (READER.read(text)[0],)
            assert keys(READER.read(text)) == [district.key.value]


def test_another_state_is_read_by_its_own_names() -> None:
    """Nothing about the first state is in the code."""
    reader = AreaReader(second_state.gazetteer(), second_state.name_index(), date(2026, 3, 1))
    assert reader.territory == "Seenland"
    assert keys(reader.read("LK Oberau, Seeburg, Gemeinde Altau")) == ["12061", "12001", "12062003"]
    assert code(reader.read("Mühlfeld")) == "area_ambiguous"
    assert code(reader.read("LK Altau")) == "area_former"


@given(text=any_text)
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a cell, each part has keys or something to be said about it."""
    assert all(found.keys or found.code for found in READER.read(text))
