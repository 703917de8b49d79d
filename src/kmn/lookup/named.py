"""From the words of an address without a usable postal code to the areas they allow.

The town usually stands at the end, alone in its segment or behind the house number; other names in the text narrow
it ("Peheim, Molbergen") or, if they are towns themselves, contradict it. A name in a street never decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.lookup import spelling
from kmn.lookup.matching import (
    BEFORE_PLACE,
    STREET_WORDS,
    Match,
    Zone,
    is_street,
    matches,
    meet,
    typed_phrases,
    whole,
)
from kmn.lookup.notes import Note
from kmn.lookup.reading import PLZ_WIDTH, is_number
from kmn.lookup.resolution import Resolution
from kmn.places import names
from kmn.places.area import Area
from kmn.places.search import KNOWN_TOWN, LARGE_TOWN, Named, Rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kmn.lookup.reading import Reading
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex

__all__ = ["NameResolver"]

# After one of these words a village may be meant; after another title ("Stadt", "Gemeinde") it is not.
_VILLAGE_TITLES: Final = frozenset(["b", "i", "ort", "ortsteil", "ot", "ortschaft", "plz", "stadtteil"])
# A word before a name that makes it the name of another place.
_BINDING: Final = frozenset(
    [
        *("alt", "alten", "neu", "neuen", "gr", "gross", "kl", "klein", "hohen", "nieder", "ober", "unter"),
        *("hinter", "vorder", "nord", "ost", "sued", "west", "bad", "st"),
    ]
)
# A word behind a name that goes on with it ("Borstel in der Kuhle"), or before one that is no town ("Am Sande"), in
# the form of `kmn.places.names.words`.
_JOINING: Final = frozenset(["a", "i"])
# A word before one that is no town in the middle of a text ("Lüneburg Am Sande"); "in" may well stand before a town.
_AT: Final = "a"
# Words between a name and another that tells where it is or which part of it is meant.
_TELLING: Final = frozenset(["b", "ot", "ortsteil", "stadtteil"])
# Words in brackets that tell nothing.
_SAYING_NOTHING: Final = frozenset(["d", "de", "lk", "stadt", "gemeinde"])
# How many digits a postal code has where one is missing or too many.
_NEARLY_CODES: Final = (PLZ_WIDTH - 1, PLZ_WIDTH + 1)
# What may stand before a postal code for the country.
_COUNTRY_MARKS: Final = frozenset(["d", "de"])


class NameResolver:
    """Resolves readings by the names in them.

    Args:
        gazetteer: The places.
        index: Their names.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        """Take the places and their names."""
        self._gazetteer = gazetteer
        self._index = index
        self._states = {names.key(name): name for name in gazetteer.territory.states.values()}
        current = dict.fromkeys(gazetteer.changes.today(district.key.value) for district in gazetteer.districts)
        self._everywhere = tuple(map(Area, current))

    def resolve(self, reading: Reading) -> Resolution:
        """Give the areas that the names allow."""
        rows = range(len(reading.segments))
        wholes = [match for row in rows if (match := self._whole(reading, row))]
        main = next((match for match in reversed(wholes) if match.is_town), None)
        spelt = spelling.Correction()
        for row in reversed(rows):
            if main is not None:
                break
            main = next((match for match in wholes if match.row == row), None) or self._tail(reading, row)
            if main is None:
                found = self._misspelt(reading, row)
                if found.sure or (found.suggestions and not spelt.suggestions) or (found.key and not spelt.key):
                    spelt = found
                main = self._corrected(reading, row, found.key) if found.sure else self._within(reading, row)
        if main is None:
            return self._offered(spelt)
        corrected = (Note.of("place_corrected", name=main.meanings[0].name),) if spelt.sure else ()
        others = (*self._beside(reading, main), *reversed([match for match in wholes if match is not main]))
        areas, sure = self._together(reading, main, others, wholes)
        if not sure and all(area.district is None for area in areas):
            return Resolution(suggestions=_named_with_state(main))
        notes = (*corrected, *_unreadable(reading, main), *self._remarks(reading, main, areas))
        if not sure and all(named.kind == "locality" for named in main.meanings):
            return Resolution(areas, "place", (*notes, Note.of("locality_alone")), ("plz",), open_ended=True)
        if self._qualified(reading, main) is False:
            note = Note.of("place_perhaps", name=main.meanings[0].name)
            return Resolution(areas, "place", (*notes, note), ("place", "plz"), open_ended=True)
        return Resolution(areas, "place", notes, ("plz",) if len(areas) > 1 else ())

    def _together(
        self, reading: Reading, main: Match, others: Sequence[Match], wholes: Sequence[Match]
    ) -> tuple[tuple[Area, ...], bool]:
        """Give the areas that the town and the other names allow together, and whether anything speaks for them.

        A name alone is sure if it is that of a town; that of a village here or elsewhere needs a second one.
        """
        areas = self._weigh(main)
        sure = main.is_town or any(one.kind == "state" or one.population >= KNOWN_TOWN for one in main.meanings)
        for match in others:
            state = next((one for one in match.meanings if one.kind == "state"), None)
            home = state is not None and state.name == self._gazetteer.territory.state_name
            common = meet(self._every_area(main) if state and not home else areas, self._every_area(match))
            if common:
                areas, sure = common, sure or not home
            elif (state and not home) or (
                (match in wholes or _touch(main, match)) and _contradicts(reading.segments[match.row], match)
            ):
                areas = (*areas, *(area for area in self._weigh(match) if area not in areas))
        return areas, sure

    def _whole(self, reading: Reading, row: int) -> Match | None:
        """Give the meaning of a segment if nothing but a name stands in it, and what tells it from its namesakes.

        That is what stands in brackets, behind "bei", or behind "Ortsteil".
        """
        segment = reading.segments[row]
        core = next(
            (
                place
                for place, word in enumerate(segment)
                if place and (word in _TELLING or (row, place) in reading.asides)
            ),
            len(segment),
        )
        for end in dict.fromkeys((len(segment), core)):
            for start, phrase in whole(segment[:end]):
                meanings = self._meanings(phrase)
                if meanings:
                    return Match(row, start, end, phrase, _of_kind(segment, start, meanings))
        return None

    def _tail(self, reading: Reading, row: int) -> Match | None:
        """Give the town behind a house number."""
        segment = reading.segments[row]
        numbers = [place for place, word in enumerate(segment) if is_number(word)]
        if not numbers or numbers[-1] + 1 == len(segment):
            return None
        after = numbers[-1] + 1
        for skipped, phrase in whole(segment[after:]):
            meanings = self._meanings(phrase)
            if meanings:
                start = after + skipped
                return Match(row, start, len(segment), phrase, _of_kind(segment, start, meanings))
        return None

    def _within(self, reading: Reading, row: int) -> Match | None:
        """Give the town in a segment that holds more than a name, such as a street."""
        segment = reading.segments[row]
        numbers = [place for place, word in enumerate(segment) if is_number(word)]
        after = numbers[-1] + 1 if numbers else 0
        for width in range(min(self._index.longest, len(segment) - 1), 0, -1):  # a town before its street
            phrase = " ".join(segment[:width])
            match = Match(row, 0, width, phrase, self._meanings(phrase))
            if not (match.is_town or any(one.population >= LARGE_TOWN for one in match.meanings)):
                continue
            if segment[width] not in STREET_WORDS and not self._bound(reading, match):
                return match
        if after < len(segment) and (numbers or not is_street(self._index, segment)):
            found = list(matches(self._index, reading, Zone(row, after, len(segment))))
            return next((one for one in reversed(found) if one.is_town and not self._bound(reading, one)), None)
        return None

    def _beside(self, reading: Reading, main: Match) -> Iterator[Match]:
        """Give the other names in the segment of the town, those behind it first."""
        segment = reading.segments[main.row]
        yield from matches(self._index, reading, Zone(main.row, main.end, len(segment)))
        if not is_street(self._index, segment[: main.start]):
            yield from matches(self._index, reading, Zone(main.row, 0, main.start))

    def _meanings(self, phrase: str) -> tuple[Named, ...]:
        """Give what a phrase may mean here or, if nothing, elsewhere; a state comes before a village of its name."""
        if is_number(phrase):
            return ()
        found = self._index.meanings(phrase)
        if any(one.is_firm for one in found):
            return found
        state = self._states.get(phrase)
        if state is None or any(one.population >= LARGE_TOWN for one in self._index.elsewhere(phrase)):
            return found or self._index.elsewhere(phrase)
        home = state == self._gazetteer.territory.state_name
        return (Named(state, "state", self._everywhere if home else (Area(state=state),), Rank.NAME),)

    def _weigh(self, match: Match) -> tuple[Area, ...]:
        """Give the areas of a name, with a larger town of another state that bears it."""
        here = [named for named in match.meanings if named.areas[0].district]
        if not here:
            known = [named for named in match.meanings if named.population >= KNOWN_TOWN] or match.meanings
            return tuple(dict.fromkeys(area for named in known for area in named.areas))
        people = max(named.population for named in here)
        rivals = [named for named in self._index.elsewhere(match.phrase) if named.population > max(people, 1000)]
        largest = max(rivals, key=lambda named: named.population, default=None)
        return (*match.areas, *(largest.areas if largest else ()))

    def _every_area(self, match: Match) -> tuple[Area, ...]:
        """Give every area of a name, firm or not, here or elsewhere."""
        meanings = (
            *match.meanings,
            *self._index.every_meaning(match.phrase),
            *self._index.elsewhere(match.phrase),
        )
        return tuple(dict.fromkeys(area for meaning in meanings for area in meaning.areas))

    def _remarks(self, reading: Reading, main: Match, areas: Sequence[Area]) -> tuple[Note, ...]:
        """Say what else the name could have meant."""
        if len(areas) != 1 or areas[0].district is None:
            return ()
        segment = reading.segments[main.row]
        if main.start and segment[main.start - 1] in BEFORE_PLACE:
            return ()
        taken = main.meanings[0]
        others = sorted(
            {
                self._gazetteer.title(named.areas[0].district or "")
                for named in self._index.every_meaning(main.phrase)
                if (named.kind == "district" and taken.kind != "district" and not self._is_city(named))
                or (named.kind == "locality" and named.areas[0].district != areas[0].district)
            }
        )
        return (Note.of("name_also_district", taken=taken.name, other=", ".join(others)),) if others else ()

    def _bound(self, reading: Reading, match: Match) -> bool:
        """Tell whether the words around a name make it another: "Groß" before it, "in der …" behind it."""
        segment = reading.segments[match.row]
        before = segment[match.start - 1] if match.start else ""
        if before in _BINDING or before == _AT:
            return True
        if all((match.row, place) in reading.asides for place in range(match.start, match.end)):
            return True
        if match.end < len(segment) and segment[match.end] in _JOINING:  # "Borstel in der Kuhle"
            return max(one.population for one in match.meanings) < KNOWN_TOWN
        return self._qualified(reading, match) is False

    def _qualified(self, reading: Reading, match: Match) -> bool | None:
        """Tell whether brackets behind a name say where it is; None if there are none or they say nothing."""
        segment = reading.segments[match.row]
        end = match.end
        while (match.row, end) in reading.asides:
            end += 1
        words = [word for word in segment[match.end : end] if word not in _SAYING_NOTHING]
        if not words:
            return None
        behind = match._replace(phrase=" ".join(words), meanings=self._meanings(" ".join(words)))
        return bool(meet(match.areas, self._every_area(behind)))

    def _is_city(self, named: Named) -> bool:
        district = self._gazetteer.districts.get(named.areas[0].district or "")
        return district is not None and district.is_city

    def _misspelt(self, reading: Reading, row: int) -> spelling.Correction:
        """Look for a name that is nearly what stands where a town may stand in a segment."""
        segment = reading.segments[row]
        numbers = [place for place, word in enumerate(segment) if is_number(word)]
        words = segment[numbers[-1] + 1 if numbers else 0 :]
        if not words or (is_street(self._index, words) and len(words) > 1):
            return spelling.Correction()
        return spelling.correct(next(typed_phrases(words), ""), self._index)

    def _corrected(self, reading: Reading, row: int, key: str | None) -> Match | None:
        return Match(row, 0, len(reading.segments[row]), key, self._index.meanings(key)) if key else None

    def _offered(self, spelt: spelling.Correction) -> Resolution:
        """Offer what may have been meant where nothing was recognised."""
        if spelt.key is None:
            return Resolution(suggestions=tuple(dict.fromkeys(map(self._index.title, spelt.suggestions))))
        meanings = self._index.meanings(spelt.key)
        areas = tuple(dict.fromkeys(area for meaning in meanings for area in meaning.areas))
        note = Note.of("place_perhaps", name=meanings[0].name)
        return Resolution(areas, "place", (note,), ("place", "plz"), open_ended=True)


def _unreadable(reading: Reading, main: Match) -> tuple[Note, ...]:
    """Say that a number stands where a postal code would, and is none; a house number has a street before it."""
    segment = reading.segments[main.row]
    place = main.start - 1
    while place > 0 and segment[place] in BEFORE_PLACE:
        place -= 1
    if place < 0 or not segment[place].isdecimal() or len(segment[place]) not in _NEARLY_CODES:
        return ()
    before = segment[place - 1] if place else "1"
    return (Note.of("plz_unreadable"),) if is_number(before) or before in _COUNTRY_MARKS else ()


def _touch(main: Match, other: Match) -> bool:
    """Tell whether two names stand side by side, as a town and its locality do."""
    return main.row == other.row and (main.end == other.start or other.end == main.start)


def _contradicts(segment: Sequence[str], match: Match) -> bool:
    """Tell whether a name beside the town is one itself, here or elsewhere; "Im Norden" and "OT Elze" are not."""
    before = segment[match.start - 1] if match.start else ""
    if before in _JOINING or before in _TELLING:
        return False
    return match.is_town or any(one.population >= LARGE_TOWN for one in match.meanings)


def _named_with_state(match: Match) -> tuple[str, ...]:
    """Give places elsewhere as suggestions."""
    return tuple(dict.fromkeys(f"{one.name} ({area.state})" for one in match.meanings for area in one.areas))


def _of_kind(segment: Sequence[str], start: int, meanings: tuple[Named, ...]) -> tuple[Named, ...]:
    """Heed a title before the name: a "Stadt" or "Gemeinde" is no village."""
    if start and segment[start - 1] in BEFORE_PLACE - _VILLAGE_TITLES:
        return tuple(named for named in meanings if named.kind not in ("locality", "district")) or meanings
    return meanings
