"""GeoJSON, judged by geojson-validator and by check-geojson."""

from __future__ import annotations

import json
import logging
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

import pytest
from geojson_validator import validate_geometries, validate_structure

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Node = Callable[..., subprocess.CompletedProcess[str]]

logging.getLogger("geojson_validator").setLevel(logging.ERROR)

# What a municipality around another one has, and what outlines of large areas have; neither is a mistake.
NATURAL: Final = {"holes", "excessive_vertices"}
NAMES: Final = ("gemeinden", "kreise", "regionalverbuende")
SQUARE: Final = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [[[8.0, 52.0], [9.0, 52.0], [9.0, 53.0], [8.0, 52.0]]]},
        }
    ],
}


def read(folder: Path, name: str) -> dict[str, Any]:
    """Read one of the files of a release."""
    found: dict[str, Any] = json.loads((folder / "geojson" / f"{name}.geojson").read_text(encoding="utf-8"))
    return found


def complaints(document: dict[str, Any]) -> set[str]:
    """Give what geojson-validator finds wrong."""
    found = validate_geometries(document)
    assert found["skipped_validation"] == []
    return {*validate_structure(document, check_crs=True), *found["invalid"], *found["problematic"]} - NATURAL


def test_every_file_is_judged(published: Path) -> None:
    """There is no GeoJSON in a release that is not judged here."""
    assert [path.stem for path in sorted(published.rglob("*.geojson"))] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_outlines_are_valid(published: Path, name: str) -> None:
    """Structure and geometry are as the standard says, with nothing that makes programs stumble."""
    assert complaints(read(published, name)) == set()


def reversed_ring(document: dict[str, Any]) -> None:
    """Turn a ring the other way round."""
    document["features"][0]["geometry"]["coordinates"][0].reverse()


def crossed_ring(document: dict[str, Any]) -> None:
    """Let a ring cross itself."""
    ring = [[8.0, 52.0], [9.0, 53.0], [9.0, 52.0], [8.0, 53.5], [8.0, 52.0]]
    document["features"][0]["geometry"]["coordinates"] = [ring]


def open_ring(document: dict[str, Any]) -> None:
    """Leave a ring open."""
    document["features"][0]["geometry"]["coordinates"][0].pop()


def swapped_axes(document: dict[str, Any]) -> None:
    """Give a latitude that there is not."""
    document["features"][0]["geometry"]["coordinates"][0][1] = [52.0, 190.0]


def old_member(document: dict[str, Any]) -> None:
    """Name a reference system, as an older standard did."""
    document["crs"] = {"type": "name", "properties": {"name": "EPSG:25832"}}


def no_properties(document: dict[str, Any]) -> None:
    """Leave out a member that a feature needs."""
    del document["features"][0]["properties"]


def words_for_numbers(document: dict[str, Any]) -> None:
    """Give a position in words."""
    document["features"][0]["geometry"]["coordinates"][0][1] = ["9.0", "52.0"]


BREAKS: Final = (reversed_ring, crossed_ring, open_ring, swapped_axes, old_member, no_properties)


@pytest.mark.parametrize("damage", BREAKS, ids=lambda damage: damage.__name__)
def test_damage_is_found(damage: Callable[[dict[str, Any]], None]) -> None:
    """The judge bites: a sound square is sound, a damaged one is not."""
    document: dict[str, Any] = deepcopy(SQUARE)
    assert complaints(document) == set()
    damage(document)
    assert complaints(document) != set()


@pytest.mark.node
@pytest.mark.parametrize("name", NAMES)
def test_another_judge_accepts_the_outlines(published: Path, name: str, node: Node) -> None:
    """A checker in JavaScript has nothing to say."""
    done = node("geojson.mjs", published / "geojson" / f"{name}.geojson")
    assert (done.returncode, done.stdout) == (0, "[]"), done.stderr


@pytest.mark.node
@pytest.mark.parametrize("damage", [open_ring, words_for_numbers, no_properties], ids=lambda damage: damage.__name__)
def test_the_other_judge_finds_damage(damage: Callable[[dict[str, Any]], None], node: Node, tmp_path: Path) -> None:
    """The judge bites, at structure; it does not look at what rings enclose."""
    document: dict[str, Any] = deepcopy(SQUARE)
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert node("geojson.mjs", path).stdout == "[]"
    damage(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    assert json.loads(node("geojson.mjs", path).stdout) != []
