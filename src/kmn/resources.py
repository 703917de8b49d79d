"""Opens the files that come with the package.

Nothing is read before somebody asks, nothing is cached here, and nothing outside the package can take a
file's place. Names are relative to the packaged data folder and always use forward slashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kmn.errors import DataError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["attributions", "folder", "read_bytes", "read_text"]


def read_text(name: str) -> str:
    """Read a packaged file of text.

    Args:
        name: The name below the data folder, such as `places/districts.csv`.

    Returns:
        The content, decoded from UTF-8; line ends are left as they are.

    Raises:
        DataError: There is no such file, or it is not UTF-8.

    Examples:
        >>> from kmn.resources import read_text
        >>> read_text("no/such.csv")
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The packaged file 'no/such.csv' is missing. Install the package again.
    """
    try:
        return read_bytes(name).decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"The packaged file '{name}' is not UTF-8. Install the package again."
        raise DataError(message) from error


def read_bytes(name: str) -> bytes:
    """Read a packaged file as it is.

    Args:
        name: The name below the data folder.

    Returns:
        The bytes of the file.

    Raises:
        DataError: There is no such file.
    """
    try:
        return folder(name).read_bytes()
    except (OSError, ValueError) as error:
        message = f"The packaged file '{name}' is missing. Install the package again."
        raise DataError(message) from error


def attributions(*names: str) -> tuple[str, ...]:
    """Give whom to name where packaged files are shown, as their licences ask for it.

    Args:
        *names: The names of the files below the data folder.

    Returns:
        The lines, each once, sorted; our own is not among them.

    Examples:
        >>> attributions("boundaries/units.bin")
        ('© GeoBasis-DE / BKG 2016 (Daten verändert)',)
    """
    import json

    entries = json.loads(read_text("provenance.json"))["files"]
    lines = {line for entry in entries if entry["path"] in names for line in entry["attribution"]}
    return tuple(sorted(line for line in lines if not line.startswith("kmn")))


def folder(name: str = "") -> Traversable:
    """Point to a packaged folder, to list what is in it.

    Args:
        name: The name below the data folder; the data folder itself by default.

    Returns:
        An object with `iterdir()`, `joinpath()` and `name`, whether the package is unpacked or in an archive.

    Raises:
        DataError: The name leads out of the data folder.
    """
    # Imported here: it costs more than the rest of `import kmn` together.
    from importlib.resources import files

    parts = name.split("/") if name else []
    if any(part in {"", ".", ".."} or "\\" in part for part in parts):
        message = "A packaged file is named relative to the data folder, such as 'places/districts.csv'."
        raise DataError(message)
    return files(__package__ or "kmn").joinpath("data", *parts)
