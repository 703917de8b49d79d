"""Spark with a master and two workers on the loopback interface, one of which is killed in the middle of a job.

`python -m tests.bulk.spark_cluster FOLDER` assigns the rows of `FOLDER/in` with each of the named options in
`FOLDER/options.json`, into a folder of that name, while a worker is killed; with the last of them once more into
`FOLDER/undisturbed`; and prints in JSON what happened on the way.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.bulk.spark_session import ENVIRONMENT, session

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST: Final = "127.0.0.1"
PATIENCE_S: Final = 60
FEW_TASKS: Final = 3
"""After so many tasks of a stage a worker is killed."""


def free_port() -> int:
    """Give a port that nobody listens to."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


@contextmanager
def started(kind: str, host: str, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a master or a worker, in a group of processes of its own, until the end."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        **ENVIRONMENT,
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": host,
        "SPARK_NO_DAEMONIZE": "1",
    }
    program = f"org.apache.spark.deploy.{kind.lower()}.{kind}"
    command = [str(home / "bin" / "spark-class"), program, "--host", host, *arguments]
    with (folder / f"{kind}-{time.monotonic_ns()}.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with everything it started, at once and without a word."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(port: int) -> None:
    """Wait until somebody listens to a port."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError


def events(folder: Path) -> Iterator[dict[str, Any]]:
    """Give what Spark wrote down of a job."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "appstatus")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)


class Cluster:
    """A master and its workers."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Start a master and two workers; they end with the stack."""
        self._folder, self._stack, self._numbers = folder, stack, count(2)
        port = free_port()
        self.address = f"spark://{HOST}:{port}"
        self._start("Master", HOST, "--port", str(port), "--webui-port", str(free_port()))
        wait_for(port)
        self._workers = [self._worker(), self._worker()]

    def replace_oldest(self) -> None:
        """Kill the worker that is there the longest, and start another one."""
        kill(self._workers.pop(0))
        self._workers.append(self._worker())

    def _worker(self) -> subprocess.Popen[bytes]:
        host = HOST.removesuffix("1") + str(next(self._numbers))  # a task is begun twice only on another host
        room = ("--webui-port", "0", "--cores", "1", "--memory", "700m", "--work-dir", str(self._folder / "work"))
        return self._start("Worker", host, *room, self.address)

    def _start(self, kind: str, host: str, *arguments: str) -> subprocess.Popen[bytes]:
        return self._stack.enter_context(started(kind, host, self._folder, *arguments))


@contextmanager
def disturbed(context: Any, cluster: Cluster) -> Iterator[list[int]]:
    """Replace a worker as soon as some tasks of a larger stage are done; say after how many that was."""
    tracker = context.statusTracker()
    over = threading.Event()
    after: list[int] = []

    def disturb() -> None:
        while not over.wait(0.05):
            stages = filter(None, map(tracker.getStageInfo, tracker.getActiveStageIds()))
            done = max((stage.numCompletedTasks for stage in stages if stage.numTasks > FEW_TASKS), default=0)
            if done >= FEW_TASKS:
                cluster.replace_oldest()
                after.append(done)
                return

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        yield after
    finally:
        over.set()
        thread.join()


def run(folder: Path) -> dict[str, Any]:
    """Assign the rows in each way that is asked for, and kill a worker amid each job."""
    from kmn.bulk.spark import assign

    log = folder / "events"
    log.mkdir()
    settings = {
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": log.as_uri(),
        "spark.eventLog.enabled": "true",
        "spark.eventLog.rolling.enabled": "false",
        "spark.executor.cores": "1",
        "spark.executor.memory": "512m",
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.speculation": "true",
        "spark.speculation.interval": "100ms",
        "spark.speculation.minTaskRuntime": "100ms",
        "spark.speculation.multiplier": "1.1",
        "spark.speculation.quantile": "0.5",
        "spark.sql.files.openCostInBytes": "128m",  # each file is a partition
    }
    after = []
    with ExitStack() as stack:
        cluster = Cluster(folder, stack)
        spark = session(cluster.address, **settings)
        rows = spark.read.schema("id long, text string, key string").parquet(str(folder / "in"))
        ways = json.loads((folder / "options.json").read_text(encoding="utf-8"))
        for name, options in ways.items():
            with disturbed(spark.sparkContext, cluster) as done:
                assign(rows, **options).write.parquet(str(folder / name))
            after.append(done)
        assign(rows, **options).write.parquet(str(folder / "undisturbed"))
        spark.stop()
    happened = list(events(log))
    return {
        "killed_after": after,
        "lost": sum(event["Event"] == "SparkListenerExecutorRemoved" for event in happened),
        "speculative": sum(event.get("Task Info", {}).get("Speculative", False) for event in happened),
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))  # noqa: T201
