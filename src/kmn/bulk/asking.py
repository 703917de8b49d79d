"""Asking for one row: whatever stands in its cells, they get an answer or say why not.

A row may name its place by a key, or by an address and a coordinate, which are held against each other; the key is
asked first, and what decides is taken.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.bulk.columns import EMPTY, INVALID, PLZ_RESTORED, RESTORED, row_of, row_without_answer
from kmn.bulk.headers import read_place
from kmn.errors import InputError
from kmn.values import parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kmn.geocoding.protocol import Geocoder
    from kmn.lookup.answer import Answer
    from kmn.lookup.locator import Locator
    from kmn.values import Evidence

__all__ = ["Asked", "ask"]

_UNDECIDED: Final = ("ambiguous", "not_found")


@frozen(repr=False)
class Asked:
    """What came of asking for a row.

    Attributes:
        cells: One text for each of `kmn.bulk.columns.COLUMNS`.
        restored: Whether a key or postal code got back the leading zero it had lost.
    """

    cells: tuple[str, ...]
    restored: bool = False


def ask(
    cells: Mapping[str, str],
    day: date | str,
    evidence: Evidence,
    locator: Locator,
    geocoder: Geocoder | None = None,
) -> Asked:
    """Ask for a row.

    Args:
        cells: Role → text of the cell.
        day: The day of which to speak; as a text, it is what stands in the row, and an empty one is today.
        evidence: The weakest claim that may decide.
        locator: Who answers.
        geocoder: Asked where nothing else decides.

    Returns:
        The cells that are added to the row; what cannot be read is `invalid`, what says nothing `empty`.

    Examples:
        >>> from kmn.values import Evidence
        >>> from kmn.wiring import default_locator
        >>> ask({"plz": "1067", "place": "Dresden"}, "", Evidence.ATTESTED, default_locator()).cells[0]
        'outside'
    """
    version = locator.dataset.version
    place = read_place(cells)
    if not place.things:
        return Asked(row_without_answer(INVALID if place.unreadable else EMPTY, version))
    try:
        on = _day(day)
    except InputError:
        return Asked(row_without_answer(INVALID, version))
    answers: list[Answer] = []
    for thing in place.things:
        answers.append(locator.locate(thing, on=on, evidence=evidence, geocoder=geocoder))
        if answers[-1].status not in _UNDECIDED:
            answers.insert(0, answers.pop())
            break
    answer = answers[0]
    remarks = (PLZ_RESTORED,) if place.restored else ()
    restored = any(code in RESTORED for code in (*remarks, *(note.code for note in answer.notes)))
    return Asked(row_of(answer, remarks), restored)


def _day(day: date | str) -> date:
    if isinstance(day, str):
        return parse_day(day) if day.strip() else date.today()  # noqa: DTZ011 - a day where the caller is
    return day
