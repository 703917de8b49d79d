from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest

from kmn.errors import InputError, MissingExtraError
from kmn.interchange.tables import HEAD, tables
from kmn.lookup.overview import TABLES, districts, frame, label, municipalities, records
from kmn.wiring import Locator, dataset, locate
from tests import second_state

DAY = date(2026, 12, 1)


def framed(table: str, on: date | None = None, **how: Any) -> Any:
    """Give a table of the embedded data as a frame."""
    return frame(Locator(), table, on, DAY, **how)


def test_a_group_by_does_not_lose_the_open_districts() -> None:
    """Every district has a label, open ones included, so that the groups add up."""
    found = framed("districts")
    groups = found.groupby("network_label").size()
    assert groups.sum() == len(found) == 45
    assert groups["offen"] == 18
    assert groups["offen (nur erschlossen)"] == 18
    assert found["network"].notna().sum() == 9


def test_the_frame_says_what_the_answers_say() -> None:
    """Network, evidence and day of each row are those of the lookup."""
    for row in districts(Locator(), DAY):
        answer = locate(row["key"], on=DAY)
        assert row["network"] == (answer.network.id if answer.network else None)
        assert (row["status"], row["reason"]) == (answer.status, answer.reason)
        assert row["network_label"]


def test_day_evidence_and_language_reach_the_answers() -> None:
    """An old day has its own districts, inferences are admitted when asked for, labels are English when wished."""
    assert len(framed("districts", date(2016, 5, 1))) == 46
    inferred = framed("districts", evidence="inferred", lang="en")
    assert (inferred["evidence"] == "inferred").sum() == 17
    assert set(inferred["network_label"]) >= {"open", "contested"}


def test_municipalities_name_their_district() -> None:
    """Each municipality has the label of its district, unless it has a claim of its own."""
    found = framed("municipalities").set_index("key")
    assert len(found) == 964
    assert found.loc["03351006", "district_name"] == "Landkreis Celle"
    assert found["network_label"].notna().all()


def test_a_divided_district_depends_on_the_municipality() -> None:
    """Where its municipalities differ, the district has a label that says so."""
    part = second_state.claim("bergkreis", "12061001", "official")
    locator = second_state.locator(second_state.dataset(part))
    labels = {row["key"]: row["network_label"] for row in districts(locator, DAY)}
    assert labels["12061"] == "je nach Gemeinde"
    assert {row["network_label"] for row in municipalities(locator, DAY)} == {"Kreisnetz Berg", "offen"}


def test_a_day_before_the_data_has_a_label() -> None:
    """No reason is without its words."""
    assert label(locate("Landkreis Celle", on="1990-01-01")) == "keine Angaben"


@pytest.mark.parametrize("table", [table for table in tables() if table.name != HEAD], ids=lambda table: table.name)
def test_tables_of_records_are_those_of_the_folder(table: Any) -> None:
    """Each table has a row for each record and the columns of the folder, also when it is empty."""
    found = framed(table.name)
    assert len(found) == len(getattr(dataset(), table.name))
    assert [name for name in found.columns if not name.endswith(("area_name", "network_name"))] == [
        column.name for column in table.columns
    ]


def test_records_of_a_day() -> None:
    """With a day, what is known not to hold then is left out; claims are named as well."""
    ended = second_state.claim("talkreis", "12061", valid_to="2020-01-01")
    locator = second_state.locator(second_state.dataset(ended, second_state.OFFICIAL))
    assert len(list(records(locator, "assignments", None))) == 2
    (row,) = records(locator, "assignments", DAY)
    assert (row["network_name"], row["area_name"]) == ("Kreisnetz Berg", "Landkreis Oberau")
    assert row["sources"] == "blatt"


@pytest.mark.parametrize(("table", "how"), [("cities", {}), ("dataset", {}), ("districts", {"lang": "fr"})])
def test_unknown_tables_and_languages_are_errors(table: str, how: dict[str, Any]) -> None:
    """The error names what there is."""
    with pytest.raises(InputError, match=r"expected one of districts|choose 'de' or 'en'"):
        framed(table, **how)
    assert table not in TABLES or how


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"kmn\[pandas\]"):
        framed("districts")
