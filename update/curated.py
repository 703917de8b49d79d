"""Enters the files of `dataset/` in `provenance.json`: they are kept by hand and have no script.

Run it after each change of a file in that folder.
"""

from __future__ import annotations

import csv

from update._provenance import DATA, OWN, Entry, record, register, write_register

FOLDER = "dataset"


def main() -> None:
    """Enter every file of the folder, and forget those that are gone."""
    write_register({path: entry for path, entry in register().items() if not path.startswith(f"{FOLDER}/")})
    with (DATA / FOLDER / "dataset.csv").open(encoding="utf-8", newline="") as file:
        edition = next(csv.DictReader(file))["version"]
    for path in sorted((DATA / FOLDER).iterdir()):
        record(
            f"{FOLDER}/{path.name}",
            path.read_bytes(),
            Entry(
                title=f"What public sources say about the networks: {path.stem}",
                source="The documents in dataset/sources.csv",
                publisher="kmn",
                edition=edition,
                licences=(OWN,),
                changes="Facts collected by hand, in words of our own.",
                script=None,
            ),
        )


if __name__ == "__main__":
    main()
