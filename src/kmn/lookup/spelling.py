"""Misspelt place names: corrected only when exactly one name is clearly nearest, else offered as suggestions.

The distance counts inserted, deleted, replaced and swapped letters (optimal string alignment). rapidfuzz does the
counting and is imported when the first misspelt name arrives, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Correction", "correct", "nearest"]

# A short name is one letter away from too many others.
_ONE_ERROR_FROM: Final = 4
_TWO_ERRORS_FROM: Final = 8
# Without a postal code nothing else speaks for the correction, so it has to be safer.
_ONE_ERROR_ALONE_FROM: Final = 6
_TWO_ERRORS_ALONE_FROM: Final = 12
# What is near a small place is as likely the name of a village that no list has, unless the name is long.
_SMALL: Final = 3_000
_DISTINCT_FROM: Final = 9
_SUGGESTIONS: Final = 3


def nearest(phrases: Iterable[str], keys: Sequence[str]) -> str | None:
    """Choose the key that is clearly nearest to one of the phrases, among the few that a postal code allows.

    The beginning of one key only is taken for its abbreviation.

    Args:
        phrases: What may be a misspelt name, the likeliest first.
        keys: The names that are allowed.

    Returns:
        The key, or None where none is near or two are equally near.

    Examples:
        >>> nearest(["hildesheimm"], ["hildesheim", "himmelsthuer"])
        'hildesheim'
        >>> nearest(["braunschw"], ["braunschweig", "rautheim"])
        'braunschweig'
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for phrase in phrases:
        allowed = _errors(phrase)
        if not allowed:
            continue
        found = extract(phrase, keys, scorer=OSA.distance, score_cutoff=allowed, limit=2)
        if len(found) == 1 or (found and found[0][1] < found[1][1]):
            return found[0][0]
        begun = [key for key in keys if key.startswith(phrase)]
        if len(begun) == 1:
            return begun[0]
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


def correct(
    phrase: str, keys: Sequence[str], inhabitants: Callable[[str], int], rivals: Callable[[], Sequence[str]]
) -> Correction:
    """Correct a phrase if it is clearly meant to be a key, among all names there are.

    Args:
        phrase: What may be a misspelt name.
        keys: The names of the territory.
        inhabitants: Gives how many people live in the town of a key, -1 if it is the name of localities only: what
            is near a small place is as likely the name of a village that no list has.
        rivals: Gives the names of towns elsewhere; a correction must be nearer than all of them.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    allowed = _errors(phrase)
    near = max(1, len(phrase) // 4)
    found = extract(phrase, keys, scorer=OSA.distance, score_cutoff=near, limit=_SUGGESTIONS + 1)
    suggestions = tuple(name for name, _, _ in found[:_SUGGESTIONS])
    if not found:
        return Correction()
    name, distance, _ = found[0]
    tied = len(found) > 1 and found[1][1] == distance
    people = inhabitants(name)
    if tied or distance > allowed or people < 0 or name[0] != phrase[0]:
        return Correction(suggestions=suggestions)
    if extract(phrase, rivals(), scorer=OSA.distance, score_cutoff=distance, limit=1):
        return Correction(suggestions=suggestions)
    return Correction(name, sure=_trusted(name, distance, people))


def _errors(phrase: str) -> int:
    return (len(phrase) >= _ONE_ERROR_FROM) + (len(phrase) >= _TWO_ERRORS_FROM)


def _trusted(name: str, distance: int, people: int) -> bool:
    long_enough = len(name) >= (_ONE_ERROR_ALONE_FROM if distance == 1 else _TWO_ERRORS_ALONE_FROM)
    return long_enough and (people >= _SMALL or len(name) >= _DISTINCT_FROM)
