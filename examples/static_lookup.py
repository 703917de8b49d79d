"""A lookup without a server: one small JSON file, which any web page or program can use offline.

Postal code → districts → network, evidence and date. Where a postal code lies in several districts, all are listed:
which is meant is the reader's to say, never ours.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import kmn
from kmn.wiring import gazetteer

DAY = "2026-12-01"


def lookup() -> dict[str, object]:
    """Put together what the file holds."""
    districts = {}
    for row in kmn.dataset().to_frame("districts", on=DAY).to_dict("records"):
        known = {name: row[name] for name in ("name", "network_label", "status", "reason", "evidence", "attested_on")}
        districts[row["key"]] = {name: value for name, value in known.items() if isinstance(value, str)}
    codes = {code.plz.value: [key.value for key in code.districts] for code in gazetteer().postal if code.districts}
    return {"on": DAY, "data_version": kmn.dataset().version, "districts": districts, "postal_codes": codes}


def main() -> None:
    """Write the file, and read one answer from it as a web page would."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lookup.json"
        path.write_text(json.dumps(lookup(), ensure_ascii=False), encoding="utf-8")
        found = json.loads(path.read_text(encoding="utf-8"))
        print(f"{path.name}: {path.stat().st_size:,} bytes, {len(found['postal_codes'])} postal codes")
    for code in ("21335", "26603", "21444"):
        for key in found["postal_codes"][code]:
            district = found["districts"][key]
            print(code, district["name"], "->", district["network_label"], district.get("attested_on", ""))


if __name__ == "__main__":
    main()
