from __future__ import annotations

from kmn.model.organisation import Organisation
from tests.rules.situations import added, changed, checked, codes, sound, with_rows

FACT = {"sources": ("liste",), "certainty": "stated"}


def test_an_organisation_that_others_are_part_of_is_connected() -> None:
    """Being the whole of something is a connection."""
    part = Organisation(id="haus-im-tal", name="Haus im Tal", kind="other", part_of="dach", **FACT)
    whole = Organisation(id="dach", name="Dach", kind="other", **FACT)
    found = checked(added("organisations", part, whole)).filter(code="R003")
    assert [one.key for one in found] == ["haus-im-tal"]


def test_a_code_list_is_not_asked_of_choices() -> None:
    """Columns whose values are fixed need no list."""
    assert codes(with_rows("codes", [one for one in sound().codes if one.list != "source_kind"])) == ["R007", "R007"]


def test_names_of_different_times_may_be_equal() -> None:
    """A successor may keep the name."""
    assert codes(changed("networks", "altkreis", name="Kreisnetz Tal")) == []
    assert codes(changed("networks", "altkreis", name="kreisnetz  berg")) == ["R008"]


def test_a_record_three_times_is_one_finding() -> None:
    """A duplicate is reported once, with the number of its rows."""
    first = sound().tasks[0]
    found = checked(with_rows("tasks", [first, first, first])).filter(code="R002")
    assert [one.text("en") for one in found] == ["3 rows have the same key (id)."]
