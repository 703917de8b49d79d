"""How borders lie in their file, and how the file is opened.

The file holds the borders themselves, once, and over them a grid of two levels that makes finding fast. What is on
disk is what is in memory: nothing is decoded or copied, so opening takes no time, and every row of numbers can be
handed to a numerical package as it lies.

**Coordinates** are whole numbers, degrees times `scale`. A vertex stands for the floating-point numbers nearest to
``x / scale`` and ``y / scale``, which is what `x / scale` gives in any language.

**Labels.** Label 0 is nobody's land; label ``k`` is ``units[k - 1]``, a municipality by its key or another state as
``state:`` with its key. The units are sorted, so the smallest label is the first key.

**Borders.** ``x`` and ``y`` list vertices; vertex ``k`` and its successor are joined by edge ``k``, with label
``left[k]`` on its left and ``right[k]`` on its right. Where both labels are equal (0), a line ends and there is no
edge. Each edge stands there once, and edges meet in vertices only.

**Grid.** Fine cell (i, j) is ``west + i * width - 1/2 ≤ x < west + (i + 1) * width - 1/2``, likewise with ``south``
and ``height``: no vertex ever lies on the border of a cell. ``split × split`` fine cells make one coarse cell. To
touch a cell means to come within half a unit of it, far more than the arithmetic of cells can be off.

- ``coarse``, row by row from the south: below ``len(units) + 1`` the label of a coarse cell that no edge touches,
  else that much more than the number of a block.
- ``fine``, block after block, row by row: the label of a fine cell that no edge touches, else as above, with the
  number of a mixed cell, counted within its block.
- ``mixed``: how many mixed cells the blocks before each block have, and how many all have.
- ``anchors``: the label `ANCHOR` north of the south-western corner of each mixed cell, where no edge ever is.
- ``edges[first[m]:first[m + 1]]``: the edges that touch mixed cell ``m``.

**Deciding a point in a mixed cell.** Walk from the anchor north along the border of the cell to the height of the
point, then east to the point. Each edge crossed turns the label on one side of it into that on the other, so the
label at the point is ``anchors[m]`` xor ``left[k] ^ right[k]`` of every edge crossed, in any order.

**File.** One line of JSON (the fields of `Borders` that are no arrays, and under ``arrays`` the name, type and length
of each array), filled up with blanks to a multiple of 8 bytes, then the arrays, little-endian, each filled up with
zeros to a multiple of 8 bytes.
"""

from __future__ import annotations

import json
import sys
from array import array
from typing import Any, Final, NamedTuple, TypeAlias

from kmn.errors import DataError

__all__ = ["ANCHOR", "Borders", "pack", "unpack"]

ANCHOR: Final = 1e-11
"""How far anchors lie north of corners, in degrees: far more than rounding, far less than to any edge beside one."""

Row: TypeAlias = "memoryview[int] | array[int]"
"""Whole numbers of one type; what `unpack` returns looks into the bytes of the file."""

_FORMAT: Final = 2
_ALIGNMENT: Final = 8
_ROWS: Final = ("x", "y", "left", "right", "coarse", "fine", "mixed", "anchors", "first", "edges")


class Borders(NamedTuple):
    """The content of a file of borders; the module says what the parts mean.

    Attributes:
        edition: the day of the borders, YYYY-MM-DD.
        units: the keys, sorted.
        scale: units of coordinates in a degree.
        west: western border of the grid, and half a unit.
        south: southern border of the grid, and half a unit.
        width: width of a fine cell.
        height: height of a fine cell.
        split: fine cells in a coarse one, along each side; a power of two.
        columns: coarse cells from west to east.
        rows: coarse cells from south to north.
        x: longitudes of vertices.
        y: latitudes of vertices.
        left: labels on the left of edges.
        right: labels on the right of edges.
        coarse: labels or blocks of coarse cells.
        fine: labels or mixed cells of fine cells, block by block.
        mixed: where the mixed cells of each block begin, and where the last ones end.
        anchors: labels near the corners of mixed cells.
        first: where the edges of each mixed cell begin, and where the last ones end.
        edges: edges by mixed cell.

    Examples:
        >>> from kmn.resources import read_bytes
        >>> borders = unpack(read_bytes("boundaries/units.bin"))
        >>> len(borders.units), borders.units[-1]
        (979, 'state:16')
    """

    edition: str
    units: tuple[str, ...]
    scale: int
    west: int
    south: int
    width: int
    height: int
    split: int
    columns: int
    rows: int
    x: Row
    y: Row
    left: Row
    right: Row
    coarse: Row
    fine: Row
    mixed: Row
    anchors: Row
    first: Row
    edges: Row


def pack(borders: Borders) -> bytes:
    """Return the bytes of a file.

    Args:
        borders: what goes into it.

    Returns:
        The same bytes for the same borders, always.

    Examples:
        >>> from kmn.resources import read_bytes
        >>> content = read_bytes("boundaries/units.bin")
        >>> pack(unpack(content)) == content
        True
    """
    fields = borders._asdict()
    parts = {name: memoryview(fields.pop(name)) for name in _ROWS}
    head = {"format": _FORMAT, **fields, "arrays": [[name, row.format, len(row)] for name, row in parts.items()]}
    line = json.dumps(head, separators=(",", ":")).encode()
    content = [line + b" " * (-(len(line) + 1) % _ALIGNMENT) + b"\n"]
    for row in parts.values():
        content += [_little(row).tobytes(), bytes(-row.nbytes % _ALIGNMENT)]
    return b"".join(content)


def unpack(content: bytes) -> Borders:
    """Read the bytes of a file.

    Args:
        content: what `pack` returned.

    Returns:
        The borders.

    Raises:
        DataError: The bytes are not such a file, or not all of it.

    Examples:
        >>> unpack(b"{}")
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The file of borders is damaged. Install the package again.
    """
    try:
        borders = _unpacked(content)
    except (ValueError, TypeError, KeyError, AttributeError):
        borders = None
    if borders is None:
        message = "The file of borders is damaged. Install the package again."
        raise DataError(message)
    return borders


def _unpacked(content: bytes) -> Borders | None:
    line, _, _ = content.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    rest = memoryview(content)[len(line) + 1 :]
    complete = head.pop("format") == _FORMAT
    for name, kind, length in head.pop("arrays"):
        size = length * array(kind).itemsize
        row = rest[:size].cast(kind)
        complete = complete and len(row) == length
        head[name] = _little(row)
        rest = rest[size + -size % _ALIGNMENT :]
    return Borders(units=tuple(head.pop("units")), **head) if complete else None


def _little(row: memoryview[int]) -> Row:
    """Return numbers with their bytes in the order of the file, or back."""
    if sys.byteorder == "little":
        return row
    turned = array(row.format, row)
    turned.byteswap()
    return turned
