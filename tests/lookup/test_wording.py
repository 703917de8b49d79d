from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest

import kmn
from kmn.geocoding.protocol import Found
from kmn.lookup.answer import Method
from kmn.lookup.notes import TEXTS
from kmn.lookup.wording import EVIDENCE, HEADLINES, KOMUT, LABELS, METHODS, NEEDS, parts, place_of
from kmn.model.komut import KoMuT
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from kmn.model.source import Source
from tests import second_state

if TYPE_CHECKING:
    from kmn.lookup.answer import Answer


class Atlas:
    """A geocoder that finds the same place for any address, or none."""

    def __init__(self, *found: Found) -> None:
        """Take the place."""
        self.found = found

    def geocode(self, address: str) -> tuple[Found, ...]:
        """Return it."""
        del address
        return self.found


HILDESHEIM: Final = Found(point=kmn.Point(lat=52.1508, lon=9.9511), attribution="© OpenStreetMap contributors (ODbL)")
TOWN: Final = Found(point=kmn.Point(lat=52.42, lon=7.85), precision="place")

# Questions that between them bring up every status, every reason, and most notes.
ASKED: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("Domhof 1, 31134 Hildesheim", {}),
    ("38440 Wolfsburg", {}),
    ("38440 Wolfsburg", {"evidence": "inferred"}),
    ("26506 Norden", {}),
    ("38640 Goslar", {"evidence": "inferred"}),
    ("31134 Hildesheim", {"evidence": "official"}),
    ("31134 Hildesheim", {"on": "2009-06-16"}),
    ("31134 Hildesheim", {"on": "2016-01-01"}),
    ("Neuenkirchen", {}),
    ("31134 Celle", {}),
    ("Loccum", {}),
    ("20095 Hamburg", {}),
    ("1010 Wien, Österreich", {}),
    ("3152012", {}),
    ("03159", {}),
    ("Lünebrug", {}),
    ("Westen", {}),
    ("Oldenburg", {}),
    ("27637 Nordholz", {}),
    ("31112 Hildesheim", {}),
    ("31112", {}),
    ("9.9511, 52.1508", {}),
    ("53.71, 7.15", {}),
    ("29640", {}),
    ("xyzzy", {}),
    ("Domhof 1", {"geocoder": Atlas(HILDESHEIM)}),
    ("Domhof 1", {"geocoder": Atlas()}),
    ("Domhof 1, Neuenkirchen", {"geocoder": Atlas(HILDESHEIM)}),
    ("Domhof 1, Neuenkirchen", {"geocoder": Atlas(TOWN)}),
)
each_answer = pytest.mark.parametrize("answer", [kmn.locate(text, **options) for text, options in ASKED])
each_language = pytest.mark.parametrize("lang", ["de", "en"])


class Reader(HTMLParser):
    """Reads what a browser would show, and which elements there are."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.shown: list[str] = []
        self.elements: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        del attrs
        self.elements.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.shown.append(data)


def labels(answer: Answer, lang: str) -> list[str]:
    """Return the names of the parts of an answer."""
    return [part.name for part in parts(answer, lang)]


@each_answer
@each_language
def test_every_answer_is_explained_in_both_languages(answer: Answer, lang: str) -> None:
    """Every answer has a headline and says when and from what; nothing is left unfilled or unsaid."""
    text = answer.explain(lang)
    headline = text.splitlines()[0]
    assert headline.endswith(".")
    assert not re.search(r"[{}]|None|\bkmn\.|  +(?!- )", text)
    assert answer.on.isoformat() in text
    assert answer.data_version in text
    for note in answer.notes:
        assert note.text(lang) in text


@each_answer
def test_the_two_languages_say_different_words(answer: Answer) -> None:
    """German and English share names, not sentences, and both name the same parts."""
    assert answer.explain("de").splitlines()[0] != answer.explain("en").splitlines()[0]
    assert labels(answer, "de") == labels(answer, "en")


def test_most_notes_are_shown_above() -> None:
    """The answers above bring up most of the notes there are."""
    shown = {note.code for text, options in ASKED for note in kmn.locate(text, **options).notes}
    assert len(shown) > len(TEXTS) / 2


def test_a_place_belongs_to_a_network() -> None:
    """A network is a circle of professionals, so a place belongs to it; it is no counter and not responsible."""
    answer = kmn.locate("31134 Hildesheim")
    assert answer.explain("de").startswith("Hildesheim (Landkreis Hildesheim) gehört zum Regionalverbund Südnieder")
    assert answer.explain("en").startswith("Hildesheim (Landkreis Hildesheim) belongs to Regionalverbund Südnieder")


def test_an_inference_is_never_shown_as_more() -> None:
    """An inferred claim is called so wherever it appears, as the answer or beside it."""
    for evidence in ("attested", "inferred"):
        answer = kmn.locate("38440 Wolfsburg", evidence=evidence)
        assert "erschlossen" in answer.explain("de")
        assert "inferred" in answer.explain("en")
    assert "nicht belegt" in kmn.locate("38440 Wolfsburg").explain()


def test_whom_to_ask_is_said_with_how_sure_it_is() -> None:
    """A possible office is worded as possible, an old lead as last known, and a missing contact is said."""
    text = kmn.locate("31134 Hildesheim").explain("de")
    assert "mögliche Koordinierungsstelle, nicht bestätigt" in text
    assert "zuletzt bekannt, nicht bestätigt" in text
    assert "kein veröffentlichter Kontakt bekannt" in text


def test_candidates_say_what_would_be_answered() -> None:
    """Each candidate of an ambiguous answer stands in a line with its outcome, and what decides is named."""
    text = kmn.locate("Neuenkirchen").explain("de")
    assert "  - Neuenkirchen (Landkreis Heidekreis): Regionalverbund Heide" in text
    assert "  - Neuenkirchen (Landkreis Stade): offen" in text
    assert "  - Nordrhein-Westfalen: nicht in Niedersachsen" in text
    assert "Es entscheidet: die Postleitzahl" in text


def test_a_city_is_not_named_twice() -> None:
    """A city that is its own district is named once, a municipality with its district."""
    assert place_of(kmn.locate("26121 Oldenburg")) == "Stadt Oldenburg (Oldenburg)"
    assert place_of(kmn.locate("26203 Wardenburg")) == "Wardenburg (Landkreis Oldenburg)"
    assert place_of(kmn.locate("Landkreis Oldenburg")) == "Landkreis Oldenburg"


def test_words_of_a_structure_are_its_own() -> None:
    """Another structure over another state is spoken of in its own words."""
    open_place = second_state.locator(second_state.dataset()).locate("12061")
    assert "Zu welchem Kreisnetz der Ort gehört" in open_place.explain()
    elsewhere = second_state.locator().locate("Bergstadt")
    assert elsewhere.explain().startswith("Der Ort liegt nicht in Seenland (Hügelland).")
    belongs = second_state.locator().locate("12061")
    assert belongs.explain().startswith("Landkreis Oberau gehört zum Kreisnetz Berg.")
    for answer in (open_place, elsewhere, belongs):
        for text in (answer.explain("de"), answer.explain("en"), answer.cite(), answer._repr_html_()):
            assert not re.search("Niedersachsen|KMN|Regionalverbund", text)


def test_a_citation_is_one_line_with_its_sources() -> None:
    """To be quoted: the statement, who published what it rests on, and the version of the data."""
    answer = kmn.locate("49661 Cloppenburg")
    line = answer.cite()
    assert "\n" not in line
    assert line.startswith(answer.explain().splitlines()[0])
    for claim in answer.deciding_claims:
        for source in claim.sources:
            assert source.title in line
    assert "(belegt, 2024-07-09)" in line
    assert f"Daten {answer.data_version}" in line
    assert f"data {answer.data_version}" in answer.cite("en")


def test_what_a_source_does_not_say_is_not_cited() -> None:
    """A source without a publisher or a date is cited by its title alone."""
    source = Source(id="blatt", title="Amtsblatt", reuse="open")
    data = second_state.dataset(second_state.OFFICIAL, sources=(source,))
    assert "[Amtsblatt]" in second_state.locator(data).locate("12061").cite()


def test_the_newest_source_is_shown_with_the_number_of_the_others() -> None:
    """Of several sources the newest is named in full, and the rest are counted."""
    sources = tuple(
        Source(id=f"s{year}", title=f"Blatt {year}", published=str(year), reuse="open") for year in (2011, 2019, 2015)
    )
    claim = second_state.claim("bergkreis", second_state.OBERAU, sources=tuple(source.id for source in sources))
    text = second_state.locator(second_state.dataset(claim, sources=sources)).locate("12061").explain()
    assert "Blatt 2019 (und 2 weitere)" in text


# --- notebooks ------------------------------------------------------------------------------------------------------


@each_answer
def test_notebooks_show_what_the_explanation_says(answer: Answer) -> None:
    """The notebook view has the headline and every part of the text, and its elements are closed."""
    reader = Reader(answer._repr_html_())
    shown = "".join(reader.shown)
    assert reader.open == []
    assert set(reader.elements) <= {"div", "p", "strong", "table", "tr", "th", "td", "br"}
    assert answer.explain().splitlines()[0] in shown
    for part in parts(answer, "de"):
        assert part.label in shown
        assert all(line in shown for line in part.lines)


def test_what_comes_from_data_is_escaped() -> None:
    """Names from somebody's dataset cannot bring markup into a notebook."""
    nasty = "<script>alert('&')</script>"
    data = second_state.dataset(
        second_state.claim("bergkreis", second_state.OBERAU, reasoning=nasty),
        networks=(Network(id="bergkreis", name=nasty),),
        organisations=(
            Organisation(id="amt", name=nasty, kind="other"),
            Organisation(id="haus", name=nasty, kind="other"),
        ),
        sources=(Source(id="blatt", title=nasty, reuse="open"),),
    )
    page = second_state.locator(data).locate("12061")._repr_html_()
    assert "<script" not in page
    assert "script" not in Reader(page).elements
    assert "".join(Reader(page).shown).count(nasty) >= 4


def test_a_notebook_view_says_its_language() -> None:
    """The language and the status of an answer are marked, for readers of screens and styles."""
    page = kmn.locate("31134 Hildesheim", lang="en")._repr_html_()
    assert page.startswith("<div class='kmn-answer kmn-responsible' lang='en'>")


# --- nothing lacks words --------------------------------------------------------------------------------------------


def test_everything_an_answer_can_say_has_words() -> None:
    """Every status, reason, method, need, level and state of an office has a German and an English wording."""
    reasons = {"open", "below_wanted", "inferred_only", "contested", "before_data"}
    assert set(HEADLINES) == {"responsible", "ambiguous", "outside", "not_found", *reasons}
    assert set(METHODS) == set(get_args(Method))
    assert set(NEEDS) == {"place", "plz", "street", "point"}
    assert set(EVIDENCE) == set(kmn.Evidence)
    assert set(get_args(KoMuT.model_fields["status"].annotation)) <= set(KOMUT)
    for texts in (HEADLINES, METHODS, NEEDS, EVIDENCE, KOMUT, LABELS):
        for german, english in texts.values():
            assert german
            assert english
