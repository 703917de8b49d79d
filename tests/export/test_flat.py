from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.errors import InputError
from kmn.export.claims import without_inferred
from kmn.export.edition import Publication
from kmn.export.flat import answers
from kmn.wiring import dataset, locate
from tests.export.conftest import BASE, DAY

if TYPE_CHECKING:
    from kmn.interchange.sheets import Sheet


@pytest.fixture(scope="module")
def flat(edition: Publication) -> dict[str, Sheet]:
    """The flat tables of what may be published."""
    return {sheet.name: sheet for sheet in answers(without_inferred(dataset())[0], edition)}


def rows(sheet: Sheet) -> list[dict[str, str]]:
    """Give the rows with their headers."""
    names = [heading.name for heading in sheet.headings]
    return [dict(zip(names, row, strict=True)) for row in sheet.rows()]


def test_districts_are_answered_as_by_the_lookup(flat: dict[str, Sheet]) -> None:
    """Every district of the day has one row, with the network that the lookup names."""
    found = rows(flat["kreise"])
    assert len(found) == 45
    for row in found:
        answer = locate(row["kreis_schluessel"], on=DAY)
        assert row["regionalverbund"] == (answer.network.name if answer.network else "")
        assert (row["status"] == "zugeordnet") == (answer.status == "responsible")
        assert row["belegt_zuletzt"] == str(answer.attested_on or "")


def test_municipalities_follow_their_district(flat: dict[str, Sheet]) -> None:
    """Every municipality has one row, with its district's network where no claim is about itself."""
    districts = {row["kreis_schluessel"]: row["regionalverbund_id"] for row in rows(flat["kreise"])}
    found = rows(flat["gemeinden"])
    assert len(found) == 964
    assert all(row["regionalverbund_id"] == districts[row["kreis_schluessel"]] for row in found)


def test_postal_codes_may_have_several_rows(flat: dict[str, Sheet]) -> None:
    """A code that touches two districts has a row for each."""
    found = [row for row in rows(flat["postleitzahlen"]) if row["plz"] == "29640"]
    assert {row["kreis_schluessel"] for row in found} == {"03353", "03358"}
    assert len({row["plz"] for row in rows(flat["postleitzahlen"])}) >= 822


def test_every_assignment_has_its_sources(flat: dict[str, Sheet]) -> None:
    """A district with a network has a source, one without has none."""
    sourced = {row["kreis_schluessel"] for row in rows(flat["kreise_quellen"])}
    assert sourced == {row["kreis_schluessel"] for row in rows(flat["kreise"]) if row["regionalverbund"]}


def test_nothing_inferred_is_told(flat: dict[str, Sheet]) -> None:
    """Without inferred claims, open districts are open and nothing hints at an inference."""
    assert {row["status"] for row in rows(flat["kreise"])} == {"offen", "zugeordnet"}


def test_places_are_needed() -> None:
    """Without places there are no flat tables."""
    with pytest.raises(InputError, match="gazetteer"):
        answers(dataset(), Publication(base=BASE, on=DAY))
