from __future__ import annotations

from kmn.model.network import Network
from kmn.wiring import dataset, networks


def test_a_network_shows_its_fields_and_no_empty_ones() -> None:
    """What is known stands in the table, what is not does not."""
    html = networks()[1]._repr_html_()
    assert "Regionalverbund Heide" in html
    assert "rv-heide-2009-06-16" in html
    assert "successors" not in html
    assert "None" not in html


def test_a_dataset_counts_its_tables_and_does_not_look_complete() -> None:
    """The number of networks stands beside the number there should be."""
    html = dataset()._repr_html_()
    assert f"{len(dataset().networks)} / {dataset().expected_networks}" in html
    assert f">{len(dataset().assignments)}<" in html


def test_texts_cannot_become_markup() -> None:
    """A name with markup in it stays a name; colours are left to the notebook."""
    html = Network(id="x", name="<script>alert(1)</script>")._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "color" not in html
