from __future__ import annotations

import pytest

from kmn.places import names
from kmn.places.area import Area
from kmn.places.search import NameIndex, Rank
from kmn.wiring import gazetteer, name_index
from tests import second_state

INDEX = second_state.name_index()
OBERAU, NIEDERAU = Area("12061", "12061001"), Area("12062", "12062001")


def meant(name: str, index: NameIndex = INDEX) -> set[tuple[str, str]]:
    """Return name and kind of everything that a written name firmly means."""
    return {(one.name, one.kind) for one in index.meanings(names.key(name))}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Seeburg", {("Seeburg", "stadt")}),
        ("Lakeburg", {("Lakeburg", "municipality")}),
        ("Oberau", {("Oberau", "stadt")}),
        ("Landkreis Oberau", {("Oberau", "district")}),
        ("LK Oberau", {("Oberau", "district")}),
        ("Oberland", {("Oberland", "district")}),
        ("Niederau am See", {("Niederau am See", "stadt")}),
        ("Niederau a. See", {("Niederau am See", "stadt")}),
        ("Niederau", {("Niederau am See", "stadt")}),
        ("Kleinhagen", {("Kleinhagen", "locality")}),
        ("Samtgemeinde Bergland", {("Bergland", "association")}),
        ("Muehlfeld", {("Mühlfeld", "gemeinde")}),
        ("Muhlfeld", {("Mühlfeld", "gemeinde")}),
        ("M\ufffdhlfeld", {("Mühlfeld", "gemeinde")}),
        ("Landkreis Altau", {("Altau", "district")}),
        ("Bergstadt", set()),
        ("Nirgendwo", set()),
    ],
)
def test_a_name_means_what_bears_it_firmly(name: str, expected: set[tuple[str, str]]) -> None:
    """Names in full, short, former, abbreviated and without their dots are found; the firmest meaning counts."""
    assert meant(name) == expected


def test_a_town_outranks_the_district_of_its_name() -> None:
    """The bare name of a district is there too, but it is the weaker meaning."""
    every = INDEX.every_meaning("oberau")
    assert [(one.kind, one.rank) for one in every] == [("stadt", Rank.NAME), ("district", Rank.DISTRICT)]


def test_namesakes_are_all_meant() -> None:
    """A name of several towns means each of them."""
    assert {one.areas for one in INDEX.meanings("muehlfeld")} == {
        (Area("12061", "12061002"),),
        (Area("12062", "12062002"),),
    }
    assert len(name_index().meanings("neuenkirchen")) == 5


def test_a_village_and_a_town_called_so_for_short_are_both_meant() -> None:
    """A quarter in full and towns that are called so for short are equally meant by "Hagen", for one."""
    kinds = {one.kind for one in name_index().meanings("hagen")}
    assert "locality" in kinds
    assert len(kinds) > 1


def test_a_larger_town_called_so_for_short_is_meant_as_well() -> None:
    """A small place bears the name "Buchholz" in full, a large town for short."""
    assert {one.name for one in name_index().meanings("buchholz")} == {"Buchholz", "Buchholz in der Nordheide"}


def test_former_names_lead_to_the_places_of_today() -> None:
    """A municipality or district of before is found in the keys of today."""
    assert {one.areas for one in INDEX.every_meaning("altau")} == {(Area("12062", "12062003"),), (Area("12062"),)}


def test_towns_elsewhere_are_known_with_their_state() -> None:
    """The towns of other states are apart from those here."""
    (found,) = INDEX.elsewhere("bergstadt")
    assert (found.areas, found.population) == ((Area(state="Hügelland"),), 300_000)
    assert INDEX.elsewhere("seeburg") == ()
    assert not INDEX.knows("bergstadt")


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        ((OBERAU,), {"oberau", "kleinhagen", "lk oberau", "oberland", "lk oberland"}),
        ((Area("12061"),), {"oberau", "muehlfeld", "kleinhagen", "hagenau", "sg bergland", "bergland"}),
        ((Area(state="Hügelland"),), set()),
    ],
)
def test_the_names_of_an_area_are_known(areas: tuple[Area, ...], expected: set[str]) -> None:
    """All names that lie in an area, or hold it, are listed, each with the part of it that lies there."""
    found = INDEX.within(areas)
    assert expected <= set(found)
    assert "seeburg" not in found
    assert all(part.within(area) for parts in found.values() for part in parts for area in areas)


def test_names_have_their_inhabitants_and_their_spelling() -> None:
    """The largest town of a name tells how well it is known; localities have no number. Keys lead back to names."""
    assert [INDEX.inhabitants(key) for key in ("seeburg", "muehlfeld", "kleinhagen")] == [120_000, 5_000, -1]
    assert INDEX.title("muehlfeld") == "Mühlfeld"
    assert INDEX.title("bergstadt") == "Bergstadt"


def test_only_larger_towns_elsewhere_are_rivals() -> None:
    """A misspelt name may mean a large town elsewhere, but not every hamlet there."""
    assert INDEX.elsewhere_keys() == ("bergstadt",)


def test_every_name_of_the_embedded_places_is_a_key() -> None:
    """Every municipality, district and locality is found under its own name, and every key is normal."""
    index = name_index()
    places = gazetteer()
    known = [*places.municipalities, *places.districts, *places.localities]
    assert all(index.every_meaning(names.key(place.name)) for place in known)
    keys = index.keys()
    assert all(names.key(key) == key for key in keys)
    assert list(keys) == sorted(set(keys))
    assert max(key.count(" ") + 1 for key in keys) == index.longest
