"""What every municipality is answered on one day, written down so that a change shows what it changes.

Run `python -m tests.golden.answers` after a wanted change, and read the difference before committing it.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Final

import kmn

DAY: Final = date(2026, 11, 23)
FILE: Final = Path(__file__).with_name("answers.csv")
COLUMNS: Final = ("ags", "name", "district", "status", "reason", "network", "evidence", "claimed", "notes")


def table() -> str:
    """Return the answers as CSV: for each municipality what is said by default, and which networks are claimed."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for municipality in kmn.municipalities(on=DAY):
        answer = kmn.locate(municipality.ags, on=DAY)
        rows.writerow(
            (
                municipality.ags,
                municipality.name,
                answer.district.key if answer.district else "",
                answer.status,
                answer.reason or "",
                answer.network.id if answer.network else "",
                answer.evidence or "",
                " ".join(sorted({f"{claim.network.id}:{claim.evidence}" for claim in answer.claims})),
                " ".join(note.code for note in answer.notes),
            )
        )
    return text.getvalue()


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8", newline="")
