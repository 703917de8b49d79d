from __future__ import annotations

import pytest

from kmn.places.names import fold
from tests.data.tables import municipalities, rows

known = {(row["name"], row["ags"]) for row in rows("localities")}


def test_localities_lie_in_municipalities_of_today() -> None:
    """Each settlement has its municipality, in the district beside it."""
    units = municipalities()
    for row in rows("localities"):
        assert row["name"].strip() == row["name"] != ""
        assert units[row["ags"]]["district"] == row["district"]


def test_no_locality_is_the_municipality_itself() -> None:
    """A settlement with the name of its municipality says nothing new and is left out."""
    units = municipalities()
    assert not [row for row in rows("localities") if fold(row["name"]) == fold(units[row["ags"]]["name"])]


def test_no_locality_is_listed_twice() -> None:
    """One spelling of each settlement in a municipality is enough."""
    folded = [(fold(row["name"]), row["ags"]) for row in rows("localities")]
    assert len(folded) == len(set(folded)) > 700


@pytest.mark.parametrize(
    ("name", "ags"),
    [
        ("Kreiensen", "03155013"),
        ("Sankt Andreasberg", "03153016"),
        ("Torfhaus", "03153018"),
        ("Bad Bederkesa", "03352062"),
        ("Altenhagen", "03257003"),
        ("Leitstade", "03354009"),
    ],
)
def test_known_localities_lie_where_they_lie(name: str, ags: str) -> None:
    """Settlements are with the municipality they belong to, also where the coordinate of the source is wrong."""
    assert (name, ags) in known


def test_settlements_without_their_municipality_in_front() -> None:
    """The source writes "Auetal Altenhagen"; the settlement is called Altenhagen."""
    names = {row["name"] for row in rows("municipalities") if not row["valid_to"]}
    joined = [name for name, _ in known for town in names if name.startswith(f"{town} ")]
    assert sorted(joined) == ["Andervenne Oberdorf", "Hanstedt Eins", "Isernhagen Farster Bauerschaft"]
