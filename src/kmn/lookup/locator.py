"""From anything that names a place to an answer."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from kmn.errors import InputError, InputTypeError, describe
from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.lookup.address import Address
from kmn.lookup.inquiry import compose
from kmn.lookup.keyed import read_key, resolve_key
from kmn.lookup.matching import meet
from kmn.lookup.notes import LANGUAGES, Note
from kmn.lookup.outcome import Judge, Question
from kmn.lookup.points import BELT_M, PointResolver
from kmn.lookup.resolution import Resolution
from kmn.lookup.textual import TextResolver
from kmn.values import Evidence, Point, parse_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from kmn.geocoding.protocol import Found, Geocoder
    from kmn.lookup.answer import Answer
    from kmn.lookup.inquiry import Inquiry
    from kmn.lookup.points import Points
    from kmn.model.dataset import Dataset
    from kmn.places.area import Area
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex

__all__ = [
    "Locator",
    "Thing",
]

Thing = str | Address | PLZ | KreisKey | AGS | ARS | NUTS | Point
"""What can be located."""

_COORDINATES: Final = re.compile(
    r"\s*\(?\s*(?:(-?\d{1,3}\.\d+)\s*[,;/ ]|(-?\d{1,3},\d+)\s*[;/ ])\s*(-?\d{1,3}[.,]\d+)\s*\)?\s*", re.ASCII
)
_ACCEPTED: Final = "a text, Address, PLZ, KreisKey, AGS, ARS, NUTS or Point"


class Locator:
    """Answers to which network places belong, by one dataset and one set of places.

    Args:
        dataset: the claims.
        gazetteer: the places.
        index: the names of the places.
        points: gives the borders when the first coordinate is asked for.
    """

    def __init__(
        self, dataset: Dataset, gazetteer: Gazetteer, index: NameIndex, points: Callable[[], Points]
    ) -> None:
        """Keep what is handed in; nothing is computed yet."""
        self.dataset = dataset
        self.gazetteer = gazetteer
        self._judge = Judge(dataset, gazetteer)
        self._index = index
        self._texts = TextResolver(gazetteer, index)
        self._load_points = points
        self._points: PointResolver | None = None

    def locate(  # noqa: PLR0913 - each is a word of the question
        self,
        thing: Thing,
        *,
        on: date | str | None = None,
        evidence: Evidence | str = Evidence.ATTESTED,
        accuracy_m: float | None = None,
        geocoder: Geocoder | None = None,
        lang: str = "de",
    ) -> Answer:
        """Return to which network a place belongs, how that is known, and whom to ask.

        Args:
            thing: a free text (an address, a place, a postal code, a key, "lat, lon"), an `Address`, a typed key or
                a `Point`.
            on: the day of which to speak, today by default.
            evidence: the weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
            accuracy_m: how far a `Point` may be off, in metres; by default 200, the belt in which the embedded
                borders are uncertain.
            geocoder: asked only if nothing else decides, and only for street, postal code and town, or a landmark.
                If it fails, the answer is the one without it, with a note.
            lang: language of the answer's texts, ``"de"`` or ``"en"``.

        Raises:
            InputError: `on`, `evidence`, `accuracy_m` or `lang` is not one of the values above.
            InputTypeError: an argument is of a type that is not listed above.
        """
        if lang not in LANGUAGES:
            msg = f"{describe(lang)} is not a language of the answers: choose 'de' or 'en'."
            raise InputError(msg)
        if accuracy_m is not None and not _is_distance(accuracy_m):
            msg = "accuracy_m is not a distance: hand in metres as a finite number, 0 or more."
            raise InputError(msg)
        question = Question(
            on=date.today() if on is None else parse_day(on),  # noqa: DTZ011 - a day where the caller is
            evidence=Evidence.parse(evidence),
            lang=lang,
            query=thing if isinstance(thing, str) else None,
        )
        resolution = self._resolve(thing, question, accuracy_m)
        if on is not None and question.on != date.today():  # noqa: DTZ011
            resolution = self._with_edition(resolution)
        answer = self._judge.answer(resolution, question)
        if (
            geocoder is None
            or answer.status not in ("ambiguous", "not_found")
            or not isinstance(thing, str | Address)
        ):
            return answer
        text = thing if isinstance(thing, str) else thing.as_text()
        inquiry = compose(text, self._index)
        if inquiry is None:
            return answer
        return self._judge.answer(self._ask(geocoder, inquiry, resolution, question), question)

    @property
    def borders(self) -> Points:
        """What knows the borders, opened when first asked for."""
        return self._resolver.borders

    def outcome(self, unit: str, *, on: date, evidence: Evidence) -> tuple[str, str | None]:
        """Return what would be answered in a unit of the borders, in brief.

        Between units with equal outcomes it makes no difference on which side of their border a point lies.

        Args:
            unit: the unit, as `borders` name it.
            on: the day of which to speak.
            evidence: the weakest claim that may decide.

        Examples:
            >>> from kmn.wiring import default_locator
            >>> default_locator().outcome("03254021", on=date(2026, 12, 1), evidence=Evidence.ATTESTED)
            ('responsible', 'suedniedersachsen')
        """
        return self._judge.outcome(self._resolver.area(unit), Question(on, evidence, LANGUAGES[0]))

    def ignores_street(self, town: str, *, apart: bool = True) -> bool:
        """Tell whether no street before a postal code and town can change the answer: see `TextResolver`."""
        return self._texts.ignores_street(town, apart=apart)

    def _ask(self, geocoder: Geocoder, inquiry: Inquiry, words: Resolution, question: Question) -> Resolution:
        """Return what a geocoder adds to what the words of an address allow."""
        from kmn.lookup.geocoded import ask

        def place(found: Found, reach_m: float | None) -> Resolution:
            return self._resolve_point(found.point, question, None if reach_m is None else max(reach_m, BELT_M))

        return ask(geocoder, inquiry, words, place)

    def _resolve(self, thing: object, question: Question, accuracy_m: float | None) -> Resolution:
        """Return the areas that the thing allows."""
        if isinstance(thing, Point):
            return self._resolve_point(thing, question, accuracy_m)
        day = max(question.on, self.gazetteer.territory.places_from)
        if isinstance(thing, str):
            return self._resolve_text(thing, question, day, accuracy_m)
        if isinstance(thing, Address):
            words = self._texts.parts(thing)
            if thing.point is None:
                return words
            return _reconciled(self._resolve_point(thing.point, question, accuracy_m), words)
        if isinstance(thing, PLZ):
            return self._texts.code(thing.value)
        if isinstance(thing, AGS | ARS | KreisKey | NUTS):
            return resolve_key(thing, self.gazetteer, day)
        message = f"Cannot locate {describe(thing)}: hand in {_ACCEPTED}."
        raise InputTypeError(message)

    def _resolve_text(self, text: str, question: Question, day: date, accuracy_m: float | None) -> Resolution:
        # No key, with label and separators, has 40 characters, and none of more than 5 ends with a letter.
        if (text[:1].isdigit() or len(text) < 40) and not (  # noqa: PLR2004
            len(text) > 5 and text[-1].isalpha() and not text[0].isspace()  # noqa: PLR2004
        ):
            pair = _COORDINATES.fullmatch(text)
            if pair is not None:
                try:
                    lat, lon = (float(number.replace(",", ".")) for number in (pair[1] or pair[2], pair[3]))
                    point = Point(lat=lat, lon=lon)
                except InputError:
                    return Resolution()
                return self._resolve_point(point, question, accuracy_m)
            found = read_key(text, self.gazetteer, day)
            if found is not None:
                key, notes = found
                if isinstance(key, PLZ):
                    return self._texts.code(key.value)
                return _noted(resolve_key(key, self.gazetteer, day), notes)
        return self._texts.resolve(text)

    def _resolve_point(self, point: Point, question: Question, accuracy_m: float | None) -> Resolution:
        def differs(here: Area, other: Area) -> bool:
            return self._judge.outcome(here, question) != self._judge.outcome(other, question)

        return self._resolver.resolve(point, differs, accuracy_m)

    @property
    def _resolver(self) -> PointResolver:
        if self._points is None:
            self._points = PointResolver(self._load_points(), self.gazetteer)
        return self._points

    def _with_edition(self, resolution: Resolution) -> Resolution:
        """Say of which edition a layer is that has only one."""
        territory = self.gazetteer.territory
        if resolution.method == "point" and self._points is not None:
            return _noted(resolution, (Note.of("edition_borders", edition=self._points.edition),))
        if resolution.method in ("plz", "plz_place"):
            return _noted(resolution, (Note.of("edition_postal", edition=territory.postal_edition),))
        return resolution


def _reconciled(point: Resolution, words: Resolution) -> Resolution:
    """Hold where a point lies against what the words of an address allow."""
    notes = (*words.notes, *point.notes)
    if not point.areas:
        return evolve(words, notes=notes)
    if not words.areas:
        return evolve(point, notes=notes)
    common = meet(point.areas, words.areas)
    if common:
        return Resolution(common, "point", notes, point.needs)
    note = Note.of("point_contradicts")
    return Resolution((*words.areas, *point.areas), "point", (*notes, note), ("place", "plz"))


def _noted(resolution: Resolution, notes: tuple[Note, ...]) -> Resolution:
    return evolve(resolution, notes=(*notes, *resolution.notes))


def _is_distance(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6  # noqa: PLR2004
