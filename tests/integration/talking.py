"""How tests speak with the programs that use the network for them."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PROGRAMS", "ROOT", "Client", "Done", "Proxy", "Report", "client", "command", "dismiss", "proxy_to"]

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
    """What a program did.

    Attributes:
        code: How it ended; 0 if it goes on.
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


class Client:
    """A running `tests.integration.client`."""

    def __init__(self) -> None:
        """Start it."""
        words = [sys.executable, "-m", "tests.integration.client"]
        with NamedTemporaryFile("w") as log:
            self._log = Path(log.name).open(encoding="utf-8")  # noqa: SIM115 - closed with the program
            self._process = subprocess.Popen(
                words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )

    def ask(self, *addresses: str, url: str, **order: Any) -> Done:
        """Let it ask about addresses, and log everything."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"addresses": addresses, "url": url, **order}) + "\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], _PATIENCE_S)
        done = Done(0, self._process.stdout.readline() if ready else "", self._log.read())
        assert done.output, done.log
        return done

    def close(self) -> None:
        """Stop it."""
        self._process.kill()
        self._process.communicate()
        self._log.close()


@cache
def _standing() -> Client:
    return Client()


def client(*addresses: str, url: str, **order: Any) -> Done:
    """Let the one program that most tests use ask about addresses, and log everything."""
    try:
        return _standing().ask(*addresses, url=url, **order)
    except (AssertionError, OSError):
        dismiss()
        raise


def dismiss() -> None:
    """Stop the program that most tests use; if it is needed again, it is another."""
    if _standing.cache_info().currsize:
        _standing().close()
        _standing.cache_clear()


def command(*words: str, **environment: str) -> Done:
    """Run the command line of kmn."""
    done = subprocess.run(
        [sys.executable, "-m", "kmn", *words],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE_S,
    )
    return Done(done.returncode, done.stdout, done.stderr)
