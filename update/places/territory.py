"""Makes `places/territory.json`: of which state the places speak, and of which days."""

from __future__ import annotations

import json

from update._provenance import OWN, Entry, publish
from update.places import _bkg
from update.places._keys import EDITION

STATES = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}
PLACES_FROM = "2016-01-01"
POSTAL_EDITION = "2024-08-09"


def main() -> None:
    """Write the file."""
    about = {
        "country": "DE",
        "state_key": _bkg.STATE,
        "state_name": STATES[_bkg.STATE],
        "states": STATES,
        "places_from": PLACES_FROM,
        "places_edition": EDITION,
        "postal_edition": POSTAL_EDITION,
    }
    publish(
        "places/territory.json",
        (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode(),
        Entry(
            title="The territory: its state, the names of all states by official key, and the editions of the places",
            source="VG250 (1:250,000), for the first day; keys of the states (first two digits of the AGS), as facts",
            publisher="Bundesamt für Kartographie und Geodäsie (BKG); Statistisches Bundesamt (Destatis)",
            edition=f"{PLACES_FROM}; changes of keys until {EDITION}; postal codes of {POSTAL_EDITION}",
            licences=(OWN,),
            changes="Collected by hand.",
            script="update/places/territory.py",
        ),
    )


if __name__ == "__main__":
    main()
