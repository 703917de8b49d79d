"""Where the rows of a table come from and go: files by their names, or streams that somebody opened."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from attrs import frozen

from kmn.bulk.target import replacing
from kmn.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

__all__ = ["End", "check_ends"]


@frozen
class End:
    """A file or a stream.

    Attributes:
        thing: Its name, or the stream itself.

    Examples:
        >>> End.of("in.csv").name
        'in.csv'
    """

    thing: Path | IO[bytes]

    @classmethod
    def of(cls, thing: str | PathLike[str] | IO[bytes]) -> End:
        """Take a name or a stream."""
        return cls(Path(thing) if isinstance(thing, str | os.PathLike) else thing)

    @property
    def name(self) -> str | None:
        """The name of the file; None for a stream."""
        return str(self.thing) if isinstance(self.thing, Path) else None

    def real_names(self) -> set[str]:
        """Give the one name of the file that has no links in it; none for a stream."""
        return set() if self.name is None else {os.path.realpath(self.name)}

    def status(self) -> os.stat_result | None:
        """Say which file it is; None if it is none, or none yet."""
        try:
            return self.thing.stat() if isinstance(self.thing, Path) else os.fstat(self.thing.fileno())
        except (OSError, ValueError):  # a name with a zero byte is a ValueError
            return None

    @contextmanager
    def reading(self) -> Iterator[IO[bytes]]:
        """Open it so that it can be read twice; a stream that cannot is copied to a file without a name."""
        if isinstance(self.thing, Path):
            with self.thing.open("rb") as file, _twice(file) as again:
                yield again
        else:
            with _twice(self.thing) as again:
                yield again

    @contextmanager
    def writing(self) -> Iterator[IO[bytes]]:
        """Open it; a file appears when all is written."""
        if isinstance(self.thing, Path):
            with replacing(self.thing) as file:
                yield file
        else:
            yield self.thing
            self.thing.flush()


@contextmanager
def _twice(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as file:
        copyfileobj(stream, file)
        yield file


def check_ends(source: End, targets: Sequence[End]) -> None:
    """Check that a source can be read, that targets may be written, and that no two are the same.

    Raises:
        DataError: The source is no file that can be read, or a target has a name that no file can have.
        InputError: A target is no file that may be replaced, or two ends are the same file.
    """
    status = source.status()
    if source.name is not None and (status is None or not _is_file_or_pipe(status.st_mode)):
        message = "The source is not a file that can be read. Name a file with a table."
        raise DataError(message)
    names = source.real_names()
    seen = [status]
    for target in targets:
        if "\0" in (target.name or ""):
            message = "The target cannot be written: no name of a file holds a zero byte. Name another file."
            raise DataError(message)
        status = target.status()
        if target.name is not None and status is not None and not stat.S_ISREG(status.st_mode):
            message = "The target exists and is not a file. Name a file to write."
            raise InputError(message)
        if names & target.real_names() or any(_are_same(one, status) for one in seen):
            message = "Two of the files, such as the source and the target, are the same file. Name another one."
            raise InputError(message)
        seen.append(status)
        names |= target.real_names()


def _is_file_or_pipe(mode: int) -> bool:
    return stat.S_ISREG(mode) or stat.S_ISFIFO(mode)


def _are_same(one: os.stat_result | None, other: os.stat_result | None) -> bool:
    """Tell whether both are the same file; a terminal or a pipe may well be both."""
    return one is not None and other is not None and stat.S_ISREG(one.st_mode) and os.path.samestat(one, other)
