from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from kmn.boundaries.geometry import shape
from kmn.errors import DataError, InputError
from kmn.export import geojson
from kmn.wiring import dataset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kmn.export.edition import Publication


@pytest.fixture(scope="module")
def written(edition: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the embedded dataset."""
    path = tmp_path_factory.mktemp("geo")
    geojson.write(dataset(), path, attrs.evolve(edition, shape=shape, attributions=("© Beispiel",)))
    return path


def rings(feature: dict[str, Any]) -> Iterator[tuple[bool, list[list[float]]]]:
    """Give each ring, and whether it is an outer one."""
    geometry = feature["geometry"]
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for part in parts:
        for number, ring in enumerate(part):
            yield number == 0, ring


@pytest.mark.parametrize(("name", "count"), [("kreise", 45), ("gemeinden", 964), ("regionalverbuende", 4)])
def test_features_follow_the_rfc(written: Path, name: str, count: int) -> None:
    """Rings are closed and run as the standard says, within the box, in degrees; the source is named."""
    document = json.loads((written / f"{name}.geojson").read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    assert document["attribution"] == ["© Beispiel"]
    assert "crs" not in document
    assert len(document["features"]) == count
    for feature in document["features"]:
        west, south, east, north = feature["bbox"]
        for is_outer, ring in rings(feature):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert (sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0) == is_outer
            assert all(west <= lon <= east and south <= lat <= north for lon, lat in ring)
            assert 6 < west < east < 12
            assert 51 < south < north < 54


def test_networks_have_the_districts_that_are_known(written: Path) -> None:
    """The outline of a network is that of its districts, without borders between them."""
    document = json.loads((written / "regionalverbuende.geojson").read_text(encoding="utf-8"))
    heide = next(one for one in document["features"] if one["id"] == "heide")
    assert heide["properties"]["gebiete"] == ["03351", "03353", "03354", "03355", "03358", "03360"]
    outer = [ring for is_outer, ring in rings(heide) if is_outer]
    assert len(outer) < 6


def test_outlines_are_needed(edition: Publication, tmp_path: Path) -> None:
    """Without outlines there is no GeoJSON."""
    with pytest.raises(InputError, match="outlines"):
        geojson.write(dataset(), tmp_path, edition)


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(edition: Publication, tmp_path: Path) -> None:
    """A file in the way is reported."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(DataError):
        geojson.write(dataset(), tmp_path / "a", attrs.evolve(edition, shape=shape))
