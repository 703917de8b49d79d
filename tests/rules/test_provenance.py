from __future__ import annotations

from tests.rules.situations import changed, codes, sound, with_rows


def test_a_forbidden_source_that_is_not_used_is_no_error() -> None:
    """What is not taken from may stand on the list."""
    rows = [*sound().sources, sound().source("liste").model_copy(update={"id": "geheim", "reuse": "forbidden"})]
    assert "S003" not in codes(with_rows("sources", rows))


def test_a_second_address_is_enough_to_find_a_source() -> None:
    """Any address or reference will do."""
    assert codes(changed("sources", "protokoll", url=None, url_alt="https://www.beratung.de/2")) == []


def test_an_estimated_date_proves_nothing() -> None:
    """A source whose date is an estimate may be newer than that."""
    row = "tal-verein talkreis attends"
    late = changed("participations", row, attested_to="2024-05")
    assert codes(late) == ["S006"]
    rows = [one.model_copy(update={"certainty": "estimated"}) for one in late.sources]
    assert codes(late.model_copy(update={"sources": tuple(rows)})) == []


def test_a_year_is_not_newer_than_a_day_in_it() -> None:
    """Dates as precise as their sources contradict each other only if they certainly do."""
    assert codes(changed("participations", "tal-verein talkreis attends", attested_to="2024")) == []
