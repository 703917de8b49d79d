"""Hypothesis strategies, one per concept; every room appends its own."""

from __future__ import annotations

import string
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from hypothesis import strategies as st

from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.interchange.tables import tables
from kmn.model.dataset import Dataset
from kmn.values import PartialDate, Period, Point

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from kmn.identifiers._base import Identifier
    from kmn.interchange.tables import Column, Table
    from kmn.model.record import Record

# Zeros of scripts whose ten decimal digits follow each other: Arabic, Persian, Devanagari, Thai, full width.
ZEROS: Final = (0x0660, 0x06F0, 0x0966, 0x0E50, 0xFF10)
BLANKS: Final = (" ", "\u00a0", "\u2009", "\u202f", "\u200b", "\t")


def digits(count: int) -> SearchStrategy[str]:
    """Draw a text of so many ASCII digits."""
    return st.text(string.digits, min_size=count, max_size=count)


states: SearchStrategy[str] = st.integers(1, 16).map("{:02d}".format)
ags: SearchStrategy[AGS] = st.builds(lambda state, rest: AGS(state + rest), states, digits(6))
ars: SearchStrategy[ARS] = st.builds(lambda state, rest: ARS(state + rest), states, digits(10))
kreis_keys: SearchStrategy[KreisKey] = st.builds(lambda state, rest: KreisKey(state + rest), states, digits(3))
plz: SearchStrategy[PLZ] = st.integers(1000, 99999).map(lambda number: PLZ(f"{number:05d}"))
nuts: SearchStrategy[NUTS] = st.text(string.digits + string.ascii_uppercase, max_size=3).map(
    lambda rest: NUTS(f"DE{rest}")
)
identifiers: SearchStrategy[Identifier] = st.one_of(ags, ars, kreis_keys, plz, nuts)


@st.composite
def written(draw: st.DrawFn, text: str) -> str:
    """Draw a way people might write a key: digits of another script, blanks between, marks around."""
    zero = draw(st.sampled_from((ord("0"), *ZEROS)))
    parts = []
    for character in text:
        parts.append(chr(zero + int(character)) if character in string.digits else character)
        parts.append(draw(st.sampled_from(("", "", "", *BLANKS))))
    before, after = draw(st.sampled_from((("", ""), (" ", "\n"), ("'", ""), ("(", ")"), ("„", "“,"))))
    return before + "".join(parts) + after


days: SearchStrategy[date] = st.dates(date(1, 1, 1), date(9999, 12, 31))
points: SearchStrategy[Point] = st.builds(Point, lat=st.floats(-90, 90), lon=st.floats(-180, 180))
periods: SearchStrategy[Period] = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))
partial_dates: SearchStrategy[PartialDate] = st.builds(
    lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from((4, 7, 10))
)
not_texts: SearchStrategy[object] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.binary(),
    st.lists(st.integers()),
    st.builds(object),
)
any_text: SearchStrategy[str] = st.text(st.characters(codec=None), max_size=80)


# Records, as the description of the tables says; whatever a cell can hold comes up.
plain_texts: SearchStrategy[str] = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20
).filter(lambda text: text.strip(" \t\r\n\u00a0\u0085\u2028\u2029") == text and text.strip() != "")


def _value_of(column: Column) -> SearchStrategy[object]:
    """Draw a value for one cell, or for one place in its list."""
    kinds: dict[str, SearchStrategy[object]] = {
        "day": days,
        "partial": partial_dates,
        "integer": st.integers(0, 10**9),
        "number": st.floats(-80, 80),
        "text": plain_texts,
    }
    if column.choices:
        return st.sampled_from(column.choices)
    if column.pattern is not None and not column.is_free_text:
        return st.from_regex(column.pattern.replace(r"\S", "[!-~]"), fullmatch=True).filter(
            lambda text: not text.endswith("\n")
        )
    return kinds[column.kind]


@st.composite
def records(draw: st.DrawFn, table: Table) -> Record:
    """Draw a record of a table."""
    values: dict[str, object] = {}
    for column in table.columns:
        value = _value_of(column)
        if column.is_list:
            value = st.lists(value, max_size=3).map(tuple)
        if column.part is not None:
            # A contact needs a way to reach it, a point both of its coordinates.
            drawn = draw(value if column.part in {"phone", "lat", "lon"} else st.none() | value)
            cast("dict[str, object]", values.setdefault(column.field, {}))[column.part] = drawn
        else:
            values[column.field] = draw(value if column.required else st.none() | value)
    for name in table.model.model_fields:
        if isinstance(values[name], dict) and draw(st.booleans()):
            values[name] = None
        if values[name] is None:
            del values[name]
    begin, end = values.get("valid_from"), values.get("valid_to")
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        values |= {"valid_from": end, "valid_to": begin}
    return table.model.model_validate(values)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Draw a dataset with a few records in some of its tables."""
    head, *others = tables()
    fields = dict(draw(records(head)))
    for table in draw(st.lists(st.sampled_from(others), max_size=4, unique=True)):
        fields[table.name] = tuple(draw(st.lists(records(table), max_size=3)))
    return Dataset(**fields)


# Maps of 4 × 4 parallelograms, each cut into two triangles: whose they are, 0 for nobody's.
mosaics: SearchStrategy[list[int]] = st.lists(st.integers(0, 3), min_size=32, max_size=32).filter(any)
# Steps from one floating-point number to the next, in two directions.
nudges: SearchStrategy[tuple[int, int]] = st.tuples(st.integers(-2, 2), st.integers(-2, 2))
# How far along an edge: its ends and middle more often than the rest.
shares: SearchStrategy[float] = st.sampled_from((0.0, 0.5, 1.0)) | st.floats(0, 1)


# Streets as they occur, some with the name of a town in them.
streets: SearchStrategy[str] = st.sampled_from(
    ("Domhof 1", "Hamburger Straße 5", "Am Markt 3a", "Bremer Weg 12", "Lange Str. 7-9", "Celler Chaussee 112 b")
)
home_countries: SearchStrategy[str] = st.sampled_from(("Deutschland", "Germany", "DEUTSCHLAND"))
