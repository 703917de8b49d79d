"""How many rows a second Spark answers on this machine, by points, keys and texts, beside what people write.

Run with ``build/spark-venv/bin/python benchmarks/spark.py [--rows N] [--cores N] [--json FILE]`` after ``make spark``.
Rows are read from Parquet and go nowhere (the sink `noop`), so that only reading and answering is measured; reading
alone is measured beside it. Times are the best of several runs in one session. Ratios travel between machines,
seconds do not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

try:
    import pyspark
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it
except ImportError:
    sys.exit("Left out: PySpark is not installed here. Run it with the Python of build/spark-venv (make spark).")

import kmn
from kmn.bulk.spark import assign
from kmn.wiring import gazetteer

REPEATS = 4


def session(cores: int) -> SparkSession:
    """Begin a session on the loopback interface, as Spark is by default otherwise."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
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


def written(spark: SparkSession, rows: int, folder: str) -> Any:
    """Write rows with a point in or near Lower Saxony, a key, a postal code and an address; give them as read."""
    places = gazetteer()
    keys = [str(one.ags) for one in places.municipalities]
    codes = [str(one.plz) for one in places.postal]

    def pick(values: list[str], seed: int) -> Any:
        return F.element_at(F.array(*map(F.lit, values)), (F.rand(seed) * len(values) + 1).cast("int"))

    frame = spark.range(0, rows, 1, 8).select(
        "id",
        (F.rand(1) * 5 + 6.6).alias("lon"),
        (F.rand(2) * 2.5 + 51.3).alias("lat"),
        pick(keys, 3).alias("ags"),
        pick(codes, 4).alias("plz"),
    )
    street = F.concat(F.lit("Lange Straße "), (F.rand(5) * 200).cast("int"), F.lit(", "), F.col("plz"))
    frame.withColumn("anschrift", street).write.parquet(folder)
    return spark.read.parquet(folder)


def seconds(frame: Any, repeats: int) -> float:
    """Give the shortest time in which all columns of all rows are computed."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        frame.write.format("noop").mode("overwrite").save()
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=6_000_000)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    spark = session(options.cores)
    report = []
    with tempfile.TemporaryDirectory() as folder:
        frame = written(spark, options.rows, f"{folder}/rows")
        few = frame.limit(options.rows // 20).repartition(options.cores).cache()
        few.count()
        points, keys, texts = (frame.select("id", *some) for some in (("lon", "lat"), ("ags",), ("anschrift",)))
        codes = frame.select("id", "plz")

        def locate(lat: float, lon: float) -> str:
            return kmn.locate(kmn.Point(lat=lat, lon=lon)).status

        def network(key: str) -> str | None:
            found = kmn.locate(key).network
            return found.id if found else None

        bare = assign(frame.select(F.col("ags").alias("key")).distinct(), key="key").cache()
        bare.count()
        cases = {
            "points: read only": (points, 1.0, REPEATS),
            "points: kmn.bulk.spark": (assign(points), 1.0, REPEATS),
            "points: plain Python UDF, status only": (few.select("id", F.udf(locate)("lat", "lon")), 0.05, 1),
            "keys: read only": (keys, 1.0, REPEATS),
            "keys: join by hand with a ready table": (
                keys.join(F.broadcast(bare), keys.ags == bare.key, "left").drop("key"),
                1.0,
                REPEATS,
            ),
            "keys: kmn.bulk.spark": (assign(keys), 1.0, REPEATS),
            "keys: kmn.bulk.spark, join=False": (assign(keys, join=False), 1.0, REPEATS),
            "keys: plain Python UDF, network only": (few.select("id", F.udf(network)("ags")), 0.05, 1),
            "postal codes: kmn.bulk.spark": (assign(codes), 1.0, REPEATS),
            "texts: kmn.bulk.spark": (assign(texts), 1.0, 2),
            "points, all columns of the table kept": (assign(frame, lat="lat", lon="lon"), 1.0, 2),
            "keys, all columns of the table kept": (assign(frame, key="ags"), 1.0, 2),
        }
        for name, (case, share, repeats) in cases.items():
            took = seconds(case, repeats)
            report.append({"case": name, "rows": int(options.rows * share), "seconds": round(took, 3)})
            print(f"{name:42} {options.rows * share / took / 1e6:8.2f} M rows/s", flush=True)
    about = {"spark": pyspark.__version__, "kmn": kmn.__version__, "python": platform.python_version()}
    print(", ".join(f"{name} {version}" for name, version in about.items()), f"local[{options.cores}]")
    if options.json:
        options.json.write_text(json.dumps({"about": about, "cases": report}, indent=2), encoding="utf-8")
    spark.stop()


if __name__ == "__main__":
    main()
