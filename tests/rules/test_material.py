from __future__ import annotations

from datetime import date

from kmn.rules.material import Material
from tests import second_state
from tests.rules.situations import TODAY, added, sound
from tests.second_state import ALTAU, NIEDERAU, claim


def material(**tables: object) -> Material:
    """Give the material of a dataset of the second state."""
    dataset = second_state.dataset(**tables)
    return Material(dataset, second_state.gazetteer(), None, None, TODAY)


def test_cells_are_given_with_their_places() -> None:
    """Lists are taken apart, parts of contacts named as their columns, and empty cells passed over."""
    found = Material(sound(), second_state.gazetteer(), None, None, TODAY)
    languages = [cell.value for cell in found.cells(lambda column: column.name == "languages")]
    assert languages == ["de", "ar"]
    mails = {cell.record.natural_key for cell in found.cells(lambda column: column.name == "contact_email")}
    assert ("tal-verein",) not in mails
    assert ("amt-seeburg",) in mails


def test_claims_on_a_key_that_was_given_up_are_carried_on() -> None:
    """A claim about a former district counts for it until its end, and for the one in its place from then on."""
    dataset = added("assignments", claim("talkreis", ALTAU))
    claims = Material(dataset, second_state.gazetteer(), None, None, TODAY).claims
    assert [one.valid_to for one in claims[ALTAU]] == [date(2019, 12, 31)]
    carried = next(one for one in claims[NIEDERAU] if one.area == ALTAU)
    assert carried.valid_from == date(2020, 1, 1)


def test_names_fall_back_to_ids() -> None:
    """What is not there is named by its id, and an unknown key by itself."""
    found = material()
    assert found.network("bergkreis") == "Kreisnetz Berg"
    assert found.network("none") == found.organisation("none") == "none"
    assert found.organisation("amt") == "Amt Seeburg"
    assert found.place("12001") == "Stadt Seeburg (12001)"
    assert found.place("99999") == "99999"
    assert found.one("services", None) is None
