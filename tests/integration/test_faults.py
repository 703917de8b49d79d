"""What a user is answered when the way to the geocoder, or the geocoder itself, is broken."""

from __future__ import annotations

import csv
import socket
import time
from typing import TYPE_CHECKING, Any, Final

import pytest
from attrs import frozen

from tests.integration.client import ADAPTERS, WAYS
from tests.integration.talking import client, command

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.service import Nominatim
    from tests.integration.talking import Proxy

pytestmark = pytest.mark.nominatim

TIMEOUT_S: Final = 2.0
SLACK_S: Final = 10.0
"""What an answer may take beyond the time of its request, on a very busy machine."""
BATCH_S: Final = 60.0
"""What a batch may take at a dead service, with the start of the program; to ask for each row takes longer."""
CIRCLE: Final = "Kreis"
HTML: Final = "<html><body>Eichenweg 3, 34355: Bad Gateway</body></html>"
ELSEWHERE: Final = {"Location": "{elsewhere}/search?q=Eichenweg+3%2C+34355&format=json"}


def status(number: int, body: str = "", **headers: str) -> dict[str, Any]:
    """Describe a response."""
    return {"kind": "status", "status": number, "body": body, "headers": headers}


# What goes wrong, and in which words the answer says so.
FAULTS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "never answers": ({"kind": "silent"}, "too slow"),
    "answers late": ({"kind": "slow", "seconds": 2 * TIMEOUT_S}, "too slow"),
    "answers a letter at a time": ({"kind": "drip", "seconds": TIMEOUT_S / 8}, "too slow"),
    "cuts the connection at once": ({"kind": "cut", "after": 0}, "not reachable"),
    "cuts the connection amid the answer": ({"kind": "cut", "after": 0.7}, "not reachable|unreadable answer"),
    "too many requests": (status(429), "too many requests"),
    "too many requests, with a page": (status(429, HTML), "too many requests"),
    "internal error": (status(500, HTML), "fault of the service"),
    "bad gateway": (status(502, HTML), "fault of the service"),
    "unavailable": (status(503, HTML), "fault of the service"),
    "gateway timeout": (status(504, HTML), "fault of the service"),
    "forbidden": (status(403, HTML), "access refused"),
    "unauthorised": (status(401, HTML), "access refused"),
    "bad request": (status(400, HTML), "request not understood"),
    "not found": (status(404, HTML), "fault of the service|request not understood|unreadable answer"),
    "a page instead of JSON": (status(200, HTML), "unreadable answer"),
    "half a JSON": (status(200, '[{"lat": "51.3'), "unreadable answer"),
    "nothing at all": (status(200), "unreadable answer"),
    "not UTF-8": ({**status(200, '["Straße"]'), "encoding": "latin-1"}, "unreadable answer|not reachable"),
    "not what its header says": (
        status(200, "[1]", **{"Content-Encoding": "gzip"}),
        "unreadable answer|not reachable",
    ),
    "an object": (status(200, '{"lat": 51.345, "lon": 9.585}'), "unreadable answer"),
    "an error as JSON": (status(200, '{"error": "Eichenweg"}'), "request not understood"),
    "numbers": (status(200, "[1, 2, 3]"), "unreadable answer"),
    "a text": (status(200, '"Eichenweg 3"'), "unreadable answer"),
    "places without coordinates": (status(200, '[{"display_name": "Eichenweg"}]'), "unreadable answer"),
    "coordinates that are none": (
        status(200, '[{"display_name": "Eichenweg", "lat": "north", "lon": "9"}]'),
        "unreadable answer",
    ),
    **{
        f"redirects elsewhere ({code})": (status(code, HTML, **ELSEWHERE), "refers to another service")
        for code in (301, 302, 303, 307, 308)
    },
    "redirects to a file": (status(302, Location="file:///etc/passwd"), "refers to another service"),
    "redirects in a circle": (status(302, Location=f"/search?q={CIRCLE}"), "not reachable|fault of the service"),
}
WORDS: Final = ("Eichenweg", "34355", "51.345", "9.585")


ADDRESSES: Final = [f"Eichenweg {number}, 34355" for number in range(1, len(FAULTS) + 1)]
"""One for each fault."""


@frozen
class Broken:
    """What became of one question at each fault.

    Attributes:
        log: What the program logged meanwhile.
        answers: Fault → what was answered.
        elsewhere: How many requests came in at another host.
    """

    log: str
    answers: dict[str, dict[str, Any]]
    elsewhere: int


def broken(proxy: Proxy, **order: Any) -> Broken:
    """Ask once at each fault, all in one program."""
    faults = dict(zip(ADDRESSES, (fault for fault, _ in FAULTS.values()), strict=True))
    proxy.report()
    proxy.breaks_for(faults | {CIRCLE: FAULTS["redirects in a circle"][0]})
    settings = {"timeout_s": TIMEOUT_S, "retries": 0, "failures": 1000, "rest_s": 0}
    done = client(*ADDRESSES, url=proxy.url, settings=settings, **order)
    return Broken(done.log, dict(zip(FAULTS, done.answers, strict=True)), proxy.report().elsewhere)


@pytest.fixture(scope="module")
def located(_proxy: Proxy) -> dict[str, Broken]:
    """What somebody is answered who wants to know the network: adapter → all of it."""
    return {adapter: broken(_proxy, adapter=adapter) for adapter in ADAPTERS}


@pytest.fixture(scope="module")
def geocoded(_proxy: Proxy) -> Broken:
    """What somebody gets who asks the geocoder itself."""
    return broken(_proxy, verb="geocode")


@pytest.mark.parametrize("adapter", ADAPTERS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_the_answer_without_the_geocoder(
    located: dict[str, Broken], adapter: str, fault: str
) -> None:
    """Whatever goes wrong, the answer comes in time, is the one without the geocoder, and says what went wrong."""
    answer = located[adapter].answers[fault]
    assert answer["seconds"] < TIMEOUT_S + SLACK_S
    assert (answer["status"], answer["method"]) == ("ambiguous", "plz")
    assert {candidate["place"] for candidate in answer["candidates"]} == {
        "Hessen",
        "Staufenberg (Landkreis Göttingen)",
    }
    said = [note["text"] for note in answer["notes"] if note["code"] == "geocoder_failed"]
    assert len(said) == 1
    assert any(f"gave no usable answer: {words}." in said[0] for words in FAULTS[fault][1].split("|")), said


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_no_fault_brings_an_address_into_the_log_or_to_another_host(located: dict[str, Broken], adapter: str) -> None:
    """Not even where everything is logged, and whatever is redirected."""
    assert located[adapter].elsewhere == 0
    assert "DEBUG client begins" in located[adapter].log
    assert not [word for word in WORDS if word in located[adapter].log]


@pytest.mark.parametrize("fault", FAULTS)
def test_whoever_asks_the_geocoder_itself_gets_one_of_our_errors(geocoded: Broken, fault: str) -> None:
    """The error names the service, and its traceback shows the address nowhere."""
    answer = geocoded.answers[fault]
    assert answer["error"].startswith("The geocoder 127.0.0.1:")
    assert "GeocodingError" in answer["traceback"]
    assert not [word for word in WORDS if word in answer["traceback"]]


def test_the_error_of_geopy_is_the_cause_of_ours(geocoded: Broken) -> None:
    """Whoever looks for the reason finds what geopy raised."""
    causes = {fault: answer["cause"] for fault, answer in geocoded.answers.items()}
    assert causes["too many requests"] == "GeocoderRateLimited"
    assert causes["forbidden"] == "GeocoderInsufficientPrivileges"
    assert causes["half a JSON"] == "GeocoderParseError"


def test_a_short_fault_is_waited_for(proxy: Proxy) -> None:
    """A service that fails once is asked again after a pause, and decides."""
    proxy.breaks(status(503), {"kind": "cut", "after": 0}, {"kind": "none"})
    answer = client("Eichenweg 3, 34355", url=proxy.url, settings={"backoff_s": 0.3}).answer
    assert (answer["status"], answer["method"]) == ("unassigned", "geocoder")
    first, second = proxy.report().pauses
    assert first >= 0.3
    assert second >= 0.6


def test_a_service_that_asks_for_patience_gets_it(proxy: Proxy) -> None:
    """Retry-After is respected, also where it is longer than the pause that we would make."""
    proxy.breaks(status(429, **{"Retry-After": "2"}), {"kind": "none"})
    answer = client("Eichenweg 3, 34355", url=proxy.url, settings={"backoff_s": 0.1}).answer
    assert (answer["status"], answer["method"]) == ("unassigned", "geocoder")
    (pause,) = proxy.report().pauses
    assert pause >= 2


@pytest.mark.parametrize("wanted", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_service_that_wants_to_be_left_alone_is(proxy: Proxy, wanted: str) -> None:
    """Where the time that a service asks for is too long to wait, it is asked no more, and nobody waits."""
    proxy.breaks(status(429, **{"Retry-After": wanted}))
    answers = client("Eichenweg 3, 34355", "Eichenweg 4, 34355", url=proxy.url).answers
    assert [answer["status"] for answer in answers] == ["ambiguous", "ambiguous"]
    assert "too many requests" in answers[0]["explanation"]
    assert "was not asked: too many faults in a row" in answers[1]["explanation"]
    assert sum(answer["seconds"] for answer in answers) < SLACK_S
    assert len(proxy.report().requests) == 1


def test_a_stopped_service_costs_seconds(service: Nominatim) -> None:
    """When Nominatim is stopped, the command line answers as without it, says so, and takes seconds."""
    with service.serving() as url:
        words = ("--lang", "en", "--geocoder", "nominatim", "--geocoder-url", url, "--user-agent", "kmn-tests")
        running = command("locate", *words, "Eichenweg 3, 34355")
    stopped = command("locate", *words, "Eichenweg 3, 34355")
    assert (running.code, stopped.code) == (0, 1)
    assert "Staufenberg" in running.output
    for text in ("Hessen", "Staufenberg", "gave no usable answer: not reachable"):
        assert text in stopped.output
    assert stopped.log == ""


@pytest.mark.parametrize("way", WAYS)
def test_a_dead_service_costs_a_batch_seconds_and_no_row(proxy: Proxy, way: str) -> None:
    """After a few failures in a row nobody is asked any more; each row has its answer, and says how it came about."""
    proxy.breaks({"kind": "silent"})
    addresses = [f"Eichenweg {number}, 34355" for number in range(1, 81)]
    settings = {"timeout_s": 1.0, "retries": 1, "backoff_s": 0.1, "failures": 4}
    began = time.monotonic()
    rows = client(*addresses, "31134 Hildesheim", url=proxy.url, verb=way, settings=settings).answers
    assert time.monotonic() - began < BATCH_S
    assert [row["Anschrift"] for row in rows[:-1]] == addresses
    assert {row["kmn_status"] for row in rows[:-1]} == {"ambiguous"}
    said = [row["kmn_note"].split() for row in rows]
    assert all(("geocoder_failed" in notes) != ("geocoder_not_asked" in notes) for notes in said[:-1])
    assert (rows[-1]["kmn_status"], "geocoder" in rows[-1]["kmn_note"]) == ("responsible", False)
    assert len(proxy.report().requests) == 4


def test_a_stopped_service_costs_the_command_line_seconds(tmp_path: Path) -> None:
    """A file is written to its end where nobody listens, and each row says that it was answered without."""
    addresses = "".join(f'"Eichenweg {number}, 34355"\n' for number in range(1, 1001))
    (tmp_path / "in.csv").write_text(f"Anschrift\n{addresses}", encoding="utf-8")
    files = (str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"))
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        who = ("--geocoder", "nominatim", "--geocoder-url", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        began = time.monotonic()
        done = command("assign", *files, *who, "--user-agent", "kmn-tests", "--lang", "en")
    assert done.code == 0, done.log
    assert time.monotonic() - began < BATCH_S
    assert "Rows for which the geocoder gave no answer: 1000" in done.log
    assert "Eichenweg" not in done.log
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        notes = [row["kmn_note"].split() for row in csv.DictReader(file)]
    assert len(notes) == 1000
    assert all(("geocoder_failed" in codes) != ("geocoder_not_asked" in codes) for codes in notes)
    assert "geocoder_not_asked" in notes[-1]


def test_a_service_that_comes_back_is_used_again(proxy: Proxy) -> None:
    """After the rest it is tried once, and used if it answers."""
    proxy.breaks(status(500), status(500), {"kind": "none"})
    settings = {"retries": 0, "failures": 2, "rest_s": 5.0}
    answers = client(*ADDRESSES[:4], url=proxy.url, settings=settings, sleep_before={ADDRESSES[3]: 5.5}).answers
    notes = [note["code"] for answer in answers for note in answer["notes"] if note["code"].startswith("geocoder_")]
    assert [code for code in notes if code in ("geocoder_failed", "geocoder_not_asked")] == [
        "geocoder_failed",
        "geocoder_failed",
        "geocoder_not_asked",
    ]
    assert (answers[-1]["status"], answers[-1]["method"]) == ("unassigned", "geocoder")


@pytest.mark.parametrize("way", WAYS)
def test_a_batch_has_a_time_budget(proxy: Proxy, way: str) -> None:
    """When the time for the geocoder is used up, the remaining rows are answered without it, and say so."""
    proxy.breaks({"kind": "slow", "seconds": 0.5})
    rows = client(*ADDRESSES[:30], url=proxy.url, verb=way, budget_s=2).answers
    asked = len(proxy.report().requests)
    assert 1 <= asked <= 5
    assert [row["kmn_method"] for row in rows[: asked - 1]] == ["geocoder"] * (asked - 1)
    assert [row["kmn_note"] for row in rows[asked:]] == ["geocoder_not_asked"] * (30 - asked)
