from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import geopandas
import narwhals as nw
import narwhals.dependencies
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmn.bulk.batches import Assigner
from kmn.bulk.columns import COLUMNS
from kmn.bulk.frames import assign
from kmn.errors import InputError, InputTypeError, MissingExtraError
from kmn.wiring import Locator, dataset, municipalities
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


TEXTS = ["31134", "31134", "31134", None, None, None, "x"]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(["31134", 31134, 31134.0, None, np.nan, pd.NA, "x"], dtype=object),
        pd.Series([b"31134", "31134 ", Decimal(31134), None, pd.NaT, np.nan, 2**70], dtype=object),
        pd.Series(["31134", "31134", "31134", "", " ", None, "\ud800"], dtype=object),
        pd.Series(pd.Categorical(["31134", 31134, 31134.0, None, None, None, (1, 2)])),
        pd.Series([31134, 31134, 31134, None, None, None, -1], dtype="Int64"),
        pd.Series([31134, 31134, 31134, None, None, None, 0.5], dtype="Float64"),
        pd.Series([31134, 31134, 31134, None, None, None, 10**9], dtype="category"),
        pd.Series([31134, 31134, 31134, None, None, None, 10**18], dtype="int64[pyarrow]"),
        *(pd.Series(TEXTS, dtype=kind) for kind in ("category", "string[python]", "string[pyarrow]", "str")),
        pd.Series(TEXTS, dtype=pd.ArrowDtype(pa.dictionary(pa.int8(), pa.string()))),
        pd.Series(TEXTS, dtype=pd.ArrowDtype(pa.large_string())),
    ],
    ids=lambda column: str(column.dtype),
)
def test_columns_of_pandas_may_hold_anything(column: pd.Series[Any]) -> None:
    """Texts, numbers and anything else in one column are read, whatever the type of the column."""
    answered = assign(pd.DataFrame({"PLZ": column}))
    assert answered["kmn_status"].tolist() == ["responsible"] * 3 + ["empty"] * 3 + ["invalid"]
    assert assign(pd.DataFrame({"PLZ": column.iloc[:0]}))["kmn_status"].tolist() == []


def test_labels_of_pandas_may_be_of_any_kind() -> None:
    """Labels that stand twice do no harm where they are not asked, and those of several levels get levels."""
    doubled = pd.DataFrame([["a", "b", "31134"]], columns=["x", "x", "PLZ"], index=pd.Index([5], name="PLZ"))
    answered = assign(doubled)
    assert answered.columns.tolist() == ["x", "x", "PLZ", *COLUMNS]
    assert answered["kmn_district"].loc[5] == "03254"
    with pytest.raises(InputError, match="Columns 1 and 2"):
        assign(doubled, address="x")
    levels = pd.DataFrame([["a", "31134"]], columns=pd.MultiIndex.from_tuples([("x", "Name"), ("x", "PLZ")]))
    answered = assign(levels, plz=("x", "PLZ"))  # type: ignore[arg-type]
    assert answered["kmn_district", ""].tolist() == ["03254"]
    assert answered.columns.nlevels == 2
    named = pd.DataFrame([["31134"]], columns=pd.Index(["PLZ"], name="Spalte"), index=pd.Index([5], name="Zeile"))
    answered = assign(named)
    assert (answered.columns.name, answered.index.name) == ("Spalte", "Zeile")


def test_added_columns_of_pandas_may_be_written_to() -> None:
    """What is changed in one column or frame changes no other, although many columns say the same of a row."""
    frame = pd.DataFrame(CELLS)
    answered = assign(frame)
    answered.loc[0, "kmn_network"] = ""
    answered.loc[0, "Ort"] = "Celle"
    assert answered.loc[0, ["kmn_network_name", "kmn_district"]].tolist() == [
        "Regionalverbund Südniedersachsen",
        "03254",
    ]
    assert frame["Ort"].tolist() == pd.DataFrame(CELLS)["Ort"].tolist()
    assert assign(frame).loc[0, "kmn_network"] == "suedniedersachsen"


def test_many_categories_of_pandas_are_right() -> None:
    """Beyond the number of categories whose codes have eight bits, each row has its text all the same."""
    keys = [str(one.ags) for one in municipalities(on="2026-12-01")]
    answered = assign(pd.DataFrame({"AGS": keys}))
    assert answered["kmn_ags"].tolist() == keys
    assert len(answered["kmn_ags"].cat.categories) > 128


def test_subclasses_of_pandas_and_what_they_carry_are_kept() -> None:
    """A GeoDataFrame stays one, and the frame that was handed in stays as it was."""
    frame = geopandas.GeoDataFrame({"PLZ": ["31134"]}, geometry=geopandas.points_from_xy([9.95], [52.15]), crs=4326)
    frame.attrs["source"] = "a list"
    answered = assign(frame)
    assert isinstance(answered, geopandas.GeoDataFrame)
    assert (answered.crs, answered.attrs) == (frame.crs, frame.attrs)
    assert frame.columns.tolist() == ["PLZ", "geometry"]


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


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([31134, None, 10], dtype=pl.Int128),
        pl.Series([Decimal(31134), None, Decimal("0.5")]),
        pl.Series([b"31134", None, b"\xff"]),
        pl.Series([31134.0, float("nan"), 0.5], dtype=pl.Float32),
        pl.Series(["31134", None, "x"], dtype=pl.String),
    ],
    ids=lambda column: str(column.dtype),
)
@pytest.mark.parametrize("kind", [pl.DataFrame, pl.LazyFrame])
def test_columns_of_polars_may_be_of_any_type(kind: Any, column: pl.Series) -> None:
    """Numbers of any width, bytes and texts are read; what is none of a code is a status."""
    assert read(assign(kind({"PLZ": column})))["kmn_status"] == ["responsible", "empty", "invalid"]
    for odd in ([[1]], [{"a": 1}], [date(2024, 7, 9)], [True], [None]):
        assert read(assign(kind({"PLZ": odd})))["kmn_status"] == ["empty" if odd == [None] else "invalid"]


def test_a_batch_and_a_table_may_have_doubled_names() -> None:
    """A batch of Arrow comes back as one; columns that are not asked may have any names."""
    arrays = [pa.array(["a"]), pa.array(["b"]), pa.array(["31134"])]
    for kind in (pa.Table, pa.RecordBatch):
        for length in (0, 1):
            answered = assign(kind.from_arrays(arrays, names=["x", "x", "PLZ"]).slice(0, length))
            assert type(answered) is kind
            assert answered.schema.names == ["x", "x", "PLZ", *COLUMNS]
            assert answered.column(5).to_pylist() == ["03254"][:length]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        *(("'31134'::ENUM('31134', 'x')", "responsible"), ("31134::HUGEINT", "responsible")),
        *(("31134::DECIMAL(18, 3)", "responsible"), ("'31134'::BLOB", "responsible"), ("NULL", "empty")),
        *(("uuid()", "invalid"), ("now()", "invalid"), ("[1]", "invalid"), ("MAP{'a': 1}", "invalid")),
        *(("INTERVAL 1 DAY", "invalid"), ("'101'::BIT", "invalid"), ("TIME '10:00'", "invalid")),
    ],
)
def test_columns_of_duckdb_may_be_of_any_type(value: str, status: str) -> None:
    """Whatever DuckDB can hold is read or gets a status."""
    with duckdb.connect() as connection:
        answered = assign(connection.sql(f"SELECT {value} AS PLZ"))
        assert answered.select("kmn_status").fetchall() == [(status,)]


def test_a_relation_can_be_asked_again() -> None:
    """What comes back belongs to the connection, can be run twice, and joined with other tables."""
    asked = relation(CELLS)
    answered = assign(asked)
    assert answered.fetchall() == answered.fetchall()
    assert answered.filter("kmn_status = 'responsible'").select("Ort").fetchall() == [("Hildesheim",)]
    assert len(answered.set_alias("a").join(asked.set_alias("b"), "a.Nr = b.Nr").fetchall()) == 5


# --- others ---------------------------------------------------------------------------------------------------------


def test_a_frame_of_narwhals_is_what_it_wraps() -> None:
    """Whoever speaks narwhals gets narwhals back."""
    for native in (pd.DataFrame(CELLS), pl.LazyFrame(CELLS)):
        frame = nw.from_native(native)
        answered = assign(frame)
        assert type(answered) is type(frame)
        assert read(answered.to_native())["kmn_status"] == EXPECTED


def test_any_eager_frame_goes_through_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame that only narwhals knows gets the same answers, by what all frames have in common."""
    monkeypatch.setattr(narwhals.dependencies, "is_pandas_dataframe", lambda _: False)
    answered = assign(pd.DataFrame(CELLS, index=list("abcde")))
    assert answered["kmn_status"].tolist() == EXPECTED
    assert answered.index.tolist() == list("abcde")
    assert nw.from_native(answered).schema["kmn_status"] == nw.Categorical


def test_a_lazy_frame_of_another_kind_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame without its data for which there is no way has to be collected."""
    monkeypatch.setattr(narwhals.dependencies, "is_polars_lazyframe", lambda _: False)
    with pytest.raises(InputTypeError, match="collect it"):
        assign(pl.LazyFrame(CELLS))


# --- wrong questions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(
    ("options", "error", "text"),
    [
        ({"address": "Anschrift"}, InputError, "no column of the name chosen for address"),
        ({"plz": ["PLZ"]}, InputError, "no column of the name chosen for plz"),
        ({"lat": "PLZ"}, InputError, "two columns"),
        ({"on": "Tag"}, InputError, "header of a column"),
        ({"on": 2024}, InputTypeError, "not a day"),
        ({"evidence": "perhaps"}, InputError, "level of evidence"),
        ({"evidence": 1}, InputTypeError, "level of evidence"),
        ({"locator": "amtliche-liste"}, InputTypeError, "kmn.Locator"),
        ({"geocoder": "https://nominatim.example"}, InputTypeError, "method geocode"),
    ],
    ids=lambda thing: "-".join(thing) if isinstance(thing, dict) else "",
)
def test_a_wrong_question_is_an_error_at_once(kind: str, options: Any, error: type[Exception], text: str) -> None:
    """What cannot be asked is said by the call, even if a lazy frame is never run."""
    with pytest.raises(error, match=text):
        assign(FRAMES[kind](CELLS), **options)


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_without_a_place_is_an_error(kind: str) -> None:
    """Where no column is recognised, the error says how to choose one."""
    with pytest.raises(InputError, match="None of the 1 columns"):
        assign(FRAMES[kind]({"Name": ["31134"]}))


@pytest.mark.parametrize("missing", ["narwhals", "pyarrow", "numpy"])
def test_what_is_missing_is_said(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a package of the extra, the error names the extra."""
    frame = pd.DataFrame(CELLS)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match="bulk"):
        assign(frame)
