"""How fast a dataset of 100,000 records becomes JSON-LD, N-Triples and CSV, and how much memory that takes.

Run with ``python benchmarks/export.py``. Each writer runs in its own process, with the records already made: once
organisations with address and contact, once the worst case, assignments with two intervals and two sources each.
Rates are by processor time, the best of three runs; memory is what the writer adds, at its peak, to what the records
take (Linux). The peer is rdflib on a part of the same records, as it keeps the whole graph in memory; rates compare.
"""

from __future__ import annotations

import subprocess
import sys

COUNT = 100_000
SETUP = """
import sys, tempfile, time
from datetime import date
from pathlib import Path
from kmn.export import ntriples
from kmn.interchange import jsonld, linked_tables
from kmn.interchange.edition import Edition
from kmn.model.assignment import Assignment
from kmn.model.dataset import Dataset
from kmn.model.organisation import Organisation
records, count, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
def organisation(n):
    return Organisation(
        id=f"verein-{n}", name=f"Verein Nr. {n} für Zugewanderte", kind="welfare-association", area="03351",
        address={"street": f"Hauptstraße {n}", "plz": "29221", "town": "Celle"},
        contact={"phone": "+49514112345", "email": f"info{n}@example.org"}, attested_from="2019-06", sources=["a"],
    )
def assignment(n):
    return Assignment(
        network="heide", area=f"{n:08}", evidence="attested", reasoning="Das steht im Protokoll der Sitzung.",
        valid_from="2010-01-01", valid_to="2020-12-31", attested_from="2011-05", attested_to="2019",
        sources=("protokoll-2011", "bericht-2019"),
    )
make = {"organisations": organisation, "assignments": assignment}[records]
made = {records: [make(n) for n in range(count)]}
data = Dataset(scheme="k", title="K", version="1", network_term="R", **made)
del made
edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
folder = Path(tempfile.mkdtemp())
if "rdflib" in name:
    jsonld.write(data, folder / "a.jsonld", edition)
    from rdflib import Graph
def memory(name):
    text = Path("/proc/self/status").read_text()
    return int(next(line for line in text.splitlines() if line.startswith(name)).split()[1]) / 1024
Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
before = memory("VmRSS")
best = float("inf")
for _ in range(1 if "rdflib" in name else 3):
    start = time.process_time()
"""
END = """
    best = min(best, time.process_time() - start)
more = memory("VmHWM") - before
print(f"{name:28} {count:8} {records:14} {best:8.2f} s {count / best:10,.0f} records/s {more:8.1f} MB more")
"""
WRITERS = {
    "JSON-LD": ("    jsonld.write(data, folder / 'a.jsonld', edition)", COUNT),
    "CSV": ("    linked_tables.write(data, folder / 'csv', edition)", COUNT),
    "N-Triples, sorted": ("    ntriples.write(data, folder / 'a.nt', edition)", COUNT // 4),
    "rdflib: read, write JSON-LD": (
        "    Graph().parse(folder / 'a.jsonld').serialize(folder / 'b.jsonld', format='json-ld')",
        COUNT // 20,
    ),
}


def main() -> None:
    """Measure every writer on both kinds of records."""
    for records in ("organisations", "assignments"):
        for name, (code, count) in WRITERS.items():
            words = [sys.executable, "-W", "ignore", "-c", SETUP + code + END, records, str(count), name]
            subprocess.run(words, check=True)


if __name__ == "__main__":
    main()
