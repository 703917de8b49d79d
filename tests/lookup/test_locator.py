from __future__ import annotations

import gc
import logging
import math
import time
from datetime import date
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kmn
from kmn.geocoding.protocol import Found
from kmn.wiring import gazetteer
from tests import second_state
from tests.lookup.glimpse import codes, decided, key_of
from tests.strategies import any_text, home_countries, not_texts, streets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kmn.lookup.answer import Answer

HILDESHEIM: Final = kmn.Point(lat=52.1508, lon=9.9511)


# --- statuses -------------------------------------------------------------------------------------------------------


def test_an_attested_place_names_its_network() -> None:
    """An address in an attested district is answered with the network, evidence and source."""
    answer = kmn.locate("Domhof 1, 31134 Hildesheim")
    assert isinstance(answer, kmn.Responsible)
    assert answer.network.id == "suedniedersachsen"
    assert answer.evidence == kmn.Evidence.ATTESTED
    assert answer.deciding_claims[0].sources


def test_an_inference_does_not_decide_by_default() -> None:
    """A district known by inference only is unassigned, and the inference is shown beside."""
    answer = kmn.locate("38440 Wolfsburg")
    assert isinstance(answer, kmn.Unassigned)
    assert answer.reason == "inferred_only"
    assert [claim.network.id for claim in answer.claims] == ["braunschweig"]


def test_an_inference_decides_when_asked_for() -> None:
    """With evidence="inferred" the inference is the answer, marked as such."""
    answer = kmn.locate("38440 Wolfsburg", evidence="inferred")
    assert isinstance(answer, kmn.Responsible)
    assert answer.evidence == kmn.Evidence.INFERRED


def test_an_open_district_says_whom_to_ask() -> None:
    """A district without any claim is open, and the answer names somebody to ask."""
    answer = kmn.locate("26506 Norden")
    assert isinstance(answer, kmn.Unassigned)
    assert answer.reason == "open"
    assert [referral.kind for referral in answer.ask] == ["komut", "coordination"]


def test_a_name_of_several_towns_is_ambiguous_where_it_matters() -> None:
    """Neuenkirchen lies in an attested and in open districts, so the place has to be decided."""
    answer = kmn.locate("Neuenkirchen")
    assert isinstance(answer, kmn.Ambiguous)
    assert {candidate.answer.status for candidate in answer.candidates} >= {"responsible", "unassigned"}


def test_another_state_is_outside() -> None:
    """A place in another state is outside, and the state is named."""
    answer = kmn.locate("Domsheide 1, 28195 Bremen")
    assert isinstance(answer, kmn.Outside)
    assert answer.state == "Bremen"


def test_nothing_recognised_is_not_found() -> None:
    """A text without any place is not found."""
    assert isinstance(kmn.locate("xyzzy"), kmn.NotFound)
    assert isinstance(kmn.locate(""), kmn.NotFound)


# --- layouts --------------------------------------------------------------------------------------------------------

SAME_PLACE = [
    "Domhof 1, 31134 Hildesheim",
    "Domhof 1\n31134 Hildesheim",
    "Domhof 1\r\n\r\n31134 Hildesheim\r\n",
    "Domhof 1 31134 Hildesheim",
    "Domhof 1 - 31134 Hildesheim",
    "Domhof 1 / 31134 Hildesheim",
    "Domhof 1,31134Hildesheim",
    "31134 Hildesheim, Domhof 1",
    "31134, Domhof 1, Hildesheim",
    "31134 Domhof 1 Hildesheim",
    "31134 HILDESHEIM",
    "31134_Hildesheim",
    "(31134) Hildesheim",
    "D-31134 Hildesheim",
    "D – 31134 Hildesheim",
    "DE 31 134 Hildesheim",
    "DE31134 Hildesheim",
    "Hildesheim 31134",
    "Hildesheim (31134)",
    "Hildesheim 31134, Germany",
    "Domhof 1, Hildesheim 31134",
    "Hildesheim",
    "»Hildesheim«",
    "Hildesheim.",
    "Domhof 1, Hildesheim",
    "Domhof 1 Hildesheim",
    "Domhof 1 in Hildesheim",
    "Stadt Hildesheim",
    "Ort: Hildesheim",
    "c/o Celle, Domhof 1, 31134 Hildesheim, Deutschland",
    "Herrn\nMax Peine\nDomhof 1\n31134 Hildesheim",
    "Name: Max Celle\nStraße: Domhof 1\nOrt: 31134 Hildesheim",
    "Postfach 10 12 55, 31112 Hildesheim",
    "Postfach 101255\n31112 Hildesheim",
    "Hamburger Straße 1, 31134 Hildesheim",
    "Bremer Straße, Hildesheim",
    "Hannoversche Str. 5\nHildesheim",
    "OT Sorsum, 31134 Hildesheim",
    "31139 Hildesheim-Sorsum",
    "31139 Hildesheim OT Sorsum",
    "٣١١٣٤ Hildesheim",
    "<b>Domhof 1</b>, 31134 Hildesheim",
    "Hildesheim, Niedersachsen",
    "Hildesheim / Niedersachsen",
    "Domhof 1, Hildesheim, Lower Saxony, Germany",
    "31134 Hildesheim, Tel. 05121-12345",
    "geb. 12.03.1985, 31134 Hildesheim",
    "31134\u00a0Hildesheim",
    "\ufeff31134 Hildesheim",
    "31134 Hildes\u00adheim",
]


@pytest.mark.parametrize("text", SAME_PLACE)
def test_layouts_of_one_address_have_one_answer(text: str) -> None:
    """However an address is laid out, its district is the same."""
    answer = kmn.locate(text)
    assert key_of(answer) == "03254"
    assert isinstance(answer, kmn.Responsible)


def with_codes() -> list[tuple[str, str, str]]:
    """Return code, name and district of every municipality with each of its codes."""
    return [
        (code.plz.value, municipality.name, municipality.district.value)
        for code in gazetteer().postal
        for area in code.areas
        if (municipality := gazetteer().municipalities.get(area.municipality or "")) is not None
        and municipality.kind != "gemeindefreies_gebiet"
    ]


TOWNS: Final = with_codes()


def broken(text: str) -> str:
    """Return a text whose UTF-8 was read as Latin-1."""
    return text.encode().decode("latin-1")


def lost(text: str) -> str:
    """Return a text whose other than ASCII letters became question marks."""
    return "".join(letter if letter.isascii() else "?" for letter in text)


@pytest.mark.parametrize(
    "spelling",
    [
        str,
        str.upper,
        str.lower,
        lambda text: text.translate(str.maketrans("äöüÄÖÜ", "aouAOU")).replace("ß", "ss"),
        lambda text: text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss"),
        broken,
        lost,
    ],
    ids=["as it is", "upper case", "lower case", "without dots", "written out", "broken encoding", "lost letters"],
)
def test_every_municipality_is_found_with_its_code_however_it_is_spelt(spelling: Any) -> None:
    """Code and name of each of the 939 municipalities give its district, whatever became of the umlauts."""
    assert len({(name, district) for _, name, district in TOWNS}) == 939
    wrong = [
        text
        for plz, name, district in TOWNS
        if not decided(answer := kmn.locate(text := spelling(f"Celler Str. 5, {plz} {name}")))
        or key_of(answer) != district
    ]
    assert wrong == []


def test_every_municipality_is_found_by_its_name() -> None:
    """Each name alone gives the district, or an ambiguous answer with the district among its candidates."""
    for _, name, district in TOWNS:
        assert district in {str(one.key) for one in kmn.locate(f"Am Markt 1, {name}").districts}


@given(
    town=st.sampled_from(TOWNS),
    street=streets,
    country=home_countries | st.none(),
    separator=st.sampled_from((", ", "\n", "; ", " | ")),
    data=st.data(),
)
def test_the_order_of_the_parts_does_not_matter(
    town: tuple[str, str, str], street: str, country: str | None, separator: str, data: st.DataObject
) -> None:
    """Street, code with town, and country may stand in any order, on lines or between commas."""
    plz, name, district = town
    parts = [part for part in (street, f"{plz} {name}", country) if part]
    answer = kmn.locate(separator.join(data.draw(st.permutations(parts))))
    assert key_of(answer) == district
    assert decided(answer)


# --- options --------------------------------------------------------------------------------------------------------


def test_today_is_the_day_unless_another_is_given() -> None:
    """The answer speaks of today by default, and of any day that is given as a date or a text."""
    before = date.today()  # noqa: DTZ011 - as the locator does
    assert before <= kmn.locate("Celle").on <= date.today()  # noqa: DTZ011
    assert kmn.locate("Celle", on="2024-07-09") == kmn.locate("Celle", on=date(2024, 7, 9))


@pytest.mark.parametrize("day", ["16.6.2009", "2024", "2024-02-30", "", "gestern"])
def test_a_malformed_day_raises(day: str) -> None:
    """Only a malformed date is an error."""
    with pytest.raises(kmn.InputError, match="expected YYYY-MM-DD"):
        kmn.locate("Celle", on=day)


@pytest.mark.parametrize(
    ("thing", "layer"),
    [("31134", "postal"), ("31134 Hildesheim", "postal"), (HILDESHEIM, "borders")],
)
def test_a_layer_of_one_edition_says_so_for_other_days(thing: str | kmn.Point, layer: str) -> None:
    """Codes and borders have one edition, which is named for any day but today; names and keys have all."""
    (note,) = kmn.locate(thing, on="2020-01-01").notes
    assert note.code == f"edition_{layer}"
    assert kmn.locate(thing).notes == ()
    assert not codes(kmn.locate("Celle, Niedersachsen", on="2020-01-01")) & {"edition_postal", "edition_borders"}
    assert not codes(kmn.locate("03254021", on="2020-01-01"))


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"lang": "fr"}, "language"),
        ({"lang": None}, "language"),
        ({"evidence": "rumour"}, "level of evidence"),
        ({"evidence": None}, "level of evidence"),
        ({"evidence": 1}, "level of evidence"),
        ({"on": 2024}, "day"),
        ({"on": 0}, "day"),
        ({"accuracy_m": -1}, "accuracy_m"),
        ({"accuracy_m": math.nan}, "accuracy_m"),
        ({"accuracy_m": math.inf}, "accuracy_m"),
        ({"accuracy_m": "10"}, "accuracy_m"),
        ({"accuracy_m": True}, "accuracy_m"),
    ],
)
def test_an_option_with_another_value_is_refused(options: dict[str, Any], match: str) -> None:
    """An option that is not understood is an error that names it, also where it would not have mattered."""
    with pytest.raises(kmn.KmnError, match=match):
        kmn.locate("Celle", **options)


# --- hostile --------------------------------------------------------------------------------------------------------

HOSTILE = [
    "",
    " ",
    "\x00",
    "\x00\x01\x02 31134\x00Hildesheim",
    "\u202eHildesheim\u202c",
    "🏠 31134 🏙 Hildesheim",
    "'; DROP TABLE adressen; --",
    "<script>alert(1)</script>",
    "\ud800\udfff lone",
    "31134 \udc80",
    "9" * 5000,
    "a" * 1_000_000,
    "31134 " * 200_000,
    "\n" * 100_000,
    ", " * 100_000,
    "?" * 5000,
    "ä?ö" * 5000,
    "(((((" * 1000,
    "(a)" * 1000,
    "u" + "\u0308" * 1000,
    "\ufdfa " * 1000,
    "c/o " * 1000,
    "Postfach 1 " * 1000,
    "A-1" * 1000,
    "D-" * 1000,
    ", ".join(f"{a}{b}gdorf" for a in "abcdefgh" for b in "aeioulnrst"),
    ", ".join(["Neuenkirchen"] * 100),
    ", ".join(["Niedersachsen"] * 100),
    "00000",
    "1e400",
    "NaN, inf",
    "999.9, 999.9",
    "-0.0, -0.0",
    "\N{ARABIC-INDIC DIGIT THREE}" * 5,
    "{0.__class__} %s %n ${HOME} {{7*7}}",
    "../../etc/passwd",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gets_an_answer_soon(text: str) -> None:
    """Whatever the text, there is an answer within a moment, and it can be shown and serialised."""
    begin = time.perf_counter()
    answer = kmn.locate(text)
    assert time.perf_counter() - begin < 2
    assert answer.to_dict()["status"] == answer.status
    assert answer._repr_html_()


@given(st.text(max_size=200) | any_text)
def test_any_text_gets_an_answer(text: str) -> None:
    """No text raises, and every answer explains itself."""
    answer = kmn.locate(text)
    assert answer.status
    assert answer.explain("en")


@pytest.mark.parametrize(
    "thing", [None, 31134, 52.15, b"Hildesheim", [], {}, object(), True, math.nan, (52.15, 9.95)]
)
def test_wrong_types_are_refused_with_a_remedy(thing: object) -> None:
    """What is no place is refused, and the error lists what is accepted."""
    with pytest.raises(kmn.InputTypeError, match="hand in a text, Address, PLZ"):
        kmn.locate(thing)  # type: ignore[arg-type]


@given(not_texts)
def test_nothing_else_is_taken_for_a_place(thing: object) -> None:
    """Any other object is refused too, never with another exception."""
    with pytest.raises(kmn.InputTypeError):
        kmn.locate(thing)  # type: ignore[arg-type]


# --- private --------------------------------------------------------------------------------------------------------

STREET: Final = "Geheimweg 17b"
ASKED_WITH_STREET: Final = (
    f"{STREET}, 31134 Hildesheim",
    f"{STREET}\n31134 Hildesheim",
    f"31134 Hildesheim, {STREET}",
    f"{STREET}, Neuenkirchen",
    STREET,
    f"{STREET}, 20095 Hamburg",
    f"{STREET}, 1010 Wien, Österreich",
    f"{STREET}, 31134 Celle",
    f"{STREET}, 31112 Hildesheim",
    f"{STREET}, 31112",
    f"{STREET}, Lünebrug",
    f"{STREET}, Westen",
    f"31134 {STREET}",
    f"Frau {STREET}, 31134 Hildesheim",
    f"({STREET}) Oldenburg",
    STREET * 200,
)


def shown(answer: Answer) -> list[str]:
    """Return everything an answer shows unless more is wished for."""
    return [
        repr(answer),
        str(answer),
        answer.explain("en"),
        answer.cite(),
        answer._repr_html_(),
        str(answer.to_dict()),
        *(each for candidate in answer.candidates for each in shown(candidate.answer)),
    ]


def gives_away(text: str) -> bool:
    """Tell whether a text holds a part of the private street."""
    return any(part in text.casefold() for part in ("geheim", "17b", "17 b"))


@pytest.mark.parametrize("text", ASKED_WITH_STREET)
def test_an_answer_does_not_repeat_the_address(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """Neither `repr`, text, notebook view, data nor log of an answer holds what was asked, unless wished for."""
    with caplog.at_level(logging.DEBUG):
        answer = kmn.locate(text)
        texts = shown(answer)
    assert not any(map(gives_away, [*texts, caplog.text]))
    assert answer.to_dict(query=True)["query"] == text


@given(st.sampled_from(TOWNS), st.permutations(("street", "town", "more")), any_text)
def test_no_answer_gives_the_street_away(town: tuple[str, str, str], order: list[str], more: str) -> None:
    """So it is for any town, in any order, whatever else stands in the text."""
    parts = {"street": STREET, "town": f"{town[0]} {town[1]}", "more": more}
    answer = kmn.locate("\n".join(parts[part] for part in order))
    assert not any(map(gives_away, shown(answer)))


@pytest.mark.parametrize("options", [{"on": STREET}, {"evidence": STREET}, {"lang": STREET}, {"accuracy_m": STREET}])
def test_an_error_does_not_repeat_what_was_handed_in(options: dict[str, Any]) -> None:
    """Who mixes up the arguments does not find an address in the text of the error."""
    with pytest.raises(kmn.KmnError) as caught:
        kmn.locate("Celle", **options)
    assert not gives_away(str(caught.value))
    with pytest.raises(kmn.NoNetworkError) as open_place:
        kmn.locate(f"{STREET}, 26506 Norden").require()
    assert not gives_away(str(open_place.value))


def texts_within(root: object) -> set[str]:
    """Return every text that can be reached from an object, classes and functions left out."""
    found, seen, waiting = set(), set(), [root]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, type | FunctionType | ModuleType):
            continue
        seen.add(id(thing))
        if isinstance(thing, str):
            found.add(thing)
        waiting += gc.get_referents(thing)
    return found


def test_the_locator_keeps_nothing_of_what_was_asked() -> None:
    """After a question, nothing that a locator holds on to has its text."""
    places = second_state.locator()
    for text in (f"{STREET}, 98101 Oberau", f"{STREET}, Mühlfeld", STREET):
        places.locate(text)
    kept = texts_within(places)
    assert "Oberau" in kept
    assert not any(map(gives_away, kept))


# --- geocoders ------------------------------------------------------------------------------------------------------


class Atlas:
    """A geocoder with one page."""

    def __init__(self, *points: kmn.Point) -> None:
        """Take what it finds for any address."""
        self.found = [Found(point=point) for point in points]
        self.asked: list[str] = []

    def geocode(self, address: str) -> Iterable[Found]:
        """Return the page."""
        self.asked.append(address)
        return iter(self.found)


@pytest.mark.parametrize(
    "thing",
    [
        "31134 Hildesheim",
        "20095 Hamburg",
        "38440 Wolfsburg",
        "29640",
        "03254",
        "52.1508, 9.9511",
        HILDESHEIM,
        kmn.PLZ("19273"),
        kmn.AGS("03254021"),
        kmn.Address(plz="31134", place="Hildesheim"),
        kmn.Address(plz="19273"),
        "19273",
        "Neuenkirchen",
        "Erika Beispiel, Neuenkirchen",
        "03999999",
        "52.1508,200.0",
        "",
    ],
)
def test_a_geocoder_is_not_asked_what_it_cannot_tell(thing: Any) -> None:
    """What the embedded data decide leaves the computer of nobody, nor do keys, points, and names they know."""
    atlas = Atlas(HILDESHEIM)
    assert kmn.locate(thing, geocoder=atlas) == kmn.locate(thing)
    assert atlas.asked == []


@pytest.mark.parametrize(
    "thing",
    [
        "Domhof 1",
        "Domhof 1, Neuenkirchen",
        "Domhof 1, 19273",
        "Gut Adolphshof",
        kmn.Address(street="Domhof 1"),
        kmn.Address(street="Domhof 1", plz="19273"),
    ],
)
def test_a_geocoder_is_asked_once_for_what_is_not_known(thing: Any) -> None:
    """What is ambiguous or not found is asked for, once, and the answer says what was sent where."""
    atlas = Atlas()
    asked, offline = kmn.locate(thing, geocoder=atlas), kmn.locate(thing)
    assert len(atlas.asked) == 1
    assert attrs.evolve(asked, notes=()) == attrs.evolve(offline, notes=())
    assert set(codes(asked)) - set(codes(offline)) == {"geocoder_asked", "geocoder_found_nothing"}
    assert "Sent to Atlas: " in asked.explain("en")


def test_a_point_that_was_found_decides() -> None:
    """Where nothing else is known, the point decides, and the answer says how it was found."""
    answer = kmn.locate("Domhof 1", geocoder=Atlas(HILDESHEIM))
    assert key_of(answer) == "03254"
    assert answer.method == "geocoder"


def test_two_points_are_two_candidates() -> None:
    """Where an address fits two places equally well, the first is no better than the second."""
    answer = kmn.locate("Domhof 1", geocoder=Atlas(HILDESHEIM, kmn.Point(lat=53.23, lon=7.46)))
    assert isinstance(answer, kmn.Ambiguous)
    assert {candidate.answer.district.key.value for candidate in answer.candidates if candidate.answer.district} == {
        "03254",
        "03457",
    }


def test_a_point_chooses_among_candidates() -> None:
    """Where the words allow several places, the point chooses one of them."""
    answer = kmn.locate("Dorfstraße 5, Neuenkirchen", geocoder=Atlas(kmn.Point(lat=52.42, lon=7.85)))
    assert key_of(answer) == "03459"
    assert answer.method == "geocoder"


@pytest.mark.parametrize("point", [HILDESHEIM, kmn.Point(lat=53.55, lon=10.0), kmn.Point(lat=0, lon=0)])
def test_a_point_that_contradicts_the_words_does_not_decide(point: kmn.Point) -> None:
    """A geocoder that finds an address where its own words do not allow it is reported, not believed."""
    answer = kmn.locate("Dorfstraße 5, Neuenkirchen", geocoder=Atlas(point))
    assert isinstance(answer, kmn.Ambiguous)
    assert "geocoder_contradicts" in codes(answer)


def test_a_point_abroad_is_outside() -> None:
    """Where the words allow nothing, a point elsewhere is believed."""
    answer = kmn.locate("Domhof 1", geocoder=Atlas(kmn.Point(lat=48.137, lon=11.575)))
    assert isinstance(answer, kmn.Outside)
    assert (answer.state, answer.method) == ("Bayern", "geocoder")


def test_swapped_numbers_of_a_geocoder_do_not_count() -> None:
    """A geocoder that swaps its numbers has found nothing."""
    asked = kmn.locate("Domhof 1", geocoder=Atlas(kmn.Point(lat=9.9511, lon=52.1508)))
    assert isinstance(asked, kmn.NotFound)


def test_a_geocoder_learns_no_person() -> None:
    """Lines that name a person, and post-office boxes, are not passed on."""
    atlas = Atlas()
    kmn.locate("Frau Erika Beispiel\nc/o Familie Muster\nDomhof 1\nNeuenkirchen", geocoder=atlas)
    kmn.locate("Erika Beispiel\nPostfach 12 34\nDomhof 1\nNeuenkirchen", geocoder=atlas)
    kmn.locate(kmn.Address(street="Domhof 1", locality="z. Hd. Herrn Muster", place="Neuenkirchen"), geocoder=atlas)
    assert atlas.asked == ["Domhof 1, Neuenkirchen"] * 3


def test_a_geocoder_that_fails_is_a_note() -> None:
    """Without the geocoder the answer is the one of the embedded data, with a note that says what went wrong."""

    class Down:
        def geocode(self, address: str) -> Iterable[Found]:
            del address
            raise kmn.GeocodingError(type(self).__name__, reason="timeout")

    answer = kmn.locate("Domhof 1, Neuenkirchen", geocoder=Down())
    offline = kmn.locate("Domhof 1, Neuenkirchen")
    assert attrs.evolve(answer, notes=offline.notes) == offline
    assert "geocoder_failed" in codes(answer)


def test_the_errors_of_a_geocoder_are_its_callers() -> None:
    """What goes wrong in a geocoder otherwise is not hidden from who handed it in."""

    class Broken:
        def geocode(self, address: str) -> Iterable[Found]:
            del address
            raise ConnectionError

    with pytest.raises(ConnectionError):
        kmn.locate("Domhof 1", geocoder=Broken())


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Wolfenbüttel bei Braunschweig", "03158"),
        ("Rinteln bei Hameln", "03257"),
        ("Jordan, Domhof 1, 31134 Hildesheim", "03254"),
        ("China\n29221 Celle", "03351"),
        ("31134 Hildesheim Mali", "03254"),
        ("Raum B-1010, 31134 Hildesheim", "03254"),
        ("Az. AB-12345, 31134 Hildesheim", "03254"),
        ("Wedemark OT Elze", "03241"),
        ("Salzgitter OT Barum", "03102"),
        ("52.15/9.95", "03254"),
        ("52,15 9,95", "03254"),
        ("Lüneburg Am Sande 5", "03355"),
        ("Celle Bahnhofstraße 5", "03351"),
        ("Norden Am Markt 5", "03452"),
        ("Altenau (Clausthal-Zellerfeld)", "03153"),
        ("Bad Bevensen (Kreis Uelzen)", "03360"),
        ("Hildesheim (Niedersachsen)", "03254"),
        ("Celle (D)", "03351"),
        ("Braunschweig 12", "03101"),
        ("Rathaus Messenkamp", "03257"),
        ("03254000", "03254"),
        ("032540000000", "03254"),
        ("Wolfenbütel", "03158"),
        ("Amt Neuhaus 19273 Lange Straße 4", "03355"),
        ("PLZ: 31134, Ort: Hildesheim", "03254"),
        ("Im Norden, Hildesheim", "03254"),
        ("30159 Burgdorf", "03241"),
        ("38100 Braunschw.", "03101"),
        ("Pyrmont", "03252"),
    ],
)
def test_what_stands_around_a_town_does_not_mislead(text: str, district: str) -> None:
    """A town nearby, a country, brackets, a label, a file number or a street beside the town leave it the town."""
    assert key_of(kmn.locate(text)) == district


@pytest.mark.parametrize("text", ["12.03.1985", "0511 1234", "Hauptstraße 1", "Rathaus", "Wien"])
def test_dates_and_telephone_numbers_are_no_places(text: str) -> None:
    """What has digits like a key or words like an address, but names no place, is not found."""
    assert kmn.locate(text).status == "not_found"


@pytest.mark.parametrize("text", ["31134 Hildesheim\n29221 Celle", "31134 Oldenburg", "Hildesheim (Himmelsthür)"])
def test_two_places_or_an_unknown_part_are_not_decided(text: str) -> None:
    """Two addresses, a contradiction, or brackets that nobody knows leave the place open."""
    assert kmn.locate(text).status == "ambiguous"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Leipzig, Sachsen", "Sachsen"),
        ("Liebenau, Hessen", "Hessen"),
        ("Berlin Bahnhofstraße 3", "Berlin"),
        ("Neustadt, Bayern", "Bayern"),
    ],
)
def test_a_state_beside_a_town_is_heeded(text: str, state: str) -> None:
    """The name of another state says where a town is, also where a village here is called like one of them."""
    assert kmn.locate(text).state == state


def test_words_decide_where_a_point_is_swapped() -> None:
    """A point that lies nowhere near does not hide what the words of an address say."""
    answer = kmn.locate(kmn.Address(plz="31134", place="Hildesheim", point=kmn.Point(lat=9.95, lon=52.15)))
    assert key_of(answer) == "03254"
    assert "coordinates_swapped" in codes(answer)


def test_the_street_of_an_address_in_parts_never_decides() -> None:
    """A street that is called like a town is a street, and a country may be given by its code."""
    assert key_of(kmn.locate(kmn.Address(street="Norden", place="Hildesheim"))) == "03254"
    assert kmn.locate(kmn.Address(country="AT", plz="1010", place="Wien")).country == "AT"
