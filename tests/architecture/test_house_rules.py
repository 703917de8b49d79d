from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

import pytest

from kmn import errors
from tests.architecture.tree import PACKAGE, TESTS, docstrings, modules, name, tree

if TYPE_CHECKING:
    from pathlib import Path

MOST_LINES: Final = 400
MOST_METHODS: Final = 15
# What the data says and the code must not: the key of the state, the number of its districts, of its networks.
DATA: Final = ("03", 45, 10)
DRAWERS: Final = {"common", "helpers", "misc", "types", "util", "utils"}
# Modules without a test file of their own, and why.
UNMIRRORED: Final = {
    "kmn.__main__": "hands over to the command line",
}
INNER: Final = [path for path in modules() if path.name != "__init__.py"]
# Roots that load their names when they are first used, and why; each has a test of its own.
LAZY: Final = {
    "kmn": "is imported for any single name",
    "kmn.bulk": "is imported by the command line, which has to start fast",
}
# The roots of rooms that are not.
ROOTS: Final = [path for path in modules() if path.name == "__init__.py" and name(path) not in LAZY]
ERRORS: Final = {kind for kind, thing in vars(errors).items() if isinstance(thing, type)}

each_module = pytest.mark.parametrize("path", modules(), ids=name)
each_test_file = pytest.mark.parametrize(
    "path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: str(path.relative_to(TESTS))
)


@each_module
def test_modules_are_short(path: Path) -> None:
    """No module is longer than a reader's patience."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@each_module
def test_classes_are_small(path: Path) -> None:
    """No class has more than fifteen public methods."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            public = [
                item.name for item in node.body if isinstance(item, ast.FunctionDef) and not item.name.startswith("_")
            ]
            assert len(public) <= MOST_METHODS, node.name


@each_module
def test_the_territory_is_data(path: Path) -> None:
    """No module writes down what the data says about the territory; documentation may."""
    module = tree(path)
    documentation = set(map(id, docstrings(module)))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and id(node) not in documentation:
            assert not any(type(node.value) is type(word) and node.value == word for word in DATA), node.lineno


@each_module
def test_names_say_something(path: Path) -> None:
    """There are no drawers for what found no other place."""
    assert not DRAWERS & {path.stem, path.parent.name}


@each_module
def test_every_module_is_explained(path: Path) -> None:
    """Each module begins with a docstring that says what it is."""
    assert ast.get_docstring(tree(path))


@each_module
def test_every_raise_is_an_error_of_ours(path: Path) -> None:
    """Only errors of `kmn.errors` are raised: by name, by a function that makes one, or once more.

    Excepted are the protocol of module attributes and the command line, which speaks click's language.
    """
    module = tree(path)
    caught = {handler.name for handler in ast.walk(module) if isinstance(handler, ast.ExceptHandler)}
    for node in ast.walk(module):
        if not isinstance(node, ast.Raise) or node.exc is None:
            continue
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        words = ast.unparse(raised).split(".")
        allowed = (
            words[-1] in ERRORS
            or words[-1] in caught
            or words[-1].lower() == words[-1]
            or (words[-1] == "AttributeError" and name(path) in LAZY)
            or (words[0] in {"click", "SystemExit"} and "cli" in path.parts)
        )
        assert allowed, f"line {node.lineno}: {'.'.join(words)}"


@pytest.mark.parametrize("path", [path for path in INNER if name(path) not in UNMIRRORED], ids=name)
def test_every_module_has_its_test_file(path: Path) -> None:
    """The tests mirror the source one to one; package roots only re-export and need none."""
    test = f"test_{path.stem.removeprefix('_')}.py"
    assert (TESTS / path.relative_to(PACKAGE)).with_name(test).is_file()


@pytest.mark.parametrize("path", ROOTS, ids=name)
def test_package_roots_only_re_export(path: Path) -> None:
    """The root of a room holds a docstring, imports and `__all__`."""
    for node in tree(path).body:
        assert isinstance(node, ast.Expr | ast.ImportFrom | ast.Assign), node.lineno


@each_test_file
def test_every_test_says_what_it_shows(path: Path) -> None:
    """Each test has a docstring whose first line is a sentence."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            first = (ast.get_docstring(node) or "").partition("\n")[0]
            assert first.endswith("."), f"line {node.lineno}: {node.name}"


@each_test_file
def test_every_test_folder_is_a_package(path: Path) -> None:
    """Test folders are packages, so that files of the same name do not meet."""
    assert path.with_name("__init__.py").is_file()
