from __future__ import annotations

from kmn.export.notices import attributions, licences, readme, works
from kmn.export.selection import Withheld
from kmn.wiring import dataset
from tests.export.conftest import settings_of


def test_everyone_is_named() -> None:
    """Whoever's work is in a release is named, borders only where there are any; so is every source."""
    assert any("BKG" in line for line in attributions(works(with_borders=True)))
    assert len(works(with_borders=True)) == len(works(with_borders=False)) + 1
    text = licences(dataset(), settings_of(), works(with_borders=True))
    assert "GeoNames" in text
    assert all(source.url in text for source in dataset().sources if source.url)


def test_the_readme_says_what_is_not_there() -> None:
    """That networks are missing, what was left out, and what an open entry means, stands in the readme."""
    text = readme(dataset(), settings_of(), [("a.csv", "A")], [Withheld("networks", "x", "no")], inferred=False)
    assert "Regionalverbund: 4 Einträge; 10 soll es geben. Amtlich oder belegt zugeordnet: 9 Gebiete." in text
    assert "networks: x: no" in text
    one = dataset().model_copy(update={"networks": dataset().networks[:1], "expected_networks": None})
    assert "Regionalverbund: 1 Eintrag. " in readme(one, settings_of(), [], [], inferred=False)
    assert "Erschlossene Zuordnungen sind nicht enthalten" in text


def test_texts_cannot_command_a_reader_of_markdown() -> None:
    """Markup in a title stays text, in one line."""
    text = readme(dataset(), settings_of(title="<script>\n# x"), [], [], inferred=True)
    assert text.startswith("# \\<script> # x\n")
