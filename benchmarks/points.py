"""From coordinates to the municipality: side by side with what else does it, and how it grows.

Run with ``make bench``, or ``python -m benchmarks.points`` where the packages of ``benchmarks/requirements.txt`` are
installed; ``--quick`` leaves out what is slow.
"""

from __future__ import annotations

import argparse
import statistics
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from benchmarks import _detail
from benchmarks._side_by_side import RESULTS, Measured, Method, cold, measure, measure_together, report

from kmn.boundaries.geometry import shape
from kmn.boundaries.index import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

# West, south, east, north: around the state, and around the country.
BOXES = {"state": (6.65, 51.29, 11.6, 53.9), "country": (5.87, 47.27, 15.04, 55.06)}
MANY, FEW = 1_000_000, 100_000
BORDER_DEGREES = 0.001
OURS = Method("kmn", "benchmarks._points:ours", ("kmn", "numpy"))
# Each with how many points it gets: slow methods fewer.
PEERS = (
    (Method("shapely, boxes and prepared areas", "benchmarks._points:shapely_boxes", ("shapely",)), MANY),
    (Method("shapely, the same with sorted points", "benchmarks._points:shapely_sorted", ("shapely",)), MANY),
    *(
        (
            Method(
                f"shapely STRtree, {predicate}",
                "benchmarks._points:shapely_tree",
                ("shapely",),
                {"predicate": predicate},
            ),
            FEW,
        )
        for predicate in ("within", "intersects")
    ),
    *(
        (
            Method(
                f"GeoPandas sjoin, {predicate}",
                "benchmarks._points:geopandas_join",
                ("geopandas", "shapely"),
                {"predicate": predicate},
            ),
            FEW,
        )
        for predicate in ("within", "intersects")
    ),
    (Method("SedonaDB", "benchmarks._points:sedona_join", ("sedonadb",)), MANY),
    (Method("DuckDB spatial", "benchmarks._points:duckdb_join", ("duckdb", "duckdb-extension-spatial")), FEW),
    (
        Method(
            "H3 cover (resolution 8) and shapely",
            "benchmarks._points:h3_cover",
            ("h3ronpy", "shapely"),
            {"resolution": 8},
        ),
        MANY,
    ),
)
ZONES = (
    (Method("timezonefinder (time zones)", "benchmarks._points:timezonefinder_zones", ("timezonefinder",)), MANY),
    (Method("tzfpy (time zones, simplified)", "benchmarks._points:tzfpy_zones", ("tzfpy",)), MANY),
)


def points(kind: str, count: int, seed: int = 42) -> Path:
    """Write points into a file: latitudes, then longitudes."""
    target = RESULTS / f"points-{kind}-{count}.npy"
    if target.is_file():
        return target
    source = np.random.default_rng(seed)
    if kind in BOXES:
        west, south, east, north = BOXES[kind]
        lat, lon = source.uniform(south, north, count), source.uniform(west, east, count)
    else:
        vertices = shapely.get_coordinates(shapely.from_wkb(areas().read_text(encoding="ascii").split()))
        lon, lat = vertices[source.integers(0, len(vertices), count)].T
        if kind == "borders":
            lon, lat = (
                lon + source.normal(0, 1.5 * BORDER_DEGREES, count),
                lat + source.normal(0, BORDER_DEGREES, count),
            )
    np.save(target, np.array([lat, lon]))
    return target


def areas() -> Path:
    """Write the areas of all units into a file, one a line."""
    target = RESULTS / "areas.txt"
    if not target.is_file():
        target.write_text("\n".join(shape(unit).wkb_hex for unit in load().units), encoding="ascii")
    return target


def wrong(found: Measured, truth: NDArray[np.uint16]) -> int:
    """Count the points that a method answered differently."""
    if found.answer is None:
        message = f"there is no answer of {found.method.name}"
        raise SystemExit(message)
    return int((np.load(found.answer) != truth[: found.items]).sum())


def side_by_side() -> None:
    """Compare all methods, everywhere and at borders."""
    kinds = ("state", "country", "borders")
    truth: dict[str, NDArray[np.uint16]] = {}
    ours: dict[str, Measured] = {}
    rows: list[dict[str, object]] = []
    for method, count in ((PEERS[0][0], MANY), (OURS, MANY), *PEERS[1:], *ZONES):
        zones = method in [zone for zone, _ in ZONES]
        given: dict[str, Any] = {} if zones or method is OURS else {"areas": str(areas())}
        row: dict[str, object] = {"method": method.name}
        errors = 0
        found = Measured(method)
        for kind in kinds[:1] if zones else kinds:
            keep = RESULTS / f"answer-{kind}.npy"
            found = measure(method, items=count, repeats=5, keep=keep, points=str(points(kind, count)), **given)
            if found.status:
                row[f"{kind}, M/s"] = found.status
                break
            row[f"{kind}, M/s"] = found.rate / 1e6
            if method is PEERS[0][0]:
                truth[kind] = np.load(keep)
            elif not zones:
                first = truth[kind] if count == MANY else _truth(kind, count)
                errors += wrong(found, first)
            if method is OURS:
                ours[kind] = found
        if not found.status:
            row |= {"wrong": "other areas" if zones else errors}
            row |= {"prepare s": found.prepare_s, "added MB": found.added_mb, "peak MB": found.peak_mb}
        rows.append(row | {"versions": found.versions})
        print(rows[-1])
    rows.insert(0, rows.pop(1))
    for row in rows:
        rate = row.get("state, M/s")
        row["kmn is so many times as fast"] = ours["state"].rate / 1e6 / rate if isinstance(rate, float) else ""
    belt = measure(
        Method("kmn, with the belt along districts", "benchmarks._points:ours_with_belt"),
        items=MANY,
        points=str(points("state", MANY)),
    )
    rows.insert(
        1,
        {
            "method": belt.method.name,
            "state, M/s": belt.rate / 1e6,
            "prepare s": belt.prepare_s,
            "added MB": belt.added_mb,
        },
    )
    report(
        "10-points",
        title="Points, many at once",
        text=(
            f"{len(load().units)} areas: {sum(unit.isdigit() for unit in load().units)} municipalities and the "
            "other states. Points anywhere in the box around the state, in the box around the country, and about 100 "
            "metres from corners of borders. One core, time of the processor, best of up to five; answers compared "
            "with shapely's for every point. *prepare* is importing and building, *added* is by how much that makes "
            "the process grow. The last two answer another question from areas of their own, and are there for speed."
        ),
        rows=rows,
        bars="state, M/s",
    )


def _truth(kind: str, count: int) -> NDArray[np.uint16]:
    keep = RESULTS / "answer-truth.npy"
    truth = measure(
        PEERS[0][0], items=count, repeats=1, keep=keep, points=str(points(kind, count)), areas=str(areas())
    )
    if truth.answer is None:
        raise SystemExit(truth.status)
    return np.load(keep)  # type: ignore[no-any-return]


def exactness() -> None:
    """Compare ten million answers with those of shapely."""
    rows: list[dict[str, object]] = []
    for kind, count in (("state", 4_000_000), ("country", 3_000_000), ("borders", 2_000_000), ("corners", 1_000_000)):
        keep = RESULTS / "answer-exact.npy"
        ours = measure(OURS, items=count, repeats=1, keep=keep, points=str(points(kind, count)))
        rows.append({"points": kind, "compared": count, "wrong": wrong(ours, _truth(kind, count))})
    total = {name: sum(int(str(row[name])) for row in rows) for name in ("compared", "wrong")}
    report(
        "11-exact",
        title="Points, exactness",
        text=(
            "Every answer compared with testing the point against all areas by shapely (closed areas: on a border or "
            "corner the smallest key of those that meet there)."
        ),
        rows=[*rows, {"points": "all", **total}],
    )


def one_at_a_time() -> None:
    """Measure single points, and cold starts."""
    index = load()
    tree = shapely.STRtree(shapely.from_wkb(areas().read_text(encoding="ascii").split()))
    asked: dict[str, Callable[[float, float], object]] = {
        "kmn, number of the unit": index._label,  # noqa: SLF001 - without the key, as many points at once
        "kmn, key of the unit": lambda lat, lon: index.unit(lat=lat, lon=lon),
        "shapely STRtree, intersects": lambda lat, lon: tree.query(shapely.Point(lon, lat), predicate="intersects"),
        "nothing": lambda lat, lon: None,  # noqa: ARG005 - what asking costs
    }
    starts = {
        "Python alone": "pass",
        "kmn.boundaries": "from kmn.boundaries.index import load; load().unit(lat=52.15, lon=9.95)",
        "kmn.boundaries, a column": "from kmn.boundaries.index import load; load().labels(lat=[52.15], lon=[9.95])",
        "shapely, imported": "import shapely",
    }
    if find_spec("tzfpy"):
        import tzfpy

        asked["tzfpy (time zones, simplified)"] = lambda lat, lon: tzfpy.get_tz(lon, lat)
        starts["tzfpy"] = "import tzfpy; tzfpy.get_tz(9.95, 52.15)"
    lat, lon = np.load(points("state", FEW)).tolist()
    rows = []
    for name, ask in asked.items():
        count = FEW // 20 if name.startswith("shapely") else FEW
        best = [float("inf")] * count
        for _ in range(7):
            for place in range(count):
                north, east = lat[place], lon[place]
                start = time.perf_counter_ns()
                ask(north, east)
                took = time.perf_counter_ns() - start
                best[place] = min(best[place], took)
        hundredths = statistics.quantiles(best, n=100)
        rows.append({"method": name, "median µs": hundredths[49] / 1e3, "99th percentile µs": hundredths[98] / 1e3})
    report(
        "12-one-point",
        title="Points, one at a time",
        text=(
            "Points anywhere in the box around the state, in turn; of each the best of seven times, which include "
            "reading the clock."
        ),
        rows=rows,
    )
    report(
        "16-cold-start",
        title="Points, cold start",
        text="From starting a fresh interpreter, with the first answer, to its end; best of seven.",
        rows=[{"method": name, **cold(code)} for name, code in starts.items()],
    )


def growth() -> None:
    """Measure how the time grows with rows, with the detail of the borders, and with processes."""
    rows: list[dict[str, object]] = []
    for exponent in range(3, 9):
        count = 10 ** min(exponent, 7)
        blocks = Method("kmn", "benchmarks._points:ours_in_blocks", (), {"times": 10**exponent // count})
        found = measure(blocks, items=10**exponent, points=str(points("state", count)))
        rows.append({"method": "kmn", "rows": 10**exponent, "M/s": found.rate / 1e6, "peak MB": found.peak_mb})
        if exponent <= 6:  # noqa: PLR2004 - a million
            found = measure(
                PEERS[1][0], items=count, repeats=3, points=str(points("state", count)), areas=str(areas())
            )
            rows.append({"method": "shapely", "rows": count, "M/s": found.rate / 1e6, "peak MB": found.peak_mb})
    report(
        "13-rows",
        title="Points, by rows",
        text="Hundred million are done as ten blocks of ten million. shapely is the method with sorted points.",
        rows=rows,
        curve=("rows", "M/s", "method"),
    )

    rows = []
    for wanted in (5_000, 15_000, 50_000, 150_000):
        detail = _detail.write(wanted, RESULTS)
        found = measure(OURS, items=MANY, points=str(points("state", MANY)), borders=str(detail.borders))
        rows.append({"method": "kmn", "vertices": detail.vertices, "M/s": found.rate / 1e6})
        found = measure(
            PEERS[1][0], items=MANY, repeats=3, points=str(points("state", MANY)), areas=str(detail.areas)
        )
        rows.append({"method": "shapely", "vertices": detail.vertices, "M/s": found.rate / 1e6})
    report(
        "14-vertices",
        title="Points, by detail of the borders",
        text="The same areas, simplified more.",
        rows=rows,
        curve=("vertices", "M/s", "method"),
    )

    rows = []
    for processes in (1, 2):
        found_all = measure_together(OURS, processes=processes, items=MANY, points=str(points("state", MANY)))
        rows.append({"processes": processes, "M/s by the clock": sum(MANY / each.wall for each in found_all) / 1e6})
    report("15-processes", title="Points, by processes", text="Each does all of a million points.", rows=rows)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out exactness and growth")
    options = parser.parse_args()
    RESULTS.mkdir(parents=True, exist_ok=True)
    side_by_side()
    one_at_a_time()
    if not options.quick:
        exactness()
        growth()


if __name__ == "__main__":
    main()
