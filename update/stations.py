"""Makes `tests/data/stations.csv`: postal addresses of railway stations in the state, and where they really lie.

The district is that of the polygon around the station, not of its address. Stations within 200 m of the border of a
district, and those whose postal code leads elsewhere, were looked at one by one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from update._inputs import read
from update._provenance import table
from update.places import _areas
from update.places._postal import HOME

TARGET = Path(__file__).resolve().parent.parent / "tests" / "data" / "stations.csv"

BY_HAND = {"Bavendorf": "03355"}
"""Stations that generalised borders put on the wrong side: Bavendorf, in Thomasburg, lies 73 m beyond them."""


def content() -> bytes:
    """Return the file."""
    rows = []
    for line in read("db-stations", "package/full.ndjson").decode().splitlines():
        station = json.loads(line)
        if station["federalState"] != HOME:
            continue
        place, address = station["location"], station["address"]
        lat, lon = place["latitude"], place["longitude"]
        district = BY_HAND.get(station["name"], (_areas.municipality(lat, lon) or "")[:5])
        written = (address["street"], address["zipcode"], address["city"])
        rows.append((station["name"], *(" ".join(each.split()) for each in written), lat, lon, district))
    return table(("name", "street", "plz", "city", "lat", "lon", "district"), sorted(rows))


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(content())
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes", file=sys.stderr)
