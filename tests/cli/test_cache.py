from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kmn.cli.app import main
from kmn.geocoding import Cache

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, *arguments: str) -> Result:
    """Run `kmn cache` in this process, in English, with the user's folder elsewhere."""
    environment = {"LC_ALL": "en_GB.UTF-8", "XDG_CACHE_HOME": str(folder)}
    return CliRunner().invoke(main, ["cache", *arguments], env=environment)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Give a cache with three addresses, in its usual place."""
    path = tmp_path / "kmn" / "geocoding.sqlite"
    cache = Cache(path)
    for number in range(3):
        cache.put(f"Domhof {number}", "atlas", [])
    return path


def test_looking_at_nothing_makes_nothing(tmp_path: Path) -> None:
    """Without a cache both commands say so, and leave no file behind."""
    for command in ("info", "clear"):
        result = run(tmp_path, command)
        assert (result.exit_code, result.stdout) == (0, "Nothing is kept.\n")
    assert json.loads(run(tmp_path, "info", "--json").stdout) == {"path": None, "entries": 0, "size": 0}
    assert list(tmp_path.iterdir()) == []


def test_a_cache_tells_how_much_it_holds(tmp_path: Path, kept: Path) -> None:
    """Place, number and size are told, also as JSON."""
    result = run(tmp_path, "info")
    assert result.stdout == f"{kept}: 3 addresses, {kept.stat().st_size} bytes\n"
    data = json.loads(run(tmp_path, "info", "--json").stdout)
    assert data == {"path": str(kept), "entries": 3, "size": kept.stat().st_size}


@pytest.mark.parametrize("named", [False, True])
def test_a_cache_can_be_cleared(tmp_path: Path, kept: Path, named: bool) -> None:  # noqa: FBT001 (a case)
    """Everything is deleted, and the number of addresses told; a file may be named."""
    arguments = [str(kept)] if named else []
    assert run(tmp_path, "clear", *arguments).stdout == "Addresses deleted: 3\n"
    assert Cache(kept).info().entries == 0


def test_a_file_that_is_no_cache_is_unreadable(tmp_path: Path) -> None:
    """Something else under that name is not touched."""
    other = tmp_path / "letter.txt"
    other.write_text("Domhof 1")
    result = run(tmp_path, "clear", str(other))
    assert (result.exit_code, other.read_text()) == (3, "Domhof 1")
    assert "Traceback" not in result.output
