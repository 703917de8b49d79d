from __future__ import annotations

import ast
import importlib
import re

import pytest

import kmn
from tests.architecture.public_api import SNAPSHOT, render
from tests.architecture.tree import PACKAGE, PROJECT, tree


def test_the_public_api_is_the_one_written_down() -> None:
    """Names and signatures equal the snapshot; `make api-snapshot` renews it after a wanted change."""
    assert render() == SNAPSHOT.read_text(encoding="utf-8")


def test_every_name_is_declared_four_times() -> None:
    """The list of names, the lazy table, the imports for type checkers and `dir()` agree."""
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree(PACKAGE / "__init__.py"))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kmn.")
        for alias in node.names
    }
    assert set(kmn.__all__) == set(kmn._EXPORTS) == imported  # noqa: SLF001 (the table is what is tested)
    assert dir(kmn) == sorted([*kmn.__all__, "__version__"])
    assert list(kmn._EXPORTS) == sorted(kmn._EXPORTS)  # noqa: SLF001 (the table is what is tested)


def test_the_names_of_bulk_are_loaded_when_used() -> None:
    """Each name of `kmn.bulk` is there and explained; one that does not exist is reported as for any module."""
    assert dir(kmn.bulk) == sorted(kmn.bulk.__all__)
    for name in kmn.bulk.__all__:
        assert (getattr(kmn.bulk, name).__doc__ or "").strip()
    with pytest.raises(AttributeError, match=r"module 'kmn\.bulk' has no attribute 'nonsense'"):
        _ = kmn.bulk.nonsense


@pytest.mark.parametrize("name", kmn.__all__)
def test_every_name_is_documented(name: str) -> None:
    """Each public name has a docstring and an entry in the reference, by itself or with its module."""
    thing = getattr(kmn, name)
    assert (thing.__doc__ or "").strip()
    module = kmn._EXPORTS[name]  # noqa: SLF001 (the table is what is tested)
    pages = sorted((PROJECT / "docs" / "reference").glob("*.md"))
    entries = {entry for page in pages for entry in re.findall(r"^::: (\S+)", page.read_text("utf-8"), re.MULTILINE)}
    assert {module, f"{module}.{name}"} & entries


@pytest.mark.parametrize("name", kmn.__all__)
def test_every_name_says_where_it_lives(name: str) -> None:
    """Each public name is in `__all__` of the module it comes from."""
    assert name in importlib.import_module(kmn._EXPORTS[name]).__all__  # noqa: SLF001 (as above)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that does not exist is reported as for any module."""
    with pytest.raises(AttributeError, match="module 'kmn' has no attribute 'nonsense'"):
        _ = kmn.nonsense


def test_the_version_is_that_of_the_distribution() -> None:
    """The version of the code is read from the installed distribution."""
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+.*", kmn.__version__)
