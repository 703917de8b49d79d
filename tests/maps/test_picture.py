from __future__ import annotations

import math

import kmn
from kmn.maps.drawing import answer, networks
from kmn.maps.picture import figure

DAY = "2026-12-01"


def test_every_area_is_drawn_and_labelled() -> None:
    """Each district has a patch and its name; title, legend and attribution are there."""
    drawn = networks(on=DAY)
    made = figure(drawn)
    axes = made.axes[0]
    assert len(axes.patches) == len(drawn.areas)
    assert {text.get_text() for text in axes.texts} == {area.short for area in drawn.areas}
    assert "Stand 01.12.2026" in axes.get_title()
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [line.text for line in drawn.legend]
    assert "GeoBasis-DE / BKG" in made.get_supxlabel()


def test_the_land_is_not_stretched() -> None:
    """A degree of longitude is as much shorter than one of latitude as it is there."""
    aspect = figure(networks(on=DAY)).axes[0].get_aspect()
    assert isinstance(aspect, float)
    assert math.isclose(aspect, 1 / math.cos(math.radians(52.6)), rel_tol=0.01)


def test_marked_areas_stand_out() -> None:
    """The places of an answer have a second, wider border."""
    found = kmn.locate("Landkreis Celle", on=DAY)
    drawn = answer(found)
    assert len(figure(drawn).axes[0].patches) == len(drawn.areas) + 1
