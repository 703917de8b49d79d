from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.data.tables import municipalities, official_codes, rows

if TYPE_CHECKING:
    from pathlib import Path

HOME = "Niedersachsen"
# Codes that touch two districts, and what they touch.
TWO_DISTRICTS = {
    "21444": {"03353037", "03355020"},
    "27726": {"03356011", "03357007"},
    "29640": {"03358019", "03353036"},
    "49401": {"03460002", "03251022"},
}
OTHER_STATES = {
    "19273": "Mecklenburg-Vorpommern",
    "32361": "Nordrhein-Westfalen",
    "34355": "Hessen",
    "37194": "Hessen",
}
# The list of 2022 knows these codes in one district only; other sources give both.
DISTRICTS_MORE = {
    "21444": {"03355"},
    "49401": {"03251"},
}
# Municipalities that the list of 2022 gives beside those of our source, which names no place of theirs with the code.
# Each has another code in our source, and the code stays within the district.
MISSING = {
    ("21255", "03353008"): "Drestedt, which has 21279",
    ("21391", "03355022"): "Lüneburg, which has 21335 to 21339",
    ("26759", "03452023"): "Südbrookmerland, which has 26624",
    ("27324", "03256028"): "Schweringen, which has 27333",
    ("29229", "03351024"): "Winsen (Aller), which has 29308",
    ("29303", "03351026"): "Südheide, which has 29320 and 29345",
    ("37434", "03159019"): "Herzberg am Harz, which has 37412",
    ("38559", "03151009"): "Gifhorn, which has 38518",
    ("49453", "03251045"): "Wehrbleck, which has 27259",
    ("49847", "03456024"): "Wielen, which our source gives 49843 instead",
}
MORE = {
    ("21444", "03355020"): "Kirchgellersen, the second district of the code",
    ("49401", "03251022"): "Lembruch, the second district of the code",
    ("49843", "03456024"): "Wielen, which the list of 2022 gives 49847 instead",
}


def ours(kind: str = "delivery") -> set[tuple[str, str]]:
    """The (code, municipality) pairs in the state."""
    return {(row["plz"], row["ags"]) for row in rows("postal_areas") if row["kind"] == kind and row["district"]}


def by_district(pairs: set[tuple[str, str]]) -> dict[str, set[str]]:
    """The districts of each code."""
    found: dict[str, set[str]] = {}
    for plz, ags in pairs:
        found.setdefault(plz, set()).add(ags[:5])
    return found


def test_the_districts_are_the_official_ones(oracles: Path) -> None:
    """All but two of the 796 codes have exactly the districts of the list of 2022, and those two have one more."""
    official, found = by_district(official_codes(oracles)), by_district(ours())
    assert len(official) == 796
    more = {plz: found[plz] - districts for plz, districts in official.items() if found[plz] != districts}
    assert more == DISTRICTS_MORE
    assert all(districts <= found[plz] for plz, districts in official.items())


def test_the_municipalities_are_the_official_ones(oracles: Path) -> None:
    """More than 99 of 100 pairs of the list of 2022 are there; each difference has its reason."""
    official = official_codes(oracles)
    codes = {plz for plz, _ in official}
    assert official - ours() == MISSING.keys()
    assert {pair for pair in ours() if pair[0] in codes} - official == MORE.keys()
    assert len(official & ours()) / len(official) > 0.99


def test_codes_beyond_the_official_ones_are_known_for_what_they_are(oracles: Path) -> None:
    """A code that the list of 2022 lacks is withdrawn, or comes from another state."""
    official = {plz for plz, _ in official_codes(oracles)}
    withdrawn = {row["plz"] for row in rows("postal_areas") if row["withdrawn"]}
    assert {plz for plz, _ in ours()} - official == withdrawn | {"32361"}
    assert not withdrawn & official


def test_there_are_as_many_codes_as_the_sources_give() -> None:
    """822 delivery codes of the source, two that only the table of our own has, and 186 bulk codes."""
    assert len({plz for plz, _ in ours()}) == 824
    assert len({plz for plz, _ in ours("bulk")}) == 186


@pytest.mark.parametrize("plz", TWO_DISTRICTS)
def test_codes_of_two_districts_have_both(plz: str) -> None:
    """The four codes that touch two districts give both, with the municipality in each."""
    assert {ags for code, ags in ours() if code == plz} == TWO_DISTRICTS[plz]


def test_no_other_delivery_code_has_two_districts() -> None:
    """There are only those four."""
    assert {plz for plz, districts in by_district(ours()).items() if len(districts) > 1} == TWO_DISTRICTS.keys()


def test_codes_shared_with_other_states_name_them() -> None:
    """The part in another state has its name and nothing else, and the code has a part here too."""
    parts = [row for row in rows("postal_areas") if row["state"]]
    assert {row["plz"]: row["state"] for row in parts} == OTHER_STATES
    assert all(not row["district"] and not row["ags"] and row["state"] != HOME for row in parts)
    assert {row["plz"] for row in parts} <= {plz for plz, _ in ours()}


def test_keys_belong_together() -> None:
    """Each municipality is one of today, in the district beside it; every code in the state has one."""
    known = municipalities()
    for row in rows("postal_areas"):
        assert row["kind"] in {"delivery", "bulk"}
        assert row["withdrawn"] in {"", "yes"}
        if not row["state"]:
            assert known[row["ags"]]["district"] == row["district"]


def test_every_inhabited_municipality_has_a_code() -> None:
    """Only land without inhabitants has no delivery code."""
    coded = {ags for _, ags in ours()}
    without = {row["kind"] for ags, row in municipalities().items() if ags not in coded}
    assert without == {"gemeindefreies_gebiet"}


def test_bulk_codes_lie_in_the_zone_of_their_district() -> None:
    """A bulk code shares its first two digits with a delivery code of its district, and is none itself."""
    delivery = ours()
    zones = {(plz[:2], ags[:5]) for plz, ags in delivery}
    assert {(plz[:2], ags[:5]) for plz, ags in ours("bulk")} <= zones
    assert not {plz for plz, _ in ours("bulk")} & {plz for plz, _ in delivery}
