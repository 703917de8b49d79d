from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.architecture.tree import PROJECT
from tests.examples.notebooks import notebooks, read, texts

if TYPE_CHECKING:
    from pathlib import Path

FEWEST: Final = 3
LARGEST: Final = 500_000
# A kernel is talked to by sockets, which are refused in the process of the tests.
RUN: Final = """
import json, sys
from pathlib import Path
from tests.examples.notebooks import run, texts
json.dump(texts(run(Path(sys.argv[1]))), sys.stdout)
"""

each_notebook = pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)


def test_there_are_notebooks() -> None:
    """There are as many as are promised."""
    assert len(notebooks()) >= FEWEST


@pytest.mark.slow
@each_notebook
def test_notebooks_show_what_they_show_when_run(path: Path) -> None:
    """The output stored in a notebook is what it gives (`python -m tests.examples.notebooks`)."""
    command = [sys.executable, "-c", RUN, str(path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == texts(read(path))


@each_notebook
def test_notebooks_are_stored_with_output_and_without_traces(path: Path) -> None:
    """Each notebook has output, no path of a machine and no warning, and is not too large to be shown."""
    text = path.read_text(encoding="utf-8")
    assert any(texts(read(path)))
    assert not any(trace in text for trace in ("/home/", "site-packages", "ipykernel_"))
    assert '"stderr"' not in text
    assert len(text) < LARGEST
