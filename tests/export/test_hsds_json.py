from __future__ import annotations

from collections import defaultdict
from typing import Any

from kmn.export.hsds_json import nested


def test_rows_stand_within_those_they_belong_to() -> None:
    """A service stands in its organisation, a place with its address in the service; coordinates are numbers."""
    tables: dict[str, list[dict[str, str]]] = defaultdict(
        list,
        organization=[{"id": "o"}, {"id": "a"}],
        service=[{"id": "s", "organization_id": "o"}],
        location=[{"id": "l", "latitude": "52.5", "longitude": "10.0"}],
        service_at_location=[{"id": "x", "service_id": "s", "location_id": "l"}],
        address=[{"id": "d", "location_id": "l"}],
    )
    found: list[dict[str, Any]] = nested(tables)
    assert [one["id"] for one in found] == ["a", "o"]
    place = found[1]["services"][0]["service_at_locations"][0]["location"]
    assert place["latitude"] == 52.5
    assert place["addresses"][0]["id"] == "d"
    assert "services" not in found[0]
