from __future__ import annotations

import pytest

from kmn.bulk.columns import COLUMNS, EMPTY, inferred_networks, row_of, row_without_answer
from kmn.wiring import dataset, locate


def cells(text: str, evidence: str = "attested") -> dict[str, str]:
    """Give the cells for a place, by header."""
    return dict(zip(COLUMNS, row_of(locate(text, evidence=evidence)), strict=True))


def test_a_place_with_a_network_fills_its_columns() -> None:
    """A responsible answer gives keys, names, evidence and the version of the data."""
    found = cells("Lüneburg")
    assert found["kmn_status"] == "responsible"
    assert found["kmn_reason"] == ""
    assert (found["kmn_district"], found["kmn_district_name"]) == ("03355", "Landkreis Lüneburg")
    assert found["kmn_ags"] == "03355022"
    assert (found["kmn_network"], found["kmn_network_name"]) == ("heide", "Regionalverbund Heide")
    assert (found["kmn_evidence"], found["kmn_attested_on"]) == ("attested", "2009-06-16")
    assert found["kmn_inferred_network"] == ""
    assert found["kmn_method"] == "place"
    assert found["kmn_data_version"] == dataset().version


def test_an_inference_is_no_result_unless_asked_for() -> None:
    """An inferred network has a column of its own, and moves to that of the network when it is admitted."""
    by_default = cells("38440 Wolfsburg")
    assert (by_default["kmn_network"], by_default["kmn_evidence"]) == ("", "")
    assert (by_default["kmn_reason"], by_default["kmn_inferred_network"]) == ("inferred_only", "braunschweig")
    asked = cells("38440 Wolfsburg", evidence="inferred")
    assert (asked["kmn_network"], asked["kmn_evidence"]) == ("braunschweig", "inferred")
    assert asked["kmn_inferred_network"] == ""


@pytest.mark.parametrize("evidence", ["attested", "inferred"])
def test_contradicting_inferences_are_all_listed(evidence: str) -> None:
    """Where two inferences contradict each other, neither is the network and both are listed."""
    found = cells("38640 Goslar", evidence=evidence)
    assert found["kmn_network"] == ""
    assert found["kmn_inferred_network"] == "braunschweig suedniedersachsen"


def test_an_undecided_place_has_no_key() -> None:
    """Where the place is not decided, no district, municipality or network is named."""
    found = cells("Neuenkirchen")
    assert found["kmn_status"] == "ambiguous"
    assert {found[name] for name in ("kmn_district", "kmn_ags", "kmn_network", "kmn_inferred_network")} == {""}


def test_an_open_place_names_no_inference() -> None:
    """Where nothing is claimed, no network stands anywhere."""
    assert inferred_networks(locate("26603 Aurich")) == ()


def test_notes_are_codes() -> None:
    """Notes are given by their codes, separated by blanks."""
    assert "place_corrected" in cells("Lünebrug")["kmn_note"].split(" ")


def test_a_row_without_an_answer_says_only_why() -> None:
    """A row that was not asked about has a status and the version of the data, and nothing else."""
    row = row_without_answer(EMPTY, "2026.1")
    assert len(row) == len(COLUMNS)
    assert [cell for cell in row if cell] == ["empty", "2026.1"]
