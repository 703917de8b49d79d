"""How fast a dataset of 100,000 records becomes JSON-LD, N-Triples and CSV, and how much memory that takes.

Run with ``python benchmarks/export.py``. Each writer runs in its own process, with the records already made. The peer
is rdflib on a tenth of the same records, because it keeps the whole graph in memory; rates compare.
"""

from __future__ import annotations

import subprocess
import sys

COUNT = 100_000
SETUP = """
import resource, sys, tempfile, time
from datetime import date
from pathlib import Path
from kmn.export import jsonld, rdf, tables
from kmn.export.edition import Edition
from kmn.export.graph import nodes
from kmn.export.terms import context
from kmn.model.dataset import Dataset
from kmn.model.organisation import Organisation
count = int(sys.argv[1])
made = [
    Organisation(
        id=f"verein-{n}", name=f"Verein Nr. {n} für Zugewanderte", kind="welfare-association", area="03351",
        address={"street": f"Hauptstraße {n}", "plz": "29221", "town": "Celle"},
        contact={"phone": "+49514112345", "email": f"info{n}@example.org"}, attested_from="2019-06", sources=["a"],
    )
    for n in range(count)
]
data = Dataset(scheme="k", title="K", version="1", network_term="R", organisations=made)
edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
folder = Path(tempfile.mkdtemp())
if "rdflib" in sys.argv[2]:
    jsonld.write(data, folder / "a.jsonld", edition)
    from rdflib import Graph
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
"""
END = """
seconds = time.perf_counter() - start
more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(f"{sys.argv[2]:28} {count:8} records {seconds:8.2f} s {count / seconds:10,.0f} records/s {more:8.1f} MB more")
"""
NTRIPLES = """
with (folder / "a.nt").open("w", encoding="utf-8") as file:
    for node in nodes(data, edition):
        file.writelines(rdf.ntriples(rdf.triples(node, context())))
"""
WRITERS = {
    "JSON-LD": ("jsonld.write(data, folder / 'a.jsonld', edition)", COUNT),
    "JSON-LD without orjson": (
        "sys.modules['orjson'] = None\njsonld.write(data, folder / 'a.jsonld', edition)",
        COUNT,
    ),
    "N-Triples": (NTRIPLES, COUNT),
    "CSV": ("tables.write(data, folder / 'csv', edition)", COUNT),
    "rdflib: read, write JSON-LD": (
        "Graph().parse(folder / 'a.jsonld').serialize(folder / 'b.jsonld', format='json-ld')",
        COUNT // 10,
    ),
}


def main() -> None:
    """Measure every writer."""
    for name, (code, count) in WRITERS.items():
        subprocess.run([sys.executable, "-W", "ignore", "-c", SETUP + code + END, str(count), name], check=True)


if __name__ == "__main__":
    main()
