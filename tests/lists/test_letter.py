from __future__ import annotations

import re
from datetime import date

from kmn.lists.letter import letter
from kmn.model.coordination import Coordination
from kmn.wiring import Locator, dataset, gazetteer
from tests import second_state

DAY = date(2026, 12, 1)
NAMED = re.compile(r"^- .*\((\d{5})\): (.*)$", re.MULTILINE)


def section(text: str, title: str) -> str:
    """Give the part of a letter below a title."""
    return re.split(r"^#", text.partition(title)[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_district_without_an_official_claim_is_asked_for_once() -> None:
    """Open, inferred, contested and attested ones each stand where they belong, none twice, none left out."""
    text = letter(Locator(), DAY)
    found = [key for key, _ in NAMED.findall(text)]
    assert sorted(found) == [one.key.value for one in gazetteer().districts.on(DAY)]
    assert "Landkreis Aurich" in section(text, "### Offen (18)")
    assert "Stadt Wolfsburg" in section(text, "### Nur erschlossen (17)")
    assert "Landkreis Goslar" in section(text, "### Widersprüchlich (1)")
    assert "Landkreis Celle" in section(text, "zu bestätigen wären")


def test_what_is_known_stands_beside() -> None:
    """Names, dates, reasons and the number that is expected are told, so that they can be put right."""
    text = letter(Locator(), DAY)
    assert "- Landkreis Celle (03351): Regionalverbund Heide (belegt, 2005-12-14 bis 2009-06-16)" in text
    assert "Wie heißen die übrigen 6?" in text
    assert "bekannt: Regionalverbund Oldenburger Land (2024-07-09" in text
    goslar = text.partition("Landkreis Goslar")[2].splitlines()[1:3]
    assert [line.startswith("  - ") for line in goslar] == [True, True]


def test_the_letter_is_for_an_institution_and_names_no_reader() -> None:
    """It is addressed to the authority that coordinates as far as known, and says since when that is known."""
    text = letter(Locator(), DAY)
    assert "An: Niedersächsisches Sozialministerium (als koordinierende Stelle zuletzt belegt: 2019-06)" in text
    assert "Sehr geehrte Damen und Herren" in text
    assert "@" not in text


def test_only_what_is_missing_is_asked() -> None:
    """With official claims for all, only the names and the date are left; nobody to ask is said so."""
    claims = [
        second_state.claim("bergkreis", one.key.value, "official")
        for one in second_state.gazetteer().districts.on(DAY)
    ]
    text = letter(second_state.locator(second_state.dataset(*claims, coordinations=())), DAY)
    assert "An: die Stelle, die koordiniert (Beratung im Seenland)" in text
    assert re.findall(r"^## .*", text, re.MULTILINE) == ["## 1. Damit wir Ihre Antwort nennen können"]
    assert "Bekannt ist das für 3 von 3 Kreisen." in text


def test_one_missing_name_is_one() -> None:
    """The letter counts, and takes the words of the data."""
    data = second_state.dataset(
        expected_networks=3,
        coordinations=(Coordination(id="amt", organisation="amt", capacity="coordination_office"),),
    )
    text = letter(second_state.locator(data), DAY)
    assert "## 1. Ein Name, der fehlt" in text
    assert "zu welchem Kreisnetz gehört" in text
    assert "Wie heißt der fehlende? Stimmt die Zahl noch?" in text
    assert "An: Amt Seeburg\n" in text


def test_a_divided_district_is_asked_for_its_open_municipalities() -> None:
    """A district of which only a part is known is asked for by municipality; one that is known in parts is not."""
    part = second_state.claim("bergkreis", "12061001", "official")
    text = letter(second_state.locator(second_state.dataset(part)), DAY)
    assert "  - Offen: Mühlfeld (Landkreis Oberau)" in section(text, "### Geteilt (1)")
    rest = second_state.claim("talkreis", "12061002", "official")
    assert "Geteilt" not in letter(second_state.locator(second_state.dataset(part, rest)), DAY)


def test_the_embedded_data_has_gaps_that_a_list_can_close() -> None:
    """Each network that sources name is told, so that the authority can say what it is called."""
    text = letter(Locator(), DAY)
    assert all(network.name in text for network in dataset().networks)
