"""Writes a data file together with its entry in `provenance.json`.

Each update script ends in one call of `publish`. With `--into FOLDER` on the command line the file and its entry go
into that folder instead of the package, which is how `update/check.py` compares a rebuild with what is committed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DATA = Path(__file__).resolve().parent.parent / "src" / "kmn" / "data"


@dataclass(frozen=True)
class Licence:
    """A licence with its text or a link to it, and the attribution it asks for."""

    name: str
    url: str
    attribution: str


BKG = Licence(
    "GeoNutzV",
    "https://www.gesetze-im-internet.de/geonutzv/",
    "© GeoBasis-DE / BKG 2016 (Daten verändert)",
)
GEONAMES = Licence(
    "CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "GeoNames (https://www.geonames.org), CC BY 4.0, verändert",
)
DESTATIS = Licence(
    "CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "© Statistisches Bundesamt (Destatis), 2019, CC BY 4.0, verändert",
)
OWN = Licence(
    "CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "kmn, CC BY 4.0",
)
CLDR = Licence(
    "Unicode-3.0",
    "https://www.unicode.org/license.txt",
    "Unicode CLDR, © Unicode, Inc.",
)
LEAFLET = Licence(
    "BSD-2-Clause",
    "https://spdx.org/licenses/BSD-2-Clause.html",
    "Leaflet, © 2010-2023 Volodymyr Agafonkin, © 2010-2011 CloudMade",
)


@dataclass(frozen=True)
class Entry:
    """What is said about one file: where it comes from, under which terms, and what was done to it.

    Attributes:
        title: what the file holds.
        source: the work it was made from.
        publisher: who published that work.
        edition: its version or day.
        licences: the terms of each part, the main one first.
        changes: what was done to the source.
        script: the script that makes the file, None for curated files.
        inputs: archives it was made from (`_inputs.records`), and curated files (`curated`).
    """

    title: str
    source: str
    publisher: str
    edition: str
    licences: Sequence[Licence]
    changes: str
    script: str | None
    inputs: Sequence[dict[str, str]] = field(default_factory=tuple)

    def as_record(self, path: str, content: bytes) -> dict[str, Any]:
        """Return the entry as it stands in `provenance.json`."""
        return {
            "path": path,
            "sha256": hashlib.sha256(content).hexdigest(),
            "title": self.title,
            "source": self.source,
            "publisher": self.publisher,
            "edition": self.edition,
            "licence": [{"name": each.name, "url": each.url} for each in self.licences],
            "attribution": [each.attribution for each in self.licences],
            "changes": self.changes,
            "script": self.script,
            "inputs": list(self.inputs),
        }


def publish(path: str, content: bytes, entry: Entry) -> None:
    """Write one file of the data folder and its entry.

    Args:
        path: below `src/kmn/data`, such as `places/districts.csv`.
        content: the bytes of the file.
        entry: what is said about it.
    """
    target = folder() / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    record(path, content, entry)
    print(f"{path}: {len(content):,} bytes", file=sys.stderr)


def record(path: str, content: bytes, entry: Entry) -> None:
    """Write the entry of a file without touching the file."""
    write_register({**register(), path: entry.as_record(path, content)})


def register() -> dict[str, dict[str, Any]]:
    """Return the entries of `provenance.json` by path."""
    path = folder() / "provenance.json"
    if not path.exists():
        return {}
    return {each["path"]: each for each in json.loads(path.read_text("utf-8"))["files"]}


def write_register(entries: dict[str, dict[str, Any]]) -> None:
    """Write `provenance.json`, sorted by path."""
    files = [entries[path] for path in sorted(entries)]
    text = json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n"
    (folder() / "provenance.json").write_bytes(text.encode())


def folder() -> Path:
    """Return where files go: the package's data folder, or what `--into` names."""
    if "--into" in sys.argv:
        return Path(sys.argv[sys.argv.index("--into") + 1])
    return DATA


def curated(path: Path) -> dict[str, str]:
    """Return the input record of a file that is kept by hand in this folder."""
    root = Path(__file__).resolve().parent.parent
    return {
        "registry": "repository",
        "file": path.resolve().relative_to(root).as_posix(),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as a CSV file: UTF-8, LF, empty where nothing is known."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return buffer.getvalue().encode()
