"""Writes a map into a file, whole or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kmn.errors import DataError, InputError

if TYPE_CHECKING:
    from os import PathLike

    from kmn.maps.drawing import Map

__all__ = ["save"]

_PAGE: Final = ".html"
# Without a date, so that the same map is the same file.
_METADATA: Final[dict[str, dict[str, Any]]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}


def save(drawn: Map, path: str | PathLike[str]) -> None:
    """Write a map as a page or a picture; a file of that name is replaced.

    Args:
        drawn: the map.
        path: the file; its ending says what is written: `.html`, `.png`, `.svg` or `.pdf`.

    Raises:
        DataError: it cannot be written.
        InputError: the name has another ending.
        MissingExtraError: shapely, or for pictures matplotlib, is not installed.

    Examples:
        >>> from kmn.maps.drawing import networks
        >>> save(networks(), "map.bmp")
        Traceback (most recent call last):
        ...
        kmn.errors.InputError: A map is saved as a page or a picture: expected a name that ends with .html, .png, ...
    """
    target = Path(path)
    kind = target.suffix.lower()
    if kind != _PAGE and kind not in _METADATA:
        message = "A map is saved as a page or a picture: expected a name that ends with .html, .png, .svg or .pdf."
        raise InputError(message)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}{kind}")
    try:
        try:
            if kind == _PAGE:
                beside.write_text(drawn.page(), encoding="utf-8", newline="\n")
            else:
                _draw(drawn, beside, kind)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        if isinstance(error, InputError):
            raise
        message = f"The map cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def _draw(drawn: Map, path: Path, kind: str) -> None:
    figure = drawn.figure()
    from matplotlib import rc_context

    # Texts stay texts, and ids do not change from run to run.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "kmn"}):
        figure.savefig(path, dpi=150, metadata=_METADATA[kind])
