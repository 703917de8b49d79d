from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.maps.drawing import networks
from tests.browser import axe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the embedded data, as a file."""
    path: Path = tmp_path_factory.mktemp("map") / "map.html"
    networks(on="2026-12-01").save(path)
    return path.as_uri()


def test_a_postal_code_is_found_by_keyboard(visit: Visit, address: str) -> None:
    """Typing a postal code, an arrow and Enter show the network, its evidence and whom to ask."""
    page = visit(address)
    page.focus("#search")
    page.keyboard.type("31134")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    sheet = page.locator(".sheet.shown")
    assert sheet.count() == 1
    text = sheet.inner_text()
    assert "gehört zum Regionalverbund Südniedersachsen" in text
    assert "Fragen Sie" in text
    assert page.get_attribute("#search", "aria-expanded") == "false"


def test_a_place_is_found_by_mouse(visit: Visit, address: str) -> None:
    """A name, however it is spelt, is offered and can be clicked."""
    page = visit(address)
    page.fill("#search", "luechow")
    page.click("#options li >> nth=0")
    assert "Lüchow" in page.input_value("#search")
    assert "Regionalverbund Heide" in page.locator(".sheet.shown").inner_text()


def test_several_places_of_one_name_are_not_guessed(visit: Visit, address: str) -> None:
    """Enter takes nothing where places of one name lie in several areas; one of the list may then be chosen."""
    page = visit(address)
    page.fill("#search", "Neuenkirchen")
    page.keyboard.press("Enter")
    assert "aus der Liste" in page.locator("#said").inner_text()
    assert page.locator(".sheet.shown").count() == 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".sheet.shown").count() == 1


def test_a_district_is_found_by_its_short_kind(visit: Visit, address: str) -> None:
    """LK stands for Landkreis, and the kind of a place may stand before its name."""
    page = visit(address)
    for text in ("LK Celle", "Kreis Celle", "Stadt Celle", "Celle"):
        page.fill("#search", text)
        page.keyboard.press("Enter")
        assert "Landkreis Celle" in page.locator(".sheet.shown").inner_text(), text


def test_the_map_fits_a_window_that_changes(visit: Visit, address: str) -> None:
    """When a window gets smaller, all of the state is still to be seen."""
    page = visit(address)
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(500)
    frame = page.locator("#map").bounding_box()
    land = page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll("#map path")].map((path) => path.getBoundingClientRect());
            return [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
        }"""
    )
    assert frame is not None
    assert frame["x"] - 1 <= land[0] < land[1] <= frame["x"] + frame["width"] + 1


def test_a_postal_code_in_two_districts_says_so(visit: Visit, address: str) -> None:
    """Both sheets are shown, and the page says that the place decides."""
    page = visit(address)
    page.fill("#search", "29646")
    page.keyboard.press("Enter")
    one = page.locator("#said").inner_text()
    found = page.locator(".sheet.shown").count()
    assert (found > 1) == ("mehreren Gebieten" in one)


def test_nonsense_is_not_answered(visit: Visit, address: str) -> None:
    """Something that is no place is said not to be found, and for a code of another state why."""
    page = visit(address)
    page.fill("#search", "xyzzy")
    assert "Nichts gefunden" in page.locator("#said").inner_text()
    page.fill("#search", "20095")
    assert "kennt nur Orte in Niedersachsen" in page.locator("#said").inner_text()
    assert page.locator(".sheet.shown").count() == 0


def test_the_map_tells_by_mouse_and_keyboard(visit: Visit, address: str) -> None:
    """Hovering and focusing show a tooltip; a click and Enter open the sheet."""
    page = visit(address)
    area = page.locator("#map path[aria-label^='Landkreis Celle']")
    area.hover()
    assert "Regionalverbund Heide" in page.locator(".leaflet-tooltip").inner_text()
    area.click()
    assert "Landkreis Celle gehört" in page.locator(".sheet.shown").inner_text()
    page.mouse.move(0, 0)
    other = page.locator("#map path[aria-label^='Landkreis Aurich']")
    other.focus()
    assert "offen" in page.locator(".leaflet-tooltip", has_text="Landkreis Aurich").inner_text()
    page.locator(".leaflet-tooltip", has_text="Landkreis Celle").wait_for(state="detached")
    page.keyboard.press("Enter")
    assert "Landkreis Aurich" in page.locator(".sheet.shown").inner_text()


def test_an_address_leads_to_a_sheet(visit: Visit, address: str) -> None:
    """What stands behind the hash of the address is opened at once."""
    page = visit(f"{address}#03351")
    assert "Landkreis Celle gehört" in page.locator(".sheet.shown").inner_text()


def test_a_sheet_is_printed_alone(visit: Visit, address: str) -> None:
    """On paper there is the sheet of the area, and neither the search nor the map."""
    page = visit(f"{address}#03351")
    page.emulate_media(media="print")
    assert page.locator(".sheet.shown").is_visible()
    assert not page.locator("#search").is_visible()
    assert not page.locator("#map").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_is_accessible(visit: Visit, address: str, *, dark: bool) -> None:
    """The judge of accessibility finds no serious problem, with a sheet and the table open."""
    page = visit(f"{address}#03351", dark=dark)
    page.click("#all summary")
    assert axe.problems(page) == []


def test_the_page_fits_a_telephone(visit: Visit, address: str) -> None:
    """At 360 pixels nothing is wider than the screen."""
    page = visit(f"{address}#03351", narrow=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
