"""Runs the notebooks of the examples, and compares or renews the output that is stored in them.

Pictures are not compared, texts and tables are. After a wanted change run `python -m tests.examples.notebooks`, and
read the difference as a user would.
"""

from __future__ import annotations

import sys
import tempfile
from typing import TYPE_CHECKING, Any, Final

import nbformat
from nbclient import NotebookClient

from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = PROJECT / "examples" / "notebooks"
LONGEST_S: Final = 300
# What differs from run to run, or from one version of a package to the next.
_KEPT: Final = ("text/plain", "text")


def notebooks() -> list[Path]:
    """List the notebooks, sorted."""
    return sorted(FOLDER.glob("*.ipynb"))


def read(path: Path) -> Any:
    """Read a notebook."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def run(path: Path) -> Any:
    """Run a notebook in a folder of its own, and give it with its output; the file stays as it is."""
    notebook = read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=LONGEST_S, kernel_name="python3", record_timing=False)
        client.execute(cwd=folder)
    return notebook


def texts(notebook: Any) -> list[list[str]]:
    """Give the texts that the cells of a notebook show."""
    return [
        [text for output in cell.outputs for text in _texts(output)]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _texts(output: Any) -> list[str]:
    data = output.get("data", output)
    if "image/png" in data:  # beside a picture stands only what kind of object it is
        return []
    return ["".join(data[kind]) for kind in _KEPT if kind in data]


if __name__ == "__main__":
    for found in notebooks():
        made = run(found)
        made.metadata = {"kernelspec": made.metadata["kernelspec"], "language_info": {"name": "python"}}
        nbformat.write(made, found)  # type: ignore[no-untyped-call]
        sys.stdout.write(f"{found.name}\n")
