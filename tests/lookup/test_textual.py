from __future__ import annotations

import pytest

import kmn
from kmn.lookup.reading import LONGEST_TEXT
from kmn.wiring import default_locator, gazetteer, name_index
from tests import second_state
from tests.lookup.glimpse import codes, decided, key_of


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Postfach 1255, 31112 Hildesheim", "03254"),
        ("Postfach 12 34 56\n30001 Hannover", "03241"),
        ("99999 Celle", "03351"),
        ("00000 Celle", "03351"),
        ("30001 Burgdorf, Region Hannover", "03241"),
    ],
)
def test_an_unknown_code_leaves_the_decision_to_the_town(text: str, district: str) -> None:
    """The code of a post-office box, or one that never was, is passed over for a known town, and a note says so."""
    answer = kmn.locate(text)
    assert key_of(answer) == district
    assert answer.method == "place"
    assert "plz_unknown" in codes(answer)


def test_an_unknown_code_does_not_tell_namesakes_apart() -> None:
    """Beside an unknown code, a name of several towns stays one."""
    answer = kmn.locate("99999 Neuenkirchen")
    assert answer.status == "ambiguous"
    assert "plz_unknown" in codes(answer)


def test_neither_code_nor_town_is_not_found() -> None:
    """Where neither is known, the answer says so of the code, and suggests what name or code are near."""
    assert codes(kmn.locate("99999 Xyzzy")) == {"plz_unknown_alone"}
    assert "Hildesheim" in kmn.locate("31112 Xyzzy").suggestions


@pytest.mark.parametrize(
    "text",
    [
        "12345 Weg 7, 31134 Hildesheim",
        "31134 Hildesheim, Kundennummer 29221",
        "Tel. 05121 29221, 31134 Hildesheim",
        "Aktenzeichen 29221/24\n31134 Hildesheim",
        "31134 Hildesheim 29221",
    ],
)
def test_the_postal_code_is_the_number_next_to_a_town(text: str) -> None:
    """Of several five-digit numbers, the one beside a word late in the text is the code."""
    assert key_of(kmn.locate(text)) == "03254"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("1010 Wien, Österreich", "AT"),
        ("A-1010 Wien", "AT"),
        ("CH-8001 Zürich", "CH"),
        ("75008 Paris, France", "FR"),
        ("DK-6200 Aabenraa", "DK"),
        ("6200 Aabenraa, Danmark", "DK"),
        ("NL-9711AA Groningen", "NL"),
        ("9711 AA Groningen, Nederland", "NL"),
        ("70-001 Szczecin, Polska", "PL"),
        ("London, United Kingdom", "GB"),
        ("Damaskus, Syrien", "SY"),
        ("Hannover, Ontario, Kanada", "CA"),
    ],
)
def test_another_country_is_outside(text: str, country: str) -> None:
    """The name of a country at the end, or its letters before the code, make an address lie there."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Outside)
    assert (answer.country, answer.state) == (country, None)


@pytest.mark.parametrize(
    "country", ["Deutschland", "Germany", "DEUTSCHLAND", "(Deutschland)", "Allemagne", "Alemania"]
)
def test_our_own_country_changes_nothing(country: str) -> None:
    """The name of the country, in any language, is no part of the town."""
    for text in ("31134 Hildesheim", "Hildesheim"):
        assert key_of(kmn.locate(f"Domhof 1, {text}, {country}")) == "03254"
        assert key_of(kmn.locate(f"{text} {country}")) == "03254"


def test_a_very_long_text_is_read_from_its_beginning() -> None:
    """Only the beginning of a long text counts, and the answer says that there was more."""
    answer = kmn.locate("31134 Hildesheim" + " und so weiter" * LONGEST_TEXT + " 29221 Celle")
    assert key_of(answer) == "03254"
    assert answer.notes[0].code == "text_truncated"
    assert "text_truncated" not in codes(kmn.locate("31134 Hildesheim"))


def test_what_belongs_to_nobody_here_is_read_with_the_places_of_there() -> None:
    """The countries, codes and towns that a text may name are those of the places that were handed in."""
    places = second_state.locator()
    assert places.locate("Rue 3, 75001 Paris, Frankreich").country == "FR"
    assert key_of(places.locate("98001 Seeburg, Germany")) == second_state.CITY
    assert not decided(places.locate("31134 Hildesheim"))


STREETS = ("Am Markt 5", "Celler Straße 3b", "Sorsum 12", "Neuenkirchen 1-3", "Alter Weg 12 A")


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(
    ("town", "ignores"),
    [
        ("31134 Hildesheim", True),
        ("D-26506 Norden", True),
        ("31582 Nienburg (Weser)", True),
        ("31134 Hildesheim OT Sorsum", True),
        ("31134 Am Markt", False),
        ("31134", False),
        ("99999 Celle", False),
        ("31134 12", False),
        ("29221 Celle 31134", False),
        ("Hildesheim", False),
        ("31134 Hildesheim" + " und so weiter" * LONGEST_TEXT, False),
    ],
)
def test_no_street_matters_before_a_town_that_is_said_to_ignore_it(town: str, ignores: bool, apart: bool) -> None:  # noqa: FBT001
    """Where it is said that no street can change the answer, none does; where nobody knows, it is not said."""
    assert default_locator().ignores_street(town, apart=apart) == ignores
    if ignores:
        answers = [kmn.locate(f"{street}{',' if apart else ''} {town}").to_dict() for street in STREETS]
        assert all(answer == answers[0] for answer in answers)


def test_without_a_comma_a_street_is_ignored_only_before_a_single_municipality() -> None:
    """Words before a code could choose between several, unless a comma makes them a street."""
    locator = default_locator()
    towns = [
        f"{code.plz} {name}" for code in gazetteer().postal for name in list(name_index().within(code.areas))[:2]
    ]
    ignored = [town for town in towns if locator.ignores_street(town, apart=False)]
    assert len(ignored) > len(towns) / 3
    assert all(locator.ignores_street(town) for town in ignored)
    assert all(kmn.locate(town).municipality is not None for town in ignored)
