"""The formats of files: their names, and how the name of a file tells which it is."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from kmn.errors import InputError

__all__ = ["FORMATS", "format_of"]

FORMATS: Final[dict[str, tuple[str, ...]]] = {
    "csv": (".csv", ".tsv", ".tab", ".txt"),
    "parquet": (".parquet", ".pq"),
    "arrow": (".arrow", ".feather", ".ipc"),
    "arrows": (".arrows",),
    "jsonl": (".jsonl", ".ndjson"),
    "xlsx": (".xlsx",),
}
"""Name → suffixes: CSV, Parquet, Arrow IPC as a file and as a stream, JSON lines (one object a line), workbook."""


def format_of(name: str | None, chosen: str | None, *, default: str | None = None) -> str:
    """Tell the format of a file.

    Args:
        name: Its name; None for a stream without one.
        chosen: The name of its format, if somebody said so.
        default: What it is if its name does not tell.

    Returns:
        One of `FORMATS`.

    Raises:
        InputError: There is no such format, or nothing tells which it is.

    Examples:
        >>> format_of("liste.CSV", None), format_of(None, "jsonl")
        ('csv', 'jsonl')
    """
    if chosen is not None:
        if chosen not in FORMATS:
            message = f"There is no such format: choose from {', '.join(FORMATS)}."
            raise InputError(message)
        return chosen
    suffix = PurePath(name or "").suffix.lower()
    found = next((one for one, suffixes in FORMATS.items() if suffix in suffixes), default)
    if found is None:
        known = ", ".join(suffix for suffixes in FORMATS.values() for suffix in suffixes)
        message = f"The name of the file does not tell its format: let it end with one of {known}, or say the format."
        raise InputError(message)
    return found
