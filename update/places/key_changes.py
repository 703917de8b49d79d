"""Makes `places/key_changes.csv`: every key that was given up since 2016-01-01, and what it became."""

from __future__ import annotations

from update._provenance import OWN, Entry, curated, publish, table
from update.places._keys import CHANGES, changes


def main() -> None:
    """Write the file."""
    rows = [(change.old, change.new, change.effective_on) for change in changes()]
    publish(
        "places/key_changes.csv",
        table(("old", "new", "effective_on"), rows),
        Entry(
            title="Changes of official keys of municipalities and districts since 2016-01-01",
            source="Gebietsänderungen in the Gemeindeverzeichnis-Informationssystem (GV-ISys), as facts",
            publisher="Statistisches Bundesamt (Destatis)",
            edition="2016-01-01 to 2023-11-30",
            licences=(OWN,),
            changes="Changes of the state collected in a table of our own, names left out.",
            script="update/places/key_changes.py",
            inputs=(curated(CHANGES),),
        ),
    )


if __name__ == "__main__":
    main()
