from __future__ import annotations

from hypothesis import given

from kmn.interchange.folder import load_packaged
from kmn.model.dataset import Dataset
from kmn.model.issued import IssuedId, with_issued_ids
from kmn.model.network import Network
from tests.strategies import datasets

GONE = IssuedId(table="networks", id="gone", version="1")


def test_all_packaged_ids_are_listed() -> None:
    """Whoever adds a record to the packaged dataset also enters its id."""
    dataset = load_packaged()
    assert with_issued_ids(dataset) == dataset


def test_the_list_keeps_what_has_gone() -> None:
    """An id stays when its record has gone, and the version in which it was issued stays."""
    before = Dataset(
        scheme="x",
        title="X",
        version="2",
        network_term="Netz",
        networks=(Network(id="new", name="Neu"),),
        issued_ids=(GONE,),
    )
    after = with_issued_ids(before)
    assert after.issued_ids == (GONE, IssuedId(table="networks", id="new", version="2"))
    assert after.networks == before.networks


@given(datasets())
def test_entering_ids_twice_changes_nothing(dataset: Dataset) -> None:
    """Entering is idempotent."""
    once = with_issued_ids(dataset)
    assert with_issued_ids(once) == once
