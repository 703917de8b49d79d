from __future__ import annotations

import re
import subprocess
import sys
from itertools import combinations

import pytest

import kmn
from kmn.maps.drawing import COLOURS, Style, answer, networks

DAY = "2026-12-01"


def test_fills_follow_network_and_evidence() -> None:
    """Attested areas are hatched in the colour of their network, open ones grey, inferred ones marked as such."""
    drawn = networks(on=DAY)
    styles = {area.key: drawn.style(area) for area in drawn.areas}
    assert styles["03351"] == styles["03358"]
    assert styles["03351"].colour != styles["03254"].colour
    assert styles["03351"].pattern == "hatched"
    assert styles["03452"] == Style("#d9d9d9", "open")
    assert styles["03151"] == Style("#d9d9d9", "dotted")


def test_inferences_are_drawn_only_when_asked_for() -> None:
    """With inferences admitted, they are sparse, and two that contradict each other are crossed."""
    drawn = networks(on=DAY, evidence="inferred")
    patterns = {area.key: drawn.style(area).pattern for area in drawn.areas}
    assert patterns["03151"] == "sparse"
    assert patterns["03153"] == "crossed"
    assert {line.text for line in drawn.legend} >= {"belegt", "erschlossen", "strittig", "offen"}


def test_the_legend_names_what_is_there_and_no_more() -> None:
    """Each network and each fill of the map has one line."""
    lines = [line.text for line in networks(on=DAY, lang="en").legend]
    assert lines == [*(network.name for network in kmn.networks()), "attested", "open", "open (inferred only)"]


def test_an_answer_points_out_its_places() -> None:
    """The municipality of an answer is pointed out, or its district; the title is the answer, not the question."""
    found = kmn.locate("Domhof 1, 31134 Hildesheim", on=DAY)
    drawn = answer(found)
    assert drawn.marked == {"03254021"}
    assert "Domhof" not in repr(drawn)
    assert drawn.title == found.explain().splitlines()[0]
    assert answer(kmn.locate("38440 Wolfsburg", evidence="inferred")).style(drawn.areas[0]).pattern == "hatched"


def test_only_answers_are_answers() -> None:
    """Something else is refused with what is expected."""
    with pytest.raises(kmn.InputTypeError, match="Only an answer"):
        answer("31134")  # type: ignore[arg-type]


def test_bad_options_are_refused() -> None:
    """A language or level of evidence that there is not is refused."""
    with pytest.raises(kmn.InputError, match="language"):
        networks(lang="fr")
    with pytest.raises(kmn.InputError, match="evidence"):
        networks(evidence="rumour")


def test_notebooks_show_the_picture() -> None:
    """A notebook gets a picture, small enough to be stored in it."""
    shown = networks(on=DAY)._repr_mimebundle_(include=None, exclude=None)
    picture = shown["image/png"]
    assert isinstance(picture, bytes)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 200_000


def test_without_matplotlib_notebooks_show_the_page() -> None:
    """Where no picture can be drawn, the page stands escaped in a frame, so that it cannot touch the notebook."""
    code = f"""
import sys
sys.modules["matplotlib"] = None
from kmn.maps import networks
print(networks(on={DAY!r})._repr_mimebundle_()["text/html"], end="")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert re.fullmatch(r'<iframe title="[^"<>]*" srcdoc="[^"<>]*" style="[^"<>]*"></iframe>', done.stdout)


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@pytest.mark.parametrize(
    "matrix",
    [
        ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
        ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
        ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    ],
    ids=["protanopia", "deuteranopia", "tritanopia"],
)
def test_colours_differ_for_any_colour_vision(matrix: tuple[tuple[float, ...], ...]) -> None:
    """Any two of the first colours differ for people with a colour vision deficiency (Machado et al. 2009)."""

    def seen(colour: str) -> tuple[float, ...]:
        return tuple(sum(a * b for a, b in zip(row, _linear(colour), strict=True)) for row in matrix)

    for one, other in combinations(COLOURS, 2):
        assert sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5 > 0.05, (one, other)
