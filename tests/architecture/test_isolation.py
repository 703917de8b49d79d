from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

# Runs a script with the network refused, as the tests themselves run.
ALONE = """
import runpy, sys
def refuse(event, _args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise BaseException(event)
sys.addaudithook(refuse)
runpy.run_path(sys.argv[1], run_name="__main__")
"""
EXAMPLES = sorted((PROJECT / "examples").glob("*.py"))


@pytest.mark.parametrize("host", ["localhost", "kmn.invalid"])
def test_the_network_is_refused(host: str) -> None:
    """A connection fails with an error that no `except Exception` can hide."""
    with pytest.raises(BaseException, match=r"socket\.") as caught:
        socket.create_connection((host, 80), timeout=1)
    assert not isinstance(caught.value, Exception)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_runs(path: Path) -> None:
    """Each script in examples/ runs to its end without a warning and without the network."""
    command = [sys.executable, "-W", "error", "-c", ALONE, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
    assert done.stdout
