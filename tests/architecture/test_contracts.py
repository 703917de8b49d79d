from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.architecture.tree import PROJECT, modules, name, tree

if TYPE_CHECKING:
    from pathlib import Path


# In a process of its own: the linter sets up logging anew, and silences every logger there is.
LINT: Final = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_imports_keep_the_contracts() -> None:
    """Imports flow one way and heavy packages stay in their rooms (contracts in pyproject.toml)."""
    done = subprocess.run([sys.executable, "-c", LINT], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", modules(), ids=name)
def test_nobody_inside_imports_the_root(path: Path) -> None:
    """Modules import each other by their full names, never through the package root, never relatively."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "kmn" for alias in node.names), node.lineno
        if isinstance(node, ast.ImportFrom):
            assert node.module != "kmn", node.lineno
            assert node.level == 0, node.lineno
            assert not any(alias.name == "*" for alias in node.names), node.lineno
