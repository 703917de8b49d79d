from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.answering import Answering
from kmn.bulk.asking import ask
from kmn.bulk.columns import COLUMNS
from kmn.values import Evidence
from kmn.wiring import default_locator

DAY = date(2026, 12, 1)


def answering() -> Answering:
    """Give one that has answered nothing yet."""
    return Answering(default_locator(), Evidence.ATTESTED, None)


def rows(kept: Answering, codes: Any) -> list[tuple[str, ...]]:
    """Give the cells that stand behind codes."""
    return list(zip(*(column.to_pylist() for column in kept.outcomes.columns(codes)), strict=True))


def alone(day: date | str = DAY, **cells: str) -> tuple[str, ...]:
    """Give the cells for a row that is asked for alone."""
    return ask(cells, day, Evidence.ATTESTED, default_locator()).cells


class Counting:
    """Stands before the locator and counts what it is asked."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.asked: list[object] = []

    def __getattr__(self, name: str) -> Any:
        """Hand on everything else."""
        return getattr(default_locator(), name)

    def locate(self, thing: object, **options: Any) -> Any:
        """Note the question and answer it."""
        self.asked.append(thing)
        return default_locator().locate(thing, **options)  # type: ignore[arg-type]


def test_what_is_alike_is_asked_once() -> None:
    """Streets before a town that decides, and the same in another batch, are no question of their own."""
    counting = Counting()
    kept = Answering(counting, Evidence.ATTESTED, None)  # type: ignore[arg-type]
    column = pa.array([f"Domhof {number}, 31134 Hildesheim" for number in range(1, 100)] + ["Celle"] * 9)
    first = kept.codes({"address": column}, DAY)
    assert len(counting.asked) == 2
    again = kept.codes({"address": column.take(pa.array(range(107, -1, -1)))}, DAY)
    assert len(counting.asked) == 2
    assert first.tolist() == again.tolist()[::-1]
    kept.codes({"address": column}, date(2016, 5, 1))
    assert len(counting.asked) == 4


def test_no_address_is_kept() -> None:
    """What is remembered from batch to batch are digests and outcomes, never what was asked."""
    kept = answering()
    kept.codes({"address": pa.array(["Geheimweg 7, 31134 Hildesheim", "Geheimdorf"])}, DAY)
    remembered = repr([kept._kept, *vars(kept.outcomes).values()])  # noqa: SLF001 - what is not shown matters here
    assert kept._kept  # noqa: SLF001
    assert "Geheim" not in remembered


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many answers those of old are forgotten, and nothing changes but the time it takes."""
    monkeypatch.setattr("kmn.bulk.answering._MOST_KEPT", 3)
    monkeypatch.setattr("kmn.bulk.answering._MOST_DAYS", 2)
    kept = answering()
    for day in (DAY, date(2016, 5, 1), date(2020, 1, 1), DAY):
        for _ in range(2):
            towns = ["Celle", "Aurich", "Hildesheim", "Norden", "Uelzen"]
            assert rows(kept, kept.codes({"place": pa.array(towns)}, day)) == [alone(day, place=one) for one in towns]
            assert rows(kept, kept.codes({"key": pa.array(["03152012"])}, day)) == [alone(day, key="03152012")]
    assert len(kept._kept) <= 3  # noqa: SLF001
    assert len(kept._tables) <= 2  # noqa: SLF001


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.from_regex(r"0[1-9][0-9]{3}|3[01][0-9]{3}", fullmatch=True),
            st.sampled_from(("D-31134", " 31134", "3113", "31134.0", "311345", "٣١١٣٤", "x" * 40, "")),
        )
    )
)
def test_what_no_table_holds_is_asked_for(codes: list[str | None]) -> None:
    """Postal codes that are not plain digits, amid those that are, get the answers of single ones."""
    kept = answering()
    found = kept.codes({"plz": pa.array(codes, pa.string())}, DAY)
    assert rows(kept, found) == [alone(plz=code or "") for code in codes]


@pytest.mark.parametrize("texts", [["31134", None, "x", "31134"], ["", "26506"], [None], []])
def test_of_a_dictionary_only_what_occurs_is_asked(texts: list[str | None]) -> None:
    """A column that is a dictionary has the answers of its rows; what stands in none of them is nobody's question."""
    counting = Counting()
    kept = Answering(counting, Evidence.ATTESTED, None)  # type: ignore[arg-type]
    for role in ("plz", "place"):
        column = pa.array(["29221", *texts], pa.string()).dictionary_encode()[1:]
        assert rows(kept, kept.codes({role: column}, DAY)) == [alone(**{role: text or ""}) for text in texts]
    assert all("29221" not in str(thing) for thing in counting.asked)


def test_a_table_is_of_its_day() -> None:
    """Keys in a table are answered for the day asked, not for the one before."""
    kept = answering()
    keys = pa.array(["03152012", "03156"])
    for day in (date(2016, 5, 1), DAY, date(2016, 5, 1)):
        assert rows(kept, kept.codes({"key": keys}, day)) == [alone(day, key=key) for key in keys.to_pylist()]


def test_several_threads_get_the_same_answers() -> None:
    """Threads that begin at the same moment with nothing answered do not disturb each other."""
    codes = pa.array([f"{number:05d}" for number in range(31_000, 31_400)] * 5)
    towns = pa.array(["Celle", "Aurich", "31134 Hildesheim", "Neuenkirchen"] * 500)
    kept = answering()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(kept.codes, cells, DAY) for cells in ({"plz": codes}, {"address": towns}) * 4]
        found = [rows(kept, one.result()) for one in asked]
    assert found[0] == [alone(plz=code) for code in codes.to_pylist()[:400]] * 5
    assert found[1][:4] == [alone(address=town) for town in towns.to_pylist()[:4]]
    assert all(one in found[:2] for one in found)


def test_each_row_may_have_its_day() -> None:
    """Days as dates and texts are told apart, and nothing is the day asked."""
    kept = answering()
    keys = pa.array(["03152012"] * 4)
    found = kept.codes({"key": keys}, DAY, pa.array(["2016-05-01", None, "", "gestern"]))
    assert rows(kept, found) == [alone(day, key="03152012") for day in ("2016-05-01", DAY, DAY, "gestern")]
    assert len(COLUMNS) == len(rows(kept, found)[0])
