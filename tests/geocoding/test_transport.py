from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from geopy.adapters import RequestsAdapter
from geopy.geocoders import Nominatim

from kmn.geocoding import GeopyGeocoder
from kmn.geocoding.transport import leads_away

# Two services on loopback, of which the first sends to the second, or to itself; run apart, where sockets are free.
SCRIPT = """
import json, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from geopy import adapters
from geopy.geocoders import Nominatim
from kmn.errors import GeocodingError
from kmn.geocoding import GeopyGeocoder

adapter, target, status = sys.argv[1:]
asked = []

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append((self.server.server_port == home.server_port, self.path))
        if self.server is home and not self.path.startswith("/there"):
            self.send_response(int(status))
            self.send_header("Location", target.format(home=home.server_port, away=away.server_port) + self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = b"[]"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass

home, away = (ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2))
for server in (home, away):
    threading.Thread(target=server.serve_forever, daemon=True).start()
service = Nominatim(
    domain=f"127.0.0.1:{home.server_port}", scheme="http", user_agent="tests", proxies={},
    adapter_factory=getattr(adapters, adapter),
)
with GeopyGeocoder(service, retries=0) as geocoder:
    try:
        said = len(list(geocoder.geocode("Domhof 1")))
    except GeocodingError as error:
        said = [error.reason, error.status, str(error.__cause__)]
print(json.dumps([said, [at_home for at_home, _path in asked]]))
"""


@pytest.mark.parametrize(
    ("url", "target", "away"),
    [
        ("https://a.example/search", "/other", False),
        ("https://a.example/search", "https://a.example/other", False),
        ("https://a.example/search", "https://a.example:443/other", False),
        ("http://a.example/search", "https://a.example/search", False),
        ("https://a.example/search", "https://b.example/search", True),
        ("https://a.example/search", "//b.example/search", True),
        ("https://a.example/search", "http://a.example/search", True),
        ("http://a.example:8088/search", "http://a.example/search", True),
        ("http://a.example:8088/search", "https://a.example/search", True),
        ("https://a.example/search", "https://a.example:99999/", True),
        ("https://a.example/search", "https://[a/", True),
        ("https://a.example/search", "ftp://a.example/", True),
        ("https://a.example/search", "https://a.example.b.example/", True),
        ("https://a.example/search", "https://a.example@b.example/", True),
    ],
)
def test_elsewhere_is_another_service(url: str, target: str, away: bool) -> None:  # noqa: FBT001 (a case)
    """Another host or port, and an open connection instead of an encrypted one, is elsewhere."""
    assert leads_away(url, target) is away


def run(*arguments: str) -> Any:
    """Run the script, and give what it says."""
    command = [sys.executable, "-W", "error", "-c", SCRIPT, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Domhof" not in done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("adapter", ["URLLibAdapter", "RequestsAdapter", "AioHTTPAdapter"])
@pytest.mark.parametrize("status", ["301", "307", "308"])
def test_no_redirect_to_elsewhere_is_followed(adapter: str, status: str) -> None:
    """Whichever adapter geopy uses, the other service is not asked, and the fault says why."""
    said, asked_at_home = run(adapter, "http://127.0.0.1:{away}", status)
    assert said == ["redirected", int(status), "The text is withheld: it may repeat the address."]
    assert asked_at_home == [True]


@pytest.mark.parametrize("adapter", ["URLLibAdapter", "RequestsAdapter", "AioHTTPAdapter"])
def test_a_redirect_at_home_is_followed(adapter: str) -> None:
    """A service may answer under another path."""
    assert run(adapter, "http://127.0.0.1:{home}/there", "302") == [0, [True, True]]


def test_nothing_below_tries_again_by_itself() -> None:
    """Whether and when a request is made again is decided in one place."""
    service = Nominatim(domain="nominatim.example.org", user_agent="tests", adapter_factory=RequestsAdapter)
    assert {inner.max_retries.total for inner in service.adapter.session.adapters.values()} == {2}
    GeopyGeocoder(service)
    assert {inner.max_retries.total for inner in service.adapter.session.adapters.values()} == {0}
