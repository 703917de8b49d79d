"""Addresses that differ in nothing but the street: by far the most of a long list, and answered alike.

An address of the usual form, "street and house number, postal code and town", is cut into these two halves. Where the
lookup says that no street can matter before such a town, the town alone stands for the address. Whatever else is
written in an address, such as a person, a post-office box or a hyphen that may part two names, is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import pyarrow as pa
from pyarrow import compute as pc

from kmn.bulk.cells import Column

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["Addresses"]

_LETTERS: Final = "A-Za-zÄÖÜäöüß"
# A street, of letters that are what they are in any form, and perhaps a number among them ("Straße des 17. Juni"); a
# house number, which is what tells it from a town; one separator. No number is long enough for a postal code.
_STREET: Final = f"[{_LETTERS}][{_LETTERS}.' -]*(?:[0-9]{{1,3}}\\.? ?[{_LETTERS}][{_LETTERS}.' -]*)?"
_HOUSE: Final = "[ .][0-9]{1,3}(?: ?[a-zA-Z])?(?:[-/+](?:[0-9]{1,3}(?: ?[a-zA-Z])?|[a-zA-Z]))*"
_CODE: Final = "(?:D-)?[0-9]{5} "
_BLANK: Final = " "
_USUAL: Final = {
    **{mark: f"^{_STREET}{_HOUSE} ?{mark} ?{_CODE}" for mark in (",", "\n", ";")},
    _BLANK: f"^{_STREET}{_HOUSE}{_BLANK}{_CODE}",
}
_TOWN: Final = f"(?s)(?P<town>{_CODE}.*)"
# What the lookup treats as a person or a post-office box (see `kmn.lookup.reading`), and hyphens between blanks. A
# word that is found here in vain costs time, one that is missed would cost an answer.
_UNUSUAL: Final = (
    r"(?i)\b(?:postfach|p\.? ?o\.? ?box|pf|c ?/ ?o|z\.? ?hd|zu +h[äa]e?nden|attn|fam\.|familie|herrn?|frau)\b| -"
)
# A letter or digit that is no blank in any alphabet.
_FILLED: Final = "[0-9A-Za-z]"
_ANY_STREET: Final = "any street"
_LONGEST: Final = 500  # bytes; far below what the lookup still reads


class IgnoresStreet(Protocol):
    """Tells whether no street before a town can change the answer: see `kmn.lookup.locator.Locator`."""

    def __call__(self, town: str, *, apart: bool) -> bool:
        """Tell it of a town that stands apart from the street, or only behind a blank."""


class Addresses:
    """A column of addresses, or of streets, told apart as far as that matters.

    Attributes:
        codes: For each row, its class.
        count: How many classes there may be.
    """

    def __init__(
        self,
        role: str,
        array: Any,
        *,
        beside: Flags | None = None,
        ignores_street: IgnoresStreet | None = None,
    ) -> None:
        """Tell them apart.

        Args:
            role: The role of the column.
            array: A `pyarrow.Array`, as `kmn.bulk.cells.texts_of` gives it.
            beside: Whether the town stands in a column beside it; then only whether there is an address matters.
            ignores_street: Tells whether no street before a town can change the answer; if it is not given, any may.

        Examples:
            >>> array = pa.array(["Domhof 1, 31134 Hildesheim", "Am Markt 2, 31134 Hildesheim", "Celle"])
            >>> addresses = Addresses("address", array, ignores_street=lambda town, apart: True)
            >>> addresses.codes.tolist(), addresses.key(0), addresses.cells(1)
            ([0, 0, 1], ('any street', '31134 Hildesheim'), {'address': 'Am Markt 2, 31134 Hildesheim'})
        """
        self._role = role
        self._array = array
        self._keys: list[Hashable] = []
        self.codes = np.empty(len(array), np.int64)
        left = np.arange(len(array))
        if beside is not None:
            left = self._mark(left[beside], left[~beside])
        if ignores_street is not None and not pa.types.is_dictionary(array.type):
            for mark in _USUAL:
                left = self._cut(left, mark, ignores_street)
        whole = Column(_of(array, left))
        self._add(whole, left, [*whole.texts])
        self.count = len(self._keys)

    def key(self, code: int) -> Hashable:
        """Give the whole address of a class, or only the town, or only whether there is an address."""
        return self._keys[code]

    def cells(self, row: int) -> dict[str, str]:
        """Give the text of a row."""
        return {self._role: self._array[row].as_py() or ""}

    def _add(self, column: Column, rows: Integers, keys: list[Hashable]) -> None:
        self.codes[rows] = column.codes + len(self._keys)
        self._keys += keys

    def _mark(self, rows: Integers, left: Integers) -> Integers:
        """Take the rows of which only matters whether anything stands there."""
        cells = _of(self._array, rows)
        filled = pc.fill_null(pc.match_substring_regex(_plain(cells), _FILLED), fill_value=False)
        filled = filled.to_numpy(zero_copy_only=False)
        unsure = np.flatnonzero(~filled)
        column = Column(_of(cells, unsure))
        filled[unsure] = np.array([bool(text) for text in column.texts], np.bool_)[column.codes]
        self.codes[rows] = filled
        self._keys += [False, True]
        return left

    def _cut(self, left: Integers, mark: str, ignores_street: IgnoresStreet) -> Integers:
        """Take the addresses with a separator in which the street does not matter; return which rows are left."""
        cells = _of(self._array, left)
        usual = _usual(cells, mark)
        rows = np.flatnonzero(usual)
        if not len(rows):
            return left
        towns = Column(_behind(_of(cells, rows), mark))
        idle = np.array([ignores_street(town, apart=mark != _BLANK) for town in towns.texts], np.bool_)[towns.codes]
        usual[rows[~idle]] = False
        self._add(towns, left[rows], [(_ANY_STREET, town) for town in towns.texts])
        return left[~usual]


def _behind(cells: Any, mark: str) -> Any:
    """Give what stands behind the first mark, where it is no part of the street."""
    if mark == _BLANK:
        return pc.extract_regex(cells, _TOWN).field("town")
    return pc.list_element(pc.split_pattern(cells, mark, max_splits=1), 1)


def _usual(cells: Any, mark: str) -> Flags:
    usual = pc.match_substring_regex(cells, _USUAL[mark])
    usual = pc.and_(usual, pc.less_equal(pc.binary_length(cells), _LONGEST))
    usual = pc.and_not(usual, pc.match_substring_regex(cells, _UNUSUAL))
    found: Flags = pc.fill_null(usual, fill_value=False).to_numpy(zero_copy_only=False)
    return found


def _of(array: Any, rows: Integers) -> Any:
    """Give the cells of some rows, which are in order."""
    return array if len(rows) == len(array) else array.take(pa.array(rows))


def _plain(array: Any) -> Any:
    return array.cast(pa.string()) if pa.types.is_dictionary(array.type) else array
