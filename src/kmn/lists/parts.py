"""A cell that names several districts, cut into names with the kind of what they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import define, field

from kmn.places import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CITY", "DISTRICT", "EITHER", "GROUP", "MUNICIPALITY", "Part", "named_parts"]

DISTRICT: Final = "district"
CITY: Final = "city"
MUNICIPALITY: Final = "municipality"
GROUP: Final = "group"
"""A Samtgemeinde: several municipalities."""

EITHER: Final = "either"
"""A district of whatever kind, never a town within one."""

# Words as `kmn.places.names.words` gives them, which makes "Landkreis", "Kreis", "Region" and the like one word.
_ONE: Final = {
    "lk": DISTRICT,
    **dict.fromkeys(["stadt", "landeshauptstadt", "hansestadt", "universitaetsstadt", "kreisstadt", "lhst"], CITY),
    **dict.fromkeys(["gemeinde", "flecken", "inselgemeinde", "einheitsgemeinde"], MUNICIPALITY),
    "sg": GROUP,
}
_SEVERAL: Final = {
    **dict.fromkeys(["landkreise", "landkreisen", "kreise", "kreisen"], DISTRICT),
    **dict.fromkeys(["staedte", "staedten"], CITY),
    **dict.fromkeys(["gemeinden", "einheitsgemeinden"], MUNICIPALITY),
    "samtgemeinden": GROUP,
}
_BEHIND: Final = {"land": DISTRICT}
"""Words that say the kind only behind a name: "Osnabrück Stadt und Land"."""

_FILLING: Final = frozenset(["kreisfreie", "kreisfreien", "kreisfreier", "die", "der", "den", "sowie", "und", "u"])
_BREAK: Final = re.compile(r"[()]|[,;:\n\t|•·&+/]|\s-\s|\b(?:und|sowie|u\.)(?=\s|$)", re.IGNORECASE)
_JOINING: Final = frozenset(["und", "sowie", "u.", "&", "+", "/"])
_BRACKETS: Final = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
_AROUND: Final = " \u00a0.*:-–—•·"


@define
class Part:
    """One name of a cell.

    Attributes:
        text: the part as it is written.
        name: its key (see `kmn.places.names.key`) without the words for its kind.
        kinds: what it is said to be; empty if the cell does not say.
    """

    text: str
    name: str
    kinds: tuple[str, ...] = ()


@define
class _Cut:
    joined: bool
    text: str
    name: list[str] = field(factory=list)
    kinds: list[str] = field(factory=list)
    is_plural: bool = False


def named_parts(text: str, is_known: Callable[[str], bool]) -> tuple[Part, ...]:
    """Cut a cell into names.

    Args:
        text: the cell.
        is_known: says whether a key is that of a place, so that "Nienburg/Weser" stays one name.

    Examples:
        >>> for part in named_parts("Landkreise Harburg und Uelzen, Stadt und LK Osnabrück", lambda _: False):
        ...     print(part.name, *part.kinds)
        harburg district
        uelzen district
        osnabrueck city
        osnabrueck district
    """
    found: list[Part] = []
    running: tuple[str, ...] = ()
    waiting: list[str] = []
    cuts = [cut for cut in _cuts(text, is_known) if cut.name or cut.kinds]
    for place, cut in enumerate(cuts):
        if cut.name:
            name = " ".join(cut.name)
            found.extend(Part(cut.text, name, (kind,)) for kind in waiting)
            waiting.clear()
            if cut.kinds:
                running = tuple(cut.kinds) if cut.is_plural else ()
            found.append(Part(cut.text, name, tuple(cut.kinds) or running))
        elif cut.is_plural:
            running = tuple(cut.kinds)
        elif place + 1 < len(cuts) and cuts[place + 1].joined and cuts[place + 1].name:
            waiting.extend(cut.kinds)
        elif not found:
            found.append(Part(cut.text, ""))
        elif cut.joined:
            found.append(Part(f"{found[-1].text} {cut.text}", found[-1].name, tuple(cut.kinds)))
        else:
            found[-1].kinds = tuple(cut.kinds)
            found[-1].text = f"{found[-1].text}, {cut.text}"
    return tuple(found)


def _cuts(text: str, is_known: Callable[[str], bool]) -> Iterator[_Cut]:
    pieces = list(_pieces(text))
    while pieces:
        separator, piece = pieces.pop(0)
        while pieces and pieces[0][0] == "/" and is_known(" ".join(_cut(f"{piece} {pieces[0][1]}").name)):
            piece = f"{piece}/{pieces.pop(0)[1]}"
        yield _cut(piece, joined=separator in _JOINING)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Give the pieces of a text with what stands before each; brackets are not cut."""
    depth = begin = 0
    separator = ""
    for found in _BREAK.finditer(text):
        if found[0] in "()":
            depth = max(0, depth + (1 if found[0] == "(" else -1))
        elif depth == 0:
            yield separator, text[begin : found.start()]
            separator, begin = found[0].strip().casefold(), found.end()
    yield separator, text[begin:]


def _cut(text: str, *, joined: bool = False) -> _Cut:
    cut = _Cut(joined, text.strip(_AROUND))
    inside = _BRACKETS.fullmatch(cut.text)
    words = names.words(cut.text)
    if inside:
        within = [word for word in names.words(inside[2]) if word not in _FILLING]
        if within and all(word in _ONE or word in _BEHIND for word in within):
            cut.kinds = [_ONE.get(word) or _BEHIND[word] for word in within]
            words = names.words(f"{inside[1]} {inside[3]}")
    while words and words[0] in {*_ONE, *_SEVERAL, *_FILLING}:
        word = words.pop(0)
        cut.is_plural = cut.is_plural or word in _SEVERAL
        if word not in _FILLING:
            cut.kinds.append(_ONE.get(word) or _SEVERAL[word])
    while len(words) > 1 and words[-1] in {*_ONE, *_BEHIND}:
        cut.kinds.append(_ONE.get(words[-1]) or _BEHIND[words[-1]])
        words.pop()
    if words == ["land"] and joined:
        cut.kinds, words = [DISTRICT], []
    cut.name = words
    return cut
