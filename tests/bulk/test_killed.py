"""Runs that are killed at any moment.

For whoever has more time, KMN_KILLS says how many: `KMN_KILLS=1000 pytest tests/bulk/test_killed.py`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

if TYPE_CHECKING:
    from pathlib import Path

KILLS: Final = int(os.environ.get("KMN_KILLS", "20"))
# Enough to be written for about as long as it takes to begin.
ROWS: Final = {"csv": 100_000, "jsonl": 100_000, "parquet": 150_000, "arrow": 150_000, "xlsx": 1_500}
OLD: Final = b"what was there before"


def started(source: Path, target: Path) -> subprocess.Popen[bytes]:
    """Begin a run in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "kmn",
        "assign",
        str(source),
        "-o",
        str(target),
        "--rejected",
        f"{target}.rejected",
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def rows_of(path: Path) -> int:
    """Count the rows of a whole file; one that is not whole is an error."""
    if path.suffix == ".parquet":
        return int(parquet.read_table(path).num_rows)
    if path.suffix == ".arrow":
        return int(pa.ipc.open_file(path.read_bytes()).read_all().num_rows)
    if path.suffix == ".xlsx":
        return sum(1 for _ in load_workbook(path).active.iter_rows()) - 1
    content = path.read_bytes()
    assert content.endswith(b"\n")
    return content.count(b"\n") - (path.suffix == ".csv")


@pytest.mark.slow
@pytest.mark.parametrize("name", ROWS)
def test_a_run_that_is_killed_leaves_no_half_file(tmp_path: Path, name: str) -> None:
    """Whenever a run is killed, what stands under the name is old or whole, and the next run succeeds."""
    source, target = tmp_path / "in.csv", tmp_path / f"out.{name}"
    listed = tmp_path / f"out.{name}.rejected"
    rows = ROWS[name]
    source.write_text(
        "Nr;PLZ;Ort\n" + "".join(f"{row};31134;Hildesheim {row % 999}\n" for row in range(rows)), "utf-8"
    )
    begin = time.monotonic()
    with started(source, target) as run:
        said, _ = run.communicate(timeout=60)
    takes = time.monotonic() - begin
    assert run.returncode == 0, said
    assert rows_of(target) == rows
    chance = random.Random(name)  # noqa: S311 - moments, not secrets
    killed = 0
    for kill in range(-(-KILLS // len(ROWS))):
        for path, is_there in ((target, kill % 2), (listed, kill % 3 == 0)):
            path.unlink(missing_ok=True)
            if is_there:
                path.write_bytes(OLD)
        with started(source, target) as run:
            time.sleep(chance.uniform(0.2, 1.05) * takes)
            run.kill()
        killed += run.returncode < 0
        for path in (target, listed):
            if path.exists() and path.read_bytes() != OLD:
                assert path == listed or rows_of(path) == rows
    assert killed
    with started(source, target) as run:
        said, _ = run.communicate(timeout=60)
    assert run.returncode == 0, said
    assert rows_of(target) == rows
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name, listed.name}
