from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.lookup.spelling import Correction, correct, nearest
from kmn.places.area import Area
from kmn.places.search import Named, Rank

PEOPLE = {
    "lueneburg": 75_000,
    "braunschweig": 250_000,
    "celle": 70_000,
    "peine": 50_000,
    "weste": 900,
    "wolfsburg": 120_000,
    "neuenkirchen": 5_000,
    "sorsum": -1,
}
words = st.text("abcdeilnrsu ", max_size=14)


class Towns:
    """Names of towns with their inhabitants, and towns elsewhere beside."""

    def __init__(self, people: dict[str, int], rivals: tuple[str, ...] = ()) -> None:
        """Take the names."""
        self.people = people
        self.rivals = rivals

    def keys(self) -> list[str]:
        """Give the names."""
        return sorted(self.people)

    def inhabitants(self, phrase: str, /) -> int:
        """Give the inhabitants of a town."""
        return self.people[phrase]

    def meanings(self, phrase: str, /) -> list[Named]:
        """Give one meaning for each name."""
        return [Named(phrase, "town", (Area(phrase),), Rank.NAME)]

    def elsewhere(self, phrase: str, /) -> list[Named]:
        """Give a town elsewhere of that name."""
        return [Named(phrase, "elsewhere", (Area(state="Hessen"),), Rank.NAME)] if phrase in self.rivals else []

    def elsewhere_keys(self) -> tuple[str, ...]:
        """Give the names of the towns elsewhere."""
        return self.rivals


def corrected(phrase: str, *rivals: str) -> Correction:
    """Correct a phrase among some towns, with towns elsewhere beside."""
    return correct(phrase, Towns(PEOPLE, rivals))


def test_the_name_of_a_town_elsewhere_is_no_mistake() -> None:
    """What is exactly the name of a town of another state is not corrected to one here."""
    assert corrected("wolfsbug", "wolfsbug").key is None


def test_what_is_right_is_not_corrected() -> None:
    """A name that is known as it stands has no correction."""
    assert corrected("lueneburg").key is None


@pytest.mark.parametrize(
    "phrase", ["luenebrug", "lueneburk", "luneburg", "lueneburgg", "brunschweig", "braunschwieg"]
)
def test_one_error_in_a_known_town_is_corrected(phrase: str) -> None:
    """A letter too much, too few, wrong, or swapped is taken for an error in the name of a town."""
    found = corrected(phrase)
    assert found.key in {"lueneburg", "braunschweig"}
    assert found.sure


@pytest.mark.parametrize(
    ("phrase", "key"),
    [("selle", None), ("penie", "peine"), ("westen", "weste"), ("lunebrug", "lueneburg")],
)
def test_what_is_less_sure_is_only_offered(phrase: str, key: str | None) -> None:
    """Short names, small places and two errors are offered, and names that begin with another letter are not."""
    found = corrected(phrase)
    assert found.key == key
    assert not found.sure


def test_two_errors_need_a_long_name() -> None:
    """Two errors are forgiven in a name of twelve letters."""
    assert corrected("braunschwiegg").sure
    assert not corrected("wolfsbugr e").sure


@pytest.mark.parametrize(("phrase", "key"), [("wytse", "weste"), ("grqel", "garrel"), ("ilhwo", "ihlow")])
def test_two_errors_in_a_short_name_are_only_offered(phrase: str, key: str) -> None:
    """Where nothing is one error away, what is two errors away is suggested, and never taken."""
    found = correct(phrase, Towns({"weste": 700, "garrel": 15_000, "ihlow": 12_000, "peine": 50_000}))
    assert found.key is None
    assert key in found.suggestions


def test_a_town_elsewhere_as_near_forbids_a_correction() -> None:
    """A correction must be nearer than every town of another state."""
    assert corrected("wolfsbug").key == "wolfsburg"
    assert corrected("wolfsbug", "wolfsbu").key is None


def test_localities_are_never_taken() -> None:
    """What is near a village only is suggested, no more."""
    assert corrected("sorsumm") == Correction(suggestions=("sorsum",))


def test_two_names_as_near_are_both_suggested() -> None:
    """Where no name is clearly nearest, none is taken."""
    found = correct("hage", Towns({"haga": 9_000, "hagi": 9_000, "xyz": 9_000}))
    assert (found.key, set(found.suggestions)) == (None, {"haga", "hagi"})


@pytest.mark.parametrize("phrase", ["", "a", "hamburg", "zzzzzzzz"])
def test_what_is_near_nothing_stays_so(phrase: str) -> None:
    """A phrase that is near no name has no correction."""
    assert corrected(phrase) == Correction()


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (["hildesheimm"], "hildesheim"),
        (["hidlesheim"], "hildesheim"),
        (["xyz", "himmelsthur"], "himmelsthuer"),
        (["hild"], "hildesheim"),
        (["hi"], None),
        (["h"], None),
        (["ochtersum sued"], None),
        ([], None),
    ],
)
def test_within_a_code_less_is_enough(phrases: list[str], expected: str | None) -> None:
    """Among the few names of a code one or two errors are forgiven, and the beginning of one name is enough."""
    assert nearest(phrases, {"hildesheim": (Area("a"),), "himmelsthuer": (Area("b"),)}) == expected


@given(st.lists(words, max_size=3), st.lists(words.filter(bool), max_size=6, unique=True))
def test_the_nearest_is_one_of_the_allowed(phrases: list[str], keys: list[str]) -> None:
    """Whatever is typed, the result is one of the allowed names or none, and the order of them does not matter."""
    places = {key: (Area(key),) for key in keys}
    found = nearest(phrases, places)
    assert found is None or found in keys
    assert found == nearest(phrases, dict(reversed(places.items())))


@given(words)
def test_a_correction_is_a_town_and_begins_alike(phrase: str) -> None:
    """Whatever is typed, what is taken is a town, nearly as long, and begins with the same letter."""
    found = corrected(phrase)
    if found.key is not None:
        assert found.key[0] == phrase[0]
        assert PEOPLE[found.key] >= 0
        assert abs(len(found.key) - len(phrase)) <= 2
