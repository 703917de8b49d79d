from __future__ import annotations

import pytest

import kmn
from tests import second_state
from tests.lookup.glimpse import codes, decided, key_of, keys_of


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Neustadt a. Rbge.", "03241"),
        ("Hann. Münden", "03159"),
        ("Hann.Münden", "03159"),
        ("Hannoversch Muenden", "03159"),
        ("Nienburg/Weser", "03256"),
        ("Nienburg a. d. Weser", "03256"),
        ("Rotenburg (Wümme)", "03357"),
        ("Rotenburg a.d. Wümme", "03357"),
        ("Oldenburg (Oldb)", "03403"),
        ("Oldenburg i. Oldb.", "03403"),
        ("Oldenburg i. O.", "03403"),
        ("Leer/Ostfr.", "03457"),
        ("Brake/Utw.", "03461"),
        ("Hagen a.T.W.", "03459"),
        ("Bad Münder am Deister", "03252"),
        ("Winsen/Luhe", "03353"),
        ("Winsen a.d. Aller", "03351"),
        ("Buchholz i. d. Nordheide", "03353"),
        ("Freiburg (Elbe)", "03359"),
        ("Freiburg/Elbe", "03359"),
        ("Essen (Oldb)", "03453"),
        ("Neuenkirchen/Vörden", "03460"),
        ("Clausthal", "03153"),
        ("Fallingbostel", "03358"),
        ("Lueneburg", "03355"),
        ("Luneburg", "03355"),
        ("LÃ¼neburg", "03355"),
        ("L?neburg", "03355"),
        ("Hanover, Germany", "03241"),
        ("Brunswick", "03101"),
        ("Münden", "03159"),
    ],
)
def test_names_are_understood_as_written(text: str, district: str) -> None:
    """Abbreviations, suffixes, lost letters and names in other languages lead to the town."""
    answer = kmn.locate(text)
    assert key_of(answer) == district
    assert answer.method == "place"


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Landkreis Oldenburg", "03458"),
        ("LK Göttingen", "03159"),
        ("Kreis Göttingen", "03159"),
        ("Region Hannover", "03241"),
        ("Landkreis Nienburg/Weser", "03256"),
        ("Hameln-Pyrmont", "03252"),
        ("Soltau-Fallingbostel", "03358"),
        ("Landkreis Osterode", "03159"),
        ("Grafschaft Bentheim", "03456"),
    ],
)
def test_districts_are_places_too(text: str, district: str) -> None:
    """A district is found by its name, also by one it bore before, and no municipality is claimed."""
    answer = kmn.locate(text)
    assert key_of(answer) == district
    assert answer.municipalities == ()


@pytest.mark.parametrize(
    ("text", "district", "other"),
    [
        ("Oldenburg", "03403", "Landkreis Oldenburg"),
        ("Hannover", "03241", "Region Hannover"),
        ("Celle", "03351", "Landkreis Celle"),
    ],
)
def test_a_town_is_told_from_the_district_of_its_name(text: str, district: str, other: str) -> None:
    """The bare name means the town, and the answer says which district has it too; "Stadt" leaves no doubt."""
    answer = kmn.locate(text)
    assert key_of(answer) == district
    assert answer.municipality is not None
    assert [note.code for note in answer.notes] == ["name_also_district"]
    assert other in answer.notes[0].text()
    assert codes(kmn.locate(f"Stadt {text}")) == set()


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("Neuenkirchen", {"03251", "03352", "03358", "03359", "03459"}),
        ("Hagen", {"03101", "03352", "03459"}),
        ("Buchholz", {"03257", "03353"}),
        ("Essen", {"03453"}),
        ("Freiburg", {"03359"}),
        ("Neustadt", {"03101", "03241"}),
    ],
)
def test_a_name_of_several_places_is_ambiguous_where_it_matters(text: str, districts: set[str]) -> None:
    """Namesakes with different answers, here or in another state, have to be told apart, and a code would do it."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Ambiguous)
    assert set(keys_of(answer)) == districts
    assert answer.needs == ("plz",)
    assert len({candidate.place for candidate in answer.candidates}) == len(answer.candidates)


@pytest.mark.parametrize("text", ["Burgdorf", "Winsen", "Lohne"])
def test_namesakes_with_the_same_answer_are_answered(text: str) -> None:
    """Where all towns of the name have the same answer, it is given, and the answer says that they are several."""
    answer = kmn.locate(text)
    assert decided(answer)
    assert len(answer.districts) == 2
    assert answer.district is None
    assert "several_places" in codes(answer)


def test_namesakes_within_a_district_are_several() -> None:
    """A municipality and the forest of its name are two places, which the answer says; with a code there is one."""
    answer = kmn.locate("Göhrde")
    assert (len(answer.municipalities), answer.municipality) == (2, None)
    assert codes(answer) == {"several_places"}
    assert "several_places" not in codes(kmn.locate("29473 Göhrde")) | codes(kmn.locate("Landkreis Celle"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3113 Hildesheim", True),
        ("Domhof 1, 3113 Stadt Hildesheim", True),
        ("Domhof 1 311340 Hildesheim", True),
        ("D-3113 Hildesheim", True),
        ("Domhof 1001 Hildesheim", False),
        ("12 Hildesheim", False),
        ("Hildesheim", False),
        ("31134 Hildesheim", False),
        ("99999 Hildesheim", False),
    ],
)
def test_a_number_that_is_no_postal_code_is_told(text: str, said: bool) -> None:  # noqa: FBT001
    """Four or six digits where the postal code stands are no house number, and the town decided without them."""
    answer = kmn.locate(text)
    assert answer.require().id == "suedniedersachsen"
    assert ("plz_unreadable" in codes(answer)) == said


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Burgdorf, Region Hannover", "03241"),
        ("Burgdorf (Region Hannover)", "03241"),
        ("Burgdorf, LK Wolfenbüttel", "03158"),
        ("Burgdorf, Kreis Wolfenbüttel", "03158"),
        ("Neuenkirchen, Landkreis Diepholz", "03251"),
        ("Neuenkirchen (Land Hadeln)", "03352"),
        ("Winsen, Kreis Celle", "03351"),
        ("Bad Bevensen (Kreis Uelzen)", "03360"),
        ("Landkreis Göttingen, Osterode am Harz", "03159"),
        ("Gemeinde Wietze, Landkreis Celle", "03351"),
        ("Peheim, Molbergen", "03453"),
        ("Hanstedt, Kreis Harburg", "03353"),
        ("Freiburg, Niedersachsen", "03359"),
        ("Essen, Niedersachsen", "03453"),
    ],
)
def test_a_second_name_tells_namesakes_apart(text: str, district: str) -> None:
    """A district, a municipality or the state beside a name decides among its bearers."""
    assert key_of(kmn.locate(text)) == district


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("München", "Bayern"),
        ("Neustadt, Bayern", "Bayern"),
        ("Essen, Nordrhein-Westfalen", "Nordrhein-Westfalen"),
        ("Freiburg im Breisgau", "Baden-Württemberg"),
        ("Oldenburg in Holstein", "Schleswig-Holstein"),
        ("Rotenburg an der Fulda", "Hessen"),
        ("Bremerhaven", "Bremen"),
        ("Hamburg-Harburg", "Hamburg"),
        ("Lange Str. 5, Bad Kissingen", "Bayern"),
    ],
)
def test_a_town_elsewhere_is_outside(text: str, state: str) -> None:
    """A known town of another state, or a name with another state beside it, is outside, and the state is named."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Outside)
    assert answer.state == state


@pytest.mark.parametrize("text", ["Sankt Andreasberg", "Vienenburg", "Loccum", "Dorfstraße 5, Loccum"])
def test_a_locality_alone_is_open_ended(text: str) -> None:
    """The name of a village does not decide alone, because other villages of the name may be in no list."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Ambiguous)
    assert len(answer.candidates) == 1
    assert codes(answer) == {"locality_alone"}


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Loccum, Rehburg-Loccum", "Rehburg-Loccum"),
        ("Goslar-Vienenburg", "Goslar"),
        ("Goslar OT Vienenburg", "Goslar"),
        ("OT Sorsum, Hildesheim", "Hildesheim"),
        ("Peine-Vöhrum", "Peine"),
        ("Hannover-Linden", "Hannover"),
        ("Hannover/Linden", "Hannover"),
        ("Hannover Mitte", "Hannover"),
        ("Linden, Hannover", "Hannover"),
        ("Erstaufnahme Bramsche-Hesepe", "Bramsche"),
        ("Neustadt am Rübenberge OT Mardorf", "Neustadt am Rübenberge"),
    ],
)
def test_a_part_beside_its_town_is_the_town(text: str, municipality: str) -> None:
    """A village or quarter beside its town means the town, whether our list knows it or not."""
    answer = kmn.locate(text)
    assert answer.municipality is not None
    assert answer.municipality.name == municipality


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Bremer Straße, Oldenburg", "03403"),
        ("Bremer Str. 12 Oldenburg", "03403"),
        ("Celler Straße 3, Uelzen", "03360"),
        ("Uelzen, Celler Str. 3", "03360"),
        ("Uelzen Celler Str. 3", "03360"),
        ("Buxtehude Stader Straße 3", "03359"),
        ("Alte Celler Heerstr. 5, Gifhorn", "03151"),
        ("An der Leine 3, Hannover", "03241"),
        ("Im Norden 4, Aurich", "03452"),
        ("Domhof 1 in Hildesheim", "03254"),
        ("Hauptstr. 12, Brome", "03151"),
        ("wohnhaft in Brome, Hauptstr. 12", "03151"),
        ("Dorfstr. 5, Berge", "03459"),
    ],
)
def test_a_street_does_not_win_over_the_town(text: str, district: str) -> None:
    """A town in the name of a street is not the place, wherever the street stands."""
    assert key_of(kmn.locate(text)) == district


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Stadt Celle, Rathaus", "03351"),
        ("Rathaus Celle", "03351"),
        ("Leuphana Universität Lüneburg", "03355"),
        ("Hotel Stadt Hannover, Celle", "03351"),
        ("Sparkasse Celle-Gifhorn-Wolfsburg, Schlossplatz 1, Gifhorn", "03151"),
        ("Diakonisches Werk Wolfsburg-Helmstedt, Neumärker Str. 1, Helmstedt", "03154"),
        ("Hamburger Sparkasse, Bahnhofstr. 3, Buchholz in der Nordheide", "03353"),
        ("Max Peine, Domhof 1, Hildesheim", "03254"),
        ("Familie Peine\nDomhof 1\nHildesheim", "03254"),
        ("z. Hd. Frau Uelzen, Hildesheim", "03254"),
        ("Welcher Regionalverbund ist für Uelzen zuständig?", "03360"),
        ("Klosterflecken Ebstorf", "03360"),
        ("Berg- und Universitätsstadt Clausthal-Zellerfeld", "03153"),
    ],
)
def test_organisations_and_persons_do_not_win_over_the_town(text: str, district: str) -> None:
    """The town stands last, or behind its title; what stands before it may hold the name of another."""
    assert key_of(kmn.locate(text)) == district


@pytest.mark.parametrize("text", ["Celle, Hildesheim", "Peine, Max; Domhof 1; Hildesheim"])
def test_two_towns_of_different_answers_are_ambiguous(text: str) -> None:
    """Two towns that have nothing in common are both candidates."""
    assert kmn.locate(text).status == "ambiguous"


@pytest.mark.parametrize(
    "text",
    [
        "Lünebrug",
        "Am Markt 1, Lünebrug",
        "Am Markt 1 Lünebrug",
        "Braunschwieg",
        "Göttingne",
        "Oldenbrug",
        "Rathausplatz, Hildeshiem",
    ],
)
def test_a_misspelt_town_is_corrected_and_says_so(text: str) -> None:
    """One clearly nearest town of some size is taken, with a note that names it."""
    answer = kmn.locate(text)
    assert answer.municipality is not None
    (note,) = [note for note in answer.notes if note.code == "place_corrected"]
    assert answer.municipality.name in note.text()


@pytest.mark.parametrize(
    "text", ["Burgdorf", "Hauptstr. 5, Braunschweig", "Neuenkirchen", "Clausthal-Zellerfeld", "Bad Zwischenahn"]
)
def test_what_is_spelt_right_is_not_corrected(text: str) -> None:
    """A name that is found as written is no correction."""
    assert "place_corrected" not in codes(kmn.locate(text))


@pytest.mark.parametrize(("text", "perhaps"), [("Westen", "Weste"), ("Münder", "Münden")])
def test_what_is_only_perhaps_meant_does_not_decide(text: str, perhaps: str) -> None:
    """What is near a small or short name may as well be an unknown village: it is offered, not taken."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Ambiguous)
    (note,) = answer.notes
    assert note.code == "place_perhaps"
    assert perhaps in note.text()
    assert set(answer.needs) == {"place", "plz"}


def test_what_is_near_several_names_is_suggested() -> None:
    """Where no name is clearly nearest, the nearest are suggested, and none is taken."""
    answer = second_state.locator().locate("Mühlau")
    assert isinstance(answer, kmn.NotFound)
    assert kmn.locate("Mellendorf").suggestions


def test_a_misspelt_town_elsewhere_is_not_one_of_ours() -> None:
    """What is as near to a large town of another state is not read as a place here."""
    assert not decided(kmn.locate("Duisbrug"))
    assert not decided(second_state.locator().locate("Bregstadt"))


@pytest.mark.parametrize("text", ["xyzzy", "Bad Foo", "Guten Tag", "Hauptstraße 5", "Domhof", "12", "Tel."])
def test_what_names_no_place_is_not_found(text: str) -> None:
    """A text without any place is not found."""
    assert isinstance(kmn.locate(text), kmn.NotFound)


@pytest.mark.parametrize("text", ["Niedersachsen", "Lower Saxony"])
def test_the_state_alone_is_not_one_place(text: str) -> None:
    """Who names only the state has to say more."""
    assert not decided(kmn.locate(text))


def test_a_joint_municipality_is_all_of_its_members() -> None:
    """A Samtgemeinde leads to its members, and so to one district."""
    answer = kmn.locate("Samtgemeinde Lachendorf")
    assert key_of(answer) == "03351"
    assert len(answer.municipalities) > 2
    assert key_of(second_state.locator().locate("Samtgemeinde Bergland")) == second_state.OBERAU
