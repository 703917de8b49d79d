from __future__ import annotations

from typing import Final

import pytest

import kmn
from kmn.wiring import gazetteer
from tests import second_state
from tests.lookup.glimpse import codes, decided, key_of, keys_of

# Every code that touches two districts or another state, alone and with each of its places.
SHARED: Final[dict[str, tuple[str, dict[str, str | None]]]] = {
    "21444": ("responsible", {"Vierhöfen": "03353", "Kirchgellersen": "03355"}),
    "27726": ("unassigned", {"Worpswede": "03356", "Breddorf": "03357"}),
    "29640": ("responsible", {"Undeloh": "03353", "Schneverdingen": "03358"}),
    "49401": ("unassigned", {"Lembruch": "03251", "Damme": "03460"}),
    "19273": ("ambiguous", {"Amt Neuhaus": "03355", "Bleckede": "03355", "Teldau": None}),
    "34355": ("ambiguous", {"Staufenberg": "03159", "Kassel": None}),
    "32361": ("ambiguous", {"Bad Essen": "03459", "Preußisch Oldendorf": None}),
}
each_shared = pytest.mark.parametrize("plz", SHARED)


@each_shared
def test_a_shared_code_alone_is_as_sure_as_it_can_be(plz: str) -> None:
    """Two districts of one network are answered, two without a network too; another state needs the place."""
    status, places = SHARED[plz]
    for answer in (kmn.locate(plz), kmn.locate(kmn.PLZ(plz))):
        assert answer.status == status
        assert answer.method == "plz"
        assert {key for key in places.values() if key} == set(keys_of(answer))
        assert ("place" in answer.needs) == (status == "ambiguous")


@each_shared
def test_the_place_beside_a_shared_code_decides(plz: str) -> None:
    """With its place, a shared code leads to one district, or to the other state."""
    for place, district in SHARED[plz][1].items():
        answer = kmn.locate(f"Dorfstraße 5, {plz} {place}")
        assert key_of(answer) == district
        assert answer.status == "outside" if district is None else decided(answer)
        assert answer.method == "plz_place"


@pytest.mark.parametrize(
    "text",
    [
        "29640 Undeloh",
        "29640 UNDELOH",
        "29640, Undeloh",
        "29640\nUndeloh",
        "Undeloh 29640",
        "Undeloh\n29640",
        "Dorfstr. 3 Undeloh 29640",
        "Undeloh, Dorfstr. 3, 29640",
        "29640 Undeloh, Dorfstr. 3",
        "29640 Undeloh-Wesel",
        "OT Undeloh, 29640",
        "Gemeinde Undeloh, Dorfstr. 3, 29640",
        "Undeloh (29640)",
    ],
)
def test_the_place_of_a_code_is_found_wherever_it_stands(text: str) -> None:
    """Behind the code, before it, in the line before or after, or further up as the place of a village."""
    assert key_of(kmn.locate(text)) == "03353"


@pytest.mark.parametrize(
    ("text", "district", "municipality"),
    [
        ("Hamburger Straße 5, 38114 Braunschweig", "03101", "Braunschweig"),
        ("Celle\nDomhof 1\n31134 Hildesheim", "03254", "Hildesheim"),
        ("Caritasverband für die Diözese Osnabrück, 49324 Melle", "03459", "Melle"),
        ("AWO Kreisverband Uelzen\nHannoversche Str. 2\n29549 Bad Bevensen", "03360", "Bad Bevensen"),
        ("31157 Sarstedt bei Hildesheim", "03254", "Sarstedt"),
        ("28816 Stuhr bei Bremen", "03251", "Stuhr"),
        ("31303 Burgdorf", "03241", "Burgdorf"),
        ("38272 Burgdorf", "03158", "Burgdorf"),
        ("49632 Essen", "03453", "Essen (Oldenburg)"),
        ("30449 Linden", "03241", "Hannover"),
        ("27283 Verden/A.", "03361", "Verden (Aller)"),
        ("29439 Lüchow (Wendl.)", "03354", "Lüchow (Wendland)"),
        ("26121 Oldenburg i. O.", "03403", "Oldenburg (Oldenburg)"),
        ("21423 Winsen/L.", "03353", "Winsen (Luhe)"),
        ("31134 Hildesheim, Niedersachsen, Tel. 05121 12345, geb. 12.03.1985", "03254", "Hildesheim"),
        ("Kundennummer 20095, 31134 Hildesheim", "03254", "Hildesheim"),
        ("31134 Hildesheim, Aktenzeichen 12345/24", "03254", "Hildesheim"),
    ],
)
def test_other_names_and_numbers_do_not_contradict(text: str, district: str, municipality: str) -> None:
    """The code and the name beside it decide, whatever towns and numbers stand elsewhere in the text."""
    answer = kmn.locate(text)
    assert key_of(answer) == district
    assert answer.municipality is not None
    assert answer.municipality.name == municipality
    assert not codes(answer) & {"plz_contradicts_place", "place_not_in_plz", "plz_unknown"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("31134 Celle", {"03254", "03351"}),
        ("38100 Wolfenbüttel", {"03101", "03158"}),
        ("31134 Berlin", {"03254"}),
        ("28195 Stuhr", {"03251"}),
        ("28816 Bremen", {"03251"}),
        ("20095 Hildesheim", {"03254"}),
    ],
)
def test_code_and_town_that_contradict_are_reported(text: str, places: set[str]) -> None:
    """A code and a town of different answers are ambiguous, here and elsewhere, with a note and both candidates."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Ambiguous)
    assert "plz_contradicts_place" in codes(answer)
    assert set(keys_of(answer)) == places
    assert len(answer.candidates) == 2
    assert set(answer.needs) == {"plz", "place"}


@pytest.mark.parametrize(
    ("text", "code", "own"),
    [
        ("26603 Hildesheim", "the code belongs to Aurich, not to Hildesheim.", "31134, 31135, 31137"),
        ("20095 Hildesheim", "the code belongs to Hamburg, not to Hildesheim.", "31134, 31135, 31137"),
        ("31134 Stuttgart", "the code belongs to Hildesheim, not to Stuttgart.", None),
    ],
)
def test_where_code_and_town_belong_is_told(text: str, code: str, own: str | None) -> None:
    """Whoever gave both is told where the code belongs and which codes the town has, as far as we know them."""
    answer = kmn.locate(text)
    told = " ".join(note.text("en") for note in answer.notes)
    assert code in told
    assert (f"Postal codes such as {own} belong to" in told) == (own is not None)
    assert "Es entscheidet: was von beidem stimmt, die Postleitzahl oder der Ort" in answer.explain("de")


@pytest.mark.parametrize(
    "text", ["31134 Hidlesheim", "38100 Braunschw.", "37073 Gött.", "21335 Lüneb.", "31134 Hildes-heim"]
)
def test_a_misspelt_or_shortened_name_is_read_within_the_code(text: str) -> None:
    """What is nearly a name of the code is read as that name, and the answer says so."""
    answer = kmn.locate(text)
    assert answer.method == "plz_place"
    assert "place_corrected" in codes(answer)


@pytest.mark.parametrize("name", ["Cellle", "Lünebrug", "Braunschwieg", "Wolfsbrug", "Goslaar"])
def test_a_misspelt_name_is_never_read_across_its_code(name: str) -> None:
    """What is nearly a town elsewhere is not that town against a code: the code decides, and the answer says so."""
    answer = kmn.locate(f"31134 {name}")
    assert key_of(answer) == "03254"
    assert "place_not_recognised" in codes(answer)


@pytest.mark.parametrize(
    ("text", "note"), [("31134 Xyzzy", "place_not_recognised"), ("31134 Riepe", "place_not_in_plz")]
)
def test_a_name_that_is_not_known_at_the_code_is_said(text: str, note: str) -> None:
    """The code decides, because villages share names and no list has them all, and a note says so."""
    answer = kmn.locate(text)
    assert key_of(answer) == "03254"
    assert answer.method == "plz"
    assert note in codes(answer)


def test_a_town_of_the_same_district_is_no_contradiction() -> None:
    """A town with another code of the same district is that town, with a note about the code."""
    answer = kmn.locate("30159 Langenhagen")
    assert answer.municipality is not None
    assert answer.municipality.name == "Langenhagen"
    assert codes(answer) == {"plz_place_of_district"}


def test_a_locality_elsewhere_does_not_contradict() -> None:
    """A village may be missing in our list and share its name with one that is not."""
    answer = second_state.locator().locate("98201 Kleinhagen")
    assert key_of(answer) == second_state.NIEDERAU
    assert codes(answer) >= {"place_not_in_plz"}


def test_a_locality_leads_to_its_part_of_the_code() -> None:
    """Of the places of a code, the one that has the locality is meant; of two with the name, the one of the code."""
    places = second_state.locator()
    for text, municipality in (
        ("98101 Kleinhagen", "Oberau"),
        ("98101 Hagenau", "Mühlfeld"),
        ("98209 Hagenau", "Altau"),
    ):
        answer = places.locate(text)
        assert answer.municipality is not None
        assert answer.municipality.name == municipality


@pytest.mark.parametrize("text", ["27637 Nordholz", "37534 Badenhausen", "27637"])
def test_a_withdrawn_code_is_understood(text: str) -> None:
    """A code that is not in use any more still leads to its place, with a note."""
    answer = kmn.locate(text)
    assert decided(answer)
    assert "plz_withdrawn" in codes(answer)


def test_a_code_of_one_recipient_says_so() -> None:
    """The code of a bulk recipient leads to where it sits, with a note."""
    bulk = next(code for code in gazetteer().postal if code.kind == "bulk" and not code.withdrawn)
    answer = kmn.locate(bulk.plz)
    assert answer.districts
    assert "plz_bulk" in codes(answer)
    assert codes(second_state.locator().locate("98002")) == {"plz_bulk"}


@pytest.mark.parametrize("plz", ["31112", "31150", "30001"])
def test_an_unknown_code_alone_suggests_what_is_near(plz: str) -> None:
    """A code that nobody knows is not guessed; towns with codes like it are suggested."""
    for answer in (kmn.locate(plz), kmn.locate(kmn.PLZ(plz))):
        assert isinstance(answer, kmn.NotFound)
        assert codes(answer) == {"plz_unknown_alone"}
    assert second_state.locator().locate("98111").suggestions == ("Oberau", "Mühlfeld")


def test_suggestions_are_towns_the_largest_first() -> None:
    """Around the codes of Hildesheim's post-office boxes lies Hildesheim."""
    assert kmn.locate("31112").suggestions[0] == "Hildesheim"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("20095", "Hamburg"),
        ("20095 Hamburg", "Hamburg"),
        ("20099 Irgendwo", "Hamburg"),
        ("80331 München", "Bayern"),
        ("21073 Hamburg-Harburg", "Hamburg"),
        ("32423 Minden", "Nordrhein-Westfalen"),
        ("37194 Wahlsburg", "Hessen"),
    ],
)
def test_a_code_elsewhere_names_the_state(text: str, state: str) -> None:
    """A code of another state is outside, and the state is named."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Outside)
    assert answer.state == state
