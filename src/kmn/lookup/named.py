"""From the words of an address without a usable postal code to the areas they allow.

The town usually stands at the end, alone in its segment or behind the house number; other names in the text narrow
it ("Peheim, Molbergen") or, if they are towns themselves, contradict it. A name in a street never decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.lookup import spelling
from kmn.lookup.matching import BEFORE_PLACE, Match, Zone, is_street, matches, meet, typed_phrases, whole
from kmn.lookup.notes import Note
from kmn.lookup.reading import is_number
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
# A word behind a name that goes on with it ("Borstel in der Kuhle"), in the form of `kmn.places.names.words`.
_JOINING: Final = frozenset(["a", "i"])


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
        wholes = [match for row in range(len(reading.segments)) if (match := self._whole(reading, row))]
        main = next((match for match in reversed(wholes) if match.is_town), None)
        spelt = spelling.Correction()
        for row in reversed(range(len(reading.segments))):
            if main is not None:
                break
            main = next((match for match in wholes if match.row == row), None)
            if main is None:
                found = self._misspelt(reading, row)
                if found.sure or (found.suggestions and not spelt.suggestions) or (found.key and not spelt.key):
                    spelt = found
                main = self._corrected(reading, row, found.key) if found.sure else self._within(reading, row)
        if main is None:
            return self._offered(spelt)
        corrected = (Note.of("place_corrected", name=main.meanings[0].name),) if spelt.sure else ()
        others = (*self._beside(reading, main), *reversed([match for match in wholes if match is not main]))
        areas, sure = self._together(main, others, wholes)
        if not sure and all(area.district is None for area in areas):
            return Resolution(suggestions=_named_with_state(main))
        notes = (*corrected, *self._remarks(reading, main, areas))
        if not sure and all(named.kind == "locality" for named in main.meanings):
            return Resolution(areas, "place", (*notes, Note.of("locality_alone")), ("plz",), open_ended=True)
        return Resolution(areas, "place", notes, ("plz",) if len(areas) > 1 else ())

    def _together(
        self, main: Match, others: Sequence[Match], wholes: Sequence[Match]
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
            elif (state and not home) or ((match in wholes or _touch(main, match)) and _contradicts(match)):
                areas = (*areas, *(area for area in self._weigh(match) if area not in areas))
        return areas, sure

    def _whole(self, reading: Reading, row: int) -> Match | None:
        """Give the meaning of a segment if nothing but a name stands in it."""
        segment = reading.segments[row]
        for start, phrase in whole(segment):
            meanings = self._meanings(phrase)
            if meanings:
                return Match(row, start, len(segment), phrase, _of_kind(segment, start, meanings))
        return None

    def _within(self, reading: Reading, row: int) -> Match | None:
        """Give the town in a segment that holds more than a name, such as a street."""
        segment = reading.segments[row]
        numbers = [place for place, word in enumerate(segment) if is_number(word)]
        after = numbers[-1] + 1 if numbers else 0
        for start in range(after, len(segment)):  # behind the house number, or the end of a segment without one
            phrase = " ".join(segment[start:])
            meanings = self._meanings(phrase)
            if not meanings or (not numbers and is_street(segment[start:])):
                continue
            match = Match(row, start, len(segment), phrase, _of_kind(segment, start, meanings))
            if start == after > 0 or (match.is_town and not self._bound(reading, match)):
                return match
        for width in range(min(self._index.longest, len(segment) - 1), 0, -1):  # a town before its street
            phrase = " ".join(segment[:width])
            match = Match(row, 0, width, phrase, self._meanings(phrase))
            if match.is_town and not is_street(segment[: width + 1]) and not self._bound(reading, match):
                return match
        if after < len(segment) and (numbers or not is_street(segment)):
            found = matches(self._index, reading, Zone(row, after, len(segment)))
            return next((match for match in found if match.is_town and not self._bound(reading, match)), None)
        return None

    def _beside(self, reading: Reading, main: Match) -> Iterator[Match]:
        """Give the other names in the segment of the town, those behind it first."""
        segment = reading.segments[main.row]
        yield from matches(self._index, reading, Zone(main.row, main.end, len(segment)))
        if not is_street(segment[: main.start]):
            yield from matches(self._index, reading, Zone(main.row, 0, main.start))

    def _meanings(self, phrase: str) -> tuple[Named, ...]:
        """Give what a phrase may mean here or, if nothing, elsewhere."""
        if is_number(phrase):
            return ()
        found = self._index.meanings(phrase) or self._index.elsewhere(phrase)
        if found or phrase not in self._states:
            return found
        state = self._states[phrase]
        if state == self._gazetteer.territory.state_name:
            return (Named(state, "state", self._everywhere, Rank.NAME),)
        return (Named(state, "state", (Area(state=state),), Rank.NAME),)

    def _weigh(self, match: Match) -> tuple[Area, ...]:
        """Give the areas of a name, with a larger town of another state that bears it."""
        here = [named for named in match.meanings if named.areas[0].district]
        if not here:
            return max(match.meanings, key=lambda named: named.population).areas
        known = max(named.population for named in here)
        rivals = [named for named in self._index.elsewhere(match.phrase) if named.population > max(known, 1000)]
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
                if named.kind == "district" and taken.kind != "district" and not self._is_city(named)
            }
        )
        return (Note.of("name_also_district", taken=taken.name, other=", ".join(others)),) if others else ()

    def _bound(self, reading: Reading, match: Match) -> bool:
        """Tell whether the words around a name make it another: "Groß" before it, "in der …" or brackets behind it.

        Brackets that say where the place is do not: "Bad Bevensen (Kreis Uelzen)".
        """
        segment = reading.segments[match.row]
        if match.start and segment[match.start - 1] in _BINDING:
            return True
        if all((match.row, place) in reading.asides for place in range(match.start, match.end)):
            return True
        if (match.row, match.end) not in reading.asides:
            return match.end < len(segment) and segment[match.end] in _JOINING
        end = match.end
        while (match.row, end) in reading.asides:
            end += 1
        return not meet(
            match.areas, self._every_area(match._replace(phrase=" ".join(segment[match.end : end]), meanings=()))
        )

    def _is_city(self, named: Named) -> bool:
        district = self._gazetteer.districts.get(named.areas[0].district or "")
        return district is not None and district.is_city

    def _misspelt(self, reading: Reading, row: int) -> spelling.Correction:
        """Look for a name that is nearly what stands where a town may stand in a segment."""
        segment = reading.segments[row]
        numbers = [place for place, word in enumerate(segment) if is_number(word)]
        words = segment[numbers[-1] + 1 if numbers else 0 :]
        if not words or (is_street(words) and len(words) > 1):
            return spelling.Correction()
        index = self._index
        phrase = next(typed_phrases(words), "")
        return spelling.correct(phrase, index.keys(), index.inhabitants, index.elsewhere_keys)

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


def _touch(main: Match, other: Match) -> bool:
    """Tell whether two names stand side by side, as a town and its locality do."""
    return main.row == other.row and (main.end == other.start or other.end == main.start)


def _contradicts(match: Match) -> bool:
    """Tell whether a name beside the town is one itself, here or elsewhere."""
    return match.is_town or any(one.population >= LARGE_TOWN for one in match.meanings)


def _named_with_state(match: Match) -> tuple[str, ...]:
    """Give places elsewhere as suggestions."""
    return tuple(dict.fromkeys(f"{one.name} ({area.state})" for one in match.meanings for area in one.areas))


def _of_kind(segment: Sequence[str], start: int, meanings: tuple[Named, ...]) -> tuple[Named, ...]:
    """Heed a title before the name: a "Stadt" or "Gemeinde" is no village."""
    if start and segment[start - 1] in BEFORE_PLACE - _VILLAGE_TITLES:
        return tuple(named for named in meanings if named.kind not in ("locality", "district")) or meanings
    return meanings
