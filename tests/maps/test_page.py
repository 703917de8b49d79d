from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import shapely

import kmn
from kmn.maps.drawing import answer, networks
from kmn.maps.page import page

DAY = "2026-12-01"
LARGEST = 1_500_000


class Reader(HTMLParser):
    """Collects what a page loads, its ids and its texts by element."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element loads."""
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        for name in ("src", "srcset", "data", "poster", "action"):
            if found.get(name):
                self.loaded.append(str(found[name]))
        if tag == "link":
            self.loaded.append(str(found["href"]))


def data_of(text: str) -> dict[str, object]:
    """Read the data of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def test_a_page_is_whole_and_loads_nothing() -> None:
    """Everything is inside the page, and a rule in its head forbids anything else."""
    text = page(networks(on=DAY))
    reader = Reader()
    reader.feed(text)
    assert reader.loaded == ["data:,"]
    assert "default-src 'none'" in text
    assert "sourceMappingURL" not in text
    assert len(reader.ids) == len(set(reader.ids))
    assert len(text.encode()) < LARGEST


def test_each_area_has_a_sheet_with_evidence_and_whom_to_ask() -> None:
    """The sheet of a district says what its answer says."""
    text = page(networks(on=DAY))
    for key in ("03351", "03452"):
        sheet = re.search(rf'<article class="sheet" id="{key}".*?</article>', text, re.DOTALL)
        assert sheet is not None
        plain = re.sub(r"<[^>]*>", "", sheet[0])
        found = kmn.locate(key, on=DAY)
        assert found.explain().splitlines()[0] in plain
        assert all(referral.name in plain for referral in found.ask)
    assert 'href="https://asyl-ev.de/kooperativemigrationsarbeit.html"' in text


def test_outlines_are_close_to_the_borders() -> None:
    """An outline in the page covers nearly the same ground as the borders."""
    for area in data_of(page(networks(on=DAY)))["areas"]:  # type: ignore[attr-defined]
        drawn = shapely.make_valid(shapely.geometry.shape(area["geometry"]))
        true = kmn.boundaries.geometry.shape(area["key"])
        assert drawn.symmetric_difference(true).area < 0.05 * true.area, area["key"]


def test_hostile_names_stay_text() -> None:
    """A name with markup in it cannot become part of the page."""
    known = kmn.dataset()
    evil = '</script><script>alert("1")</script><img src=x onerror=alert(1)>'
    first = known.networks[0].model_copy(update={"name": evil})
    own = known.model_copy(update={"networks": (first, *known.networks[1:])})
    text = page(networks(own, on=DAY))
    assert "<img" not in text
    assert text.count("</script>") == text.count("<script")
    assert evil in json.dumps(data_of(text), ensure_ascii=False).replace('\\"', '"')


def test_dates_are_those_of_the_reader() -> None:
    """A German page writes dates as Germans do, in texts and not in addresses; an English one leaves their form."""
    german, english = page(networks(on=DAY)), page(networks(on=DAY, lang="en"))
    plain = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", "", german, flags=re.DOTALL)
    assert "Stand 01.12.2026" in plain
    assert "Stand Juni 2019" in plain
    assert re.findall(r"(?<![\w/.-])20[0-9]{2}-[01][0-9](?:-[0-9]{2})?(?![\w/.-])", plain) == []
    assert f"as of {DAY}" in english


def test_levels_of_evidence_are_explained() -> None:
    """Whoever does not know the words of the legend reads what they mean beside it."""
    for lang, words in (("de", ("Amtlich: ", "Belegt: ", "Erschlossen: ", "Offen: ")), ("en", ("Attested: ",))):
        legend = page(networks(on=DAY, lang=lang)).partition('<ul id="legend"')[2].partition("</section>")[0]
        assert all(word in legend for word in words)


def test_what_is_not_found_may_lie_elsewhere() -> None:
    """The page says of which territory it speaks, as the data name it."""
    words = data_of(page(networks(on=DAY)))["words"]
    assert isinstance(words, dict)
    assert "nur Orte in Niedersachsen" in words["nothing"]


def test_both_languages_are_whole() -> None:
    """A page has no text of the other language in its own words, neither where it names its sources."""
    assert "verändert" not in page(networks(on=DAY, lang="en"))
    assert "GeoBasis-DE / BKG 2016 (data modified)" in page(networks(on=DAY, lang="en"))
    assert "GeoBasis-DE / BKG 2016 (Daten verändert)" in page(networks(on=DAY))
    assert "Which regional network?" in page(networks(on=DAY, lang="en"))
    assert "Postleitzahl" not in page(networks(on=DAY, lang="en"))
    assert "Welcher Regionalverbund?" in page(networks(on=DAY))


def test_the_places_of_an_answer_are_open() -> None:
    """The page of an answer shows its places at once."""
    drawn = answer(kmn.locate("Landkreis Celle", on=DAY))
    marked = data_of(page(drawn))["marked"]
    assert [drawn.areas[number].key for number in marked] == ["03351"]  # type: ignore[attr-defined]
