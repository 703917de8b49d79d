from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.columns import row_of
from kmn.bulk.towns import Addresses
from kmn.wiring import default_locator, locate
from tests.strategies import address_lines, street_lines, town_lines


def encodable(text: str) -> bool:
    """Tell whether Arrow can hold a text."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


usual = st.builds("{}{} {}".format, street_lines, st.sampled_from((",", "\n", ";", "", "")), town_lines).filter(
    encodable
)


def addresses(texts: list[str | None]) -> Addresses:
    """Tell some addresses apart as the lookup allows it."""
    return Addresses("address", pa.array(texts, pa.string()), ignores_street=default_locator().ignores_street)


@given(st.lists(st.none() | usual | address_lines.filter(encodable), min_size=1, max_size=12))
def test_addresses_of_a_class_are_answered_alike(texts: list[str | None]) -> None:
    """Whatever is put into a class with another address would get the same answer on its own."""
    found = addresses(texts)
    answers: dict[int, object] = {}
    for code, text in zip(found.codes.tolist(), texts, strict=True):
        answer = row_of(locate(text)) if text and text.strip() else None
        assert answers.setdefault(code, answer) == answer
    assert max(found.codes) < found.count
    assert [found.cells(row) for row in range(len(texts))] == [{"address": text or ""} for text in texts]


@pytest.mark.parametrize("mark", [",", ";", "\n", ""])
def test_streets_before_a_town_that_decides_make_one_class(mark: str) -> None:
    """By far the most of a long list: only the towns are told apart."""
    streets = ("Am Markt 1", "Celler Str. 23b", "St.-Georg-Weg 7", "Große Straße 112")
    texts: list[str | None] = [
        f"{street}{mark} {town}" for street in streets for town in ("29221 Celle", "31134 Hildesheim")
    ]
    assert addresses(texts).codes.tolist() == [0, 1] * 4


@pytest.mark.parametrize(
    "text",
    [
        "Frau Beispiel 4, 31134 Hildesheim",
        "Postfach 12, 31134 Hildesheim",
        "Haus - Nord 3, 31134 Hildesheim",
        "Am Markt 1, 31134 Am Markt",
        "Am Markt 1, 99999 Celle",
        "Am Markt 1234, 31134 Hildesheim",
        "Am Markt 12 345, 31134 Hildesheim",
        "Am Markt 5 / 7, 31134 Hildesheim",
        f"{'Am Markt ' * 60}1, 31134 Hildesheim",
    ],
)
def test_what_is_not_usual_is_left_as_it_is(text: str) -> None:
    """Persons, post-office boxes, and towns before which a street may matter are asked for as they stand."""
    found = addresses([text, "Domhof 1, 31134 Hildesheim"])
    assert found.key(int(found.codes[0])) == text


def test_any_street_may_matter_if_nobody_says_otherwise() -> None:
    """Without the word of the lookup, each address is a class of its own."""
    texts = ["Domhof 1, 31134 Hildesheim", "Domhof 2, 31134 Hildesheim", "Domhof 1, 31134 Hildesheim"]
    assert Addresses("address", pa.array(texts)).codes.tolist() == [0, 1, 0]


@given(st.lists(st.tuples(st.none() | st.sampled_from(("", " ", "\x1f", "?", "Ä", "Domhof 1")), st.booleans())))
def test_beside_a_town_only_matters_whether_anything_stands_there(rows: list[tuple[str | None, bool]]) -> None:
    """Streets beside a town are filled or not; those without one are told apart by what they say."""
    texts, beside = [text for text, _ in rows], np.array([town for _, town in rows], np.bool_)
    for array in (pa.array(texts, pa.string()), pa.array(texts, pa.string()).dictionary_encode()):
        found = Addresses("street", array, beside=beside)
        for (text, town), code in zip(rows, found.codes.tolist(), strict=True):
            stripped = (text or "").strip()
            assert found.key(code) == (bool(stripped) if town else stripped)
