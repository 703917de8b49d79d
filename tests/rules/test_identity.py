from __future__ import annotations

import pytest

from kmn.model.issued import IssuedId
from kmn.model.task import Task
from tests.rules.situations import added, checked, codes, sound, with_rows

FACT = {"sources": ("liste",), "certainty": "stated"}


@pytest.mark.parametrize(
    ("slug", "found"),
    [
        ("richtlinie-2012", []),
        ("rv-heide-2005-12-14", []),
        ("haus-98101", ["I005"]),
        ("gemeinde-12061001", ["I005"]),
        ("tel-030231251000", ["I005"]),
        ("az-123456", []),
    ],
)
def test_ids_do_not_say_what_may_change(slug: str, found: list[str]) -> None:
    """A year or a date in an id is fine, a postal code, an official key or a phone number is not."""
    assert codes(added("tasks", Task(id=slug, name="Hilfe", **FACT))) == found


@pytest.mark.parametrize("version", ["", "x", "1.x", "9" * 100, "2025.1.0"])
def test_any_version_may_stand_on_the_list(version: str) -> None:
    """The version of an issued id is a free text; only what is certainly later is said."""
    rows = [*sound().issued_ids, IssuedId(table="persons", id="niemand", version=version or "-")]
    report = checked(with_rows("issued_ids", rows))
    assert "KMN-I002" in [one.code for one in report]
    assert not len(report.filter(code="X"))


def test_an_id_is_issued_within_its_table() -> None:
    """The same id in two tables is no reuse."""
    assert codes(added("tasks", Task(id="bergkreis", name="Hilfe", **FACT))) == []
