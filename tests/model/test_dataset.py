from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.errors import DataError
from kmn.interchange.folder import load_packaged
from kmn.interchange.tables import tables
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from tests.strategies import datasets

if TYPE_CHECKING:
    from random import Random


@given(datasets(), st.randoms(use_true_random=False))
def test_the_order_handed_in_does_not_matter(dataset: Dataset, random: Random) -> None:
    """A dataset of the same records is the same dataset, whatever their order."""
    fields = {name: getattr(dataset, name) for name in Dataset.model_fields}
    for table in tables()[1:]:
        shuffled = list(fields[table.name])
        random.shuffle(shuffled)
        fields[table.name] = tuple(shuffled)
    assert Dataset(**fields) == dataset


def test_claims_are_found_by_their_area() -> None:
    """An area without claims has none, and one with two has both."""
    dataset = load_packaged()
    assert [claim.network for claim in dataset.assignments_for("03153")] == ["braunschweig", "suedniedersachsen"]
    assert dataset.assignments_for("03241") == ()
    assert dataset.komut_for("03241001")[0].name.endswith("Landeshauptstadt Hannover")


@pytest.mark.parametrize("table", ["network", "source", "organisation", "programme", "service"])
def test_records_are_found_by_id(table: str) -> None:
    """Each record is found by its id; an unknown id is an error that says where it looked."""
    dataset = load_packaged()
    find = getattr(dataset, table)
    for record in getattr(dataset, f"{table}s"):
        assert find(record.id) is record
    with pytest.raises(DataError, match=f"{table}s"):
        find("no-such")


def test_a_dataset_shows_its_size_only() -> None:
    """Printing a dataset does not print all its records."""
    assert repr(load_packaged()).startswith("<Dataset kmn 2026.1: 4 networks, 1 subgroups, 28 assignments, ")


def test_another_structure_is_another_dataset() -> None:
    """Nothing of the dataset is bound to one territory."""
    other = Dataset(
        scheme="netz-sh",
        title="Netz",
        version="1",
        network_term="Kreisnetz",
        networks=(Network(id="nord", name="Kreisnetz Nord"),),
    )
    assert (other.expected_networks, other.network("nord").name) == (None, "Kreisnetz Nord")


def test_no_packaged_reference_leads_nowhere() -> None:
    """Every id that a packaged record names is there."""
    dataset = load_packaged()
    ids = {table.name: {record.natural_key[0] for record in getattr(dataset, table.name)} for table in tables()[1:]}
    for table in tables():
        records = getattr(dataset, table.name, (dataset,))
        for column in table.columns:
            if column.ref is not None:
                for record in records:
                    value = getattr(record, column.field)
                    named = value if isinstance(value, tuple) else {value} - {None}
                    assert set(named) <= ids[column.ref], (table.name, record.natural_key)


def test_every_packaged_source_is_used() -> None:
    """No source is listed that nothing rests on."""
    dataset = load_packaged()
    used = set(dataset.expected_networks_sources)
    for table in tables()[1:]:
        for record in getattr(dataset, table.name):
            used |= set(getattr(record, "sources", ()))
    assert used == {source.id for source in dataset.sources}
