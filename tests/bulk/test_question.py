from __future__ import annotations

from datetime import date

import pytest

import kmn
from kmn.bulk.question import question_of
from kmn.geocoding import Found
from kmn.values import Evidence, Point

UNDECIDED = "Dorfstraße 5, Neuenkirchen"


class Finder:
    """A geocoder that finds everything in one place, and remembers what it was asked."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.asked: list[str] = []

    def geocode(self, address: str) -> list[Found]:
        """Find a text."""
        self.asked.append(address)
        return [Found(point=Point(lat=53.034, lon=9.705), label=address)]


def test_a_row_is_asked_on_its_own_day_or_on_that_of_all() -> None:
    """Where the column of days is empty, today holds; both are read, whatever stands between them."""
    question = question_of(["Stand", "Nr", "Schlüssel"], {"key": "Schlüssel"}, "Stand", Evidence.ATTESTED)
    assert question.positions == [0, 2]
    assert question.on == date.today()  # noqa: DTZ011 - a day where the caller is
    old, now = (question.ask([day, "1", "03156"]).cells for day in ("2016-02-01", " "))
    assert (old[2], now[2]) == ("03156", "03159")


def test_a_geocoder_is_asked_once_for_each_address() -> None:
    """Row by row, the same address is one request, whoever lives there."""
    finder = Finder()
    question = question_of(["Anschrift"], {}, None, Evidence.ATTESTED, geocoder=finder)
    rows = [question.ask([text]).cells for text in (UNDECIDED, f"Familie Beispiel\n{UNDECIDED}", UNDECIDED)]
    assert finder.asked == [UNDECIDED]
    assert rows[0] == rows[1] == rows[2]
    assert "geocoder_asked" in rows[0][-2]


def test_rows_and_batches_share_what_is_asked_of_a_geocoder() -> None:
    """What asks for batches has the same budget, and knows what was found."""
    import pyarrow as pa

    finder = Finder()
    question = question_of(["Nr", "Anschrift"], {}, None, Evidence.ATTESTED, geocoder=finder)
    single = question.ask(["1", UNDECIDED]).cells
    answered = question.assigner()(pa.table({"1": [UNDECIDED]}))
    assert tuple(str(column[0].as_py()) for column in answered.columns[1:]) == single
    assert finder.asked == [UNDECIDED]


@pytest.mark.parametrize("on", ["gestern", "2024-13-01"])
def test_a_day_that_is_none_is_refused(on: str) -> None:
    """The text says what may stand there, and not what stood there."""
    with pytest.raises(kmn.InputError, match="neither YYYY-MM-DD nor the header") as caught:
        question_of(["PLZ"], {}, on, Evidence.ATTESTED)
    assert on not in str(caught.value)


def test_an_answered_table_is_not_answered_again() -> None:
    """Columns of an earlier run are never doubled."""
    with pytest.raises(kmn.InputError, match="earlier run"):
        question_of(["PLZ", "kmn_status"], {}, None, Evidence.ATTESTED)
