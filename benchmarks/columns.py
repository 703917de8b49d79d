"""Columns of codes, addresses, coordinates and misspelt towns: side by side with what else answers them.

Run with ``make bench``, or ``python -m benchmarks.columns`` where the packages of ``benchmarks/requirements.txt`` are
installed; ``--quick`` takes fewer rows.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from benchmarks._side_by_side import RESULTS, Method, measure, report

import kmn
from kmn.lookup.matching import typed_phrases
from kmn.lookup.spelling import correct, nearest
from kmn.places import names
from kmn.wiring import gazetteer, name_index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

# West, south, east, north: around the state.
STATE = (6.65, 51.29, 11.6, 53.9)
STREETS = ("Am Markt", "Lange Straße", "Celler Str.", "Hinter dem Dorfe", "St.-Georg-Weg", "Straße des 17. Juni")
ARROW, FRAME = "benchmarks._columns:ours_arrow", "benchmarks._columns:ours"


def write(name: str, **columns: Any) -> Path:
    """Write a table into a file of Arrow."""
    target = RESULTS / f"column-{name}.arrow"
    table = pa.table(columns)
    with pa.OSFile(str(target), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    return target


def codes(count: int) -> None:
    """Compare columns of postal codes and keys."""
    source = np.random.default_rng(42)
    plz = np.array([str(code.plz) for code in gazetteer().postal])
    ags = np.array([str(one.ags) for one in gazetteer().municipalities])
    columns = {
        "postal codes, numbers": ("plz", write("plz-numbers", x=source.choice(plz.astype(np.int32), count))),
        "postal codes, texts": ("plz", write("plz-texts", x=pa.array(source.choice(plz, count)))),
        "keys, texts": ("key", write("key-texts", x=pa.array(source.choice(ags, count)))),
    }
    peers = ("pandas_map", "pandas_merge", "polars_join", "python_dictionary")
    methods = [
        Method("kmn, Arrow", ARROW, ("kmn", "pyarrow")),
        *(Method(f"kmn, {library}", FRAME, (library,), {"library": library}) for library in ("pandas", "polars")),
        *(
            Method(f"kmn, DuckDB {query}", "benchmarks._columns:ours_in_sql", ("duckdb",), {"query": query})
            for query in ("join", "function")
        ),
        *(
            Method(peer.replace("_", " "), f"benchmarks._columns:{peer}", tuple({peer.split("_")[0]} - {"python"}))
            for peer in peers
        ),
    ]
    rows = []
    for method in methods:
        row: dict[str, object] = {"method": method.name}
        for name, (role, column) in columns.items():
            is_ours = method.name.startswith("kmn")
            if not is_ours and name.endswith("numbers"):
                continue
            given: dict[str, Any] = {"roles": {role: "x"}} if is_ours else {"keys": role}
            found = measure(method, items=count, repeats=5, column=str(column), **given)
            row[f"{name}, M rows/s"] = found.status or found.rate / 1e6
        rows.append(row)
    report(
        "20-codes",
        title="Columns of codes",
        text=(
            f"{count:,} rows. The library adds thirteen columns, with status, district, network, evidence and notes; "
            "the others one, of networks, from a table of keys. One core, time of the processor, best of five."
        ),
        rows=rows,
        bars="keys, texts, M rows/s",
    )


def addresses(count: int) -> None:
    """Compare columns of addresses, one of them with no two alike."""
    source = np.random.default_rng(43)
    towns = [
        f"{code.plz} {one.name}"
        for code in gazetteer().postal
        if len(code.areas) == 1
        and (one := gazetteer().municipalities.get(code.areas[0].municipality or "")) is not None
    ]

    def column(comma: str, streets: Sequence[str], rows: int) -> pa.Array:
        which = zip(
            source.integers(0, len(streets), rows).tolist(),
            source.integers(1, 200, rows).tolist(),
            source.integers(0, len(towns), rows).tolist(),
            strict=True,
        )
        return pa.array([f"{streets[street]} {house}{comma} {towns[town]}" for street, house, town in which])

    syllables = (
        *("al", "ber", "dan", "el", "fried", "ger", "hol", "in", "kar", "lin"),
        *("mar", "nor", "os", "pet", "ros", "sand", "tal", "ul", "wes", "zehn"),
    )
    many = [
        f"{''.join(source.choice(syllables, 3)).capitalize()}{end}"
        for end in ("straße", "weg", "ring", " Allee")
        for _ in range(5_000)
    ]
    shapes = {
        "street, postal code town": (write("addresses", x=column(",", STREETS, count)), count),
        "the same, hardly two alike": (write("addresses-unique", x=column(",", many, count)), count),
        "without the comma, hardly two alike": (
            write("addresses-bare", x=column("", many, count // 20)),
            count // 20,
        ),
    }
    rows = []
    for method in (
        Method("kmn, Arrow", ARROW, ("kmn", "pyarrow"), {"roles": {"address": "x"}}),
        Method("polars, postal code only", "benchmarks._columns:polars_extract", ("polars",), {"keys": "plz"}),
        Method("Python, postal code only", "benchmarks._columns:python_search", (), {"keys": "plz"}),
    ):
        row: dict[str, object] = {"method": method.name}
        for name, (path, items) in shapes.items():
            # Ours is measured with nothing answered before: what is kept from one run to the next would flatter it.
            found = measure(method, items=items, repeats=1 if method.name.startswith("kmn") else 3, column=str(path))
            row[f"{name}, M rows/s"] = found.status or found.rate / 1e6
        rows.append(row)
    report(
        "21-addresses",
        title="Columns of addresses",
        text=(
            f"{count:,} rows, of the last shape a twentieth. The library reads the whole address, and nothing was "
            "answered before; the others only look for the postal code. One core, time of the processor."
        ),
        rows=rows,
    )


def points(count: int) -> None:
    """Measure whole answers for coordinates, everywhere and about 100 metres from borders."""
    from kmn.boundaries.index import load

    source = np.random.default_rng(44)
    west, south, east, north = STATE
    borders = load()
    corners = np.array([edge[0] for unit in borders.units for edge in borders.outline([unit])])
    chosen = corners[source.integers(0, len(corners), count // 10)]
    columns = {
        "anywhere": (source.uniform(south, north, count), source.uniform(west, east, count)),
        "at borders": tuple((chosen + source.normal(0, 0.001, chosen.shape)).T[::-1]),
    }
    method = Method("kmn, Arrow", ARROW, ("kmn", "pyarrow"), {"roles": {"lat": "lat", "lon": "lon"}})
    row: dict[str, object] = {"method": "kmn, whole answers"}
    raw: dict[str, object] = {"method": "kmn, only the unit"}
    for name, (lat, lon) in columns.items():
        path = write(f"points-{name.replace(' ', '-')}", lat=lat, lon=lon)
        row[f"{name}, M points/s"] = measure(method, items=len(lat), column=str(path)).rate / 1e6
        raw[f"{name}, M points/s"] = len(lat) / _least(lambda: borders.labels(lat=lat, lon=lon)) / 1e6  # noqa: B023
    report(
        "22-answers-for-points",
        title="Columns of coordinates",
        text="With network, district, evidence and notes, and with what is said near a border.",
        rows=[row, raw],
    )


def _least(work: Callable[[], object]) -> float:
    """Give the least of three times, in seconds of the processor."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def typos(count: int) -> None:
    """Measure how fast misspelt towns are understood, how many, and how many wrongly."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    source = np.random.default_rng(45)
    index = name_index()
    every = index.keys()
    known = [
        (code.plz, one)
        for code in gazetteer().postal
        if len(code.areas) == 1
        and (one := gazetteer().municipalities.get(code.areas[0].municipality or "")) is not None
    ]
    asked = [known[place] for place in source.integers(0, len(known), count).tolist()]
    typed = [(plz, one, _mistyped(one.name, source)) for plz, one in asked]
    phrases = [(names.key(text), index.within(gazetteer().postal.areas(str(plz)))) for plz, _, text in typed]
    for phrase, allowed in phrases:
        nearest(typed_phrases(phrase.split()), allowed)
        correct(phrase, index)
    rows = []
    for name, find, ask in (
        ("kmn, with postal code", lambda phrase, allowed: nearest(typed_phrases(phrase.split()), allowed), "{} {}"),
        ("kmn, without", lambda phrase, _: correct(phrase, index), "{1}"),
    ):
        took = _each(find, phrases)
        right = offered = wrong = 0
        for plz, one, text in typed:
            answer = kmn.locate(ask.format(plz, text))
            decided = answer.municipality
            right += decided is not None and decided.ags == one.ags
            wrong += decided is not None and decided.ags != one.ags
            offered += decided is None and _is_offered(answer, one)
        rows.append({"method": name, **took, **_share(right, offered, wrong, count)})
    few = phrases[: count // 10]
    took = _each(lambda phrase, _: extractOne(phrase, every, scorer=OSA.distance, score_cutoff=2), few)
    right = wrong = 0
    for (phrase, _), (_, one, _) in zip(few, typed, strict=False):
        found = extractOne(phrase, every, scorer=OSA.distance, score_cutoff=2)
        if found is not None:
            is_right = any(
                area.municipality == str(one.ags) for named in index.meanings(found[0]) for area in named.areas
            )
            right, wrong = right + is_right, wrong + (not is_right)
    rows.append({"method": "rapidfuzz extractOne, OSA ≤ 2", **took, **_share(right, 0, wrong, len(few))})
    report(
        "23-typos",
        title="Misspelt towns",
        text=(
            "Names of towns of the state with a letter lost, doubled, swapped or replaced, and in every third two of "
            "these. *decided* is the share that was taken for the right town, *offered* what was "
            "left open with the right town among candidates or suggestions, *recall* both together, *precision* the "
            "share of the decided that is right. Times are of the search for the name alone, by the clock. "
            f"{len(every):,} names."
        ),
        rows=rows,
    )


def _mistyped(name: str, source: np.random.Generator) -> str:
    letters = list(name)
    for _ in range(1 + (source.random() < 1 / 3)):
        place = int(source.integers(1, max(2, len(letters) - 1)))
        kind = int(source.integers(4))
        if kind == 0 and len(letters) > 3:  # noqa: PLR2004 - of three letters none is lost
            del letters[place]
        elif kind == 1:
            letters.insert(place, letters[place - 1])
        elif kind == 2 and place + 1 < len(letters):  # noqa: PLR2004 - one of four kinds
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        else:
            letters[place] = "abcdefghijklmnopqrstuvwxyz"[int(source.integers(26))]
    return "".join(letters)


def _is_offered(answer: kmn.Answer, one: Any) -> bool:
    candidates = getattr(answer, "candidates", ())
    suggestions = getattr(answer, "suggestions", ())
    held = [
        *(area.ags for area in answer.municipalities),
        *(str(each.place) for each in candidates),
        *map(str, suggestions),
    ]
    return one.ags in held or any(one.name in str(each) for each in held)


def _each(find: Callable[[str, Any], object], phrases: Sequence[tuple[str, Any]]) -> dict[str, float]:
    times = []
    for phrase, allowed in phrases:
        start = time.perf_counter_ns()
        find(phrase, allowed)
        times.append(time.perf_counter_ns() - start)
    return {"median µs": statistics.median(times) / 1e3, "mean µs": statistics.mean(times) / 1e3}


def _share(right: int, offered: int, wrong: int, count: int) -> dict[str, float]:
    precision = right / (right + wrong) if right + wrong else float("nan")
    return {
        "decided": right / count,
        "offered": offered / count,
        "recall": (right + offered) / count,
        "precision": precision,
    }


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="take fewer rows")
    options = parser.parse_args()
    RESULTS.mkdir(parents=True, exist_ok=True)
    rows = 1_000_000 if options.quick else 4_000_000
    codes(rows)
    addresses(rows // 4)
    points(rows // 4)
    typos(1_000 if options.quick else 4_000)


if __name__ == "__main__":
    main()
