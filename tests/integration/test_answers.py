"""What a user is answered when a real Nominatim helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.client import ADAPTERS
from tests.integration.extract import FARM, LANDMARK, STREETS
from tests.integration.talking import client, command

if TYPE_CHECKING:
    from tests.integration.talking import Proxy

pytestmark = pytest.mark.nominatim

SPLIT = "Eichenweg 3, 34355"
"""A house whose postal code lies on both sides of the border of the state."""
WORDS = ("Eichenweg", "Erika", "Beispiel", "Rosenweg", "Neuenkirchen", "34355")


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_a_house_is_found_where_it_is(proxy: Proxy, adapter: str) -> None:
    """Each way to Nominatim gives the very house, its address, and whom to name."""
    streets = list(STREETS.values())
    addresses = [f"{street.name} 4, {street.postcode} {street.city or ''}".strip() for street in streets]
    places = client(*addresses, url=proxy.url, verb="geocode", adapter=adapter).answers
    for street, place in zip(streets, places, strict=True):
        house = street.house(4)
        assert (place["lat"], place["lon"]) == pytest.approx((house.lat, house.lon), abs=1e-6)
        assert (place["precision"], place["street"], place["house_number"]) == ("address", street.name, "4")
        assert (place["postcode"], place["country"]) == (street.postcode, "DE")
        assert "OpenStreetMap" in place["attribution"]


def test_a_postal_code_on_both_sides_of_the_border_is_decided_by_the_street(proxy: Proxy) -> None:
    """Where a postal code leaves open which state it is, the house says so, on either side."""
    near, beyond = client(SPLIT, "Buchenweg 2, 34355", url=proxy.url).answers
    assert (near["status"], near["districts"][0]["name"], near["method"]) == ("unassigned", "Göttingen", "geocoder")
    assert (beyond["status"], beyond["state"]) == ("outside", "Hessen")
    assert proxy.report().asked == [SPLIT, "Buchenweg 2, 34355"]


def test_a_street_decides_which_of_several_towns_is_meant(proxy: Proxy) -> None:
    """Where several towns have a name, the only one with that street is meant; a missing number does not matter."""
    number, street, unknown = client(
        *("Rosenweg 2, Neuenkirchen", "Rosenweg, Neuenkirchen", "Rosenweg 99, Neuenkirchen"), url=proxy.url
    ).answers
    for answer in (number, street, unknown):
        assert (answer["status"], answer["network"]["id"]) == ("responsible", "heide")


def test_a_street_in_two_towns_of_the_same_name_stays_open(proxy: Proxy) -> None:
    """A street that is in two of the towns decides nothing: both are shown, and what would help."""
    answer = client("Lindenstraße 5, Neuenkirchen", url=proxy.url).answer
    assert answer["status"] == "ambiguous"
    assert {candidate["place"] for candidate in answer["candidates"]} == {
        "Neuenkirchen (Landkreis Heidekreis)",
        "Neuenkirchen (Landkreis Stade)",
    }
    assert "plz" in answer["needs"]


def test_a_street_in_very_many_towns_decides_nothing(proxy: Proxy) -> None:
    """Nominatim gives a few of the many main streets; that the others are elsewhere is not forgotten."""
    answer = client("Hauptstraße 1", url=proxy.url).answer
    assert answer["status"] in ("ambiguous", "not_found")


@pytest.mark.parametrize(("name", "district"), [(FARM[0], "Heidekreis"), (LANDMARK[0], "Hildesheim")])
def test_a_farm_or_a_landmark_is_found(proxy: Proxy, name: str, district: str) -> None:
    """What has no street and no postal code is found by its name."""
    answer = client(name, url=proxy.url).answer
    assert (answer["status"], answer["districts"][0]["name"]) == ("responsible", district)


def test_a_result_outside_the_postal_code_never_wins_silently(proxy: Proxy) -> None:
    """A house that the map has in Soltau, with a postal code far from there, is shown beside what that allows."""
    answer = client("Irrweg 3, 34355", url=proxy.url).answer
    assert answer["status"] == "ambiguous"
    assert {candidate["place"] for candidate in answer["candidates"]} == {
        "Hessen",
        "Soltau, Stadt (Landkreis Heidekreis)",
        "Staufenberg (Landkreis Göttingen)",
    }
    assert "The geocoder finds the address at a place that its own parts do not allow." in answer["explanation"]


def test_an_address_that_nobody_knows_stays_as_it_was(proxy: Proxy) -> None:
    """What Nominatim does not find is answered as without it, and the answer says so."""
    alone = command("locate", "--json", "Nirgendstraße 9, 34355")
    answer = client("Nirgendstraße 9, 34355", url=proxy.url).answer
    assert (answer["status"], len(answer["candidates"])) == ("ambiguous", 2)
    assert "The geocoder did not find the address." in answer["explanation"]
    assert '"status": "ambiguous"' in alone.output.replace('":"', '": "')


def test_what_is_decided_or_hopeless_is_not_sent(proxy: Proxy) -> None:
    """Nothing is sent where the answer is there without it, or where a geocoder knows no more than we do."""
    decided = ("Domhof 1, 31134 Hildesheim", "31134", "03254021", "52.15, 9.95", "Berlin")
    answers = client(*decided, "Neuenkirchen", "34355", "", url=proxy.url).answers
    assert proxy.report().requests == []
    assert not [note for answer in answers for note in answer["notes"] if note["code"].startswith("geocoder")]


def test_only_what_is_needed_is_sent_and_the_answer_says_what(proxy: Proxy) -> None:
    """No name of a person and no c/o line leaves the computer, and the explanation names what did, and to whom."""
    answer = client("Erika Beispiel\nc/o Familie Muster\nEichenweg 3\n34355", url=proxy.url).answer
    report = proxy.report()
    assert report.asked == [SPLIT]
    assert [request["agent"] for request in report.requests] == ["kmn-tests"]
    assert f"Sent to {proxy.url.removeprefix('http://')}: street, postal code." in answer["explanation"]


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_no_log_record_holds_the_address(proxy: Proxy, adapter: str) -> None:
    """A program that logs everything logs nothing of an address, whichever way it asks."""
    done = client(f"Erika Beispiel\n{SPLIT}", "Rosenweg 2, Neuenkirchen", url=proxy.url, adapter=adapter)
    assert len(proxy.report().requests) == 2
    assert "DEBUG client begins" in done.log
    assert not [word for word in WORDS if word in done.log]


def test_geopy_alone_would_log_the_address(proxy: Proxy) -> None:
    """The same program, asking geopy without us, logs the address: the test above can fail."""
    done = client(SPLIT, url=proxy.url, verb="bare")
    assert "Eichenweg" in done.log


def test_the_command_line_asks_a_geocoder_that_is_named(proxy: Proxy) -> None:
    """The card says where the place lies, how it was found, what was sent, and whose data it is."""
    words = ("--geocoder", "nominatim", "--geocoder-url", proxy.url, "--user-agent", "beratungsstelle-musterstadt")
    done = command("locate", "--lang", "en", *words, "Rosenweg 2, Neuenkirchen")
    assert (done.code, done.log) == (0, "")
    for text in ("Regionalverbund Heide", "Sent to 127.0.0.1", "street, place", "OpenStreetMap"):
        assert text in done.output
    report = proxy.report()
    assert (report.asked, report.requests[0]["agent"]) == (
        ["Rosenweg 2, Neuenkirchen"],
        "beratungsstelle-musterstadt",
    )


@pytest.mark.parametrize("missing", ["--geocoder-url", "--user-agent"])
def test_the_command_line_has_no_default_service(proxy: Proxy, missing: str) -> None:
    """Without an address of the service, or without saying who asks, nothing is sent; the error says why."""
    words = {"--geocoder": "nominatim", "--geocoder-url": proxy.url, "--user-agent": "beratungsstelle-musterstadt"}
    del words[missing]
    done = command("locate", *(word for pair in words.items() for word in pair), SPLIT)
    assert done.code == 2
    assert missing in done.log
    assert "your decision" in done.log
    assert proxy.report().requests == []
