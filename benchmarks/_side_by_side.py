"""Runs methods side by side, each alone in a fresh interpreter, and keeps what was measured.

A script of benchmarks names its methods as functions, ``prepare(**arguments)``. Each imports and builds what it needs
and returns the work, a function without arguments that does it once and returns the answer. `measure` runs one method
in an interpreter of its own, `report` keeps the rows of one section for the page (`benchmarks._page`):

    rows = [measure(Method("kmn", "benchmarks.keys:ours", ("kmn",)), items=1_000_000, count=1_000_000)]
    report("keys", title="Keys", rows=[row.cells() for row in rows], bars="M/s")

Times are the least of several repeats, in seconds of the processor, so that a busy machine disturbs little; ratios
within one run are what travels between machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "benchmarks"
# The longest that one method may take, and after how long its work is not repeated, in seconds.
LIMIT_S = 600
ENOUGH_S = 10
# One thread each: what is compared is one core.
ONE_CORE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS"), "1"
)


@dataclass(frozen=True)
class Method:
    """One way of doing the work.

    Attributes:
        name: how it is called in tables.
        prepare: the function that prepares it, as ``module:function``.
        packages: the distributions that it needs, whose versions are told.
        arguments: what else the function is called with.
    """

    name: str
    prepare: str
    packages: tuple[str, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """What running a method gave.

    Attributes:
        method: the method.
        status: empty, or why there are no figures.
        versions: the versions of its packages.
        items: how many things the work does at once.
        seconds: of the processor, for the work once; the least of several times.
        wall: seconds by the clock, likewise.
        prepare_s: seconds by the clock to import and build.
        added_mb: by how much importing and building made the process grow.
        peak_mb: how large the process was at most.
        answer: what the work returned, as a file of numpy, None if that was no array.
    """

    method: Method
    status: str = ""
    versions: str = ""
    items: int = 0
    seconds: float = float("nan")
    wall: float = float("nan")
    prepare_s: float = float("nan")
    added_mb: float = float("nan")
    peak_mb: float = float("nan")
    answer: Path | None = None

    @property
    def rate(self) -> float:
        """Items in a second of the processor."""
        return self.items / self.seconds if self.seconds else float("nan")

    def cells(self, *, ratio_to: Measured | None = None, **more: object) -> dict[str, object]:
        """Return a row of a table.

        Args:
            ratio_to: another method, to tell how many times as fast this one is.
            **more: further cells.
        """
        row: dict[str, object] = {"method": self.method.name, "versions": self.versions}
        if self.status:
            return row | {"M/s": self.status}
        row |= {"M/s": self.rate / 1e6}
        if ratio_to is not None:
            row["ratio"] = self.rate / ratio_to.rate
        return row | more | {"prepare s": self.prepare_s, "added MB": self.added_mb, "peak MB": self.peak_mb}


def measure(
    method: Method, *, items: int, repeats: int = 5, keep: Path | None = None, **arguments: object
) -> Measured:
    """Run a method in a fresh interpreter.

    Args:
        method: the method.
        items: how many things its work does at once.
        repeats: how often the work is done, at most; slow work is done less often.
        keep: where to write the answer, if it is an array.
        **arguments: what its function is called with, beside its own arguments.

    Returns:
        What was measured; a method whose packages are missing, or that failed, says so.
    """
    try:
        versions = ", ".join(f"{package} {metadata.version(package)}" for package in method.packages)
    except metadata.PackageNotFoundError:
        return Measured(method, status="not installed")
    return _read(_start(method, repeats, keep, arguments), method, versions, items)


def measure_together(
    method: Method, *, processes: int, items: int, repeats: int = 5, **arguments: object
) -> list[Measured]:
    """Run a method in several fresh interpreters at the same time, each doing all of the work."""
    started = [_start(method, repeats, None, arguments) for _ in range(processes)]
    return [_read(process, method, "", items) for process in started]


def _start(method: Method, repeats: int, keep: Path | None, arguments: Mapping[str, object]) -> subprocess.Popen[str]:
    order = {"prepare": method.prepare, "repeats": repeats, "keep": keep and str(keep)}
    order["arguments"] = {**method.arguments, **arguments}
    command = [sys.executable, "-m", "benchmarks._side_by_side", json.dumps(order)]
    environment = {**os.environ, **ONE_CORE}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _read(process: subprocess.Popen[str], method: Method, versions: str, items: int) -> Measured:
    try:
        output, problem = process.communicate(timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return Measured(method, status=f"more than {LIMIT_S} s", versions=versions)
    if process.returncode:
        print(problem, file=sys.stderr)
        return Measured(method, status="failed", versions=versions)
    found = json.loads(output.splitlines()[-1])
    found["answer"] = found["answer"] and Path(found["answer"])
    return Measured(method, versions=versions, items=items, **found)


def cold(code: str, repeats: int = 7) -> dict[str, float]:
    """Run code in fresh interpreters; return milliseconds from start to end, by clock and processor, and peak MB."""
    rows = []
    for _ in range(repeats):
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            message = f"this fails: {code}"
            raise SystemExit(message)
        rows.append((time.perf_counter() - start, used.ru_utime + used.ru_stime))
    wall, processor = (min(column) for column in zip(*rows, strict=True))
    weighed = f"{code}\nfrom benchmarks._side_by_side import peak_mb; print(peak_mb())"
    done = subprocess.run([sys.executable, "-c", weighed], check=True, capture_output=True, text=True, cwd=ROOT)
    return {"ms": wall * 1e3, "ms of the processor": processor * 1e3, "peak MB": float(done.stdout)}


def report(  # noqa: PLR0913 - what a section is made of
    section: str,
    *,
    title: str,
    rows: Sequence[Mapping[str, object]],
    text: str = "",
    bars: str = "",
    curve: tuple[str, str, str] | None = None,
) -> None:
    """Keep a section for the page, and print it.

    Args:
        section: the name of the section, which orders the page: ``10-points``, say.
        title: its heading.
        rows: its table; the columns are the keys, in the order in which they first occur.
        text: what to say above the table, in Markdown.
        bars: the column to draw as bars, if any.
        curve: the columns along, up, and of the name of the line, to draw curves instead.
    """
    RESULTS.mkdir(parents=True, exist_ok=True)
    content = {"title": title, "text": text, "rows": rows, "bars": bars, "curve": curve, "machine": machine()}
    target = RESULTS / f"{section}.json"
    target.write_text(json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    print(f"\n{title}\n")
    print(table(rows))


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as a table in Markdown."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [names, *([_cell(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(names))]
    numbers = [any(isinstance(row.get(name), int | float) for row in rows) for name in names]
    lines = [
        "| "
        + " | ".join(_padded(cell, width, right) for cell, width, right in zip(line, widths, numbers, strict=True))
        for line in cells
    ]
    rule = "|" + "|".join("-" * (width + 1) + ("-:"[right]) for width, right in zip(widths, numbers, strict=True))
    return "\n".join(f"{line} |".replace("- |", "-|").replace(": |", ":|") for line in [lines[0], rule, *lines[1:]])


def _padded(cell: str, width: int, right: bool) -> str:  # noqa: FBT001 - one of two sides
    return cell.rjust(width) if right else cell.ljust(width)


def _cell(value: object) -> str:
    if isinstance(value, float):
        if value != value:  # noqa: PLR0124 - not a number
            return ""
        digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2  # noqa: PLR2004 - three digits
        return f"{value:,.{digits}f}" if abs(value) >= 0.01 or not value else f"{value:.1g}"  # noqa: PLR2004
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def machine() -> str:
    """Say what machine this is, without naming it."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        models = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        name = models[0] if models else name
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _child(order: dict[str, Any]) -> dict[str, Any]:
    """Do what the order says, in this interpreter."""
    module, _, name = order["prepare"].partition(":")
    before = _resident_mb()
    start = time.perf_counter()
    prepare: Callable[..., Callable[[], object]] = getattr(import_module(module), name)
    work = prepare(**order["arguments"])
    result: dict[str, Any] = {"prepare_s": time.perf_counter() - start, "added_mb": _resident_mb() - before}
    seconds: list[float] = []
    walls: list[float] = []
    answer: object = None
    while len(walls) < order["repeats"] and sum(walls) < ENOUGH_S:
        processor, start = time.process_time(), time.perf_counter()
        answer = work()
        seconds.append(time.process_time() - processor)
        walls.append(time.perf_counter() - start)
    result |= {"seconds": min(seconds), "wall": min(walls), "answer": None}
    result["peak_mb"] = peak_mb()
    if order["keep"] and answer is not None:
        import numpy as np

        np.save(order["keep"], np.asarray(answer))
        result["answer"] = order["keep"]
    return result


def _resident_mb() -> float:
    return _status("VmRSS")


def peak_mb() -> float:
    """Return how large this process was at most. What `resource` tells counts the process that started it, too."""
    return _status("VmHWM")


def _status(name: str) -> float:
    status = Path("/proc/self/status")
    if not status.is_file():
        return float("nan")
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="runs one method; only for `measure`")
    parser.add_argument("order")
    print(json.dumps(_child(json.loads(parser.parse_args().order))))
