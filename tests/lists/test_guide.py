from __future__ import annotations

from kmn.lists.guide import guide
from kmn.lists.layout import ABOUT_SHEET, AREAS_SHEET, HINT, KNOWN, NETWORKS_SHEET


def test_the_instructions_name_every_sheet_and_column() -> None:
    """Whoever fills in the form finds what the instructions speak of."""
    text = "\n".join(guide("Kreisnetz"))
    for name in (ABOUT_SHEET, NETWORKS_SHEET, AREAS_SHEET, KNOWN, HINT, "Kreisnetz"):
        assert name in text


def test_the_instructions_say_what_blank_cells_and_divided_districts_mean() -> None:
    """The two questions that a list leaves are answered before it is filled in."""
    text = "\n".join(guide("Regionalverbund"))
    assert "Eine leere Zelle heißt: Die Liste sagt es nicht." in text
    assert "Wenn ein Kreis geteilt ist" in text
