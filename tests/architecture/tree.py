"""The package seen as source code: where it lies, its modules, their syntax trees."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = PROJECT / "src" / "kmn"
TESTS: Final = PROJECT / "tests"


def modules() -> list[Path]:
    """List the Python files of the package, sorted."""
    return sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """Give the dotted name of a module of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def docstrings(module: ast.Module) -> Iterator[ast.Constant]:
    """Yield the nodes that are documentation: texts that stand alone as a statement."""
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
