"""That the page "Use your own Nominatim" does what it says."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.integration import extract
from tests.integration.service import ENDING_WITH_US, OWNER, database
from tests.integration.talking import PROGRAMS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.nominatim

PAGE: Final = ROOT / "docs" / "how-to" / "own-nominatim.md"
BLOCK: Final = re.compile(r'^```sh(?: title="(.*?)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
HEIDEKREIS: Final = "03358"
"""The district of the Neuenkirchen that the page asks for: a map of it alone is imported sooner."""
AS_POSTGRES: Final = "runuser -u postgres -- "


def commands(title: str) -> str:
    """Give the commands of the page, those of yourself or those of another."""
    return "".join(
        block[2] for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")) if (block[1] or "") == title
    )


@pytest.fixture
def cluster() -> Iterator[Path]:
    """A PostgreSQL without any content."""
    with database() as folder:
        yield folder


def test_every_command_of_the_page_works(cluster: Path, tmp_path: Path) -> None:
    """From the database to the answer, as written, with a small extract, a free port and a database of our own."""
    extract.write(tmp_path / "places.osm", within=HEIDEKREIS)
    installing, *users = commands("as root").splitlines()
    for package in installing.removeprefix("apt-get install --yes ").split():
        shown = subprocess.run(["/usr/bin/dpkg-query", "--status", package], capture_output=True, check=False)
        assert shown.returncode == 0, f"{package} is not installed"
    assert all(user.startswith(AS_POSTGRES) for user in users)
    script = "\n".join([*(user.removeprefix(AS_POSTGRES) for user in users), "export PGUSER=anna", commands("")])
    ours = {
        "niedersachsen-latest.osm.pbf": "places.osm",
        "nominatim-venv": str(PROGRAMS.parent),  # so that nothing is built twice
        "8088": str(free_port()),
        'pip install "kmn[online]"': "kmn --version",  # the one that is tested
    }
    for written, replaced in ours.items():
        assert written in script
        script = script.replace(written, replaced)
    said = run(script, tmp_path, PGHOST=str(cluster), PGUSER=OWNER, XDG_CACHE_HOME=str(tmp_path), LC_ALL="C.UTF-8")
    assert said.count("Regionalverbund Heide") >= 3
    assert "Geschriebene Zeilen: 2" in said
    assert said.count("geocoder_asked geocoder_attribution") == 1
    assert f"Gesendet an 127.0.0.1:{ours['8088']}: Straße, Ort" in said
    assert "1 Adressen" in said
    assert "Gelöschte Adressen: 1" in said


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def run(script: str, folder: Path, **environment: str) -> str:
    """Run commands in a shell until the first that fails, and stop what they leave in the background."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with (
        (folder / "said").open("wb") as said,
        subprocess.Popen(
            [*ENDING_WITH_US, "bash", "-e", "-c", f"trap exit TERM\ntrap 'kill $(jobs -p) || :' EXIT\n{script}"],
            cwd=folder,
            env={**os.environ, "PATH": path, "COLUMNS": "200", **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        ) as shell,
    ):
        try:
            code = shell.wait(timeout=300)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGTERM)
    heard = (folder / "said").read_text(encoding="utf-8")
    assert code == 0, heard[-4000:]
    return re.sub(r"\s+", " ", heard)
