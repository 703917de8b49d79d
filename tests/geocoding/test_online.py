from __future__ import annotations

import asyncio
import logging
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from geopy.exc import GeocoderTimedOut, GeocoderUnavailable
from geopy.geocoders import GoogleV3, Nominatim, Photon

import kmn
from kmn.geocoding import Cache, GeopyGeocoder, nominatim
from tests.geocoding.service import CELLE, HILDESHEIM, HOST, Service, fault, geocoder, house, street, town

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.lookup.answer import Answer

ASKED = "Domhof 1, Neuenkirchen"
# Neuenkirchen in the Landkreis Osnabrück, and the one of the Heidekreis, whose network is attested.
OSNABRUECK = (52.42, 7.85)
HEIDEKREIS = (53.033, 9.705)


def codes(answer: Answer) -> set[str]:
    """Give the codes of the notes about the geocoder."""
    return {note.code for note in answer.notes if note.code.startswith("geocoder")}


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_geocoder_of_geopy_decides(asynchronous: bool) -> None:  # noqa: FBT001 (a case)
    """A house in one of the places that may be meant decides, whichever adapter geopy uses."""
    service = Service([house(*HEIDEKREIS, address={"city": "Neuenkirchen", "postcode": "29643"})])
    with geocoder(service, asynchronous=asynchronous) as found:
        answer = kmn.locate(ASKED, geocoder=found)
    assert answer.require().id == "heide"
    assert answer.method == "geocoder"
    assert codes(answer) == {"geocoder_asked", "geocoder_attribution"}
    assert "Sent to nominatim.example.org: street, place." in answer.explain("en")
    assert "OpenStreetMap" in answer.explain("en")
    assert service.asked == [ASKED]


def test_an_asynchronous_geocoder_answers_inside_a_running_loop() -> None:
    """A web application waits for many answers at once, in threads of its own."""
    service = Service([house(*HEIDEKREIS)])

    async def many(found: GeopyGeocoder) -> list[Answer]:
        return await asyncio.gather(*(asyncio.to_thread(kmn.locate, ASKED, geocoder=found) for _ in range(5)))

    with geocoder(service, asynchronous=True) as found:
        answers = asyncio.run(many(found))
    assert {answer.require().id for answer in answers} == {"heide"}
    assert len(service.asked) == 5


def test_a_house_where_the_address_does_not_allow_it_does_not_decide() -> None:
    """A house in another town is shown beside what the address allows, and wins nothing."""
    answer = kmn.locate(ASKED, geocoder=geocoder(Service([house(*CELLE)])))
    assert isinstance(answer, kmn.Ambiguous)
    assert "geocoder_contradicts" in codes(answer)
    assert any("Celle" in candidate.place for candidate in answer.candidates)
    assert any("Neuenkirchen" in candidate.place for candidate in answer.candidates)


def test_a_house_with_another_postal_code_does_not_decide() -> None:
    """A house whose postal code is not the one of the address contradicts it, wherever it lies."""
    there = kmn.locate(
        "Dorfstraße 5, 19273", geocoder=geocoder(Service([house(53.283, 10.93, address={"postcode": "19273"})]))
    )
    other = kmn.locate("Dorfstraße 5, 19273", geocoder=geocoder(Service([house(53.283, 10.93)])))
    assert "geocoder_contradicts" not in codes(there)
    assert isinstance(other, kmn.Ambiguous)
    assert "geocoder_contradicts" in codes(other)


def test_a_house_that_does_not_explain_the_address_does_not_decide() -> None:
    """Where the embedded places know no word of an address, a result that leaves a word out is a candidate only."""
    answer = kmn.locate("Domhof 1, Kleinkleckersdorf", geocoder=geocoder(Service([house(*HILDESHEIM)])))
    assert isinstance(answer, kmn.Ambiguous)
    assert "geocoder_contradicts" in codes(answer)
    assert kmn.locate("Domhof 1", geocoder=geocoder(Service([house(*HILDESHEIM)]))).status == "responsible"


def test_a_town_is_no_answer_to_a_street() -> None:
    """The centre of a town where a street was asked for is recognised, marked, and decides nothing."""
    answer = kmn.locate(ASKED, geocoder=geocoder(Service([town(*HEIDEKREIS)])))
    assert isinstance(answer, kmn.Ambiguous)
    assert codes(answer) == {"geocoder_asked", "geocoder_coarse"}
    assert answer.candidates == kmn.locate(ASKED).candidates


def test_a_house_comes_before_a_town() -> None:
    """Of several results those that are close enough count, in whatever order they come."""
    both = [town(*OSNABRUECK), house(*HEIDEKREIS), street(*OSNABRUECK)]
    assert kmn.locate(ASKED, geocoder=geocoder(Service(both))).require().id == "heide"


def test_houses_in_two_places_are_not_decided() -> None:
    """Where an address exists twice, nobody knows which is meant."""
    answer = kmn.locate(ASKED, geocoder=geocoder(Service([house(*HEIDEKREIS), house(*OSNABRUECK)])))
    assert isinstance(answer, kmn.Ambiguous)
    assert "geocoder_several" in codes(answer)
    assert len(answer.candidates) == 2


def test_a_long_street_may_lie_on_both_sides_of_a_border() -> None:
    """A street without its house is as wide as it is long: near a border it does not decide."""
    short, long = street(52.17, 9.82, 0.0005), street(52.17, 9.82, 0.06)
    answers = [
        kmn.locate("Domhof", geocoder=geocoder(Service([one | {"display_name": "Domhof"}]))) for one in (short, long)
    ]
    assert [answer.status for answer in answers] == ["responsible", "ambiguous"]


@pytest.mark.parametrize(
    ("replies", "reason", "requests"),
    [
        ([GeocoderTimedOut("Domhof 1")], "timeout", 3),
        ([GeocoderUnavailable("Domhof 1")], "unreachable", 3),
        ([fault(500)], "failed", 3),
        ([fault(503)], "failed", 3),
        ([fault(429)], "limited", 3),
        ([fault(429, **{"retry-after": "3600"})], "limited", 1),
        ([fault(403)], "refused", 1),
        ([fault(400)], "rejected", 1),
        (["<html>Domhof 1</html>"], "unreadable", 1),
        ([{"error": "Domhof 1"}], "rejected", 1),
        ([{}], "unreadable", 1),
        ([None], "unreadable", 1),
        ([[{"display_name": "Domhof 1"}]], "unreadable", 1),
        ([[{"lat": "x", "lon": "y"}]], "unreadable", 1),
        ([[1, 2, 3]], "unreadable", 1),
        ([ConnectionResetError("Domhof 1")], "unreachable", 3),
        ([lambda _text: time.sleep(6)], "timeout", 1),
    ],
)
@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_fault_is_an_error_of_ours(replies: Any, reason: str, requests: int, asynchronous: bool) -> None:  # noqa: FBT001 (a case)
    """Whatever goes wrong is a `GeocodingError` within its time, without the address, and the answer a note."""
    service = Service(*replies)
    found = geocoder(service, asynchronous=asynchronous, limit_s=1, backoff_s=0.01)
    began = time.monotonic()
    with pytest.raises(kmn.GeocodingError) as caught:
        found.geocode("Domhof 1")
    assert time.monotonic() - began < 5
    assert caught.value.reason == reason
    assert caught.value.service == HOST
    assert len(service.asked) == requests
    assert "Domhof" not in "".join(traceback.format_exception(caught.value)).replace('geocode("Domhof 1")', "")
    again = geocoder(Service(*replies), limit_s=1, backoff_s=0.01)
    answer = kmn.locate(ASKED, geocoder=again)
    assert codes(answer) == {"geocoder_asked", "geocoder_failed"}
    assert answer.candidates == kmn.locate(ASKED).candidates


def test_the_original_error_is_the_cause() -> None:
    """What geopy raised is the cause, of its own class."""
    found = geocoder(Service(fault(429, **{"retry-after": "7"})), retries=0)
    with pytest.raises(kmn.GeocodingError, match="asks to wait 7 s") as caught:
        found.geocode("Domhof 1")
    assert type(caught.value.__cause__).__name__ == "GeocoderRateLimited"
    assert (caught.value.status, caught.value.retry_after) == (429, 7)


def test_a_fault_that_passes_is_not_noticed() -> None:
    """A request that failed is made again, after the time the service asks for."""
    service = Service(fault(429, **{"retry-after": "1"}), fault(500), [house(*HEIDEKREIS)])
    began = time.monotonic()
    answer = kmn.locate(ASKED, geocoder=geocoder(service, backoff_s=0.01))
    assert time.monotonic() - began >= 1
    assert answer.status == "responsible"
    assert len(service.asked) == 3


def test_a_dead_service_costs_little() -> None:
    """After some faults in a row nothing is asked any more, each answer says so, and nothing is lost."""
    service = Service(GeocoderUnavailable("Domhof 1"))
    found = geocoder(service, backoff_s=0.01)
    answers = [kmn.locate(f"Domhof {number}, Neuenkirchen", geocoder=found) for number in range(1, 200)]
    assert len(service.asked) == 5
    assert all(answer.status == "ambiguous" for answer in answers)
    assert [sorted(codes(answer)) for answer in answers[:3]] == [
        ["geocoder_asked", "geocoder_failed"],
        ["geocoder_asked", "geocoder_failed"],
        ["geocoder_not_asked"],
    ]
    assert all("geocoder_not_asked" in codes(answer) for answer in answers[2:])


def test_a_tenth_of_the_addresses_is_a_tenth_of_the_requests(tmp_path: Path) -> None:
    """Of 1,000 addresses those are asked for that need it; in a second run with a cache, none."""
    known = ["31134 Hildesheim", "29221 Celle", "38440 Wolfsburg", "20095 Hamburg", "26506 Norden"]
    addresses = [
        f"Domhof {number}, Neuenkirchen" if number % 10 == 0 else f"Domhof {number}, {known[number % 5]}"
        for number in range(1000)
    ]
    service = Service([house(*HEIDEKREIS)])
    answers = []
    for _ in range(2):
        found = geocoder(service, cache=Cache(tmp_path / "cache.sqlite"))
        answers.append([kmn.locate(address, geocoder=found) for address in addresses])
        assert len(service.asked) == 100
    assert [answer.network for answer in answers[0]] == [answer.network for answer in answers[1]]
    assert "geocoder_asked" in codes(answers[0][0])
    assert codes(answers[1][0]) == {"geocoder_kept", "geocoder_attribution"}
    assert "nothing was sent now" in answers[1][0].explain("en")


def test_many_threads_keep_the_pace() -> None:
    """However many threads ask, requests are as far apart as they have to be."""
    times = []

    def reply(_text: str) -> list[dict[str, Any]]:
        times.append(time.monotonic())
        return [house(*HEIDEKREIS)]

    found = geocoder(Service(reply), delay_s=0.05)
    began = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(found.geocode, ["Domhof 1"] * 8))
    assert len(times) == 8
    assert max(times) - began >= 7 * 0.05


def test_no_log_record_holds_an_address(caplog: pytest.LogCaptureFixture) -> None:
    """Neither geopy nor anything below it logs what is asked on our behalf, also when it fails."""
    with caplog.at_level(logging.DEBUG):
        for reply in ([house(*HEIDEKREIS)], fault(500), "<html>Domhof 1</html>"):
            kmn.locate(ASKED, geocoder=geocoder(Service(reply), retries=0))
        assert not [record for record in caplog.records if "Domhof" in record.getMessage()]
        service = Service([house(*HEIDEKREIS)])
        Nominatim(domain=HOST, user_agent="tests", adapter_factory=service.adapter).geocode("Domhof 1")
    assert [record for record in caplog.records if "Domhof" in record.getMessage()]


def test_only_what_the_service_understands_is_passed_on() -> None:
    """Parameters that help to read the answer are passed on where they exist, and the caller's own."""
    urls = []

    class Noting(Service):
        def answer(self, url: str) -> Any:
            urls.append(url)
            return super().answer(url)

    found = [
        geocoder(Noting([]), country_codes="de", language="de"),
        GeopyGeocoder(
            Photon(domain="photon.example.org", user_agent="tests", adapter_factory=Noting({"features": []}).adapter)
        ),
    ]
    for one in found:
        assert list(one.geocode("Domhof 1")) == []
    assert urls == [
        f"https://{HOST}/search?q=Domhof+1&format=json&limit=20&countrycodes=de&addressdetails=1&accept-language=de",
        "https://photon.example.org/api?q=Domhof+1&limit=20",
    ]


def test_another_service_is_read_as_well() -> None:
    """Photon says in its own words how close a place is."""
    feature = {
        "properties": {
            "osm_id": 1,
            "type": "house",
            "housenumber": "1",
            "street": "Domhof",
            "postcode": "29643",
            "city": "Neuenkirchen",
            "countrycode": "DE",
        },
        "geometry": {"type": "Point", "coordinates": [HEIDEKREIS[1], HEIDEKREIS[0]]},
    }
    photon = Photon(
        domain="photon.example.org", user_agent="tests", adapter_factory=Service({"features": [feature]}).adapter
    )
    answer = kmn.locate(ASKED, geocoder=GeopyGeocoder(photon))
    assert answer.require().id == "heide"
    assert "geocoder_precision_unknown" not in codes(answer)


@pytest.mark.parametrize(
    "build",
    [
        lambda: nominatim("nominatim.example.org", user_agent="tests"),
        lambda: nominatim("", user_agent="tests"),
        lambda: nominatim("ftp://nominatim.example.org", user_agent="tests"),
        lambda: nominatim("http://[nominatim", user_agent="tests"),
        lambda: nominatim("https://nominatim.example.org:99999", user_agent="tests"),
        lambda: nominatim("https://nominatim.example.org", user_agent=" "),
        lambda: nominatim("https://nominatim.openstreetmap.org", user_agent="my-application"),
        lambda: nominatim("https://nominatim.example.org", user_agent="geopy/2.4"),
        lambda: GeopyGeocoder(Photon(domain="photon.example.org")),
        lambda: geocoder(Service([]), delay_s=-1),
        lambda: geocoder(Service([]), limit_s=0),
        lambda: geocoder(Service([]), timeout_s=float("nan")),
        lambda: geocoder(Service([]), failures=0),
        lambda: geocoder(Service([]), no_such_option=1),
        lambda: geocoder(Service([]), query="Domhof 1"),
    ],
)
def test_what_cannot_be_used_is_refused_at_once(build: Any) -> None:
    """Whoever runs a service is to know who asks, and whoever asks decides where: there are no defaults."""
    with pytest.raises(kmn.InputError):
        build()


def test_what_is_no_geocoder_of_geopy_is_refused() -> None:
    """Anything else is handed to `locate` as it is."""
    with pytest.raises(kmn.InputTypeError, match="geopy"):
        GeopyGeocoder("nominatim")


def test_the_error_says_why_there_is_no_default() -> None:
    """Both texts give the reason."""
    with pytest.raises(kmn.InputError, match="your decision"):
        nominatim("", user_agent="tests")
    with pytest.raises(kmn.InputError, match="whom to write to"):
        nominatim("https://nominatim.example.org", user_agent="")


def test_credentials_are_not_shown() -> None:
    """The name of a service is its host: a key or password in its address is not repeated."""
    assert nominatim("https://me:secret@nominatim.example.org/de", user_agent="tests").service == HOST
    google = GoogleV3(api_key="secret", user_agent="tests", adapter_factory=Service([]).adapter)
    assert repr(GeopyGeocoder(google)) == "GeopyGeocoder('maps.googleapis.com')"
