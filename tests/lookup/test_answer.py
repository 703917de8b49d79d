from __future__ import annotations

import copy
import pickle

import pytest

import kmn
from kmn.lookup.answer import ANSWERS, Answer
from tests import second_state

# Something for each status, and for each reason of `unassigned`.
ASKED = {
    "responsible": "Domhof 1, 31134 Hildesheim",
    "inferred_only": "38440 Wolfsburg",
    "open": "26506 Norden",
    "ambiguous": "Neuenkirchen",
    "outside": "20095 Hamburg",
    "not_found": "31112",
}
each_answer = pytest.mark.parametrize("answer", [kmn.locate(text) for text in ASKED.values()], ids=list(ASKED))
without_network = pytest.mark.parametrize(
    "answer", [kmn.locate(text) for name, text in ASKED.items() if name != "responsible"]
)


def test_there_is_something_of_each_kind() -> None:
    """The answers below are one of each class."""
    assert {type(kmn.locate(text)) for text in ASKED.values()} == set(ANSWERS)


def test_a_pickled_answer_does_not_hold_what_was_asked() -> None:
    """An address leaves neither in text nor in a pickle, unless the caller asks for it."""
    answer = kmn.locate("Geheimweg 7, 31134 Hildesheim", lang="en")
    assert answer.to_dict(query=True)["query"] == "Geheimweg 7, 31134 Hildesheim"
    content = pickle.dumps(answer)
    assert b"Geheim" not in content
    back = pickle.loads(content)  # noqa: S301 - ours
    assert (back, back.lang, back.to_dict()) == (answer, "en", answer.to_dict())
    assert back.to_dict(query=True)["query"] is None


@each_answer
def test_an_answer_survives_pickle_and_copy(answer: Answer) -> None:
    """Answers cross process borders and caches: copies are equal, and say the same."""
    for other in (pickle.loads(pickle.dumps(answer)), copy.copy(answer), copy.deepcopy(answer)):  # noqa: S301 - ours
        assert other == answer
        assert hash(other) == hash(answer)
        assert other.to_dict() == answer.to_dict()


@each_answer
def test_an_answer_is_neither_true_nor_false(answer: Answer) -> None:
    """`if answer:` is refused with a hint, because an open answer is an answer."""
    with pytest.raises(kmn.InputTypeError, match=r"branch on its class or on answer\.status"):
        bool(answer)


@each_answer
def test_an_answer_is_not_changed(answer: Answer) -> None:
    """Answers are shared, and so cannot be changed."""
    with pytest.raises(AttributeError):
        answer.network = None  # type: ignore[misc]


def test_a_network_can_be_required() -> None:
    """`require` returns the network where there is one."""
    assert kmn.locate(ASKED["responsible"]).require().id == "suedniedersachsen"


@without_network
def test_requiring_what_is_not_there_explains_itself(answer: Answer) -> None:
    """Without a network `require` raises, and the text of the error is the explanation in English."""
    with pytest.raises(kmn.NoNetworkError) as caught:
        answer.require()
    assert str(caught.value) == answer.explain("en")
    assert isinstance(caught.value, LookupError)


@each_answer
def test_an_answer_prints_as_its_explanation(answer: Answer) -> None:
    """`print(answer)` explains it in the language that was asked for."""
    assert str(answer) == answer.explain() == answer.explain("de")


def test_answers_in_two_languages_are_equal() -> None:
    """The language changes how an answer speaks, not what it says."""
    german, english = kmn.locate("31134 Hildesheim"), kmn.locate("31134 Hildesheim", lang="en")
    assert german == english
    assert str(german) != str(english) == german.explain("en")


def test_there_is_a_district_only_if_there_is_one() -> None:
    """`district` and `municipality` give the only one, and None where there are several or none."""
    one, several, none = (kmn.locate(text) for text in ("31134 Hildesheim", "Neuenkirchen", "20095 Hamburg"))
    assert one.district is not None
    assert one.municipality is not None
    assert (one.districts, one.municipalities) == ((one.district,), (one.municipality,))
    assert len(several.districts) > 1
    assert (several.district, several.municipality) == (none.district, none.municipality) == (None, None)


def test_the_deciding_claims_are_the_strongest_of_the_network() -> None:
    """Of several claims only those decide that name the network at the level of the answer; they date it."""
    claims = (
        second_state.claim("bergkreis", second_state.OBERAU, "official", valid_to="2024-12-31", attested_from="2020"),
        second_state.claim(
            "bergkreis", second_state.OBERAU, "official", valid_from="2024-01-01", attested_to="2024-06"
        ),
        second_state.claim("bergkreis", second_state.OBERAU, attested_from="2025"),
        second_state.claim("talkreis", second_state.OBERAU, "inferred", attested_from="2026"),
    )
    answer = second_state.locator(second_state.dataset(*claims)).locate("12061", on="2024-07-01")
    assert [str(claim.attested_on) for claim in answer.deciding_claims] == ["2020", "2024-06"]
    assert len(answer.claims) == 4
    assert str(answer.attested_on) == "2024-06"


def test_an_undated_claim_has_no_date() -> None:
    """Where the source has no date, the answer has none either, rather than that of its retrieval."""
    answer = kmn.locate("31134 Hildesheim")
    assert answer.deciding_claims
    assert answer.attested_on is None


@without_network
def test_without_a_network_nothing_decided(answer: Answer) -> None:
    """Claims beside an open answer are shown, but none of them decided."""
    assert (answer.deciding_claims, answer.evidence, answer.attested_on) == ((), None, None)


def test_what_was_asked_is_repeated_only_on_demand() -> None:
    """The text that was asked stands in no output unless wished for; an address in parts never does."""
    answer = kmn.locate("Geheimweg 17b, 31134 Hildesheim")
    assert answer.to_dict()["query"] is None
    assert answer.to_dict(query=True)["query"] == "Geheimweg 17b, 31134 Hildesheim"
    assert "Geheim" not in repr(answer)
    address = kmn.Address(street="Geheimweg 17b", plz="31134", place="Hildesheim")
    assert kmn.locate(address).to_dict(query=True)["query"] is None


def test_the_data_behind_an_answer_is_named() -> None:
    """Every answer says from which version of which data it came, and of which day it speaks."""
    answer = second_state.locator().locate("12061", on="2024-07-01")
    assert (answer.data_version, answer.scope.structure) == ("7.1", "Beratung im Seenland")
    assert "2024-07-01" in answer.cite()
    assert "7.1" in answer.cite()
