"""The XML of a workbook, looked at before it is read: does it declare entities, and where do the formulas stand?"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final
from xml.parsers import expat

__all__ = ["declares_type", "formulas", "has_formulas", "is_markup"]

_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST: Final = 100_000
_LETTERS: Final = 26
_CHUNK: Final = 1 << 12


def is_markup(text: bytes) -> bool:
    """Say whether a text begins like XML.

    Examples:
        >>> is_markup(b"<a/>"), is_markup(b"GIF89a")
        (True, False)
    """
    try:
        expat.ParserCreate().Parse(text[:_CHUNK], len(text) <= _CHUNK)
    except expat.ExpatError:
        return False
    return True


def declares_type(text: bytes) -> bool:
    """Say whether XML declares its type: entities that grow without bound are declared there.

    Examples:
        >>> declares_type(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), declares_type(b"<a/>")
        (True, False)
    """
    parser = expat.ParserCreate()
    seen = []
    parser.StartDoctypeDeclHandler = lambda *_declared: seen.append(True)
    parser.StartElementHandler = lambda *_element: seen.append(False)
    for begin in range(0, len(text), _CHUNK):
        try:
            parser.Parse(text[begin : begin + _CHUNK], False)  # noqa: FBT003 - expat's own form
        except expat.ExpatError:
            break  # whoever reads it will find the same
        if seen:
            break
    return bool(seen) and seen[0]


def has_formulas(text: bytes) -> bool:
    """Say whether a sheet may hold formulas; cheap.

    Examples:
        >>> has_formulas(b"<c><f>A1</f></c>"), has_formulas(b"<c><v>1</v></c>")
        (True, False)
    """
    return _FORMULA.search(text) is not None


def formulas(text: bytes) -> frozenset[tuple[int, int]]:
    """Find the cells of a sheet that hold a formula, at most a hundred thousand of them.

    Args:
        text: the XML of the sheet, as far as it is well-formed.

    Returns:
        Row and column of each, from 1.

    Examples:
        >>> sorted(formulas(b'<s><row r="2"><c r="A2"><f>B1</f></c><c r="AB2"/></row></s>'))
        [(2, 1)]
    """
    found: set[tuple[int, int]] = set()
    cell = ""
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cell
        local = name.rpartition(":")[2]
        if local == "c":
            cell = attributes.get("r", "")
        elif local == "f" and len(found) < _MOST and (place := _CELL.fullmatch(cell)):
            found.add((int(place[2]), _number(place[1])))

    parser.StartElementHandler = start
    with suppress(expat.ExpatError):  # whoever reads it will find the same
        parser.Parse(text, True)  # noqa: FBT003 - expat's own form
    return frozenset(found)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
