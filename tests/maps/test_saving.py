from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kmn.errors import DataError, InputError
from kmn.maps.drawing import networks

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-12-01"
BEGINNINGS = {".html": b"<!doctype html>", ".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_a_map_is_saved_by_the_ending_of_its_name(tmp_path: Path, kind: str) -> None:
    """What is written is what the name says, and nothing else is left behind."""
    target = tmp_path / f"map{kind}"
    networks(on=DAY).save(target)
    assert target.read_bytes().startswith(BEGINNINGS[kind])
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.slow
def test_the_same_map_is_the_same_file(tmp_path: Path) -> None:
    """Files do not depend on the time or the hash seed."""
    code = f"from kmn.maps import networks; [networks(on={DAY!r}).save('m' + kind) for kind in {list(BEGINNINGS)}]"
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run([sys.executable, "-c", code], cwd=folder, env={"PYTHONHASHSEED": seed}, check=True)
        made.append([(folder / f"m{kind}").read_bytes() for kind in BEGINNINGS])
    assert made[0] == made[1]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """A name that says no known kind is refused, and nothing is written."""
    with pytest.raises(InputError, match=r"\.html, \.png, \.svg or \.pdf"):
        networks(on=DAY).save(tmp_path / "map.gif")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A folder that does not exist, or a name that cannot be, is an error of ours."""
    for name in ("no/such/map.html", "m\0.html"):
        with pytest.raises(DataError, match="cannot be written"):
            networks(on=DAY).save(tmp_path / name)
