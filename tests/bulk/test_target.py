from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kmn.bulk.target import replacing

if TYPE_CHECKING:
    from pathlib import Path

KILLED = """
import os, signal, sys
from pathlib import Path
from kmn.bulk.target import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """The old file is there until the new one is whole."""
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_of_what_failed(tmp_path: Path, error: type[BaseException]) -> None:
    """If anything fails, or somebody interrupts, the old file stays and nothing lies beside it."""
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def fail() -> None:
        with replacing(path) as file:
            file.write(b"new")
            raise error

    with pytest.raises(error):
        fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    """A run that is killed leaves no file under the name, and the next one for the same name removes its remains."""
    path = tmp_path / "out[1].csv"
    other = tmp_path / "other.csv"
    for name in (path, other):
        done = subprocess.run([sys.executable, "-c", KILLED, str(name)], check=False)
        assert done.returncode < 0
    assert not path.exists()
    assert len(list(tmp_path.iterdir())) == 2
    with replacing(path) as file:
        file.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert [left.name.startswith(".other.csv.") for left in tmp_path.iterdir() if left != path] == [True]


def test_two_runs_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    """What another run is still writing is not taken for left behind; whoever ends last is there in the end."""
    path = tmp_path / "out.csv"
    with replacing(path) as first:
        first.write(b"first")
        with replacing(path) as second:
            second.write(b"second")
        assert path.read_bytes() == b"second"
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so, and a link goes on pointing at the file that was replaced."""
    path, link = tmp_path / "out.csv", tmp_path / "link.csv"
    path.touch(0o600)
    link.symlink_to(path)
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """A file that was not there before is made as any other."""
    path, usual = tmp_path / "out.csv", tmp_path / "usual.csv"
    usual.touch()
    with replacing(path):
        pass
    assert path.stat().st_mode == usual.stat().st_mode


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """No folder is made that nobody asked for."""
    with pytest.raises(OSError, match=os.strerror(2)), replacing(tmp_path / "no" / "out.csv"):
        pass
    assert not list(tmp_path.iterdir())
