"""How little many addresses ask of a geocoder, and what a cache keeps."""

from __future__ import annotations

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.integration.client import WAYS
from tests.integration.extract import STREETS
from tests.integration.talking import Client, client, command

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.talking import Proxy

pytestmark = pytest.mark.nominatim

SPLIT: Final = [f"{STREETS['split, on this side'].name} {number}, 34355" for number in range(1, 101)]
"""Addresses whose postal code does not decide."""
DECIDED: Final = [f"Hauptstraße {number}, 31134 Hildesheim" for number in range(1, 901)]
SOME: Final = SPLIT[:30]


MIXED: Final = [address for row in range(100) for address in (*DECIDED[9 * row : 9 * row + 9], SPLIT[row])]


def check(rows: list[dict[str, str]], how: str) -> None:
    """Check the rows of `MIXED`: a tenth is found by the geocoder and says how; the others know nothing of it."""
    assert [row["Anschrift"] for row in rows] == MIXED
    by_method: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_method.setdefault(row["kmn_method"], []).append(row)
    assert {method: len(found) for method, found in by_method.items()} == {"plz_place": 900, "geocoder": 100}
    assert {(row["kmn_status"], row["kmn_district"]) for row in by_method["geocoder"]} == {("unassigned", "03159")}
    assert all(how in row["kmn_note"].split() for row in by_method["geocoder"])
    assert not [row for row in by_method["plz_place"] if "geocoder" in row["kmn_note"]]


@pytest.mark.parametrize("way", WAYS)
def test_a_tenth_of_a_thousand_addresses_is_a_hundred_requests(proxy: Proxy, tmp_path: Path, way: str) -> None:
    """Only what is not decided is asked for, and with a cache never twice."""
    cache = str(tmp_path / "cache.sqlite")
    check(client(*MIXED, url=proxy.url, verb=way, cache=cache).answers, "geocoder_asked")
    assert sorted(proxy.report().asked) == sorted(SPLIT)
    check(client(*MIXED, url=proxy.url, verb=way, cache=cache).answers, "geocoder_kept")
    assert proxy.report().requests == []


def test_the_command_line_asks_as_little(proxy: Proxy, tmp_path: Path) -> None:
    """A file on the command line: a hundred requests, then none."""
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Anschrift"], *([address] for address in MIXED)])
    files = (str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"))
    who = ("--geocoder", "nominatim", "--geocoder-url", proxy.url, "--user-agent", "kmn-tests")
    own = ("--geocoder-delay", "0", "--geocoder-cache")
    for how, requests in (("geocoder_asked", 100), ("geocoder_kept", 0)):
        done = command("assign", *files, *who, *own, XDG_CACHE_HOME=str(tmp_path))
        assert done.code == 0, done.log
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
            check(list(csv.DictReader(file)), how)
        assert len(proxy.report().requests) == requests
        assert not [word for word in ("Eichenweg", "Hauptstraße") if word in done.log]


@pytest.mark.parametrize("way", WAYS)
def test_an_address_that_stands_in_many_rows_is_asked_for_once(proxy: Proxy, way: str) -> None:
    """The same address in many rows is one question, also without a cache, and whoever lives there."""
    people = [f"Familie {name}\n{address}" for name in ("Beispiel", "Muster") for address in SPLIT[:3]]
    rows = client(*SPLIT[:3] * 20, *people, url=proxy.url, verb=way).answers
    assert sorted(proxy.report().asked) == sorted(SPLIT[:3])
    assert {row["kmn_district"] for row in rows} == {"03159"}


def test_two_processes_share_a_cache(proxy: Proxy, tmp_path: Path) -> None:
    """Two that begin at once, with no cache there yet, both finish; a third has nothing left to ask."""
    cache = str(tmp_path / "shared.sqlite")

    def run(addresses: list[str]) -> set[tuple[str, str]]:
        program = Client()
        rows = program.ask(*addresses, url=proxy.url, verb="file", cache=cache).answers
        program.close()
        return {(row["kmn_method"], row["kmn_district"]) for row in rows}

    with ThreadPoolExecutor() as both:
        found = list(both.map(run, [SOME, SOME[::-1]]))
    assert found == [{("geocoder", "03159")}] * 2
    assert len(SOME) <= len(proxy.report().requests) <= 2 * len(SOME)
    assert run(SOME) == {("geocoder", "03159")}
    assert proxy.report().requests == []


def test_a_failure_is_not_kept(proxy: Proxy, tmp_path: Path) -> None:
    """What could not be answered is asked for again, and that an address is not found is kept."""
    order: dict[str, Any] = {"url": proxy.url, "cache": str(tmp_path / "cache.sqlite"), "settings": {"retries": 0}}
    proxy.breaks({"kind": "status", "status": 500})
    assert client(SPLIT[0], **order).answer["method"] == "plz"
    proxy.breaks()
    assert client(SPLIT[0], **order).answer["method"] == "geocoder"
    assert len(proxy.report().requests) == 2
    for _ in range(2):
        assert (
            "The geocoder did not find the address."
            in client("Nirgendstraße 9, 34355", **order).answer["explanation"]
        )
    assert len(proxy.report().requests) == 1


def test_the_cache_shows_no_address(proxy: Proxy, tmp_path: Path) -> None:
    """Neither what was asked nor what was found stands in the files in clear, and only their owner may read them."""
    client(*SOME, url=proxy.url, cache=str(tmp_path / "cache.sqlite"))
    files = [file for file in tmp_path.iterdir() if file.is_file()]
    assert len(files) >= 2
    for file in files:
        content = file.read_bytes()
        assert not [
            word for word in ("Eichenweg", "eichenweg", "34355", "51.345", "Staufenberg") if word.encode() in content
        ]
        assert file.stat().st_mode & 0o077 == 0


def test_the_cache_of_the_command_line_is_kept_and_cleared(proxy: Proxy, tmp_path: Path) -> None:
    """It is off unless asked for; once asked for, nothing is sent a second time until it is cleared."""
    words = ("--lang", "en", "--geocoder", "nominatim", "--geocoder-url", proxy.url, "--user-agent", "kmn-tests")
    home = {"XDG_CACHE_HOME": str(tmp_path)}
    for kept, requests in ((False, 1), (True, 1), (True, 0)):
        done = command("locate", *words, *["--geocoder-cache"] * kept, SPLIT[0], **home)
        assert (done.code, done.log) == (0, "")
        assert ("nothing was sent now" in done.output) == (requests == 0)
        assert len(proxy.report().requests) == requests
    assert json.loads(command("cache", "info", "--json", **home).output)["entries"] == 1
    assert "1" in command("cache", "clear", "--lang", "en", **home).output
    command("locate", *words, "--geocoder-cache", SPLIT[0], **home)
    assert len(proxy.report().requests) == 1
