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


# Texts that have broken files before: formulas, markup, keys of JSON-LD, ends of lines and of cells, marks that turn
# the direction of reading, what a spreadsheet or a data frame takes for something else, and a long one.
HOSTILE_TEXTS: Final = (
    "=cmd|' /C calc'!A0",
    "+49 (0)511 = 1",
    "-1",
    "@SUM(A1:A9)",
    'a "b" ""c""',
    "a\r\nb\nc\rd",
    'a" .\n<https://evil.example/s> <https://evil.example/p> "b',
    '","@id":"https://evil.example/#x","@type":["Network"],"x":"',
    '{"@id": "https://evil.example"}',
    "@id",
    "]]></rdf:Description><evil/>",
    "<script>alert('x')</script>&amp;&#10;",
    "\u202eRTL\u200f \u2066x\u2069",
    "back\\slash\\u0041\\n\\",
    "a\u2028b\u2029c\u0085d",
    "a\x01b\x1fc\x7fd\ufffe\uffff",
    "_x000D_ _x005F_",
    "a;b,c\td|e",
    "00123",
    "NaN",
    "1.1.2020",
    "é e\u0301 ﬀ 𝔘 👩\u200d👧",
    "x" * 30_000,
)
hostile_texts: SearchStrategy[str] = st.sampled_from(HOSTILE_TEXTS)
# Web addresses that no IRI may hold as they are, and some that may.
ODD_URLS: Final = (
    "https://example.org/liste?jahr=2026&seite=1#a",
    "https://example.org/a%20b",
    "https://example.org/100%",
    'https://example.org/"><a>{}|\\^`',
    "https://example.org/Straße/→",
    "https://example.org/#a#b",
    "http://[::1]/",
)
odd_urls: SearchStrategy[str] = st.sampled_from(ODD_URLS)
_CODES: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("organisations", "kind"): ("local-authority", "state-authority", "federal-authority", "welfare-association"),
    ("events", "kind"): ("meeting", "series"),
    ("sources", "reuse"): ("open", "facts_only"),
}
_AREAS: Final = ("03241", "03351", "03351006", "03152", "99999", "03403")


def _full_value(table: Table, column: Column, slug: str, ids: dict[str, list[str]]) -> SearchStrategy[object]:
    value: SearchStrategy[object] = _value_of(column)
    if (table.name, column.field) in _CODES:
        value = st.sampled_from(_CODES[table.name, column.field])
    elif column.name == "id" and table.name != "issued_ids":
        value = st.just(slug)
    elif column.ref:
        value = st.sampled_from(ids[column.ref])
    elif column.field in {"area", "areas"}:
        value = st.sampled_from(_AREAS)
    elif column.name.endswith(("url", "url_alt")):
        value = odd_urls
    elif column.is_free_text:
        value = plain_texts | hostile_texts
    return st.lists(value, min_size=1, max_size=3).map(tuple) if column.is_list else value


@st.composite
def _full_record(draw: st.DrawFn, table: Table, slug: str, ids: dict[str, list[str]]) -> Record:
    """Draw a record with most of its fields filled, and contact and address in part."""
    values: dict[str, object] = {}
    names = [(column.field, column.part) for column in table.columns]
    left_out = draw(st.sets(st.sampled_from(names), max_size=6))
    for column in table.columns:
        if column.required or column.part in {"phone", "lat", "lon"} or (column.field, column.part) not in left_out:
            drawn = draw(_full_value(table, column, slug, ids))
            if column.part is None:
                values[column.field] = drawn
            else:
                cast("dict[str, object]", values.setdefault(column.field, {}))[column.part] = drawn
    for name in sorted({"contact", "address"} & values.keys()):
        if draw(st.integers(0, 3)) == 0:
            del values[name]
    begin, end = values.get("valid_from"), values.get("valid_to")
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        values |= {"valid_from": end, "valid_to": begin}
    return table.model.model_validate(values)


@st.composite
def full_datasets(draw: st.DrawFn) -> Dataset:
    """Draw a dataset with records in every table, no two of one key, hostile texts and odd addresses among them."""
    head, *others = tables()
    counts = {table.name: draw(st.integers(1, 2)) for table in others}
    slugs = draw(
        st.lists(
            st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True), min_size=2, max_size=2, unique=True
        )
    )
    ids = {table.name: slugs[: counts[table.name]] for table in others}
    fields = dict(draw(_full_record(head, "", ids)))
    for table in others:
        found = [draw(_full_record(table, slug, ids)) for slug in ids[table.name]]
        fields[table.name] = tuple({record.natural_key: record for record in found}.values())
    return Dataset(**fields)


# Cells of tables in which people keep addresses: real layouts beside whatever may stand there.
street_lines: SearchStrategy[str] = st.one_of(
    st.sampled_from(
        (
            *("Domhof 1", "Am Markt 3", "Große Str. 17b", "Hannoversche Straße 4", "Im Dorf 12 a", "D 12"),
            *("OT Elze 7", "Celle b 5", "Straße des Friedens 3-5", "Haus - Nord 3", "St.-Georg-Weg 101", "Bad 1"),
            *("Wolfsburger Ring 2", "Frau Beispiel 4", "c/o Haus 3", "Postfach 12", "Deutschland 5", "Österreich 1"),
            *("Straße", "Bahnhofstraße 1234", "12 Wiesenweg", "Bahnhofstr.1", "An der K 29 5", "Weg des 17. Mai 3"),
            *("Am Markt 5/7", "Am Markt 5-7a", "Am Markt 12 B", "Am Markt 5+7", "Am Markt 5 / 7", "Am Markt 5a-c"),
            *("D 31.134 5", "DE 12 345", "Weg 12 345", "Norden 1-2-3", "A - 5", "Ä 5ä", "Allee 5 Celle", "K 29"),
        )
    ),
    st.text("ABDabdnorst äöüß.-/+' 1234", max_size=16),
)
town_lines: SearchStrategy[str] = st.one_of(
    st.sampled_from(
        (
            *("31134 Hildesheim", "38440 Wolfsburg", "26506 Norden", "49696 Molbergen", "31582 Nienburg (Weser)"),
            *("21444 Vierhöfen", "38889 Blankenburg", "20095 Hamburg", "21522 Hohnstorf", "31134 Celle"),
            *("37124 Rosdorf (Göttingen)", "99999 Celle", "00000 Nirgends", "31134 Hildesheimm", "Celle"),
            *("31134 Am Markt", "31134"),
            *("31134  Hildesheim", "D-31134 Hildesheim", "31 134 Hildesheim", "31134 Hildesheim - Sorsum"),
            *("31134 Hildesheim OT Sorsum", "31134 Hildesheim, Deutschland", "31134 Deutschland", "Neuenkirchen"),
            *("1010 Wien, Österreich", "29221 Celle 38440 Wolfsburg", "31134 Postfach 12"),
        )
    ),
    st.builds("{:05d} {}".format, st.integers(0, 99_999), st.text("CHeilmnorsu ü()-", max_size=12)),
)
address_lines: SearchStrategy[str] = st.one_of(
    st.builds("{}{}{}".format, street_lines, st.sampled_from((", ", ",", "\n", "; ", " ", " - ")), town_lines),
    st.builds("{}{}{}".format, town_lines, st.sampled_from((", ", "\n", " ")), street_lines),
    town_lines,
    st.sampled_from(("", "  ", "03254021", "3254021", "52.15, 9.95", "DE925", "\x1f", "Lünebrug", "nichts")),
    any_text,
)
