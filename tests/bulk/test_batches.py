from __future__ import annotations

import math
import pickle
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmn.bulk.asking import ask
from kmn.bulk.batches import Assigner
from kmn.bulk.cells import written
from kmn.bulk.columns import COLUMNS, row_of
from kmn.bulk.question import question_of
from kmn.errors import GeocodingError, InputError, InputTypeError
from kmn.geocoding import TimeBudget
from kmn.geocoding.protocol import Found
from kmn.values import Evidence, Point
from kmn.wiring import Locator, dataset, default_locator, locate
from tests import second_state
from tests.data.test_stations import STATIONS
from tests.strategies import address_lines, street_lines, town_lines

TODAY = date.today()  # noqa: DTZ011 - a day where the tests are
cells = st.one_of(st.none(), st.sampled_from(("", " ", "\x1f", "?")))
encodable = st.text(st.characters(codec="utf-8"), max_size=40)


def rows_of(answered: Any) -> list[tuple[str, ...]]:
    """Give the added cells, row by row."""
    return list(zip(*(answered[name].to_pylist() for name in COLUMNS), strict=True))


def one_by_one(table: dict[str, list[Any]], on: list[Any] | date = TODAY) -> list[tuple[str, ...]]:
    """Give the cells that asking for each row alone gives."""
    count = len(next(iter(table.values())))
    days = on if isinstance(on, list) else [on] * count
    return [
        ask(
            {role: column[row] or "" for role, column in table.items()},
            day or TODAY,
            Evidence.ATTESTED,
            default_locator(),
        ).cells
        for row, day in zip(range(count), days, strict=True)
    ]


def assigned(table: dict[str, list[Any]], **options: Any) -> list[tuple[str, ...]]:
    """Give the cells that a batch of all rows gets; the headers are the roles."""
    return rows_of(Assigner({role: role for role in table}, **options)(pa.table(table)))


def texts(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """Draw what Arrow can hold of some texts, or nothing."""
    return st.one_of(cells, strategy.filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)))


def tables(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, list[Any]]]:
    """Draw a table with some rows of these columns."""
    rows = st.lists(st.tuples(*columns.values()), min_size=1, max_size=12)
    return rows.map(lambda drawn: dict(zip(columns, map(list, zip(*drawn, strict=True)), strict=True)))


# --- the same answers -----------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(tables(address=texts(address_lines)))
def test_addresses_are_answered_as_one_by_one(table: dict[str, list[Any]]) -> None:
    """Whatever stands in a column of addresses, a batch says what asking for each row alone says."""
    assert assigned(table) == one_by_one(table)


def test_a_street_makes_no_difference_where_the_town_decides() -> None:
    """Streets of all sorts before the same towns are answered as one by one, although few towns are asked."""
    streets = ("Am Markt 1", "Celler Str. 23b", "Wolfsburg 999", "Norden 5", "St.-Georg-Weg 7")
    towns = (
        *("31134 Hildesheim", "26506 Norden", "31582 Nienburg (Weser)", "21444 Vierhöfen", "31134 Celle"),
        *("31134 Hildesheimm", "99999 Celle", "31134 Am Markt", "38889 Blankenburg", "20095 Hamburg"),
    )
    pairs = [f"{street}, {town}" for street in streets for town in towns]
    assert assigned({"address": pairs}) == one_by_one({"address": pairs})


@pytest.mark.parametrize(
    "layout",
    [
        "{street}, {plz} {city}",
        "{street}\n{plz} {city}\nDeutschland",
        "{street} {plz} {city}",
        "{plz} {city}, {street}",
    ],
)
def test_real_addresses_are_answered_as_one_by_one(layout: str) -> None:
    """The addresses of the stations of the state, in several layouts, are answered as `locate` answers them."""
    written = [layout.format(**row) for row in STATIONS]
    assert assigned({"address": written}) == [row_of(locate(text)) for text in written]


@settings(max_examples=200)
@given(
    tables(
        street=texts(street_lines),
        plz=texts(st.sampled_from(("31134", "1067", "31134.0", "abc", "26506", "99999", "D-31134"))),
        place=texts(
            st.sampled_from(("Hildesheim", "Celle", "Norden", "Dresden", "Neuenkirchen", "31134 Hildesheim"))
        ),
        locality=texts(st.sampled_from(("Sorsum", "Norddeich"))),
        country=texts(st.sampled_from(("Deutschland", "Österreich", "AT", "Xyz"))),
    )
)
def test_addresses_in_parts_are_answered_as_one_by_one(table: dict[str, list[Any]]) -> None:
    """Whatever stands in the columns of an address in parts, a batch says what asking for each row alone says."""
    assert assigned(table) == one_by_one(table)


@settings(max_examples=200)
@given(
    tables(
        address=texts(address_lines),
        place=texts(town_lines),
        key=texts(st.sampled_from(("03254", "3254021", "03152012", "99999", "DE925", "05315000", "032540021021"))),
        country=texts(st.sampled_from(("Deutschland", "Österreich"))),
    )
)
def test_keys_beside_addresses_are_answered_as_one_by_one(table: dict[str, list[Any]]) -> None:
    """A key that decides is taken, else the address beside it, as when asking for each row alone."""
    assert assigned(table) == one_by_one(table)


@pytest.mark.parametrize("role", ["plz", "key"])
@given(data=st.data())
def test_codes_are_answered_as_one_by_one(role: str, data: st.DataObject) -> None:
    """Codes of any width, known or not, as texts or as numbers, are answered as one by one."""
    usual = ["31134", "01067", "1067", "03254", "3254", "03254021", "3254021", "03152012", "032540021021", "00000"]
    drawn = data.draw(
        st.lists(
            st.one_of(cells, st.sampled_from(usual), st.from_regex(r"[0-9]{4,8}", fullmatch=True), encodable),
            min_size=1,
        )
    )
    table = {role: drawn}
    assert assigned(table) == one_by_one(table)
    numbers = [int(text) if text and text.isascii() and text.isdecimal() else None for text in drawn]
    expected = one_by_one({role: [None if number is None else str(number) for number in numbers]})
    for kind in (pa.int64(), pa.float64()):
        column = pa.array(numbers, pa.int64()).cast(kind, safe=False)
        assert rows_of(Assigner({role: "x"})(pa.table({"x": column}))) == expected


points = st.one_of(
    st.tuples(st.floats(51.2, 54.0), st.floats(6.5, 11.7)),
    st.tuples(st.floats(6.5, 11.7), st.floats(51.2, 54.0)),
    st.tuples(st.floats(), st.floats()),
    st.sampled_from([(52.188, 9.8), (53.68, 7.1), (54.0, 7.0), (90.0, 180.0), (90.1, 0.0), (1e-9, -0.0)]),
)


@settings(max_examples=200)
@given(st.lists(st.tuples(points, st.booleans(), st.booleans()), min_size=1, max_size=20))
def test_coordinates_are_answered_as_one_by_one(drawn: list[tuple[tuple[float, float], bool, bool]]) -> None:
    """Points anywhere, missing ones among them, are answered as one by one, as numbers and as texts."""
    pairs = [(None if no_lat else lat, None if no_lon else lon) for (lat, lon), no_lat, no_lon in drawn]
    table = {"lat": [lat for lat, _ in pairs], "lon": [lon for _, lon in pairs]}
    readable = {
        role: [None if number is None or math.isnan(number) else written(number) for number in numbers]
        for role, numbers in table.items()
    }
    expected = one_by_one(readable)
    typed = pa.table({role: pa.array(numbers, pa.float64()) for role, numbers in table.items()})
    assert rows_of(Assigner({"lat": "lat", "lon": "lon"})(typed)) == expected
    assert assigned(readable) == expected


def test_points_along_a_line_across_the_state_are_answered_as_one_by_one() -> None:
    """Points from the sea to beyond the southern border, many of them near borders, are answered as `locate` does."""
    lat, lon = np.linspace(53.9, 51.2, 3_000), np.linspace(7.0, 10.6, 3_000)
    answered = Assigner({"lat": "lat", "lon": "lon"})(pa.table({"lat": lat, "lon": lon}))
    pairs = zip(lat.tolist(), lon.tolist(), strict=True)
    assert rows_of(answered) == [row_of(locate(Point(lat=one, lon=other))) for one, other in pairs]


@settings(max_examples=100)
@given(
    tables(
        lat=st.sampled_from(("52.15", "52,188", "x", "", None, "99", " 52.15 ", "+52.15", "1e1")),
        lon=st.sampled_from(("9.95", "9.8", "", None, "9,95\t")),
        plz=texts(st.sampled_from(("31134", "31171", "29221"))),
        place=texts(st.sampled_from(("Hildesheim", "Nordstemmen", "Celle"))),
    )
)
def test_coordinates_beside_addresses_are_answered_as_one_by_one(table: dict[str, list[Any]]) -> None:
    """A coordinate and the words beside it are held against each other as when asking for each row alone."""
    assert assigned(table) == one_by_one(table)


@settings(max_examples=100)
@given(
    tables(
        key=st.sampled_from(("03152012", "03156", "03254", None, "?")),
        lat=st.sampled_from(("51.53", "52.188", None)),
        lon=st.sampled_from(("9.93", "9.8", None)),
    ),
    st.data(),
)
def test_a_column_of_days_is_answered_as_one_by_one(table: dict[str, list[Any]], data: st.DataObject) -> None:
    """Each row is answered for its own day; an empty one is today, a malformed one invalid."""
    day = st.sampled_from((None, "", "2016-05-01", "2024-07-09", "1990-01-01", "1.5.2016"))
    count = len(table["key"])
    days = data.draw(st.lists(day, min_size=count, max_size=count))
    answered = Assigner({role: role for role in table}, on="Tag")(
        pa.table(table | {"Tag": pa.array(days, pa.string())})
    )
    assert rows_of(answered) == one_by_one(table, on=days)


# --- types and layouts ----------------------------------------------------------------------------------------------

PLACES = ["Domhof 1, 31134 Hildesheim", "Celle", None, "Domhof 1, 31134 Hildesheim", "26506 Norden"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(PLACES, pa.large_string()),
        pa.array(PLACES, pa.string_view()),
        pa.array(PLACES).dictionary_encode(),
        pa.array(PLACES, pa.large_string()).dictionary_encode(),
        pa.array([None if place is None else place.encode() for place in PLACES], pa.binary()),
        pa.array(["x", *PLACES])[1:],
        pa.chunked_array([PLACES[:2], PLACES[2:]]),
        pa.chunked_array([pa.array(PLACES[:2]).dictionary_encode(), pa.array(PLACES[2:]).dictionary_encode()]),
        pa.chunked_array([[], PLACES, []], pa.string()),
    ],
    ids=lambda column: str(column.type),
)
def test_texts_of_any_kind_are_read(column: Any) -> None:
    """Whatever way Arrow keeps texts, the answers are the same."""
    answered = Assigner({"address": "Ort"})(pa.table({"Ort": column}))
    assert rows_of(answered) == one_by_one({"address": PLACES})


@pytest.mark.parametrize(
    "days",
    [
        pa.array([date(2016, 5, 1), None]),
        pa.array([datetime(2016, 5, 1, 23, 59), None], pa.timestamp("us")),  # noqa: DTZ001
        pa.array(["2016-05-01", None]),
        pa.array([datetime(2016, 5, 1, 0, 30), None], pa.timestamp("us")).cast(pa.timestamp("s", "Europe/Berlin")),  # noqa: DTZ001
    ],
    ids=lambda days: str(days.type),
)
def test_days_of_any_kind_are_read(days: Any) -> None:
    """Dates, times of a day, and texts are days; nothing is today."""
    answered = Assigner({"key": "AGS"}, on="Tag")(pa.table({"AGS": ["03152012"] * 2, "Tag": days}))
    assert answered["kmn_district"].to_pylist() == ["03152", "03159"]


@pytest.mark.parametrize("column", [[1.5], [True], [[1]], [{"a": 1}], [b"\xff"], [None]])
def test_what_is_no_code_is_a_status(column: list[Any]) -> None:
    """Cells of a type that holds no postal code are invalid or empty, and raise nothing."""
    answered = Assigner({"plz": "x"})(pa.table({"x": column}))
    assert answered["kmn_status"].to_pylist() == ["empty" if column == [None] else "invalid"]


def test_a_batch_stays_what_it_is() -> None:
    """What goes in comes out unchanged, as the same kind of object, with the columns in their order behind it."""
    schema = pa.schema([pa.field("Nr", pa.int8(), metadata={"a": "b"}), ("PLZ", pa.string())], metadata={"c": "d"})
    batch = pa.RecordBatch.from_arrays([pa.array([1, 2], pa.int8()), pa.array(["31134", "x"])], schema=schema)
    assigner = Assigner({"plz": "PLZ"})
    for thing in (batch, pa.Table.from_batches([batch, batch])):
        answered = assigner(thing)
        assert type(answered) is type(thing)
        assert answered.schema.equals(assigner.schema(schema), check_metadata=True)
        assert answered.select(["Nr", "PLZ"]).equals(thing, check_metadata=True)
        assert answered.schema.names[2:] == list(COLUMNS)
        answered.validate(full=True)
        only = assigner.columns_for(thing)
        assert only.schema.names == list(COLUMNS)
        assert type(only) is type(thing)


def test_nothing_in_is_nothing_out() -> None:
    """A batch without rows gets its columns all the same."""
    for role, kind in (("address", pa.string()), ("plz", pa.int64()), ("plz", pa.string()), ("key", pa.string())):
        answered = Assigner({role: "x"})(pa.table({"x": pa.array([], kind)}))
        assert (answered.num_rows, answered.num_columns) == (0, 14)
    points = pa.table({"a": pa.array([], pa.float64()), "b": pa.array([], pa.float64())})
    assert Assigner({"lat": "a", "lon": "b"})(points).num_columns == 15


def test_each_text_is_in_a_dictionary_once() -> None:
    """Whoever counts the values of an added column by its dictionary counts right."""
    answered = assigned_table(["31134", "26506", "20095", "x", None, "38440", "31134"])
    for name in COLUMNS:
        texts = answered[name].chunk(0).dictionary.to_pylist()
        assert len(texts) == len(set(texts))


def assigned_table(codes: list[str | None]) -> Any:
    """Assign a table of postal codes."""
    return Assigner({"plz": "PLZ"})(pa.table({"PLZ": pa.array(codes, pa.string())}))


def test_many_rows_are_as_few() -> None:
    """Rows beyond the first quarter of a million are answered as those before."""
    codes = ["31134", "26506", None, "x", "1067"]
    table = pa.table({"PLZ": pa.array(codes * 60_000)})
    answered = Assigner({"plz": "PLZ"})(table)
    assert answered.num_rows == 300_000
    assert rows_of(answered.slice(299_995)) == rows_of(answered.slice(0, 5)) == one_by_one({"plz": codes})


def test_restored_zeros_are_counted_and_said() -> None:
    """A code that lost its zero is understood, counted, and its row says so."""
    assigner = Assigner({"plz": "PLZ"})
    for answered in (
        assigner(pa.table({"PLZ": [1067, 31134, 1067]})),
        assigner(pa.record_batch({"PLZ": ["1067", "01067"]})),
    ):
        assert answered["kmn_note"].to_pylist().count("plz_zero_restored") == assigner.restored(answered)
        assert answered["kmn_status"].to_pylist()[0] == "outside"
    assert assigner.restored(assigner.columns_for(pa.table({"PLZ": [1067] * 3}))) == 3
    keys = Assigner({"key": "AGS"})
    assert keys.restored(keys(pa.table({"AGS": ["3254021", "3254021.0", "03254021", "3254"]}))) == 3


# --- options --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "table", "text"),
    [
        ({"plz": "PLZ"}, {"PLZ": ["1"], "kmn_status": ["x"]}, "earlier run"),
        ({"plz": "PLZ"}, {"Ort": ["1"]}, "no column of the name chosen"),
        ({}, {"Name": ["1"]}, "None of the 1 columns"),
    ],
)
def test_a_batch_that_does_not_fit_is_an_error(columns: dict[str, str], table: dict[str, Any], text: str) -> None:
    """A batch without the columns, or with those of an earlier run, is refused."""
    with pytest.raises(InputError, match=text):
        Assigner(columns)(pa.table(table))


def test_options_are_checked_before_any_batch() -> None:
    """A role, an evidence or a day that cannot be is said at once; a text that is no header, with the first batch."""
    with pytest.raises(InputError, match="no such role"):
        Assigner({"postcode": "PLZ"})
    with pytest.raises(InputError, match="evidence"):
        Assigner({"plz": "PLZ"}, evidence="perhaps")
    with pytest.raises(InputTypeError, match="not a day"):
        Assigner({"plz": "PLZ"}, on=2024)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="header of a column"):
        Assigner({"plz": "PLZ"}, on="Tag")(pa.table({"PLZ": ["31134"]}))


def test_columns_are_recognised_where_none_is_chosen() -> None:
    """Without a choice, usual headers are understood."""
    answered = Assigner({})(pa.table({"Postleitzahl": ["31134"], "Ort": ["Hildesheim"]}))
    assert answered["kmn_network"].to_pylist() == ["suedniedersachsen"]


@pytest.mark.parametrize("evidence", ["official", "attested", "inferred"])
@pytest.mark.parametrize("on", [None, "2016-05-01", date(1990, 1, 1)])
def test_day_and_evidence_are_those_asked_for(evidence: str, on: date | str | None) -> None:
    """Postal codes, points and addresses are answered for the day and at the level that was asked."""
    options: dict[str, Any] = {"on": on, "evidence": evidence}
    for text, table in (
        ("38440 Wolfsburg", {"address": ["38440 Wolfsburg"]}),
        ("38440", {"plz": ["38440"]}),
        (Point(lat=52.42, lon=10.78), {"lat": [52.42], "lon": [10.78]}),
        ("03103000", {"key": ["03103000"]}),
    ):
        assert assigned(table, **options) == [row_of(locate(text, **options))]


def test_the_day_may_change_between_batches() -> None:
    """An assigner without a day speaks of the day of each call."""
    assigner = Assigner({"key": "AGS"})
    table = pa.table({"AGS": ["03152012"]})
    assert assigner(table)["kmn_district"].to_pylist() == ["03159"]
    assigner.on = "2016-05-01"
    assert assigner(table)["kmn_district"].to_pylist() == ["03152"]


def test_an_assigner_travels() -> None:
    """Pickled it is small, whatever it has computed, and answers the same; an own dataset goes with it."""
    assigner = Assigner({"address": "Ort"}, on="2024-07-09")
    table = pa.table({"Ort": PLACES})
    answered = assigner(table)
    frozen = pickle.dumps(assigner)
    assert len(frozen) < 1_000
    assert pickle.loads(frozen)(table).equals(answered)  # noqa: S301
    own = Assigner({"address": "Ort"}, locator=Locator(dataset().model_copy(update={"version": "2031.7"})))
    travelled = pickle.loads(pickle.dumps(own))(table)  # noqa: S301
    assert travelled["kmn_data_version"].to_pylist() == ["2031.7"] * 5


def test_a_locator_of_another_state_is_asked() -> None:
    """Nothing depends on the embedded places: a locator over others answers as it does one by one."""
    locator = second_state.locator()
    codes = [*[code.plz.value for code in locator.gazetteer.postal][:5], "31134", "x"]
    answered = Assigner({"plz": "PLZ"}, locator=locator)(pa.table({"PLZ": codes}))
    expected = [ask({"plz": code}, TODAY, Evidence.ATTESTED, locator).cells for code in codes]
    assert rows_of(answered) == expected


class Finder:
    """A geocoder that finds everything in Hildesheim, and remembers what it was asked."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.asked: list[str] = []

    def geocode(self, address: str) -> list[Found]:
        """Find a text."""
        self.asked.append(address)
        return [Found(point=Point(lat=52.15, lon=9.95), label=address)]


def test_a_geocoder_is_asked_once_for_each_address_that_nothing_decides() -> None:
    """What is decided is not asked, the rest once each, with its street; the answers are those of one by one."""
    finder = Finder()
    undecided = "Dorfstraße 5, Neuenkirchen"
    column = [undecided, "Domhof 1, 31134 Hildesheim", undecided, "Dorfstraße 6, Neuenkirchen", None]
    answered = Assigner({"address": "Ort"}, geocoder=finder)(pa.table({"Ort": column}))
    assert len(finder.asked) == 2
    assert rows_of(answered)[:4] == [row_of(locate(str(text), geocoder=Finder())) for text in column[:4]]


def test_a_geocoder_that_failed_is_asked_again_in_the_next_batch() -> None:
    """What could not be answered is no answer to be kept; what was found is."""

    class Moody(Finder):
        def geocode(self, address: str) -> list[Found]:
            found = super().geocode(address)
            if len(self.asked) == 1:
                raise GeocodingError(type(self).__name__, reason="unreachable")
            return found

    moody = Moody()
    assigner = Assigner({"address": "Ort"}, geocoder=moody)
    batch = pa.table({"Ort": ["Dorfstraße 5, Neuenkirchen"]})
    assert [row[-2] for row in rows_of(assigner(batch))] == ["geocoder_asked geocoder_failed"]
    after = [rows_of(assigner(batch))[0][-2] for _ in range(2)]
    assert after == ["geocoder_asked geocoder_contradicts"] * 2
    assert len(moody.asked) == 2


def test_a_geocoder_is_asked_once_about_all_who_live_at_an_address() -> None:
    """The many people in one house are one question, and nothing of it stays in the memory after the batch."""
    finder = Finder()
    assigner = Assigner({"address": "Ort"}, geocoder=finder)
    people = ["Familie Beispiel", "Frau Muster", "Herr Beispiel"]
    rows = rows_of(assigner(pa.table({"Ort": [f"{who}\nDorfstraße 5, Neuenkirchen" for who in people]})))
    assert finder.asked == ["Dorfstraße 5, Neuenkirchen"]
    assert len(set(rows)) == 1
    assigner(pa.table({"Ort": ["Frau Tester\nDorfstraße 5, Neuenkirchen"]}))
    assert len(finder.asked) == 2


def test_rows_and_batches_share_what_a_geocoder_found() -> None:
    """Row by row, the same address is asked for once, whoever lives there; batches of the same table know of it."""
    finder = Finder()
    undecided = "Dorfstraße 5, Neuenkirchen"
    question = question_of(["Nr", "Anschrift"], {}, None, Evidence.ATTESTED, geocoder=finder)
    rows = {question.ask(["1", text]).cells for text in (undecided, f"Familie Beispiel\n{undecided}", undecided)}
    rows |= set(rows_of(question.assigner()(pa.table({"1": [undecided]}))))
    assert len(rows) == 1
    assert finder.asked == [undecided]


def test_a_geocoder_is_asked_as_long_as_its_time_lasts() -> None:
    """A limit of time that is handed in holds for all batches of an assigner; the rest is answered without."""
    finder = Finder()
    assigner = Assigner({"address": "Ort"}, geocoder=TimeBudget(finder, seconds=1e-9))
    column = [f"Dorfstraße {number}, Neuenkirchen" for number in range(5)]
    rows = [row for some in (column[:2], column[2:]) for row in rows_of(assigner(pa.table({"Ort": some})))]
    assert [row[-2] for row in rows[1:]] == ["geocoder_not_asked"] * 4
    assert len(finder.asked) == 1
