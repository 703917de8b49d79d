"""Tables on Spark: points, keys and texts, beside what people write by hand.

Run with ``make bench``, or ``python -m benchmarks.spark`` where PySpark and Java are installed; it is left out where
they are not. `--rows` and `--cores` say how much, and by how many threads.

Rows are read from Parquet and go nowhere (the sink `noop`), so that reading and answering is all that is measured;
reading alone is measured beside it. Times are of the processor, summed over the JVM and its Pythons, the best of
three runs in one session.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks._side_by_side import report

import kmn
from kmn.wiring import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

REPEATS = 3
PARTITIONS = 4
# What is slow gets a smaller share of the rows.
FEW = 200
TICK = os.sysconf("SC_CLK_TCK")


def session(cores: int) -> Any:
    """Begin a session on the loopback interface, as Spark is by default otherwise."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(f"local[{cores}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def written(spark: Any, rows: int, folder: str) -> Any:
    """Write rows with a point in or near Lower Saxony, a key, a postal code and an address; give them as read."""
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    places = gazetteer()
    keys = [str(one.ags) for one in places.municipalities]
    codes = [str(one.plz) for one in places.postal]
    towns = [
        f"{code.plz} {town.name}"
        for code in places.postal
        for area in code.areas
        if (town := places.municipalities.get(area.municipality or "")) is not None
    ]

    def pick(values: list[str], seed: int) -> Any:
        return F.element_at(F.array(*map(F.lit, values)), (F.rand(seed) * len(values) + 1).cast("int"))

    frame = spark.range(0, rows, 1, PARTITIONS).select(
        "id",
        (F.rand(1) * 5 + 6.6).alias("lon"),
        (F.rand(2) * 2.5 + 51.3).alias("lat"),
        pick(keys, 3).alias("ags"),
        pick(codes, 4).alias("plz"),
    )
    street = F.concat(F.lit("Lange Straße "), (F.rand(5) * 200).cast("int"), F.lit(", "), pick(towns, 6))
    frame.withColumn("anschrift", street).write.parquet(folder)
    return spark.read.parquet(folder)


def cases(frame: Any, few: Any) -> Iterator[tuple[str, str, Any, bool]]:
    """Give what is measured: the column, the way, the table that is asked for, and whether it is the small one."""
    from pyspark.sql import functions as F  # noqa: N812

    from kmn.bulk.spark import assign

    def locate(lat: float, lon: float) -> str:
        return kmn.locate(kmn.Point(lat=lat, lon=lon)).status

    def network(key: str) -> str | None:
        found = kmn.locate(key).network
        return found.id if found else None

    points, keys = frame.select("id", "lon", "lat"), frame.select("id", "ags")
    ready = assign(keys.select(F.col("ags").alias("key")).distinct(), key="key").cache()
    ready.count()
    by_hand = keys.join(F.broadcast(ready), keys.ags == ready.key, "left").drop("key")
    yield "points", "read only", points, False
    yield "points", "kmn.bulk.spark", assign(points), False
    yield (
        "points",
        "a Python function per row, status only",
        few.select("id", F.udf(locate)("lat", "lon")),
        True,
    )
    yield "keys", "read only", keys, False
    yield "keys", "kmn.bulk.spark", assign(keys), False
    yield "keys", "kmn.bulk.spark, join=False", assign(keys, join=False), False
    yield "keys", "a join by hand with a ready table", by_hand, False
    yield "keys", "a Python function per row, network only", few.select("id", F.udf(network)("ags")), True
    yield "postal codes", "kmn.bulk.spark", assign(frame.select("id", "plz")), False
    yield "texts", "kmn.bulk.spark", assign(frame.select("id", "anschrift")), False


def used(process: int) -> float:
    """Give the seconds that the processor spent on what a process has started, as far as it is still there."""
    parents, seconds = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        one = int(path.parent.name)
        parents[one], seconds[one] = int(fields[1]), sum(map(int, fields[11:15])) / TICK
    below, found = {process}, 0.0
    while below:
        below = {one for one, parent in parents.items() if parent in below}
        found += sum(seconds[one] for one in below)
    return found


def measured(frame: Any, repeats: int) -> tuple[float, float]:
    """Give the least seconds in which all columns of all rows are computed, of the processor and by the clock."""
    processor, clock = [], []
    for _ in range(repeats):
        before, begin = used(os.getpid()), perf_counter()
        frame.write.format("noop").mode("overwrite").save()
        clock.append(perf_counter() - begin)
        processor.append(used(os.getpid()) - before)
    return min(processor), min(clock)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--cores", type=int, default=2)
    options = parser.parse_args()
    if find_spec("pyspark") is None or shutil.which("java") is None:
        print("Left out: PySpark or Java is not installed here.")
        return
    import pyspark

    spark = session(options.cores)
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        frame = written(spark, options.rows, f"{folder}/rows")
        few = frame.limit(options.rows // FEW).repartition(options.cores).cache()
        few.count()
        for column, way, case, small in cases(frame, few):
            processor, clock = measured(case, 1 if small else REPEATS)
            millions = options.rows / (FEW if small else 1) / 1e6
            rate = millions * options.cores / processor
            rows.append({"column": column, "way": way, "M/s": rate, "M/s by the clock": millions / clock})
            print(rows[-1], flush=True)
    spark.stop()
    report(
        "40-spark",
        title="Tables on Spark",
        text=(
            f"{options.rows:,} rows, Spark {pyspark.__version__} with {options.cores} threads, best of three. "
            "*M/s* is what as many cores would do that have nothing else to do, from the time of the processor, "
            "compiling and collecting of the JVM included. A function for each row gets fewer rows."
        ),
        rows=rows,
    )


if __name__ == "__main__":
    main()
