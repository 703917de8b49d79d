"""GeoJSON (RFC 7946): networks, districts and municipalities with what is known of their assignment.

Longitude before latitude in degrees (WGS 84), outer rings counterclockwise, a box around each feature. The features
are those of the flat tables; outlines come from whoever made the edition.
"""

from __future__ import annotations

import itertools
import json
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kmn.errors import DataError, InputError
from kmn.export.flat import answers
from kmn.interchange.linked.shortcuts import areas_by_network

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from kmn.export.edition import Publication
    from kmn.model.dataset import Dataset
    from kmn.places.gazetteer import Gazetteer

__all__ = ["write"]

_KEYS: Final = {"kreise": "kreis_schluessel", "gemeinden": "ags"}

Ring = list[tuple[float, float]]


def write(dataset: Dataset, path: str | PathLike[str], edition: Publication) -> None:
    """Write networks, districts and municipalities as GeoJSON files into a folder.

    Args:
        dataset: the dataset.
        path: the folder; it is made if it is missing.
        edition: the places, the day, what gives outlines, and whom to name for them.

    Raises:
        InputError: the edition has no outlines or no places.
        DataError: the folder cannot be written.
    """
    if edition.shape is None:
        message = "GeoJSON needs outlines: give the edition a shape, such as kmn.boundaries.geometry.shape."
        raise InputError(message)
    shape = edition.shape
    sheets = {sheet.name: sheet for sheet in answers(dataset, edition)}
    try:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, key in _KEYS.items():
            names = [heading.name for heading in sheets[name].headings]
            rows = [dict(zip(names, row, strict=True)) for row in sheets[name].rows()]
            found = [_feature(row[key], row, shape(row[key])) for row in rows]
            _put(folder / f"{name}.geojson", found, edition)
        _put(folder / "regionalverbuende.geojson", list(_networks(dataset, edition)), edition)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def _put(path: Path, features: Sequence[dict[str, Any]], edition: Publication) -> None:
    path.write_text(_collection(features, edition.attributions), encoding="utf-8", newline="")


def _networks(dataset: Dataset, edition: Publication) -> Iterator[dict[str, Any]]:
    """Give a feature for each network, without an outline where no area of it is known."""
    shape, places = edition.shape, edition.gazetteer
    areas = areas_by_network(dataset, edition.on)
    for network in dataset.networks:
        known = areas.get(network.id, ())
        shapes = [shape(key) for key in known if places and shape and _exists(key, places, edition)]
        whole = reduce(lambda one, other: one.union(other), shapes) if shapes else None
        properties = {
            "id": network.id,
            "name": network.name,
            "uri": f"{edition.base}#networks/{network.id}",
            "gebiete": list(known),
            "hinweis": "Nur amtlich oder durch Dritte belegte Gebiete; der Regionalverbund kann weiter reichen.",
        }
        yield _feature(network.id, properties, whole)


def _exists(key: str, places: Gazetteer, edition: Publication) -> bool:
    """Tell whether a key is one of the day: claims may speak of one that was given up."""
    return (places.districts.at(key, edition.on) or places.municipalities.at(key, edition.on)) is not None


def _feature(identifier: str, properties: dict[str, Any], shape: Any) -> dict[str, Any]:
    feature: dict[str, Any] = {"type": "Feature", "id": identifier}
    geometry = None if shape is None else _geometry(shape.__geo_interface__)
    if geometry is not None:
        feature["bbox"] = _box(geometry)
    feature["properties"] = {name: value if value != "" else None for name, value in properties.items()}
    feature["geometry"] = geometry
    return feature


def _geometry(found: dict[str, Any]) -> dict[str, Any]:
    """Give a geometry whose rings run as the standard wants them."""
    if found["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": _wound(found["coordinates"])}
    return {"type": "MultiPolygon", "coordinates": sorted(_wound(part) for part in found["coordinates"])}


def _wound(rings: Iterable[Iterable[tuple[float, float]]]) -> list[Ring]:
    wound = []
    for number, ring in enumerate(rings):
        points = [(lon, lat) for lon, lat in ring]
        doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))
        wound.append(points if (doubled > 0) == (number == 0) else points[::-1])
    return wound


def _box(geometry: dict[str, Any]) -> list[float]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    points = [point for part in parts for point in part[0]]
    return [
        min(lon for lon, _ in points),
        min(lat for _, lat in points),
        max(lon for lon, _ in points),
        max(lat for _, lat in points),
    ]


def _collection(features: Sequence[dict[str, Any]], attribution: Sequence[str]) -> str:
    boxes = [feature["bbox"] for feature in features if "bbox" in feature]
    head: dict[str, Any] = {"type": "FeatureCollection"}
    if attribution:
        head["attribution"] = list(attribution)
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        head["bbox"] = [min(west), min(south), max(east), max(north)]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"features":[\n{lines}\n]}}\n'
