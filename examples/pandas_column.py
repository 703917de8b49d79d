"""A list of people with addresses in pandas: the network of each, what is to be asked, and who is to be asked.

Rows, their order and their index stay as they are; nothing in a row is an error.
"""

from __future__ import annotations

import pandas as pd

import kmn

PEOPLE = pd.DataFrame(
    {
        "Anschrift": [
            "Domhof 1, 31134 Hildesheim",
            "Porschestraße 1, 38440 Wolfsburg",
            "Am Markt 5, 21335 Lünebrug",
            "Neuenkirchen",
            "Rathausmarkt 1, 20095 Hamburg",
            None,
        ],
        "seit": ["2016-05-01", "2024-07-09", None, "2026-01-01", None, "gestern"],
    },
    index=pd.Index(["A-01", "A-02", "A-03", "B-01", "B-02", "B-03"], name="Akte"),
)


def main() -> None:
    """Answer the list, count, and show what is left to be done."""
    answered = kmn.bulk.assign(PEOPLE, address="Anschrift", on="seit")
    print(answered[["kmn_status", "kmn_district_name", "kmn_network"]].to_string())
    print()
    print(answered["kmn_status"].value_counts().to_string())
    print()
    for case, row in answered[answered["kmn_status"] == "unassigned"].iterrows():
        asked = kmn.locate(row["Anschrift"], on=row["seit"])
        print(f"{case}: no network is named ({row['kmn_reason']}); ask {asked.ask[0].name}")


if __name__ == "__main__":
    main()
