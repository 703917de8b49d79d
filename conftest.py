"""What holds for every test and every example: no network, reproducible examples, documents that are run."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, chdir
from doctest import ELLIPSIS
from tempfile import TemporaryDirectory
from typing import Final

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

_NETWORK_EVENTS: Final = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
    }
)


class NetworkUsedError(BaseException):
    """Something reached for the network; no `except Exception` may hide that from a test."""


def _refuse_network(event: str, _args: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise NetworkUsedError(event)


# An audit hook sees every way to a socket, compiled code included, and cannot be switched off again.
sys.addaudithook(_refuse_network)

settings.register_profile("default", deadline=None, derandomize=True, max_examples=50, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_FOLDERS: Final[list[ExitStack]] = []


def _enter_folder(_namespace: object) -> None:
    """Run the examples of a document in an empty folder, in which they may leave files."""
    _FOLDERS.append(ExitStack())
    _FOLDERS[-1].enter_context(chdir(_FOLDERS[-1].enter_context(TemporaryDirectory())))


def _leave_folder(_namespace: object) -> None:
    _FOLDERS.pop().close()


pytest_collect_file = SybilCollection(
    [
        Sybil(parsers=[DocTestParser(optionflags=ELLIPSIS)], path="src", pattern="*.py"),
        Sybil(
            parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)],
            patterns=["README.md", "docs/*.md", "docs/**/*.md"],
            setup=_enter_folder,
            teardown=_leave_folder,
        ),
    ]
).pytest()
