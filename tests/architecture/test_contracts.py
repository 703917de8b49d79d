from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.tree import PROJECT, modules, name, tree

if TYPE_CHECKING:
    from pathlib import Path


def test_imports_keep_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    """Imports flow one way and heavy packages stay in their rooms (contracts in pyproject.toml)."""
    status = lint_imports(config_filename=str(PROJECT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


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
