from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmn.bulk import frames
from kmn.bulk.batches import Assigner
from kmn.bulk.columns import COLUMNS
from kmn.bulk.frames import assign
from kmn.errors import InputError, InputTypeError
from kmn.wiring import Locator, dataset
from tests.strategies import address_lines

CELLS = {
    "Nr": [1, 2, 3, 4, 5],
    "PLZ": ["31134", "38440", None, "x", "1067"],
    "Ort": ["Hildesheim", "Wolfsburg", None, "", "Dresden"],
}
EXPECTED = ["responsible", "unassigned", "empty", "invalid", "outside"]


def relation(cells: dict[str, Any]) -> Any:
    """Give a relation of a connection of its own."""
    connection = duckdb.connect()
    connection.register("asked", pa.table(cells))
    return connection.table("asked")


FRAMES = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": relation,
}


def read(frame: Any) -> dict[str, list[Any]]:
    """Give what stands in a frame, whatever it is."""
    if isinstance(frame, pd.DataFrame):
        return {str(name): column.tolist() for name, column in frame.items()}
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dict(as_series=False)
    table: pa.Table = frame if isinstance(frame, pa.Table) else frame.to_arrow_table()
    return dict(table.to_pydict())


@pytest.mark.parametrize("kind", FRAMES)
def test_the_same_kind_comes_back(kind: str) -> None:
    """A frame of any kind comes back as that kind, with its own columns as they were and the answers behind."""
    frame = FRAMES[kind](CELLS)
    answered = assign(frame)
    assert type(answered) is type(frame)
    found = read(answered)
    assert list(found) == [*CELLS, *COLUMNS]
    assert found["Nr"] == CELLS["Nr"]
    assert found["kmn_status"] == EXPECTED
    only = Assigner({"plz": "PLZ", "place": "Ort"}).columns_for(pa.table(CELLS))
    assert {name: found[name] for name in COLUMNS} == only.to_pydict()


@pytest.mark.parametrize("kind", FRAMES)
@settings(max_examples=20)
@given(
    st.lists(
        st.one_of(st.none(), address_lines.filter(lambda text: text.isprintable() and "\x00" not in text)), min_size=1
    )
)
def test_all_kinds_say_the_same(kind: str, column: list[str | None]) -> None:
    """Whatever stands in a column of addresses, frames of all kinds get the answers of a batch of Arrow."""
    table = pa.table({"Adresse": pa.array(column, pa.string())})
    frame = {
        "pandas": table.to_pandas,
        "polars": lambda: pl.from_arrow(table),
        "polars lazy": lambda: pl.DataFrame(table).lazy(),
        "pyarrow": lambda: table,
        "duckdb": lambda: relation({"Adresse": table.column(0)}),
    }[kind]()
    found = read(assign(frame))
    only = Assigner({"address": "Adresse"}).columns_for(table)
    assert {name: found[name] for name in COLUMNS} == only.to_pydict()


@pytest.mark.parametrize("kind", FRAMES)
def test_columns_are_chosen_by_keyword(kind: str) -> None:
    """A column that no header tells of is chosen, and then no other is read."""
    frame = FRAMES[kind]({"Sitz": ["Celle"], "PLZ": ["31134"]})
    assert read(assign(frame, place="Sitz"))["kmn_district"] == ["03351"]


@pytest.mark.parametrize("kind", FRAMES)
def test_the_day_may_stand_in_a_column(kind: str) -> None:
    """Each row is answered for its own day, be it a date or a text."""
    for days in ([date(2016, 5, 1), None], ["2016-05-01", ""], [datetime(2016, 5, 1, 12), None]):  # noqa: DTZ001
        frame = FRAMES[kind]({"AGS": ["03152012", "03152012"], "Tag": days})
        assert read(assign(frame, on="Tag"))["kmn_district"] == ["03152", "03159"]
        assert read(assign(frame, on="2016-05-01"))["kmn_district"] == ["03152", "03152"]


@pytest.mark.parametrize("kind", FRAMES)
def test_coordinates_are_columns_of_numbers(kind: str) -> None:
    """Latitudes and longitudes are numbers; one that is missing or no number is a status."""
    points = {"lat": [52.15, None, 91.0, 52.15], "lon": [9.95, None, 9.95, None]}
    assert read(assign(FRAMES[kind](points)))["kmn_status"] == ["responsible", "empty", "invalid", "invalid"]


@pytest.mark.parametrize("kind", FRAMES)
def test_codes_may_be_numbers(kind: str) -> None:
    """Postal codes that were taken for numbers, with missing ones among them, are understood."""
    found = read(assign(FRAMES[kind]({"PLZ": [31134, None, 1067]})))
    assert found["kmn_status"] == ["responsible", "empty", "outside"]
    assert found["kmn_note"] == ["", "", "plz_zero_restored"]


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_without_rows_gets_its_columns(kind: str) -> None:
    """Nothing in is nothing out, with all columns."""
    empty = pa.table({"PLZ": pa.array([], pa.string())})
    frame = {
        "pandas": empty.to_pandas,
        "polars": lambda: pl.from_arrow(empty),
        "polars lazy": lambda: pl.DataFrame(empty).lazy(),
        "pyarrow": lambda: empty,
        "duckdb": lambda: relation({"PLZ": empty.column(0)}),
    }[kind]()
    assert read(assign(frame)) == {name: [] for name in ("PLZ", *COLUMNS)}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_second_run_is_refused(kind: str) -> None:
    """A frame that has the added columns already is not answered again."""
    answered = assign(FRAMES[kind](CELLS))
    with pytest.raises(InputError, match="earlier run"):
        assign(answered)


def test_options_go_to_the_answers() -> None:
    """Evidence and locator are those that were handed in."""
    table = pa.table({"PLZ": ["38440"]})
    assert assign(table, evidence="inferred")["kmn_network"].to_pylist() == ["braunschweig"]
    own = Locator(dataset().model_copy(update={"version": "2031.7"}))
    assert assign(table, locator=own)["kmn_data_version"].to_pylist() == ["2031.7"]


@pytest.mark.parametrize("thing", [None, 1, "addresses.csv", [1], {"PLZ": ["31134"]}, pd.Series(["31134"])])
def test_what_is_no_frame_is_an_error(thing: Any) -> None:
    """Anything else is refused by its kind, without its contents."""
    with pytest.raises(InputTypeError, match="hand in a frame") as caught:
        assign(thing)
    assert "31134" not in str(caught.value)


# --- pandas ---------------------------------------------------------------------------------------------------------


def test_index_and_order_of_pandas_are_kept() -> None:
    """An index of texts, of doubled labels or of several levels stays, and so do labels that are no texts."""
    for index in (list("abcde"), [1, 1, 0, 0, 7], pd.MultiIndex.from_product([["x"], range(5)])):
        frame = pd.DataFrame(CELLS, index=index)
        answered = assign(frame)
        assert answered.index.equals(frame.index)
        pd.testing.assert_frame_equal(answered[list(CELLS)], frame)
        assert answered["kmn_status"].tolist() == EXPECTED
    unnamed = pd.DataFrame([["31134"], ["26506"]])
    assert assign(unnamed, plz=0)["kmn_district"].tolist() == ["03254", "03452"]  # type: ignore[arg-type]


def test_added_columns_of_pandas_are_categories_in_use() -> None:
    """A categorical column has only categories that stand in it, whatever was answered before."""
    assign(pd.DataFrame({"PLZ": ["20095"]}))
    answered = assign(pd.DataFrame(CELLS))
    for name in COLUMNS:
        assert isinstance(answered[name].dtype, pd.CategoricalDtype)
        assert sorted(answered[name].cat.categories) == sorted(set(answered[name]))
    assert answered.groupby("kmn_status", observed=False).size().to_dict() == dict.fromkeys(EXPECTED, 1)


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(["31134", 31134, 31134.0, None, np.nan, pd.NA, "x"], dtype=object),
        pd.Series(["31134", "31134", "31134", None, None, None, "x"], dtype="category"),
        pd.Series(["31134", "31134", "31134", None, None, None, "x"], dtype="string"),
        pd.Series(["31134", "31134", "31134", None, None, None, "x"], dtype="string[pyarrow]"),
    ],
    ids=["objects", "categories", "string", "arrow"],
)
def test_columns_of_pandas_may_hold_anything(column: pd.Series[Any]) -> None:
    """Texts and numbers in one column are read, whatever the type of the column."""
    answered = assign(pd.DataFrame({"PLZ": column}))
    assert answered["kmn_status"].tolist() == ["responsible"] * 3 + ["empty"] * 3 + ["invalid"]


# --- polars and DuckDB ----------------------------------------------------------------------------------------------


def test_added_columns_of_polars_are_categorical() -> None:
    """Each added column is categorical, eager or lazy, and the schema of a lazy frame says so before it runs."""
    lazy = assign(pl.LazyFrame(CELLS))
    assert [lazy.collect_schema()[name] for name in COLUMNS] == [pl.Categorical] * 13
    assert lazy.collect().schema == lazy.collect_schema() == assign(pl.DataFrame(CELLS)).schema


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_frame_is_a_plan_like_any_other(engine: Any) -> None:
    """What is filtered, chosen and joined after the answers gives the same with every engine."""
    many = pl.LazyFrame({"PLZ": ["31134", "38440", "20095", "x"] * 50_000}).with_row_index()
    answered = assign(many).filter(pl.col("kmn_status") == "responsible").select("index", "kmn_network")
    found = answered.collect(engine=engine).sort("index")
    assert found["index"].to_list() == list(range(0, 200_000, 4))
    assert found["kmn_network"].unique().to_list() == ["suedniedersachsen"]


def test_columns_of_polars_may_be_enums() -> None:
    """Categorical and Enum columns are read."""
    codes = pl.Series("PLZ", ["31134", None, "26506", "31134"])
    for kind in (pl.Categorical, pl.Enum(["31134", "26506"])):
        answered = assign(pl.DataFrame({"PLZ": codes.cast(kind)}))
        assert answered["kmn_district"].to_list() == ["03254", "", "03452", "03254"]


def test_a_relation_can_be_asked_again() -> None:
    """What comes back belongs to the connection, can be run twice, and joined with other tables."""
    asked = relation(CELLS)
    answered = assign(asked)
    assert answered.fetchall() == answered.fetchall()
    assert answered.filter("kmn_status = 'responsible'").select("Ort").fetchall() == [("Hildesheim",)]
    assert len(answered.set_alias("a").join(asked.set_alias("b"), "a.Nr = b.Nr").fetchall()) == 5


# --- others ---------------------------------------------------------------------------------------------------------


def test_any_eager_frame_goes_through_arrow() -> None:
    """A frame that only narwhals knows gets the same answers, by what all frames have in common."""
    frame = pd.DataFrame(CELLS, index=list("abcde"))
    question = frames._Question(list(CELLS), {}, None, {})  # noqa: SLF001 - no other such frame can be installed here
    answered = frames._by_arrow(frame, question)  # noqa: SLF001
    assert answered["kmn_status"].tolist() == EXPECTED
    assert answered.index.tolist() == list("abcde")
    assert nw.from_native(answered).schema["kmn_status"] == nw.Categorical


def test_a_lazy_frame_of_another_kind_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame without its data for which there is no way has to be collected."""
    monkeypatch.delitem(frames._WAYS, "polars")  # noqa: SLF001 - no other such frame can be installed here
    with pytest.raises(InputTypeError, match="collect it"):
        assign(pl.LazyFrame(CELLS))
    assert read(assign(pl.DataFrame(CELLS)))["kmn_status"] == EXPECTED
