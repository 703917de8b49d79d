"""That nothing which the tests start outlives them, however they end."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.integration.service import database
from tests.integration.talking import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.nominatim

STARTER: Final = """
import time
from tests.integration.service import database
with database() as folder:
    print(folder, flush=True)
    {then}
"""


def processes(folder: str) -> list[int]:
    """Give the processes that were started with a folder in their arguments."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if folder in path.read_bytes().decode(errors="replace"):
                found.append(int(path.parent.name))
        except OSError:  # ended meanwhile
            continue
    return found


def comes_true(condition: Callable[[], bool]) -> bool:
    """Wait a while for something."""
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.1)
    return condition()


@pytest.mark.parametrize(
    ("then", "sent"),
    [
        ("time.sleep(60)", signal.SIGINT),
        ("time.sleep(60)", signal.SIGTERM),
        ("time.sleep(60)", signal.SIGKILL),
        ("raise RuntimeError", None),
        ("pass", None),
    ],
    ids=["interrupted", "terminated", "killed", "failed", "ended"],
)
def test_nothing_outlives_whoever_started_it(then: str, sent: signal.Signals | None) -> None:
    """Whether a run ends well, fails, is interrupted or killed: the database ends with it; its folder, if it can."""
    words = [sys.executable, "-c", STARTER.format(then=then)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        folder = starter.stdout.readline().strip()
        assert folder.startswith("/")
        if sent is not None:
            assert processes(folder)
            starter.send_signal(sent)
    assert comes_true(lambda: not processes(folder))
    if sent is not signal.SIGKILL:
        assert not Path(folder).exists()


def test_the_database_listens_to_nobody_else() -> None:
    """Two databases may run at once, and neither opens a port."""
    with database() as one, database() as other:
        assert one != other
        for folder in (one, other):
            lines = (folder / "data" / "postmaster.pid").read_text(encoding="ascii").splitlines()
            assert lines[5].strip() == ""
