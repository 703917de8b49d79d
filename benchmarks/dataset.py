"""How long it takes to load, check and save a dataset of 100,000 records, and how much memory.

Run with ``python benchmarks/dataset.py``. Two sizes are measured, so that the growth can be seen: ten times the
records should take about ten times as long. Each step runs in its own process; the peer is the same tables read and
written by the csv module alone, which knows no types and no rules.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (10_000, 100_000)
MAKE = """
import sys
import kmn
from kmn.model.organisation import Organisation
count = int(sys.argv[1])
made = [Organisation(id=f"verein-{n}", name=f"Verein {n} e.V.", kind="other") for n in range(count)]
whole = kmn.dataset()
kmn.save(whole.model_copy(update={"organisations": (*whole.organisations, *made)}), sys.argv[2])
"""
PROBE = """
import resource, sys, time
import kmn
start = time.perf_counter()
{code}
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
PEER = """
import csv, resource, sys, time
from pathlib import Path
start = time.perf_counter()
Path(sys.argv[2]).mkdir()
for table in sorted(Path(sys.argv[1]).glob("*.csv")):
    with table.open(encoding="utf-8", newline="") as old:
        with (Path(sys.argv[2]) / table.name).open("w", encoding="utf-8", newline="") as new:
            csv.writer(new).writerows(csv.reader(old))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
STEPS = {
    "load": "kmn.load(sys.argv[1])",
    "load and check": "kmn.check(sys.argv[1])",
    "load and save": "kmn.save(kmn.load(sys.argv[1]), sys.argv[2])",
}


def run(code: str, *arguments: str) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Measure and print."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "dataset"
            run(MAKE, str(size), str(folder))
            for step, code in STEPS.items():
                took, peak = run(PROBE.format(code=code), str(folder), str(Path(name) / "copy")).split()
                print(f"{size:>8,} records  {step:16} {float(took):6.1f} s  {int(peak) / 1024:6.0f} MB peak")
            took, peak = run(PEER, str(folder), str(Path(name) / "peer")).split()
            print(f"{size:>8,} records  {'peer: csv alone':16} {float(took):6.1f} s  {int(peak) / 1024:6.0f} MB peak")


if __name__ == "__main__":
    main()
