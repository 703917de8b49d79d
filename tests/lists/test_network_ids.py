from __future__ import annotations

import re

import pytest
from hypothesis import given

from kmn.lists.network_ids import NetworkIds, slug
from kmn.model.issued import IssuedId
from kmn.model.network import Network
from kmn.wiring import dataset
from tests import second_state
from tests.strategies import any_text


@pytest.mark.parametrize("name", ["Regionalverbund Heide", "RV Heide", "Heide", "heide", "2. Regionalverbund  Heide"])
def test_known_networks_keep_their_ids(name: str) -> None:
    """Whatever a list calls a known network, it keeps its id."""
    ids = NetworkIds(dataset())
    known = ids.known(name)
    assert ids.of(name) == "heide"
    assert known is not None
    assert known.name == "Regionalverbund Heide"


def test_what_all_are_called_is_no_matter_of_spelling() -> None:
    """Number, prefix, capitals and signs are left aside; letters written otherwise are not."""
    ids = NetworkIds(dataset())
    same = {ids.spelling(name) for name in ("RV Süd-West", "1. Regionalverbund  süd west", "Su\u0308d West")}
    assert same == {("süd", "west")}
    assert ids.spelling("RV Sued-West") == ("sued", "west")


def test_ids_are_readable_and_in_ascii() -> None:
    """Umlauts are written out, signs become hyphens."""
    assert NetworkIds(dataset()).of("Regionalverbund Weser–Ems / Südheide & Größe") == "weser-ems-suedheide-groesse"
    assert slug("东", "netz") == "netz"


def test_an_issued_id_is_not_given_to_another() -> None:
    """An id that was issued for a network that has gone is not used again."""
    data = second_state.dataset(
        networks=(Network(id="berg", name="Berg"),),
        issued_ids=tuple(IssuedId(table="networks", id=one, version="1") for one in ("berg", "tal", "tal-2")),
    )
    ids = NetworkIds(data)
    assert [ids.of(name) for name in ("Kreisnetz Tal", "Tal", "Berg", "Neu")] == ["tal-3", "tal-3", "berg", "neu"]


@given(text=any_text)
def test_every_name_has_an_id(text: str) -> None:
    """Any name gives an id in the form of ids, and the same one again."""
    ids = NetworkIds(dataset())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", ids.of(text))
    assert ids.of(text) == ids.of(text)
