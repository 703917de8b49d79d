"""Postal codes: what each one touches in the territory, and in which state of the country it lies."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from kmn.places.area import Area

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kmn.places.records import PostalCode

__all__ = ["PostalCodes"]

_PREFIX = 3  # digits that lead to one sorting centre, whose codes lie together


class PostalCodes:
    """The postal codes of the country, those of the territory in detail.

    Args:
        codes: The codes that touch the territory, by their digits.
        ranges: (first code, last code, states) of all codes of the country, sorted; several states are separated
            by a semicolon.
        home: The name of the territory's own state.

    Examples:
        >>> codes = PostalCodes({}, [("20095", "20099", "Hamburg")], "Niedersachsen")
        >>> codes.areas("20097")
        (Area(district=None, municipality=None, state='Hamburg', country=None),)
        >>> codes.areas("31134")
        ()
    """

    def __init__(self, codes: Mapping[str, PostalCode], ranges: Sequence[tuple[str, str, str]], home: str) -> None:
        """Keep the tables."""
        self._codes = dict(codes)
        self._ranges = list(ranges)
        self._home = home

    def __iter__(self) -> Iterator[PostalCode]:
        """Give the codes that touch the territory, sorted."""
        return iter(self._codes[digits] for digits in sorted(self._codes))

    def get(self, digits: str) -> PostalCode | None:
        """Give a code that touches the territory."""
        return self._codes.get(digits)

    def areas(self, digits: str) -> tuple[Area, ...]:
        """Give what a code touches, here and in other states; nothing if the code is unknown."""
        known = self._codes.get(digits)
        if known is not None:
            return known.areas
        states = self.states(digits)
        return tuple(Area(state=state) for state in states) if self._home not in states else ()

    def states(self, digits: str) -> tuple[str, ...]:
        """Give the states in whose range of codes some digits lie, whether the code is in use or not."""
        place = bisect_right(self._firsts, digits) - 1
        if place < 0:
            return ()
        _, last, states = self._ranges[place]
        return tuple(states.split(";")) if digits <= last else ()

    def neighbours(self, digits: str) -> tuple[PostalCode, ...]:
        """Give the codes of the territory that share their first three digits with an unknown one."""
        return tuple(code for key, code in sorted(self._codes.items()) if key[:_PREFIX] == digits[:_PREFIX])

    @cached_property
    def _firsts(self) -> list[str]:
        return [first for first, _, _ in self._ranges]
