"""Start a real Nominatim with a database of its own, and stop both whatever happens.

Everything lives in one temporary folder and on loopback. The processes are told to end when the one that started them
does, so that not even a killed run leaves any behind.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from attrs import frozen

from tests.integration import extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

    Process = subprocess.Popen[bytes]

__all__ = ["ENDING_WITH_US", "OWNER", "Nominatim", "database", "nominatim", "program"]

_CLUSTERS: Final = Path("/usr/lib/postgresql")
_PATIENCE_S: Final = 120.0
_IMPORT_S: Final = 600.0
# Written once and thrown away: nothing has to survive a loss of power.
_THROWAWAY: Final = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "listen_addresses": "",
    "max_wal_size": "4GB",
    "shared_buffers": "256MB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
OWNER: Final = "nominatim"
"""Who owns the database."""
ENDING_WITH_US: Final = ("setpriv", "--pdeathsig", "TERM")
"""What a command is begun with, to end when whoever started it does."""


def program(name: str, *, folder: Path | None = None) -> str:
    """Return the path of a program, or say how to get it."""
    found = shutil.which(name, path=str(folder) if folder else None)
    if found is None:
        message = (
            f"{name} is missing: run `make integration`, on Debian after "
            "`apt-get install osm2pgsql postgresql-15-postgis-3 libicu-dev pkg-config`."
        )
        raise FileNotFoundError(message)
    return found


@frozen
class Nominatim:
    """A project folder of Nominatim over a running database.

    Attributes:
        folder: Where it keeps its settings.
        programs: The folder of its programs.
    """

    folder: Path
    programs: Path

    def run(self, *words: str) -> None:
        """Run one of its commands to the end."""
        with (self.folder / "nominatim.log").open("a+b") as log:
            done = subprocess.run(
                self._command(*words), cwd=self.folder, stdout=log, stderr=log, check=False, timeout=_IMPORT_S
            )
            if done.returncode:
                log.seek(0)
                message = log.read().decode(errors="replace")[-4000:]
                raise RuntimeError(message)

    @contextmanager
    def serving(self, port: int = 0) -> Iterator[str]:
        """Answer on loopback, by default on a port that is free; give the address of the service."""
        heard = self.folder / "serve.log"
        with heard.open("wb") as log:
            words = self._command("serve", "--server", f"127.0.0.1:{port}")
            with _running(words, signal.SIGTERM, log=log, folder=self.folder) as server:
                yield _wait_for(r"running on (http://[\d.:]+)", heard, server)[1]

    def _command(self, *words: str) -> list[str]:
        return [*ENDING_WITH_US, program("nominatim", folder=self.programs), *words]


@contextmanager
def nominatim(programs: Path) -> Iterator[Nominatim]:
    """Import the extract into a database of its own.

    Args:
        programs: the folder of the program `nominatim`.
    """
    with database() as folder:
        project = folder / "project"
        project.mkdir()
        (project / ".env").write_text(
            f"NOMINATIM_DATABASE_DSN=pgsql:dbname=nominatim;host={folder};user={OWNER}\n"
            f"NOMINATIM_DATABASE_WEBUSER={OWNER}\n"
            f"NOMINATIM_OSM2PGSQL_BINARY={program('osm2pgsql')}\n"
        )
        extract.write(project / "places.osm")
        service = Nominatim(project, programs)
        service.run("import", "--osm-file", "places.osm", "--offline", "--no-updates", "--no-partitions", "-j", "2")
        yield service


@contextmanager
def database() -> Iterator[Path]:
    """Run a PostgreSQL that only a socket in a temporary folder leads to; give the folder."""
    before = signal.signal(signal.SIGTERM, _interrupted)  # else nothing below would be cleaned up
    try:
        with _database() as folder:
            yield folder
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupted(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


@contextmanager
def _database() -> Iterator[Path]:
    versions = sorted(_CLUSTERS.iterdir(), key=lambda version: int(version.name)) if _CLUSTERS.is_dir() else []
    programs = versions[-1] / "bin" if versions else None
    initdb, postgres = program("initdb", folder=programs), program("postgres", folder=programs)
    with tempfile.TemporaryDirectory(prefix="kmn-nominatim-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        owner = []
        if os.geteuid() == 0:  # which PostgreSQL refuses to run as
            owner = ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        heard = folder / "postgres.log"
        with heard.open("wb") as log:
            command = ["setpriv", *owner]
            data = str(folder / "data")
            words = [initdb, "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
            subprocess.run([*command, *words], cwd=folder, stdout=log, stderr=log, check=True, timeout=_PATIENCE_S)
            # A fast shutdown: it waits for no client.
            command = ["setpriv", "--pdeathsig", "INT", *owner]
            words = [postgres, "-D", data, "-k", name]
            words += [word for key, value in _THROWAWAY.items() for word in ("-c", f"{key}={value}")]
            with _running([*command, *words], signal.SIGINT, log=log, folder=folder) as server:
                _wait_for("ready to accept connections", heard, server)
                yield folder


@contextmanager
def _running(words: Sequence[str], stop: signal.Signals, *, log: IO[bytes], folder: Path) -> Iterator[Process]:
    """Run a program in the background, and end it with the block."""
    process = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.send_signal(stop)
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(words: str, heard: Path, process: Process) -> re.Match[str]:
    """Wait until a program says something."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        said = heard.read_text(errors="replace")
        if found := re.search(words, said):
            return found
        if process.poll() is not None:
            break
        time.sleep(0.05)
    message = f"{process.args!r} did not start:\n{heard.read_text(errors='replace')[-4000:]}"
    raise RuntimeError(message)
