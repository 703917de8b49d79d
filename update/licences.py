"""Writes `LICENSE-DATA`: under which terms which data file stands, after `provenance.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from update._provenance import DATA

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "LICENSE-DATA"
NOTICES = {
    "BSD-2-Clause": ROOT / "update" / "inputs" / "leaflet_licence.txt",
    "Unicode-3.0": ROOT / "update" / "inputs" / "unicode_licence.txt",
}
"""Licences whose text has to go with every copy of the data."""
BEGINNING = """\
Licences of the data in kmn
===========================

The code stands under the MIT licence (see LICENSE). The files in kmn/data stand under the terms below; a file made
from several works is named under each. What was changed, and from what each file was made, is written in
kmn/data/provenance.json. Whoever passes a file on names the attributions of that file.
"""


def text(register: dict[str, Any]) -> str:
    """Return the content of `LICENSE-DATA`.

    Args:
        register: the content of `provenance.json`.
    """
    files: dict[tuple[str, str], dict[str, list[str]]] = {}
    for entry in register["files"]:
        for licence, attribution in zip(entry["licence"], entry["attribution"], strict=True):
            named = files.setdefault((licence["name"], licence["url"]), {})
            named.setdefault(attribution, []).append(entry["path"])
    parts = [BEGINNING]
    for (name, url), attributions in sorted(files.items()):
        parts.append(f"\n{name}\n{'-' * len(name)}\n{url}\n")
        for attribution, paths in sorted(attributions.items()):
            parts.append(f"\n{attribution}\n" + "".join(f"  - {path}\n" for path in sorted(set(paths))))
        if name in NOTICES:
            parts.append("\n" + NOTICES[name].read_text("utf-8"))
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(text(json.loads((DATA / "provenance.json").read_text("utf-8"))), "utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes", file=sys.stderr)
