from __future__ import annotations

import io
import os
import threading
from typing import TYPE_CHECKING

import pytest

from kmn.bulk.ends import End, check_ends
from kmn.errors import DataError, InputError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stream_is_read_as_it_is_or_copied() -> None:
    """Whoever reads may begin anew, also where the stream itself cannot."""
    ours = io.BytesIO(b"PLZ")
    with End.of(ours).reading() as file:
        assert file is ours
    reader, writer = os.pipe()
    os.write(writer, b"PLZ\n31134\n")
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe, End.of(pipe).reading() as file:
        assert file.seek(0) == 0
        assert file.read() == b"PLZ\n31134\n"


def test_a_named_pipe_is_a_source(tmp_path: Path) -> None:
    """What a shell hands over as a file may be a pipe."""
    name = tmp_path / "pipe"
    os.mkfifo(name)
    writer = threading.Thread(target=name.write_bytes, args=(b"PLZ\n",))
    writer.start()
    check_ends(End.of(name), [])
    with End.of(name).reading() as file:
        file.seek(0)
        assert file.read() == b"PLZ\n"
    writer.join()


def test_a_stream_that_is_written_stays_open(tmp_path: Path) -> None:
    """A stream belongs to whoever opened it; it is flushed, and neither closed nor replaced."""
    with (tmp_path / "out").open("wb") as stream:
        with End.of(stream).writing() as file:
            file.write(b"PLZ")
        assert (tmp_path / "out").read_bytes() == b"PLZ"
        assert not stream.closed


def test_a_file_appears_when_it_is_written(tmp_path: Path) -> None:
    """A target that is named is not there before its end."""
    path = tmp_path / "out"
    with End.of(path).writing() as file:
        file.write(b"PLZ")
        assert not path.exists()
    assert path.read_bytes() == b"PLZ"


def test_no_two_ends_are_the_same_file(tmp_path: Path) -> None:
    """Another name, a link or an open stream of the same file is noticed."""
    source = tmp_path / "in.csv"
    source.write_bytes(b"PLZ\n")
    hard, soft = tmp_path / "hard.csv", tmp_path / "soft.csv"
    hard.hardlink_to(source)
    soft.symlink_to(source)
    for target in (source, hard, soft, tmp_path / "x" / ".." / "in.csv"):
        with pytest.raises(InputError, match="same file"):
            check_ends(End.of(source), [End.of(target)])
    with source.open("rb") as stream, pytest.raises(InputError, match="same file"):
        check_ends(End.of(stream), [End.of(source)])
    dangling, missing = tmp_path / "dangling.csv", tmp_path / "missing.csv"
    dangling.symlink_to(missing)
    with pytest.raises(InputError, match="same file"):
        check_ends(End.of(source), [End.of(missing), End.of(dangling)])


def test_standard_input_and_output_may_be_the_same_terminal() -> None:
    """What is no file may be read and written at once."""
    with open(os.devnull, "r+b", buffering=0) as device:  # noqa: PTH123 - a device as a stream
        check_ends(End.of(device), [End.of(device)])


def test_what_cannot_be_read_or_replaced_is_said(tmp_path: Path) -> None:
    """A folder, a missing file and a name that no file can have are errors before anything is written."""
    source = tmp_path / "in.csv"
    source.write_bytes(b"PLZ\n")
    for name in (tmp_path, tmp_path / "no.csv", "a\0b"):
        with pytest.raises(DataError, match="source"):
            check_ends(End.of(name), [])
    with pytest.raises(InputError, match="not a file"):
        check_ends(End.of(source), [End.of(tmp_path)])
    with pytest.raises(DataError, match="zero byte"):
        check_ends(End.of(source), [End.of("a\0b")])
