from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.data.tables import municipalities, official_list

if TYPE_CHECKING:
    from pathlib import Path

# The text keys of the official list: town with the status of a district, town, municipality, gemeindefreies Gebiet
# and gemeindefreier Bezirk. The title Flecken is only in the official names, and no source of ours carries it.
KINDS = {
    "61": "stadt",
    "63": "stadt",
    "64": "gemeinde",
    "65": "gemeindefreies_gebiet",
    "66": "gemeindefreies_gebiet",
}
SAMTGEMEINDE = "5"  # with which its part of a regional key begins
# Why a regional key is missing, by Samtgemeinde: its own key is newer than the edition of the source, because it was
# formed since (Land Hadeln, Leinebergland, Weser-Aue) or came into a new district (Göttingen, formed in 2016 of
# Göttingen and Osterode am Harz). Land that belongs to nobody has no rule to derive its key from.
NO_REGIONAL_KEY = {
    "Dransfeld": 5,
    "Gieboldehausen": 10,
    "Hattorf am Harz": 4,
    "Land Hadeln": 14,
    "Leinebergland": 3,
    "Radolfshausen": 5,
    "Weser-Aue": 6,
    "": 1,
}


def test_the_keys_are_the_official_ones(oracles: Path) -> None:
    """All 964 keys of the official list are there, and no others."""
    assert municipalities().keys() == official_list(oracles).units.keys()
    assert len(municipalities()) == 964


def test_the_names_are_the_official_ones(oracles: Path) -> None:
    """The names are equal when what follows a comma in the official ones (", Stadt", ", Flecken" …) is left out."""
    official = official_list(oracles).units
    different = {
        ags: row["name"]
        for ags, row in municipalities().items()
        if row["name"] != official[ags].name.partition(",")[0]
    }
    assert different == {}


def test_the_kinds_are_the_official_ones(oracles: Path) -> None:
    """Towns, municipalities and gemeindefreie Gebiete are told apart as in the official list."""
    official = official_list(oracles).units
    kinds = {ags: row["kind"] for ags, row in municipalities().items()}
    different = {ags: kind for ags, kind in kinds.items() if kind != KINDS[official[ags].text_key]}
    assert different == {}


def test_the_regional_keys_are_the_official_ones(oracles: Path) -> None:
    """Wherever a regional key is given, it is the official one."""
    official = official_list(oracles).units
    different = {
        ags: row["ars"]
        for ags, row in municipalities().items()
        if row["ars"] and row["ars"] != official[ags].association + ags[5:]
    }
    assert different == {}


def test_the_associations_are_the_official_ones(oracles: Path) -> None:
    """Members of a Samtgemeinde, and no others, bear its name; one is spelt otherwise in our source."""
    official = official_list(oracles)
    different = set()
    for ags, row in municipalities().items():
        key = official.units[ags].association
        name = official.associations[key].partition(",")[0] if key[5:].startswith(SAMTGEMEINDE) else ""
        if row["association"] != name:
            different.add((row["association"], name))
    assert different == {("Rethem/Aller", "Rethem (Aller)")}


def test_what_has_no_regional_key_has_a_reason() -> None:
    """Regional keys are missing only where the association is newer than the source, and for nobody's land."""
    missing = [row for row in municipalities().values() if not row["ars"]]
    assert dict(Counter(row["association"] for row in missing)) == NO_REGIONAL_KEY


def test_every_municipality_has_a_point_in_the_country() -> None:
    """Each unit of today has a point, each inhabited place with its own record a population."""
    for row in municipalities().values():
        assert 51.2 < float(row["lat"]) < 54.1
        assert 6.3 < float(row["lon"]) < 11.7
        assert row["district"] == row["ags"][:5]
