"""How light and how fast a single lookup is: modules, cold start, memory, and time per kind of question.

Run with ``python benchmarks/lookup.py [--json FILE]``. Times are the best of several repeats on this machine and are
printed beside a peer measured in the same run where there is one: rapidfuzz over all names for misspelt towns,
shapely's tree of polygons for points, a bare dictionary for keys. Ratios travel between machines, seconds do not.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kmn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COLD = {
    "import kmn": "import kmn",
    "first answer: PLZ and town": "import kmn; kmn.locate('31134 Hildesheim')",
    "first answer: point": "import kmn; kmn.locate(kmn.Point(lat=52.15, lon=9.95))",
    "first answer: misspelt town": "import kmn; kmn.locate('Domhof 1, Hildesheimm')",
}
WARM: dict[str, Sequence[Any]] = {
    "PLZ and town": ["31134 Hildesheim", "26506 Norden", "49696 Molbergen", "38440 Wolfsburg"],
    "full address": ["Domhof 1, 31134 Hildesheim", "Am Markt 3, 26506 Norden", "Große Str. 4, 49577 Ankum"],
    "messy text": [
        "c/o Beispiel\nGROSSE STR. 5 / Hinterhaus\nD-31 134 HILDESHEIM - OT Sorsum\nGermany",
        "Bremer Straße 17b;LÃ¼neburg",
        "Neustadt a. Rbge., Ortsteil Mardorf, Hauptstr. 3",
    ],
    "misspelt town with PLZ": ["31134 Hildesheimm", "38440 Wolfsbrug"],
    "misspelt town without PLZ": ["Am Markt 1, Lünebrug", "Bahnhofstr. 2, Cloppenbrug"],
    "postal code": [kmn.PLZ("31134"), kmn.PLZ("21444"), kmn.PLZ("26506")],
    "official key": [kmn.AGS("03254021"), kmn.KreisKey("03156"), kmn.AGS("03152012")],
    "point, inland": [kmn.Point(lat=52.9 + step / 1000, lon=9.8) for step in range(50)],
    "point, at a border": [kmn.Point(lat=52.35 + step / 1000, lon=9.95) for step in range(50)],
}
PROBE = """
import resource, sys, time
start = time.perf_counter()
{code}
took = time.perf_counter() - start
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(sys.modules))
"""


def cold(code: str, repeats: int = 7) -> dict[str, float]:
    """Run code in fresh interpreters; return milliseconds, MB at the peak, and modules loaded."""
    rows = []
    for _ in range(repeats):
        done = subprocess.run(
            [sys.executable, "-c", PROBE.format(code=code)], check=True, capture_output=True, text=True
        )
        rows.append([float(part) for part in done.stdout.split()])
    took, peak, modules = min(rows)
    return {"ms": took * 1e3, "peak_mb": peak / 1024, "modules": modules}


def warm(things: Sequence[Any], repeats: int = 40) -> dict[str, float]:
    """Ask again and again; return the median and the 99th percentile in microseconds."""
    for thing in things:
        kmn.locate(thing)
    times = []
    for _ in range(repeats):
        for thing in things:
            start = time.perf_counter()
            kmn.locate(thing)
            times.append((time.perf_counter() - start) * 1e6)
    return {"median_us": statistics.median(times), "p99_us": statistics.quantiles(times, n=100)[98]}


def peer(function: Callable[[], object], repeats: int = 2_000) -> float:
    """Return the median microseconds of a peer's call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        times.append((time.perf_counter() - start) * 1e6)
    return statistics.median(times)


def peers() -> dict[str, float]:
    """Measure the peers in this process."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne
    from shapely import Point as Shape
    from shapely import STRtree

    from kmn.boundaries import geometry
    from kmn.wiring import gazetteer, name_index

    keys = name_index().keys()
    shapes = [geometry.shape(one.ags.value) for one in kmn.municipalities()]
    tree, point = STRtree(shapes), Shape(9.95, 52.15)
    plain = {one.ags.value: one for one in gazetteer().municipalities.on(TODAY)}
    return {
        "rapidfuzz over all names": peer(lambda: extractOne("luenebrug", keys, scorer=OSA.distance), 200),
        "shapely STRtree, within": peer(lambda: tree.query(point, "within")),
        "dictionary": peer(lambda: plain.get("03254021")),
    }


TODAY = datetime.now(UTC).date()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "cold": {name: cold(code) for name, code in COLD.items()},
        "warm": {name: warm(things) for name, things in WARM.items()},
        "peers": peers(),
    }
    print(result["machine"])
    for name, row in result["cold"].items():
        print(f"{name:32} {row['ms']:8.0f} ms  {row['peak_mb']:6.0f} MB peak  {row['modules']:5.0f} modules")
    for name, row in result["warm"].items():
        print(f"{name:32} {row['median_us']:8.1f} µs median  {row['p99_us']:8.1f} µs p99")
    for name, value in result["peers"].items():
        print(f"peer: {name:26} {value:8.1f} µs median")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
