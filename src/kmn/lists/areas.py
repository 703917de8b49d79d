"""From what a list calls its districts to their keys.

Lists say "LK Celle, Stadt Emden", "Landkreise Harburg und Uelzen", "Osnabrück (Stadt und Landkreis)" or
"Nienburg/Weser".
Each part is one district or municipality, or it is reported: nothing is corrected, and where a city and a district
share a name, the list has to say which is meant.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.lists.parts import CITY, DISTRICT, EITHER, GROUP, MUNICIPALITY, named_parts
from kmn.places import names
from kmn.places.search import Rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kmn.places.area import Area
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import Named, NameIndex

__all__ = ["AreaReader", "Found", "Reading"]

_LEADING_KEY: Final = re.compile(r"([0-9][0-9 ]{2,14}[0-9])(?:[\s:-]+(.*))?", re.DOTALL)
_WHOLE: Final = "000"
"""How a key of eight digits ends that means the whole district."""

_WIDTHS: Final = (5, 8)
_REGIONAL: Final = 12
_TOWNS: Final = {
    CITY: frozenset(["stadt", "municipality"]),
    MUNICIPALITY: frozenset(["stadt", "gemeinde", "gemeindefreies_gebiet", "municipality"]),
}
_SUGGESTIONS: Final = 3


@frozen
class Found:
    """What one part of a cell came to.

    Attributes:
        text: the part as it is written.
        keys: keys of the districts (five digits) and municipalities (eight digits) it names.
        code: what has to be said about it, None if nothing: see `kmn.lists.notice.TEXTS`.
        others: names of what it may mean, or of what it was read as.
    """

    text: str
    keys: tuple[str, ...] = ()
    code: str | None = None
    others: tuple[str, ...] = ()


Reading = tuple[Found, ...]
"""What a cell came to, part by part."""


class AreaReader:
    """Reads names and keys of districts and municipalities, as of one day.

    Args:
        gazetteer: the places.
        index: their names.
        day: the day of the list.

    Examples:
        >>> from datetime import date
        >>> from kmn.wiring import gazetteer, name_index
        >>> reader = AreaReader(gazetteer(), name_index(), date(2026, 3, 1))
        >>> [key for found in reader.read("LK Celle, Stadt Emden; Region Hannover") for key in found.keys]
        ['03351', '03402', '03241']
        >>> reader.read("Oldenburg")[0].others
        ('Landkreis Oldenburg', 'Stadt Oldenburg (Oldenburg)')
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex, day: date) -> None:
        """Take the places, their names and the day."""
        self._gazetteer = gazetteer
        self._index = index
        self._day = day
        self._districts = gazetteer.districts.on(day)
        self._titles = {names.key(one.official_name): one.official_name for one in self._districts}
        self._titles |= {names.key(one.name): one.official_name for one in self._districts}

    @property
    def territory(self) -> str:
        """The name of the state."""
        return self._gazetteer.territory.state_name

    def title(self, key: str) -> str:
        """Give the official name of an area."""
        return self._gazetteer.title(key)

    def read(self, text: str, kind: str | None = None) -> Reading:
        """Read a cell that names districts or municipalities, or holds their keys.

        Args:
            text: the cell.
            kind: what the header of its column says all names are, unless the cell says otherwise.
        """
        found = []
        for part in named_parts(names.clean(text), self._is_known):
            keyed = _LEADING_KEY.fullmatch(part.text)
            if keyed:
                found.append(self.read_key(keyed[1], keyed[2] or ""))
            elif part.kinds:
                found.extend(self._named(part.text, part.name, one) for one in part.kinds)
            else:
                told = self._named(part.text, part.name, kind)
                found.append(self._named(part.text, part.name, None) if told.code == "area_unknown" else told)
        return tuple(found)

    def read_key(self, digits: str, name: str = "") -> Found:
        """Read an official key, and compare it with the name beside it."""
        key = re.sub(r"\D", "", digits)
        if len(key) + 1 in (*_WIDTHS, _REGIONAL):  # a spreadsheet took the leading zero
            key = f"0{key}"
        if len(key) == _REGIONAL:
            key = key[:5] + key[9:]
        if len(key) == _WIDTHS[1] and key.endswith(_WHOLE):
            key = key[: _WIDTHS[0]]
        register = self._gazetteer.districts if len(key) == _WIDTHS[0] else self._gazetteer.municipalities
        if len(key) not in _WIDTHS or key not in register:
            return Found(digits, code="key_unknown")
        title = self._gazetteer.title(key)
        if register.at(key, self._day) is None:
            today = self._gazetteer.changes.today(key)
            return Found(digits, code="area_former", others=(f"{key} {title}", self._gazetteer.title(today)))
        if name.strip() and not self._agrees(name, key, title):
            return Found(f"{digits} {name}".strip(), code="key_contradicts", others=(title,))
        return Found(digits, (key,))

    def _agrees(self, name: str, key: str, title: str) -> bool:
        """Say whether a name may be that of a key: one of its homonyms, or the town for its district."""
        found = self.read(name)
        said = {one for part in found for one in part.keys}
        return len(found) == 1 and (key in said or any(title in other for part in found for other in part.others))

    def _is_known(self, phrase: str) -> bool:
        return any(named.kind != "locality" for named in self._index.every_meaning(phrase))

    def _named(self, text: str, name: str, kind: str | None) -> Found:
        if kind == DISTRICT:
            found = self._district(text, f"lk {name}")
        elif kind == EITHER:
            districts = [one for one in self._index.every_meaning(name) if one.kind == "district"]
            found = self._of_districts(text, districts) if districts else None
        elif kind == GROUP:
            found = self._towns(text, f"sg {name}", frozenset(["association"]))
        elif kind is not None:
            found = self._towns(text, name, _TOWNS[kind])
        else:
            found = self._bare(text, name)
        if found is None:
            return Found(text, code="area_unknown", others=self._near(name))
        return found

    def _district(self, text: str, phrase: str) -> Found | None:
        meanings = [one for one in self._index.every_meaning(phrase) if one.kind == "district"]
        return self._of_districts(text, meanings) if meanings else None

    def _of_districts(self, text: str, meanings: list[Named]) -> Found:
        keys = tuple(dict.fromkeys(key for one in meanings for key in self._valid(one)))
        if not keys:
            former = next(one for one in self._gazetteer.districts if one.name == meanings[0].name)
            today = self._gazetteer.title(self._gazetteer.changes.today(former.key.value))
            return Found(text, code="area_former", others=(former.official_name, today))
        if len(keys) > 1:
            return Found(text, code="area_ambiguous", others=self._named_as(keys))
        return Found(text, keys)

    def _valid(self, meaning: Named) -> Iterator[str]:
        """Give the keys that the name of a district has on the day; none if it was given up."""
        today = self._gazetteer.changes.today
        here = {area.district for area in meaning.areas}
        same = [one.key.value for one in self._districts if one.name == meaning.name and today(one.key.value) in here]
        if same:
            yield from same
        elif not any(one.name == meaning.name for one in self._gazetteer.districts):  # a further name
            yield from (area.district for area in self._on_the_day(meaning.areas) if area.district)

    def _on_the_day(self, areas: Iterable[Area]) -> Iterator[Area]:
        for area in areas:
            yield from self._gazetteer.on(area, self._day)

    def _towns(self, text: str, phrase: str, kinds: frozenset[str]) -> Found | None:
        every = self._index.every_meaning(phrase)
        meanings = [one for one in every if one.kind in kinds and one.rank < Rank.LOOSE]
        if not meanings:
            return None
        best = min(one.rank for one in meanings)
        meanings = [one for one in meanings if one.rank == best]
        keys = [tuple(self._keys(one)) for one in meanings]
        if len(set(keys)) > 1:
            return Found(text, code="area_ambiguous", others=self._named_as(key for some in keys for key in some))
        return Found(text, keys[0])

    def _keys(self, meaning: Named) -> Iterator[str]:
        for area in self._on_the_day(meaning.areas):
            yield self._as_district(area.municipality or area.district or "")

    def _as_district(self, key: str) -> str:
        """Give the key of the district for a city that is one."""
        district = self._gazetteer.districts.get(key[: _WIDTHS[0]])
        return district.key.value if district is not None and district.is_city else key

    def _bare(self, text: str, name: str) -> Found | None:
        """Read a name without its kind: in a list of districts it is that of a district, if one alone bears it."""
        districts = [one for one in self._index.every_meaning(name) if one.kind == "district"]
        town = self._towns(text, name, _TOWNS[MUNICIPALITY])
        if not districts:
            if town is None or not town.keys:
                return town
            return Found(text, town.keys, "town_read", self._named_as(town.keys))
        found = self._of_districts(text, districts)
        if found.keys and town is not None and town.keys and found.keys != town.keys and self._is_firm(name):
            return Found(text, found.keys, "district_read", self._named_as(town.keys))
        return found

    def _is_firm(self, name: str) -> bool:
        return any(one.rank <= Rank.SHORT and one.kind == "stadt" for one in self._index.every_meaning(name))

    def _named_as(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Name areas as a list may write them, towns with their key and district."""
        found = []
        for key in dict.fromkeys(keys):
            title = self._gazetteer.title(key)
            if len(key) > _WIDTHS[0]:
                title = f"{key} {title}"
            found.append(title)
        return tuple(sorted(found))

    def _near(self, name: str) -> tuple[str, ...]:
        close = get_close_matches(name, self._titles, n=_SUGGESTIONS, cutoff=0.87)
        return tuple(dict.fromkeys(self._titles[one] for one in close))
