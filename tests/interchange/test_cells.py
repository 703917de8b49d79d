from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.interchange.cells import quoted, read_cell, write_cell
from kmn.interchange.tables import Column, tables
from tests.strategies import plain_texts


def column(table: str, name: str) -> Column:
    """Give a column by the name of its table and its own."""
    return next(one for found in tables() if found.name == table for one in found.columns if one.name == name)


@pytest.mark.parametrize(
    ("place", "cell", "value", "code"),
    [
        (("assignments", "area"), "3351", "03351", "zero_restored"),
        (("komut", "area"), "3241001", "03241001", "zero_restored"),
        (("organisations", "address_plz"), "1067", "01067", "zero_restored"),
        (("assignments", "valid_from"), "9.7.2024", "2024-07-09", "date_read"),
        (("assignments", "valid_from"), "2024-07-09 00:00:00", "2024-07-09", "date_read"),
        (("assignments", "attested_to"), "06.2019", "2019-06", "date_read"),
        (("organisations", "address_lat"), "52,62", "52.62", "decimal_read"),
        (("figures", "value"), "27,5", "27.5", "decimal_read"),
    ],
)
def test_what_spreadsheets_do_is_put_right(place: tuple[str, str], cell: str, value: str, code: str) -> None:
    """Lost zeros, German dates and German decimals are read, and reported as they were and as they were read."""
    assert read_cell(f" {cell} ", column(*place)) == (value, [(code, cell, value)])


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (("assignments", "area"), "33510"),
        (("assignments", "reasoning"), "3351"),
        (("networks", "id"), "2009"),
        (("dataset", "version"), "2026"),
        (("assignments", "attested_to"), "2019"),
        (("sources", "reference"), "9.7.2024"),
        (("statements", "text"), "27,5"),
    ],
)
def test_what_is_right_stays(place: tuple[str, str], cell: str) -> None:
    """Only cells that cannot be meant as they are written are put right."""
    assert read_cell(cell, column(*place)) == (cell, [])


@pytest.mark.parametrize("cell", ["", " ", "\t", "\u00a0", "\r\n"])
def test_empty_means_not_known(cell: str) -> None:
    """A cell of nothing but blanks is empty."""
    assert read_cell(cell, column("networks", "name")) == (None, [])


@pytest.mark.parametrize("cell", ["a b", "a, b", "a;b", "a | b", " a  b "])
def test_lists_are_read_however_they_are_separated(cell: str) -> None:
    """Ids in a list may stand with blanks, commas, semicolons or bars between them."""
    assert read_cell(cell, column("networks", "sources")) == (("a", "b"), [])


def test_keys_in_a_list_are_put_right_one_by_one() -> None:
    """A lost zero is restored within a list, too."""
    assert read_cell("3351 03352", column("services", "areas")) == (
        ("03351", "03352"),
        [("zero_restored", "3351", "03351")],
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back(value: float) -> None:
    """What is written of a number is read as the same number."""
    assert float(write_cell(value)) == value


@given(st.lists(plain_texts | st.sampled_from(["a,b", 'a"b', "a\nb", "a\rb", "a;b", " a", ""]), min_size=2))
def test_quoting_is_that_of_the_standard(cells: list[str]) -> None:
    """The standard library reads the cells as they were."""
    line = ",".join(map(quoted, cells)) + "\n"
    assert list(csv.reader(io.StringIO(line, newline=""), strict=True)) == [cells]
