"""Answering many rows: each class of rows that are asked alike is asked for once, and its answer is kept as a number.

Postal codes and keys that stand alone are found in tables. What is kept from one batch to the next is a digest of
what was asked, never the address itself. Several threads may ask at once.
"""

from __future__ import annotations

from hashlib import blake2b
from secrets import token_bytes
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
import pyarrow as pa
from pyarrow import compute as pc

from kmn.bulk.alike import Texts, classes
from kmn.bulk.asking import ask
from kmn.bulk.cells import days_of, is_text, texts_of
from kmn.bulk.columns import COLUMNS, UNANSWERED
from kmn.bulk.coordinates import Coordinates, land_of
from kmn.bulk.digits import read_digits
from kmn.bulk.outcomes import Outcomes
from kmn.bulk.tables import UNKNOWN, Table
from kmn.bulk.towns import Addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from kmn.bulk.alike import Part
    from kmn.bulk.coordinates import Land
    from kmn.geocoding.budget import TimeBudget
    from kmn.lookup.locator import Locator
    from kmn.values import Evidence

    Codes = NDArray[np.int32]

__all__ = ["Answering"]

K = TypeVar("K")
V = TypeVar("V")

_WIDTHS: Final = {"plz": (5,), "key": (8, 5)}
"""Roles whose cells may be answered by a table, with the usual numbers of digits."""

_TOWN: Final = ("plz", "place", "locality")
_STREET: Final = ("address", "street")
_POINT: Final = ("lat", "lon")
_MOST_KEPT: Final = 200_000
_MOST_DAYS: Final = 16
_NOTHING: Final = object()
_DIGEST: Final = 16
_NOTE: Final = COLUMNS.index("kmn_note")


class Answering:
    """Gives each row the number of its outcome.

    Args:
        locator: Who answers.
        evidence: The weakest claim that may decide.
        geocoder: Asked where nothing else decides.

    Attributes:
        outcomes: What the numbers mean.
    """

    def __init__(self, locator: Locator, evidence: Evidence, geocoder: TimeBudget | None) -> None:
        """Begin with nothing answered."""
        self.outcomes = Outcomes()
        self._locator = locator
        self._evidence = evidence
        self._geocoder = geocoder
        self._secret = token_bytes(_DIGEST)
        self._kept: dict[bytes, int] = {}
        self._idle: dict[bytes, bool] = {}
        self._tables: dict[tuple[str, int, bool, date], Table] = {}
        self._lands: dict[date | None, Land | None] = {}
        self._points: dict[date, Codes] = {}

    def codes(self, cells: Mapping[str, Any], day: date, days: Any | None = None) -> Codes:
        """Give the number of the outcome of each row.

        Args:
            cells: Role → column (`pyarrow.Array`), all of one length.
            day: The day of which to speak, unless the row says another.
            days: A column of days, if there is one.

        Returns:
            Numbers of `outcomes`.
        """
        if days is None and len(cells) == 1:
            ((role, column),) = cells.items()
            return self._codes_of_one(role, column, day)
        if days is None and set(cells) == set(_POINT) and (land := self._land(day, constant=True)) is not None:
            return self._codes_of_points(Coordinates(cells["lat"], cells["lon"], land), day)
        return self._asked(cells, day, days)

    def _codes_of_one(self, role: str, column: Any, day: date) -> Codes:
        """Give the numbers for a single column."""
        if pa.types.is_dictionary(column.type):
            return self._codes_of_values(role, column, day)
        found = self._found_in_table(role, column, day)
        if found is None:
            return self._asked({role: column}, day, None)
        rest = np.flatnonzero(found == UNKNOWN)
        if len(rest):
            found[rest] = self._asked({role: column.take(pa.array(rest))}, day, None)
        return found

    def _codes_of_values(self, role: str, column: Any, day: date) -> Codes:
        """Give the numbers for a dictionary: only for those of its values that occur, each once."""
        places = pc.fill_null(column.indices.cast(pa.int64()), len(column.dictionary)).to_numpy()
        values = pa.concat_arrays([column.dictionary, pa.nulls(1, column.dictionary.type)])
        used = np.flatnonzero(np.bincount(places, minlength=len(values)))
        codes = np.zeros(len(values), np.int32)
        codes[used] = self._codes_of_one(role, values.take(pa.array(used)), day)
        found: Codes = codes[places]
        return found

    def _codes_of_points(self, points: Coordinates, day: date) -> Codes:
        """Give the numbers for points: their classes are the same in all batches, so that a list is enough."""
        known = self._points.get(day, np.empty(0, np.int32))
        if points.count > len(known):
            known = np.concatenate((known, np.full(points.count - len(known), UNKNOWN, np.int32)))
        found: Codes = known[points.codes]
        rest = np.flatnonzero(found == UNKNOWN)
        if len(rest):
            for code, at in zip(*np.unique(points.codes[rest], return_index=True), strict=True):
                known[code] = self.outcomes.number(self._answer(points.cells(int(rest[at])), day))
            if len(self._points) >= _MOST_DAYS:
                self._points.clear()
            self._points[day] = known
            found = known[points.codes]
        return found

    def _found_in_table(self, role: str, column: Any, day: date) -> Codes | None:
        """Give the numbers for a column of codes of digits, as far as it holds such; None for others."""
        if role not in _WIDTHS:
            return None
        if pa.types.is_integer(column.type):
            numbers = pc.fill_null(column, 0).to_numpy() if column.null_count else column.to_numpy()
            return self._table(role, max(_WIDTHS[role]), day, as_text=False).codes(numbers)
        if not is_text(column.type):
            return None
        found: Codes | None = None
        for width in _WIDTHS[role]:
            numbers = read_digits(column, width)
            codes = self._table(role, width, day, as_text=True).codes(numbers)
            found = codes if found is None else np.maximum(found, codes)
            if found.min(initial=0) != UNKNOWN:
                break
        return found

    def _table(self, role: str, width: int, day: date, *, as_text: bool) -> Table:

        def ask_for(number: int) -> int:
            answer = self._answer({role: f"{number:0{width}d}" if as_text else str(number)}, day)
            return self.outcomes.number(answer)

        return _kept(self._tables, (role, width, as_text, day), lambda: Table(width, ask_for))

    def _asked(self, cells: Mapping[str, Any], day: date, days: Any | None) -> Codes:
        """Give the numbers by asking for one row of each class."""
        parts = self._parts(cells, day, constant=days is None)
        when = None if days is None else Texts("", days_of(days))
        of, rows = classes(parts if when is None else [*parts, when])
        said = [part.codes[rows].tolist() for part in parts]
        dates = (
            [day] * len(rows) if when is None else [str(when.key(code)) or day for code in when.codes[rows].tolist()]
        )
        numbers = np.empty(len(rows), np.int32)
        roles = tuple(cells)
        for place, (row, date_or_text, *codes) in enumerate(zip(rows.tolist(), dates, *said, strict=True)):
            keys = [part.key(code) for part, code in zip(parts, codes, strict=True)]
            digest = None if None in keys else self._digest((date_or_text, roles, *keys))
            number = self._kept.get(digest) if digest else None
            if number is None:
                asked = dict(item for part in parts for item in part.cells(row).items())
                answer = self._answer(asked, date_or_text)
                number = self.outcomes.number(answer)
                if digest and not set(UNANSWERED) & set(answer[_NOTE].split()):
                    self._keep(digest, number)
            numbers[place] = number
        if self._geocoder is not None:
            self._geocoder.forget()
        return numbers[of]

    def _answer(self, cells: Mapping[str, str], day: date | str) -> tuple[str, ...]:
        return ask(cells, day, self._evidence, self._locator, self._geocoder).cells

    def _digest(self, keys: tuple[Hashable, ...]) -> bytes:
        text = repr(keys).encode("utf-8", "surrogatepass")
        return blake2b(text, digest_size=_DIGEST, key=self._secret).digest()

    def _keep(self, digest: bytes, number: int) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[digest] = number

    def _ignores_street(self, town: str, *, apart: bool) -> bool:
        digest = self._digest((town, apart))
        idle = self._idle.get(digest)
        if idle is None:
            if len(self._idle) >= _MOST_KEPT:
                self._idle.clear()
            idle = self._idle[digest] = self._locator.ignores_street(town, apart=apart)
        return idle

    def _parts(self, cells: Mapping[str, Any], day: date, *, constant: bool) -> list[Part]:
        """Give what each column tells apart."""
        texts = {role: texts_of(column) for role, column in cells.items() if role not in _POINT}
        parts: list[Part] = [Texts(role, array) for role, array in texts.items() if role not in _STREET]
        if "lat" in cells:
            parts.append(Coordinates(cells["lat"], cells["lon"], self._land(day, constant=constant)))
        if self._geocoder is not None:  # it is asked for the street as well
            return parts + [Texts(role, array) for role, array in texts.items() if role in _STREET]
        towns = [part for part in parts if isinstance(part, Texts) and part.role in _TOWN]
        beside = np.logical_or.reduce([town.filled for town in towns]) if towns else None
        alone = not set(texts) & {"street", "country", *_TOWN}
        ignores = self._ignores_street if alone else None
        streets = (role for role in _STREET if role in texts)
        return parts + [Addresses(role, texts[role], beside=beside, ignores_street=ignores) for role in streets]

    def _land(self, day: date, *, constant: bool) -> Land | None:
        """Give the borders; if each row has its own day, any border may part what differs."""

        def outcome(unit: str) -> Hashable:
            return self._locator.outcome(unit, on=day, evidence=self._evidence) if constant else unit

        return _kept(self._lands, day if constant else None, lambda: land_of(self._locator, outcome))


def _kept(shelf: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """Give what is on a shelf, made if it is not; there is room for a few."""
    found = shelf.get(key, _NOTHING)
    if found is _NOTHING:
        if len(shelf) >= _MOST_DAYS:
            shelf.clear()
        found = shelf[key] = make()
    return found  # type: ignore[return-value]
