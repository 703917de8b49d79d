from __future__ import annotations

from kmn.model.source import Source
from tests.rules.situations import TODAY, added, changed, codes, sound, with_rows
from tests.second_state import OBERAU, claim


def test_an_ended_assignment_is_not_stale() -> None:
    """What ended long ago need not be attested again."""
    assert codes(changed("assignments", "12062 altkreis", attested_to="2016")) == []


def test_the_date_of_the_source_will_do() -> None:
    """A claim without a date of its own is as old as its newest source."""
    assert codes(changed("assignments", OBERAU, attested_to=None)) == []
    old = [one.model_copy(update={"published": None}) for one in sound().sources]
    assert "A010" not in codes(with_rows("sources", old))


def test_staleness_is_counted_from_the_last_day_of_the_date() -> None:
    """A claim attested in a year may be of its last day."""
    year = TODAY.year - 5
    assert "A010" not in codes(changed("assignments", OBERAU, attested_to=str(year)))
    assert "A010" in codes(changed("assignments", OBERAU, attested_to=str(year - 1)))


def test_one_source_with_a_reference_is_enough() -> None:
    """Of several sources of an official claim one has to be nameable to the authority."""
    assert codes(changed("assignments", OBERAU, sources=("liste", "protokoll"))) == []


def test_an_inference_needs_no_source() -> None:
    """An inference rests on its reasoning."""
    assert "A008" not in codes(added("assignments", claim("bergkreis", OBERAU, "inferred")))


def test_a_claim_whose_source_is_missing_is_dangling_only() -> None:
    """A source that there is not is reported as a reference, once."""
    found = codes(changed("assignments", OBERAU, sources=("liste-2",), attested_to="2024-03"))
    assert found == ["R001"]
    brief = Source(id="liste-2", title="Liste", kind="list", reference="Az. 2", published="2024", reuse="open")
    assert codes(added("sources", brief)) == ["S001"]
