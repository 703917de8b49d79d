"""A file that appears under its name when all of it is written and safe on disk, and not at all before.

Until then it is written beside its place under a hidden name, and locked. What a run that was killed left behind is
nobody's any more: the next one that writes the same file finds it unlocked, and removes it.
"""

from __future__ import annotations

import glob
import os
import secrets
from contextlib import contextmanager, suppress
from shutil import copymode
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["replacing"]

_TOKEN_BYTES: Final = 8


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of another, and its permissions, at the end, or goes if anything fails.

    Args:
        path: The name of the file in the end.

    Raises:
        OSError: It cannot be written.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "out.csv"
        ...     with replacing(path) as file:
        ...         _ = file.write(b"PLZ")
        ...         before = path.exists()
        ...     before, path.read_bytes()
        (False, b'PLZ')
    """
    path = path.resolve()
    _remove_left_behind(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(_TOKEN_BYTES)}.kmn")
    try:
        with _opened(beside) as file:
            with suppress(OSError):  # there is no other, or it is somebody else's
                copymode(path, beside)
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _remember(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _opened(beside: Path) -> IO[bytes]:
    while True:
        file = beside.open("xb")
        _lock(file)
        if beside.exists():  # another run may have taken it for left behind before it was locked
            return file
        file.close()


def _remove_left_behind(path: Path) -> None:
    token = "[0-9a-f]" * 2 * _TOKEN_BYTES
    for beside in path.parent.glob(f".{glob.escape(path.name)}.{token}.kmn"):
        with suppress(OSError), beside.open("rb") as file:
            if _lock(file):
                beside.unlink()


def _lock(file: IO[bytes]) -> bool:
    """Lock a file against other runs, for as long as it is open; say whether nobody else had."""
    try:
        import fcntl
    except ImportError:
        return True  # where there is no such lock, a file that is open cannot be removed
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remember(folder: Path) -> None:
    """Let the new name survive a loss of power, where folders can be flushed."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
