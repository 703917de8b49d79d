"""How tests speak with the programs that use the network for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PROGRAMS", "ROOT", "Done", "Proxy", "Report", "client", "command", "proxy_to"]

ROOT: Final = Path(__file__).parents[2]
PROGRAMS: Final = ROOT / "build" / "integration-venv" / "bin"
"""Where `make integration` puts Nominatim."""
_PATIENCE_S: Final = 300


@frozen
class Report:
    """What came in at the proxy.

    Attributes:
        requests: The requests, in their order.
        elsewhere: How many followed a redirect to another host.
    """

    requests: list[dict[str, Any]]
    elsewhere: int

    @property
    def asked(self) -> list[str]:
        """The texts that were searched for."""
        return [parse_qs(urlsplit(request["path"]).query)["q"][0] for request in self.requests]

    @property
    def pauses(self) -> list[float]:
        """The seconds from one request to the next."""
        times = [request["at"] for request in self.requests]
        return [later - earlier for earlier, later in pairwise(times)]


@frozen
class Proxy:
    """The proxy, as tests speak with it.

    Attributes:
        url: Where it answers.
    """

    process: subprocess.Popen[str]
    url: str

    def breaks(self, *faults: dict[str, Any]) -> None:
        """Tell what becomes of the next requests; the last fault holds for all further ones."""
        _tell(self.process, {"faults": faults})

    def breaks_for(self, faults: dict[str, dict[str, Any]]) -> None:
        """Tell what becomes of requests for certain texts, however often they come."""
        _tell(self.process, {"faults_for": faults})

    def report(self) -> Report:
        """Give what came in since the last report."""
        return Report(**_tell(self.process, {"report": True}))


@contextmanager
def proxy_to(url: str) -> Iterator[Proxy]:
    """Run a proxy before a service."""
    words = [sys.executable, "-m", "tests.integration.proxy", url]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Proxy(process, f"http://127.0.0.1:{_read(process)['port']}")
        finally:
            process.terminate()


def _tell(process: subprocess.Popen[str], order: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin is not None
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return _read(process)


def _read(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


@frozen
class Done:
    """What a program left behind.

    Attributes:
        code: How it ended.
        output: What it wrote.
        log: What it logged, and what it wrote as an error.
    """

    code: int
    output: str
    log: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What it was answered."""
        answers: list[dict[str, Any]] = json.loads(self.output)
        return answers

    @property
    def answer(self) -> dict[str, Any]:
        """What it was answered, to a single question."""
        (answer,) = self.answers
        return answer


def client(*addresses: str, url: str, **order: Any) -> Done:
    """Let a program ask about addresses, and log everything."""
    words = [sys.executable, "-m", "tests.integration.client"]
    done = _run(words, json.dumps({"addresses": addresses, "url": url, **order}))
    assert done.code == 0, done.log
    return done


def command(*words: str, text: str = "", **environment: str) -> Done:
    """Run the command line of kmn."""
    return _run([sys.executable, "-m", "kmn", *words], text, environment)


def _run(words: list[str], text: str, environment: dict[str, str] | None = None) -> Done:
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", **(environment or {})},
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE_S,
    )
    return Done(done.returncode, done.stdout, done.stderr)
