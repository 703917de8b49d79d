"""Misspelt place names: corrected only when exactly one name is clearly nearest, else offered as suggestions.

The distance counts inserted, deleted, replaced and swapped letters (optimal string alignment). rapidfuzz does the
counting and is imported when the first misspelt name arrives, not before.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kmn.places.area import Area
    from kmn.places.search import Named

__all__ = ["Correction", "Nearby", "correct", "nearest"]

# A short name is one letter away from too many others.
_ONE_ERROR_FROM: Final = 4
_TWO_ERRORS_FROM: Final = 8
# What is only offered may be farther away, if nothing is nearer.
_TWO_ERRORS_OFFERED_FROM: Final = 5
# Without a postal code nothing else speaks for the correction, so it has to be safer.
_ONE_ERROR_ALONE_FROM: Final = 6
_TWO_ERRORS_ALONE_FROM: Final = 12
# What is near a small place is as likely the name of a village that no list has, unless the name is long.
_SMALL: Final = 3_000
_DISTINCT_FROM: Final = 9
_SUGGESTIONS: Final = 3
_LISTED_ERRORS: Final = 2
_BEGINNING: Final = 7


_near: WeakKeyDictionary[Names, tuple[Nearby, Nearby]] = WeakKeyDictionary()
"""The keys of some names, those of the territory and those of towns elsewhere."""


@cache
def _rapidfuzz() -> tuple[Callable[..., list[tuple[str, int, int]]], Callable[..., int]]:
    """Return what finds names by their distance, and what measures it."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    return extract, OSA.distance


def nearest(phrases: Iterable[str], places: Mapping[str, tuple[Area, ...]]) -> str | None:
    """Choose the key that is clearly nearest to one of the phrases, among the few that a postal code allows.

    The beginning of one key only is taken for its abbreviation.

    Args:
        phrases: What may be a misspelt name, the likeliest first.
        places: The names that are allowed, with what they mean.

    Returns:
        The key, or None where none is near or two of different places are equally near.

    Examples:
        >>> from kmn.places.area import Area
        >>> places = {"braunschweig": (Area("03101"),), "rautheim": (Area("03101", "03101000"),)}
        >>> nearest(["braunschwieg"], places), nearest(["braunschw"], places)
        ('braunschweig', 'braunschweig')
    """
    extract, distance_of = _rapidfuzz()
    for phrase in phrases:
        allowed = _errors(phrase)
        if not allowed:
            continue
        found = extract(phrase, places.keys(), scorer=distance_of, score_cutoff=allowed, limit=None)
        best = [name for name, distance, _ in found if distance == found[0][1]]
        begun = [key for key in places if key.startswith(phrase)]
        for keys in (best, begun):
            if keys and len({places[key] for key in keys}) == 1:
                return keys[0]
    return None


class Correction(NamedTuple):
    """What a misspelt name may have been.

    Attributes:
        key: The key that is clearly nearest, None if there is none.
        sure: Whether it may be taken for meant; if not, it can only be offered.
        suggestions: The nearest keys, where none is clearly nearest.
    """

    key: str | None = None
    sure: bool = False
    suggestions: tuple[str, ...] = ()


class Names(Protocol):
    """What has to be known of names to correct one: see `kmn.places.search.NameIndex`."""

    def keys(self) -> Sequence[str]:
        """Give every key of the territory."""

    def inhabitants(self, phrase: str, /) -> int:
        """Tell how many people live in the town of a key, -1 if it is the name of localities only."""

    def meanings(self, phrase: str, /) -> Sequence[Named]:
        """Give what a key means in the territory."""

    def elsewhere(self, phrase: str, /) -> Sequence[Named]:
        """Give what a key means in other states."""

    def elsewhere_keys(self) -> Sequence[str]:
        """Give the keys of larger towns of other states."""


def correct(phrase: str, index: Names) -> Correction:
    """Correct a phrase if it is clearly meant to be the name of a town, among all names there are.

    What is near a small place is as likely the name of a village that no list has; what is the name of a town
    elsewhere, or as near to one, may be that.

    Args:
        phrase: What may be a misspelt name, as a key that the index does not know.
        index: All names.

    Examples:
        >>> from kmn.wiring import name_index
        >>> correct("luenebrug", name_index())
        Correction(key='lueneburg', sure=True, suggestions=())
    """
    near = _near.get(index)
    if near is None:
        near = _near[index] = Nearby(index.keys()), Nearby(index.elsewhere_keys())
    here, elsewhere = near
    found = here.within(phrase, max(1, len(phrase) // 4))
    if not found and len(phrase) >= _TWO_ERRORS_OFFERED_FROM:
        found = here.within(phrase, _LISTED_ERRORS)
    found = found[: _SUGGESTIONS + 2]
    suggestions = tuple(name for _, name in found[:_SUGGESTIONS])
    if not found:
        return Correction()
    distance, name = max(found, key=lambda one: (-one[0], index.inhabitants(one[1])))
    people = index.inhabitants(name)
    tied = any(other[0] == distance and not _same(index, name, other[1]) for other in found)
    if tied or not 0 < distance <= _errors(phrase) or people < 0 or name[0] != phrase[0] or index.elsewhere(phrase):
        return Correction(suggestions=suggestions)
    if elsewhere.within(phrase, distance):
        return Correction(suggestions=suggestions)
    return Correction(name, sure=_trusted(name, distance, people))


class Nearby:
    """Finds the keys that are a few errors away from a phrase, without measuring the distance to each.

    Two texts that are k errors apart become equal by leaving out at most k letters of each; and so do their
    beginnings of one length. What is left of the beginnings of all keys is listed once.

    Args:
        keys: All keys.

    Examples:
        >>> Nearby(["celle", "zelle", "zeven"]).within("cele", 2)
        [(1, 'celle'), (2, 'zelle')]
    """

    def __init__(self, keys: Iterable[str]) -> None:
        """List what is left of the beginnings of the keys."""
        self._by_rest: dict[str, list[str]] = {}
        self._by_length: dict[int, list[str]] = {}
        for key in keys:
            self._by_length.setdefault(len(key), []).append(key)
            for rest in _rests(key, _LISTED_ERRORS):
                self._by_rest.setdefault(rest, []).append(key)

    def within(self, phrase: str, errors: int) -> list[tuple[int, str]]:
        """Give the keys that are at most so many errors away, with their distances, the nearest first."""
        extract, distance_of = _rapidfuzz()
        if errors <= _LISTED_ERRORS:
            lists = [self._by_rest.get(rest, ()) for rest in _rests(phrase, errors)]
        else:
            lengths = range(len(phrase) - errors, len(phrase) + errors + 1)
            lists = [self._by_length.get(length, ()) for length in lengths]
        candidates = set(chain.from_iterable(lists))
        found = extract(phrase, candidates, scorer=distance_of, score_cutoff=errors, limit=None)
        return sorted((distance, key) for key, distance, _ in found)


def _rests(text: str, errors: int) -> set[str]:
    """Give what is left of the beginning of a text without up to so many of its letters."""
    found = {text[:_BEGINNING]}
    for _ in range(errors):
        found |= {rest[:place] + rest[place + 1 :] for rest in found for place in range(len(rest))}
    return found


def _same(index: Names, name: str, other: str) -> bool:
    """Tell whether two names are names of one place."""
    areas, others = ({area for one in index.meanings(key) for area in one.areas} for key in (name, other))
    return areas == others


def _errors(phrase: str) -> int:
    return (len(phrase) >= _ONE_ERROR_FROM) + (len(phrase) >= _TWO_ERRORS_FROM)


def _trusted(name: str, distance: int, people: int) -> bool:
    long_enough = len(name) >= (_ONE_ERROR_ALONE_FROM if distance == 1 else _TWO_ERRORS_ALONE_FROM)
    return long_enough and (people >= _SMALL or len(name) >= _DISTINCT_FROM)
