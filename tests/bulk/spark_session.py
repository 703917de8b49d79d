"""A session of Spark in a process of its own, since it talks to its JVM over sockets: asked line by line, in JSON.

`python -m tests.bulk.spark_session MASTER` reads questions, and writes an answer to each. A question names one of
`JOBS` and its arguments; an answer holds what came of it, or the error.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

ENVIRONMENT: Final = {
    "JAVA_TOOL_OPTIONS": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",  # each process lives too shortly for more
    "PYSPARK_PYTHON": sys.executable,
    "SPARK_LOCAL_IP": "127.0.0.1",
}
"""How Spark is begun: on the loopback interface, with this Python in the workers."""

ROW: Final = "row"
"""Name of the column that numbers the rows of a question."""


def session(master: str, **settings: str) -> Any:
    """Begin a session on the loopback interface."""
    os.environ |= ENVIRONMENT
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master)
    usual = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": tempfile.mkdtemp(),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in (usual | settings).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _frame(spark: Any, columns: list[list[str]], rows: list[list[str | None]]) -> Any:
    """Make a frame of texts, cast to the types of its columns, with the number of the row in front."""
    from pyspark.sql import functions as F  # noqa: N812

    names = [ROW, *(f"c{at}" for at in range(len(columns)))]
    frame = spark.createDataFrame([(at, *row) for at, row in enumerate(rows)], f"{' string, '.join(names)} string")
    return frame.select(
        F.col(ROW).cast("int").alias(ROW),
        *[F.col(f"c{at}").cast(kind).alias(name) for at, (name, kind) in enumerate(columns)],
    ).repartition(3)


def assigned(
    spark: Any,
    columns: list[list[str]],
    rows: list[list[str | None]],
    options: dict[str, Any],
    dataset: str | None = None,
) -> dict[str, Any]:
    """Assign rows; give the columns, and the rows as texts in the order of the question."""
    from kmn import bulk, load
    from kmn.bulk.spark import assign
    from kmn.wiring import Locator

    locator = None if dataset is None else Locator(load(dataset))
    frame = assign(_frame(spark, columns, rows), locator=locator, **options)
    found = frame.orderBy(ROW).select(ROW, *bulk.COLUMNS).collect()
    return {"columns": frame.columns, "rows": [list(row)[1:] for row in found]}


def planned(
    spark: Any, columns: list[list[str]], rows: list[list[str | None]], options: dict[str, Any]
) -> dict[str, Any]:
    """Give the plan of an assignment, and how many jobs ran before any action."""
    from kmn.bulk.spark import assign

    frame = _frame(spark, columns, rows)
    context = spark.sparkContext
    context.setJobGroup("planning", "")
    plan = assign(frame, **options)._jdf.queryExecution().executedPlan().toString()  # noqa: SLF001
    return {"plan": plan, "jobs": len(context.statusTracker().getJobIdsForGroup("planning"))}


def changed(spark: Any, *, join: bool | None = None) -> dict[str, Any]:
    """Assign texts that are others each time they are read."""
    from pyspark.sql import functions as F  # noqa: N812

    from kmn.bulk.spark import assign

    other = F.udf(lambda _: str(uuid4()), "string").asNondeterministic()
    frame = assign(spark.range(100).select(other("id").alias("ags")), join=join)
    return {"networks": [row[0] for row in frame.select("kmn_network").distinct().collect()]}


def streamed(spark: Any, rows: list[str]) -> dict[str, Any]:
    """Assign a stream of keys."""
    from kmn.bulk.spark import assign

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").mkdir()
        (Path(folder) / "in" / "1.csv").write_text("\n".join(rows), encoding="utf-8")
        stream = spark.readStream.schema("ags string").csv(f"{folder}/in")
        writing = assign(stream).writeStream.format("memory").queryName("answers").trigger(availableNow=True)
        writing.option("checkpointLocation", f"{folder}/at").start().awaitTermination()
        return {"rows": [list(row) for row in spark.sql("SELECT ags, kmn_network FROM answers").collect()]}


JOBS: Final = {job.__name__: job for job in (assigned, planned, changed, streamed)}


def main() -> None:
    """Answer until the questions end."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the JVM may write to it
    spark = session(sys.argv[1])
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = JOBS[question.pop("job")](spark, **question)
        except Exception as error:  # noqa: BLE001 - it is told to whoever asked
            answer = {"error": type(error).__name__, "text": str(error)}
        print(json.dumps(answer), file=out, flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
