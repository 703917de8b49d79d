from __future__ import annotations

from datetime import date

from kmn.lookup.notes import Note
from kmn.lookup.outcome import Judge, Question
from kmn.lookup.resolution import Resolution
from kmn.places.area import Area
from kmn.values import Evidence
from tests import second_state

JUDGE = Judge(second_state.dataset(second_state.OFFICIAL), second_state.gazetteer())
QUESTION = Question(on=date(2026, 1, 1), evidence=Evidence.ATTESTED, lang="de")
PLACE = Area(second_state.OBERAU, "12061001")


def test_a_resolution_without_areas_recognised_nothing() -> None:
    """What recognised nothing is answered as not found, with the notes and suggestions it has."""
    note = Note.of("plz_unknown_alone")
    answer = JUDGE.answer(Resolution(notes=(note,), suggestions=("Oberau",)), QUESTION)
    assert (answer.status, answer.notes, answer.suggestions) == ("not_found", (note,), ("Oberau",))


def test_one_area_decides_unless_others_may_be_meant() -> None:
    """A single area is the place; if other places in no list may be meant, it is only a candidate."""
    assert JUDGE.answer(Resolution((PLACE,), "place"), QUESTION).status == "responsible"
    answer = JUDGE.answer(Resolution((PLACE,), "place", needs=("plz",), open_ended=True), QUESTION)
    assert (answer.status, answer.needs) == ("ambiguous", ("plz",))
    assert [candidate.answer.status for candidate in answer.candidates] == ["responsible"]


def test_resolutions_are_compared_by_value() -> None:
    """Two ways to the same areas are equal."""
    assert Resolution((PLACE,), "place") == Resolution((Area(second_state.OBERAU, "12061001"),), "place")
