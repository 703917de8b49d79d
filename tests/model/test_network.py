from __future__ import annotations

from kmn.interchange.folder import load_packaged
from kmn.model.network import Network


def test_a_network_is_not_an_area() -> None:
    """A network has no area of its own: that is what assignments say."""
    assert not {"area", "areas"} & set(Network.model_fields)


def test_the_packaged_networks_are_the_four_that_sources_name() -> None:
    """Four of ten networks are named; the others are not invented."""
    dataset = load_packaged()
    assert [network.name for network in dataset.networks] == [
        "Regionalverbund Braunschweig",
        "Regionalverbund Heide",
        "Regionalverbund Oldenburger Land",
        "Regionalverbund Südniedersachsen",
    ]
    assert dataset.expected_networks == 10
    assert dataset.expected_networks_sources


def test_the_city_of_braunschweig_has_a_group() -> None:
    """The packaged subgroup belongs to its network."""
    assert [(group.id, group.network) for group in load_packaged().subgroups] == [("ag-bs-stadt", "braunschweig")]
