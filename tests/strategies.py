"""Hypothesis strategies, one per concept; every room appends its own."""

from __future__ import annotations

import string
from datetime import date
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.values import PartialDate, Period, Point

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from kmn.identifiers._base import Identifier

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
