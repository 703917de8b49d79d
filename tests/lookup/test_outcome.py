from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kmn
from tests.lookup.glimpse import codes, key_of, keys_of
from tests.second_state import ALTAU, ATTESTED, CITY, INFERRED, NIEDERAU, OBERAU, OFFICIAL, claim, dataset, locator

if TYPE_CHECKING:
    from kmn.lookup.answer import Answer
    from kmn.model.assignment import Assignment

FIRST = claim("bergkreis", OBERAU)
RIVAL = claim("talkreis", OBERAU)


def ask(thing: str, *claims: Assignment, evidence: str = "attested", on: str = "2026-01-01") -> Answer:
    """Answer by some claims only."""
    return locator(dataset(*claims)).locate(thing, evidence=evidence, on=on)


def brief(answer: Answer) -> tuple[str | None, ...]:
    """Return the network of an answer and its evidence, or the reason why there is none."""
    return (answer.network.id, str(answer.evidence)) if answer.network else (answer.status, answer.reason)


# --- evidence -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "wanted", "expected"),
    [
        ((), "attested", ("unassigned", "open")),
        ((FIRST,), "attested", ("bergkreis", "attested")),
        ((FIRST,), "inferred", ("bergkreis", "attested")),
        ((FIRST,), "official", ("unassigned", "open")),
        ((claim("bergkreis", OBERAU, "official"),), "official", ("bergkreis", "official")),
        ((claim("bergkreis", OBERAU, "inferred"),), "attested", ("unassigned", "inferred_only")),
        ((claim("bergkreis", OBERAU, "inferred"),), "inferred", ("bergkreis", "inferred")),
        ((FIRST, RIVAL), "attested", ("unassigned", "contested")),
        ((FIRST, claim("talkreis", OBERAU, "official")), "attested", ("talkreis", "official")),
        ((FIRST, claim("talkreis", OBERAU, "inferred")), "inferred", ("bergkreis", "attested")),
        (
            (claim("bergkreis", OBERAU, "inferred"), claim("talkreis", OBERAU, "inferred")),
            "attested",
            ("unassigned", "inferred_only"),
        ),
        (
            (claim("bergkreis", OBERAU, "inferred"), claim("talkreis", OBERAU, "inferred")),
            "inferred",
            ("unassigned", "contested"),
        ),
    ],
)
def test_the_strongest_evidence_wins(
    claims: tuple[Assignment, ...], wanted: str, expected: tuple[str | None, ...]
) -> None:
    """Only claims at the wanted level or above decide, the strongest of them; rivals of one level are contested."""
    answer = ask("12061", *claims, evidence=wanted)
    assert brief(answer) == expected
    assert len(answer.claims) == len(claims)


@pytest.mark.parametrize("evidence", ["Inferred", "erschlossen", kmn.Evidence.INFERRED])
def test_the_level_may_be_said_in_german(evidence: str) -> None:
    """The words of the glossary are understood."""
    assert brief(kmn.locate("38440 Wolfsburg", evidence=evidence)) == ("braunschweig", "inferred")


def test_a_weaker_claim_for_another_network_is_a_note() -> None:
    """What a weaker source says against the answer is not hidden."""
    answer = ask("12061", claim("bergkreis", OBERAU, "official"), RIVAL, claim("talkreis", OBERAU, "inferred"))
    assert answer.require().id == "bergkreis"
    notes = [dict(note.parameters) for note in answer.notes if note.code == "weaker_claim_differs"]
    assert [(note["network"], note["evidence"]) for note in notes] == [
        ("Kreisnetz Tal", "attested"),
        ("Kreisnetz Tal", "inferred"),
    ]
    assert "weaker_claim_differs" not in codes(ask("12061", FIRST, claim("bergkreis", OBERAU, "inferred")))


def test_claims_come_in_order_of_strength() -> None:
    """The strongest claim stands first, whatever the order of the data."""
    answer = ask("12061", claim("bergkreis", OBERAU, "inferred"), FIRST, claim("talkreis", OBERAU, "official"))
    assert [str(one.evidence) for one in answer.claims] == ["official", "attested", "inferred"]


def test_that_there_is_weaker_evidence_is_said() -> None:
    """Who wants more than there is is told that there is something."""
    assert codes(ask("12061", FIRST, evidence="official")) == {"evidence_below_wanted"}


# --- the embedded claims --------------------------------------------------------------------------------------------


def test_goslar_is_contested_only_if_inferences_are_admitted() -> None:
    """Goslar's two inferred networks are shown beside an open answer, and conflict where they may decide."""
    for evidence, reason in (("attested", "inferred_only"), ("inferred", "contested")):
        answer = kmn.locate("38640 Goslar", evidence=evidence)
        assert brief(answer) == ("unassigned", reason)
        assert {one.network.id for one in answer.claims} == {"braunschweig", "suedniedersachsen"}


@pytest.mark.parametrize(("evidence", "decided"), [("official", 0), ("attested", 9), ("inferred", 26)])
def test_as_many_districts_are_decided_as_there_are_claims(evidence: str, decided: int) -> None:
    """Nine districts are attested, seventeen more inferred, Goslar contested; no other is given a network."""
    answers = [kmn.locate(district.key, evidence=evidence) for district in kmn.districts()]
    assert sum(answer.status == "responsible" for answer in answers) == decided
    assert {answer.status for answer in answers} <= {"responsible", "unassigned"}


# --- days -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({}, True),
        ({"valid_from": "2020-01-01"}, True),
        ({"valid_from": "2026-01-01", "valid_to": "2026-01-01"}, True),
        ({"valid_to": "2025-12-31"}, False),
        ({"valid_from": "2026-01-02"}, False),
        ({"attested_from": "1998", "attested_to": "1999-05"}, True),
        ({"attested_to": "2030"}, True),
    ],
)
def test_a_claim_holds_unless_it_is_known_not_to(dates: dict[str, str], holds: bool) -> None:  # noqa: FBT001 - a case
    """Validity that is not known excludes nothing, and when something was observed says nothing of its validity."""
    assert (ask("12061", claim("bergkreis", OBERAU, **dates)).status == "responsible") == holds


def test_claims_follow_each_other() -> None:
    """A network that took over is the answer from its day on."""
    claims = (claim("bergkreis", OBERAU, valid_to="2019-12-31"), claim("talkreis", OBERAU, valid_from="2020-01-01"))
    assert ask("12061", *claims, on="2019-12-31").require().id == "bergkreis"
    assert ask("12061", *claims, on="2020-01-01").require().id == "talkreis"


def test_a_day_before_the_places_is_an_answer() -> None:
    """Before the first day of the places nothing is assigned, but the claims are shown and the place is named."""
    answer = ask("98101 Oberau", FIRST, on="2009-12-31")
    assert brief(answer) == ("unassigned", "before_data")
    assert key_of(answer) == OBERAU
    assert len(answer.claims) == 1
    assert brief(ask("98101 Oberau", FIRST, on="2010-01-01")) == ("bergkreis", "attested")


@pytest.mark.parametrize("on", ["0001-01-01", "1899-12-31", "2016-01-01", "2100-01-01", "9999-12-31"])
def test_every_day_has_an_answer(on: str) -> None:
    """No day is an error, so that tables can pass a column of them."""
    for text in ("31134 Hildesheim", "Neuenkirchen", "03159", "20095 Hamburg", "xyzzy", "52.15, 9.95"):
        assert str(kmn.locate(text, on=on).on) == on


# --- areas ----------------------------------------------------------------------------------------------------------


def test_a_claim_of_a_municipality_outweighs_that_of_its_district() -> None:
    """A claim about a municipality concerns it alone, and its district holds for the others."""
    claims = (FIRST, claim("talkreis", "12061002"))
    assert ask("98101 Mühlfeld", *claims).require().id == "talkreis"
    assert ask("12061001", *claims).require().id == "bergkreis"


def test_a_district_that_is_divided_needs_the_municipality() -> None:
    """Where municipalities of a district have different networks, the district alone is ambiguous."""
    claims = (claim("bergkreis", "12061001"), claim("talkreis", "12061002"))
    answer = ask("12061", *claims)
    assert isinstance(answer, kmn.Ambiguous)
    assert keys_of(answer) == [OBERAU]
    networks = {candidate.place: candidate.answer.require().id for candidate in answer.candidates}
    assert networks == {"Oberau, Stadt (Landkreis Oberau)": "bergkreis", "Mühlfeld (Landkreis Oberau)": "talkreis"}


def test_a_district_that_is_divided_without_difference_is_answered() -> None:
    """Where claims about all municipalities of a district agree, so does the district."""
    answer = ask("12061", claim("bergkreis", "12061001"), claim("bergkreis", "12061002"))
    assert answer.require().id == "bergkreis"
    assert len(answer.municipalities) == 2


def test_a_claim_that_names_an_old_key_is_carried_over_and_said() -> None:
    """A claim about a municipality under its former key holds for it today, with a note that names that key."""
    answer = ask("98209 Altau", claim("talkreis", "12063001"))
    assert answer.require().id == "talkreis"
    (note,) = [note for note in answer.notes if note.code == "claim_of_other_key"]
    assert dict(note.parameters) == {"key": "12063001"}
    assert [one.area for one in answer.claims] == ["12063001"]


def test_a_claim_of_today_is_carried_back() -> None:
    """On a day of old keys, a claim about the key of today is found, and the place bears its name of then."""
    answer = kmn.locate(kmn.AGS("03152012"), on="2016-05-01", evidence="inferred")
    assert key_of(answer) == "03152"
    assert answer.require().id == "suedniedersachsen"
    assert "claim_of_other_key" in codes(answer)


def test_several_places_with_one_network_are_answered_together() -> None:
    """Districts of one network need not be told apart; the weakest evidence among them is that of the answer."""
    claims = (claim("bergkreis", OBERAU, "official"), claim("bergkreis", NIEDERAU))
    answer = ask("98301", *claims)
    assert brief(answer) == ("bergkreis", "attested")
    assert keys_of(answer) == [OBERAU, NIEDERAU]
    assert "several_places" in codes(answer)


def test_several_places_without_a_network_are_answered_together() -> None:
    """Open here and inferred only there is open for both."""
    assert brief(ask("98301", claim("bergkreis", OBERAU, "inferred"))) == ("unassigned", "open")
    both = (claim("bergkreis", OBERAU, "inferred"), claim("talkreis", NIEDERAU, "inferred"))
    assert brief(ask("98301", *both)) == ("unassigned", "inferred_only")


@pytest.mark.parametrize("claims", [(FIRST,), (FIRST, claim("talkreis", NIEDERAU))])
def test_places_of_different_answers_are_candidates(claims: tuple[Assignment, ...]) -> None:
    """A network against another, or against none, has to be decided; each candidate says what would be answered."""
    answer = ask("98301", *claims)
    assert isinstance(answer, kmn.Ambiguous)
    assert [candidate.place for candidate in answer.candidates] == [
        "Mühlfeld (Landkreis Oberau)",
        "Mühlfeld (Landkreis Niederau)",
    ]
    alone = [ask(key, *claims) for key in ("12061002", "12062002")]
    assert [brief(candidate.answer) for candidate in answer.candidates] == [brief(one) for one in alone]


def test_here_and_elsewhere_is_ambiguous() -> None:
    """A code of two states is not answered for one of them."""
    answer = ask("98401", FIRST)
    assert isinstance(answer, kmn.Ambiguous)
    assert [candidate.place for candidate in answer.candidates] == [
        "Niederau am See, Stadt (Landkreis Niederau)",
        "Hügelland",
    ]
    assert keys_of(answer) == [NIEDERAU]


def test_who_is_asked_about_all_candidates_can_say_something_on_each() -> None:
    """Beside candidates only those are named who are to be asked whatever is meant; the others stand with each."""
    answer = kmn.locate("Neuenkirchen")
    assert [one.kind for one in answer.ask] == ["coordination"]
    assert all(
        "komut" in {one.kind for one in candidate.answer.ask}
        for candidate in answer.candidates
        if candidate.answer.districts
    )


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    """What is kept of earlier questions does not change later answers."""
    things = ("98301", "Mühlfeld", "12063", "98001 Seeburg", "98401")
    fresh = {thing: locator().locate(thing, on="2026-01-01") for thing in things}
    shared = locator()
    for evidence in ("inferred", "official", "attested"):
        for on in ("2009-01-01", "2015-01-01", "2026-01-01"):
            for thing in reversed(things):
                shared.locate(thing, on=on, evidence=evidence)
    assert {thing: shared.locate(thing, on="2026-01-01") for thing in things} == fresh


def test_all_claims_of_the_second_state_are_told_apart() -> None:
    """One claim of each kind decides where it should, and only there."""
    places = locator(dataset(OFFICIAL, ATTESTED, INFERRED))
    assert brief(places.locate(OBERAU)) == ("bergkreis", "official")
    assert brief(places.locate(ALTAU, on="2015-01-01")) == ("talkreis", "attested")
    assert brief(places.locate(CITY)) == ("unassigned", "inferred_only")
