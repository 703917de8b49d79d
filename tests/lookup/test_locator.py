from __future__ import annotations

import logging
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kmn
from kmn.lookup.answer import Answer


def codes(answer: Answer) -> set[str]:
    """Return the codes of an answer's notes."""
    return {note.code for note in answer.notes}


def key_of(answer: Answer) -> str | None:
    """Return the key of the only district of an answer."""
    return str(answer.district.key) if answer.district else None


# --- statuses ---------------------------------------------------------------------------------------------------------


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


def test_rival_inferences_are_contested() -> None:
    """Goslar's two inferred networks leave it contested when inferences are admitted."""
    answer = kmn.locate("38640 Goslar", evidence="inferred")
    assert isinstance(answer, kmn.Unassigned)
    assert answer.reason == "contested"
    assert {claim.network.id for claim in answer.claims} == {"braunschweig", "suedniedersachsen"}


def test_only_official_claims_count_when_asked_for() -> None:
    """With evidence="official" an attested claim does not decide, and a note says that there is one."""
    answer = kmn.locate("31134 Hildesheim", evidence="official")
    assert isinstance(answer, kmn.Unassigned)
    assert "evidence_below_wanted" in codes(answer)


def test_a_name_of_several_towns_is_ambiguous_where_it_matters() -> None:
    """Neuenkirchen lies in an attested and in open districts, so the place has to be decided."""
    answer = kmn.locate("Neuenkirchen")
    assert isinstance(answer, kmn.Ambiguous)
    assert len(answer.districts) >= 4
    assert "plz" in answer.needs
    assert {candidate.answer.status for candidate in answer.candidates} >= {"responsible", "unassigned"}


def test_a_postal_code_of_two_districts_in_one_network_is_decided() -> None:
    """29640 touches two districts of one network, so the network is known though the district is not."""
    answer = kmn.locate(kmn.PLZ("29640"))
    assert isinstance(answer, kmn.Responsible)
    assert len(answer.districts) == 2
    assert answer.district is None


def test_a_postal_code_shared_with_another_state_needs_the_place() -> None:
    """19273 lies in an attested district and in another state."""
    assert isinstance(kmn.locate("19273"), kmn.Ambiguous)
    assert key_of(kmn.locate("19273 Amt Neuhaus")) == "03355"


@pytest.mark.parametrize(
    ("text", "state"),
    [("20095 Hamburg", "Hamburg"), ("Domsheide 1, 28195 Bremen", "Bremen"), ("München", "Bayern"), ("48143", "Nordrhein-Westfalen")],
)
def test_another_state_is_outside(text: str, state: str) -> None:
    """A place in another state is outside, and the state is named."""
    answer = kmn.locate(text)
    assert isinstance(answer, kmn.Outside)
    assert answer.state == state


def test_another_country_is_outside() -> None:
    """A place in another country is outside, and the country is named."""
    assert kmn.locate("1010 Wien, Österreich").country == "AT"


def test_nothing_recognised_is_not_found_with_suggestions() -> None:
    """A text without any place is not found; a nearly known name is suggested."""
    assert isinstance(kmn.locate("xyzzy"), kmn.NotFound)
    assert kmn.locate("").status == "not_found"


# --- texts ------------------------------------------------------------------------------------------------------------

SAME_PLACE = [
    "Domhof 1, 31134 Hildesheim",
    "Domhof 1\n31134 Hildesheim",
    "Domhof 1 31134 Hildesheim",
    "31134 Hildesheim, Domhof 1",
    "31134 HILDESHEIM",
    "D-31134 Hildesheim",
    "DE 31 134 Hildesheim",
    "Hildesheim 31134",
    "Domhof 1, Hildesheim 31134",
    "Hildesheim",
    "Domhof 1, Hildesheim",
    "Domhof 1 Hildesheim",
    "Stadt Hildesheim",
    "c/o Celle, Domhof 1, 31134 Hildesheim, Deutschland",
    "Postfach 10 12 55, 31112 Hildesheim",
    "Hamburger Straße 1, 31134 Hildesheim",
    "Bremer Straße, Hildesheim",
    "Hannoversche Str. 5\nHildesheim",
    "OT Sorsum, 31134 Hildesheim",
    "31139 Hildesheim-Sorsum",
    "٣١١٣٤ Hildesheim",
    "<b>Domhof 1</b>, 31134 Hildesheim",
    "Hildesheim, Niedersachsen",
]


@pytest.mark.parametrize("text", SAME_PLACE)
def test_layouts_of_one_address_have_one_answer(text: str) -> None:
    """However an address is laid out, its district is the same."""
    answer = kmn.locate(text)
    assert key_of(answer) == "03254"
    assert isinstance(answer, kmn.Responsible)


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Neustadt a. Rbge.", "03241"),
        ("Hann. Münden", "03159"),
        ("Hannoversch Muenden", "03159"),
        ("Nienburg/Weser", "03256"),
        ("Nienburg a. d. Weser", "03256"),
        ("Rotenburg (Wümme)", "03357"),
        ("Landkreis Oldenburg", "03458"),
        ("Oldenburg (Oldb)", "03403"),
        ("Region Hannover", "03241"),
        ("Bad Münder am Deister", "03252"),
        ("Lueneburg", "03355"),
        ("LÃ¼neburg", "03355"),
        ("L?neburg", "03355"),
        ("Burgdorf, Region Hannover", "03241"),
        ("31303 Burgdorf", "03241"),
        ("38272 Burgdorf", "03158"),
        ("Peheim, Molbergen", "03453"),
        ("Samtgemeinde Artland", "03459"),
        ("03254", "03254"),
        ("03 2 54 021", "03254"),
        ("3254021", "03254"),
        ("032540021021", "03254"),
    ],
)
def test_names_and_keys_as_written_find_their_district(text: str, district: str) -> None:
    """Abbreviations, suffixes, lost letters, districts and keys are understood."""
    assert key_of(kmn.locate(text)) == district


def test_a_town_is_told_from_the_district_of_its_name() -> None:
    """Oldenburg is read as the city, and the answer says that a Landkreis of the name exists."""
    answer = kmn.locate("Oldenburg")
    assert key_of(answer) == "03403"
    assert "name_also_district" in codes(answer)


def test_a_misspelt_town_is_corrected_and_says_so() -> None:
    """One clearly nearest name is taken, with a note."""
    answer = kmn.locate("Am Markt 1, Lünebrug")
    assert key_of(answer) == "03355"
    assert "place_corrected" in codes(answer)


def test_a_misspelt_town_never_overrules_its_postal_code() -> None:
    """The nearest name elsewhere does not count against a postal code."""
    assert key_of(kmn.locate("31134 Celle-Hildesheimm")) == "03254" or kmn.locate("31134 Celle").status == "ambiguous"


def test_postal_code_and_town_that_contradict_are_reported() -> None:
    """A code of one network and a town of another are ambiguous, with a note."""
    answer = kmn.locate("31134 Celle")
    assert isinstance(answer, kmn.Ambiguous)
    assert "plz_contradicts_place" in codes(answer)


def test_an_unknown_postal_code_leaves_the_decision_to_the_town() -> None:
    """A PO-box code is unknown; the town decides and the answer says so."""
    answer = kmn.locate("Postfach 1255, 31112 Hildesheim")
    assert key_of(answer) == "03254"
    assert codes(answer) & {"plz_unknown", "plz_bulk"}


def test_five_digits_that_are_both_are_read_as_the_key() -> None:
    """03159 is Göttingen's key and a postal code elsewhere; a town beside it makes it the code."""
    answer = kmn.locate("03159")
    assert key_of(answer) == "03159"
    assert "key_or_plz" in codes(answer)
    assert kmn.locate(kmn.PLZ("03159")).status == "outside"


# --- time -------------------------------------------------------------------------------------------------------------


def test_an_old_key_is_followed() -> None:
    """A key of a dissolved district leads to its successor, and the answer says so."""
    answer = kmn.locate("03152012")
    assert key_of(answer) == "03159"
    assert "key_followed" in codes(answer)


def test_an_old_day_has_its_own_districts() -> None:
    """On a day before the merger the old district answers, with the claims of its successor."""
    answer = kmn.locate(kmn.AGS("03152012"), on="2016-05-01", evidence="inferred")
    assert key_of(answer) == "03152"
    assert isinstance(answer, kmn.Responsible)


def test_a_day_before_the_data_is_no_error() -> None:
    """A day before the place data begin is answered with that reason."""
    answer = kmn.locate("31134 Hildesheim", on="2009-06-16")
    assert isinstance(answer, kmn.Unassigned)
    assert answer.reason == "before_data"


def test_a_malformed_day_raises() -> None:
    """Only a malformed date is an error."""
    with pytest.raises(kmn.InputError, match="expected YYYY-MM-DD"):
        kmn.locate("Celle", on="16.6.2009")


# --- points -----------------------------------------------------------------------------------------------------------


def test_a_point_finds_its_municipality() -> None:
    """A point well inside a district is answered by it."""
    answer = kmn.locate(kmn.Point(lat=52.1508, lon=9.9511))
    assert key_of(answer) == "03254"
    assert answer.method == "point"


def test_swapped_coordinates_are_recognised() -> None:
    """A point with its numbers swapped is not found, and the answer says why."""
    answer = kmn.locate(kmn.Point(lat=9.9511, lon=52.1508))
    assert isinstance(answer, kmn.NotFound)
    assert "coordinates_swapped" in codes(answer)


def test_a_point_near_a_border_that_matters_is_ambiguous_unless_it_is_accurate() -> None:
    """In the belt of a border between different outcomes a point alone does not decide; its accuracy can."""
    border = next(
        point
        for step in range(4000)
        if kmn.locate(point := kmn.Point(lat=52.25, lon=9.7 + step / 10000)).status == "ambiguous"
    )
    answer = kmn.locate(border)
    assert "border_near" in codes(answer)
    assert kmn.locate(border, accuracy_m=0).status != "ambiguous"


@given(lat=st.floats(51.0, 54.2), lon=st.floats(6.3, 11.9))
def test_every_point_in_the_box_has_an_answer(lat: float, lon: float) -> None:
    """Any point in and around the state is answered, never with an exception."""
    assert kmn.locate(kmn.Point(lat=lat, lon=lon)).status in {
        "responsible",
        "unassigned",
        "ambiguous",
        "outside",
    }


# --- hostile and private ----------------------------------------------------------------------------------------------

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
    "00000",
    "1e400",
    "NaN, inf",
    "999.9, 999.9",
    "-0.0, -0.0",
    "\N{ARABIC-INDIC DIGIT THREE}" * 5,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gets_an_answer(text: str) -> None:
    """Whatever the text, there is an answer that can be shown and serialised."""
    answer = kmn.locate(text)
    assert answer.to_dict()["status"] == answer.status
    assert answer._repr_html_()


@pytest.mark.parametrize("thing", [None, 31134, 52.15, b"Hildesheim", [], {}, object(), True, math.nan])
def test_wrong_types_are_refused_with_a_remedy(thing: object) -> None:
    """What is no place is refused, and the error lists what is accepted."""
    with pytest.raises(kmn.InputTypeError, match="hand in"):
        kmn.locate(thing)  # type: ignore[arg-type]


@pytest.mark.parametrize("accuracy", [-1, math.nan, math.inf, "10", True])
def test_a_wrong_accuracy_is_refused(accuracy: object) -> None:
    """An accuracy that is no distance is refused."""
    with pytest.raises(kmn.KmnError, match="accuracy_m"):
        kmn.locate("Celle", accuracy_m=accuracy)  # type: ignore[arg-type]


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    """No text raises."""
    assert kmn.locate(text).status


SECRET = "Geheimweg 17b"


@pytest.mark.parametrize(
    "text", [f"{SECRET}, 31134 Hildesheim", f"{SECRET}, Neuenkirchen", SECRET, f"{SECRET}, 20095 Hamburg", f"{SECRET}, 31134 Celle"]
)
def test_an_answer_does_not_repeat_the_address(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """Neither `repr`, text, notebook view, data nor log of an answer holds what was asked, unless wished for."""
    with caplog.at_level(logging.DEBUG):
        answer = kmn.locate(text)
        shown = [repr(answer), str(answer), answer.explain("en"), answer.cite(), answer._repr_html_()]
        shown.append(str(answer.to_dict()))
    assert not any("Geheim" in text or "geheim" in text for text in [*shown, caplog.text])
    assert answer.to_dict(query=True)["query"] == text


def test_an_error_does_not_repeat_the_address() -> None:
    """The error of an answer without a network explains it without the address."""
    with pytest.raises(kmn.NoNetworkError) as caught:
        kmn.locate(f"{SECRET}, 26506 Norden").require()
    assert "Geheim" not in str(caught.value)


def test_an_address_in_parts_is_located_and_hidden() -> None:
    """An `Address` is understood part by part and not shown by its `repr`."""
    address = kmn.Address(street=SECRET, plz="31134", place="Hildesheim")
    assert key_of(kmn.locate(address)) == "03254"
    assert "Geheim" not in repr(address)


def test_today_is_the_day_unless_another_is_given() -> None:
    """The answer speaks of today by default."""
    assert kmn.locate("Celle").on == date.today()  # noqa: DTZ011
