from __future__ import annotations

from datetime import date

import pytest

from kmn.bulk.columns import COLUMNS, row_of
from kmn.bulk.question import question_of
from kmn.errors import InputError
from kmn.values import Evidence
from kmn.wiring import Locator, dataset, locate


def test_a_row_is_asked_for_like_a_single_place() -> None:
    """The cells of a row are those of the answer to what stands in its columns."""
    question = question_of(["Nr", "Ort", "PLZ"], {}, None, Evidence.ATTESTED)
    assert question.positions == [1, 2]
    assert question.ask(["7", "Hildesheim", "31134"]).cells == row_of(locate("31134 Hildesheim"))


def test_a_batch_is_asked_for_like_its_rows() -> None:
    """What is asked of columns is what is asked of rows."""
    import pyarrow as pa

    question = question_of(["Nr", "Ort", "PLZ"], {}, None, Evidence.INFERRED)
    rows = [["1", "Hildesheim", "31134"], ["2", "Wolfsburg", "38440"], ["3", "", ""], ["4", "", "x"]]
    asked = pa.record_batch({str(at): pa.array([row[at] for row in rows]) for at in question.positions})
    found = question.assigner().columns_for(asked)
    assert list(zip(*(column.to_pylist() for column in found.columns), strict=True)) == [
        question.ask(row).cells for row in rows
    ]


def test_the_day_is_given_or_a_column() -> None:
    """A text that is a header is a column of days; an empty cell in it is today."""
    headers = ["AGS", "Stand"]
    given = question_of(headers, {}, "2016-05-01", Evidence.ATTESTED)
    assert (given.on, given.days) == (date(2016, 5, 1), None)
    column = question_of(headers, {}, "Stand", Evidence.ATTESTED)
    assert column.positions == [0, 1]
    district = COLUMNS.index("kmn_district")
    assert column.ask(["03152012", " 2016-05-01 "]).cells[district] == "03152"
    assert column.ask(["03152012", ""]).cells[district] == "03159"
    assert given.ask(["03152012", "x"]).cells[district] == "03152"


@pytest.mark.parametrize(
    ("headers", "on", "text"),
    [
        (["PLZ", "kmn_status"], None, "earlier run"),
        (["PLZ"], "Stand", "neither"),
        (["PLZ", "Stand", "Stand"], "Stand", "same header"),
        (["Telefon"], None, "recognised"),
        ([], None, "recognised"),
    ],
)
def test_a_table_that_cannot_be_asked_about_is_an_error(headers: list[str], on: str | None, text: str) -> None:
    """What is wrong with the headers or the day is said before any row is read."""
    with pytest.raises(InputError, match=text):
        question_of(headers, {}, on, Evidence.ATTESTED)


def test_somebody_elses_data_answers() -> None:
    """The locator that is handed in answers rows and batches."""
    import pyarrow as pa

    own = Locator(dataset().model_copy(update={"version": "1999.7"}))
    question = question_of(["PLZ"], {}, None, Evidence.ATTESTED, locator=own)
    assert question.ask(["31134"]).cells[-1] == "1999.7"
    assert (
        question.assigner().columns_for(pa.record_batch({"0": ["31134"]}))["kmn_data_version"][0].as_py() == "1999.7"
    )
