"""Keeping what a geocoder found, so that nobody is asked twice, and nobody can read what was asked.

The file is an SQLite database. Its keys are keyed hashes of address and geocoder; its values are encrypted, each with
a key that needs the secret and the address: whoever holds the file, or even file and secret, but not the address,
learns neither where it is nor that it was looked up, only that something was, and when it expires. The secret stands
in a file of its own, so that a copy of the database alone is worth nothing.

The packages that keep a cache in SQLite do not fit: those for HTTP (hishel, requests-cache) keep addresses in clear;
diskcache and sqlitedict load pickles, have open advisories because of it, and are no longer kept up. What is needed
of SQLite fits on this page; encryption comes from the package cryptography.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sqlite3
import time
from base64 import urlsafe_b64encode
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from kmn.errors import DataError, InputError, KmnError, MissingExtraError
from kmn.geocoding.protocol import Found, Kept
from kmn.places import names
from kmn.values import Point

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from cryptography.fernet import Fernet

__all__ = ["Cache", "CacheInfo"]

_FEATURE: Final = "A cache for geocoders"
_DAY: Final = 86_400
_SECRET_BYTES: Final = 32
_PATIENCE_S: Final = 5.0
_PRIVATE: Final = 0o600
_KEPT: Final = ("precision", "radius_m", "postcode", "label", "attribution")
"""What an answer needs beside the point."""

_WORD: Final = re.compile(r"\w+")
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS found (key BLOB PRIMARY KEY, value BLOB NOT NULL, expires INTEGER NOT NULL)"
)


@attrs.frozen
class CacheInfo:
    """What can be said of a cache.

    Attributes:
        path: Where it is.
        entries: How many addresses it holds that are not expired.
        size: Its size in bytes.
    """

    path: Path
    entries: int
    size: int


class Cache:
    """A cache for geocoders; several processes may share one.

    Args:
        path: The database; by default `geocoding.sqlite` in the user's folder for caches. The secret stands beside
            it, with `.key` behind the name.
        days: After how many days what was found is asked for again.

    Raises:
        DataError: The file cannot be used.
        InputError: The number of days is not positive.
        MissingExtraError: The packages of the extra `online` are not installed.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     cache = Cache(f"{folder}/cache.sqlite")
        ...     cache.put("Domhof 1, Hildesheim", "atlas", [Found(point=Point(lat=52.15, lon=9.95))])
        ...     cache.get("domhof 1  hildesheim", "atlas"), cache.get("Domhof 1, Hildesheim", "another")
        (Kept(1), None)
    """

    def __init__(self, path: str | PathLike[str] | None = None, *, days: float = 30) -> None:
        """Open the cache, or make an empty one."""
        if not days > 0:
            message = "The cache keeps nothing for that long: hand in a number of days above 0."
            raise InputError(message)
        self._seconds = days * _DAY
        self.path = default_path() if path is None else Path(path)
        _fernet(bytes(_SECRET_BYTES))  # says at once if the package is missing
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(_PRIVATE)
            self._secret = _secret(self.path.with_name(f"{self.path.name}.key"))
            with closing(self._open()) as database, database:
                database.execute(_TABLE)
                database.execute("DELETE FROM found WHERE expires <= ?", (time.time(),))
        except (OSError, ValueError, sqlite3.Error) as error:  # a name with a zero byte is a ValueError
            if isinstance(error, KmnError):
                raise
            message = f"The cache cannot be used ({type(error).__name__}). Name another file, or delete this one."
            raise DataError(message) from error

    def get(self, address: str, service: str) -> Kept | None:
        """Return what was found for an address, None if that is not known (any more).

        Args:
            address: The address; layout and letter case make no difference.
            service: Who was asked, and how.
        """
        key, lock = self._keys(address, service)
        try:
            with closing(self._open()) as database:
                row = database.execute("SELECT value, expires FROM found WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:  # locked for too long, or broken meanwhile: no reason to give no answer
            return None
        if row is None or row[1] <= time.time():
            return None
        return _read(row[0], lock)

    def put(self, address: str, service: str, found: Iterable[Found]) -> None:
        """Keep what was found for an address, or that nothing was.

        Args:
            address: The address.
            service: Who was asked, and how.
            found: The places.
        """
        key, lock = self._keys(address, service)
        places = [((one.point.lat, one.point.lon), {name: getattr(one, name) for name in _KEPT}) for one in found]
        value = _fernet(lock).encrypt(json.dumps(places).encode())
        row = (key, value, int(time.time() + self._seconds))
        try:
            with closing(self._open()) as database, database:
                database.execute("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", row)
        except sqlite3.Error:  # as above: it is asked for again the next time
            return

    def clear(self) -> int:
        """Delete everything, and return how many addresses that were.

        Raises:
            DataError: The file cannot be written.
        """
        try:
            with closing(self._open()) as database:
                with database:
                    count: int = database.execute("DELETE FROM found").rowcount
                database.execute("VACUUM")
        except sqlite3.Error as error:
            message = f"The cache cannot be cleared ({type(error).__name__}). Delete its file."
            raise DataError(message) from error
        return count

    def info(self) -> CacheInfo:
        """Return where the cache is and how much it holds.

        Raises:
            DataError: The file cannot be read.
        """
        try:
            with closing(self._open()) as database:
                count = database.execute("SELECT count(*) FROM found WHERE expires > ?", (time.time(),)).fetchone()[0]
            return CacheInfo(self.path, count, self.path.stat().st_size)
        except (OSError, sqlite3.Error) as error:
            message = f"The cache cannot be read ({type(error).__name__}). Delete its file."
            raise DataError(message) from error

    def _open(self) -> sqlite3.Connection:
        """Connect anew each time: a connection belongs to a thread, and must not be carried into another process."""
        database = sqlite3.connect(self.path, timeout=_PATIENCE_S)
        database.execute("PRAGMA secure_delete = ON")
        return database

    def _keys(self, address: str, service: str) -> tuple[bytes, bytes]:
        """Give the key under which a result is kept, and the one that opens it."""
        asked = f"{' '.join(_WORD.findall(names.clean(address).casefold()))}\0{service}".encode()
        key, lock = (
            blake2b(asked, key=self._secret, digest_size=32, person=use).digest() for use in (b"find", b"open")
        )
        return key, lock


def default_path() -> Path:
    """Return where the cache is unless another file is named.

    Raises:
        MissingExtraError: The packages of the extra `online` are not installed.
    """
    try:
        from platformdirs import user_cache_path
    except ImportError as error:
        raise MissingExtraError(_FEATURE, extra="online") from error
    return user_cache_path("kmn", appauthor=False) / "geocoding.sqlite"


def _fernet(lock: bytes) -> Fernet:
    try:
        from cryptography.fernet import Fernet
    except ImportError as error:
        raise MissingExtraError(_FEATURE, extra="online") from error
    return Fernet(urlsafe_b64encode(lock))


def _secret(path: Path) -> bytes:
    """Read the secret, or make one: of several processes that do so at once, the first wins."""
    if not path.exists():
        beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
            file.write(secrets.token_bytes(_SECRET_BYTES))
        try:
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    found = path.read_bytes()
    if len(found) != _SECRET_BYTES:
        message = "The file of the secret is not one. Delete it, and the cache."
        raise DataError(message)
    return found


def _read(value: bytes, lock: bytes) -> Kept | None:
    from cryptography.fernet import InvalidToken

    try:
        places = json.loads(_fernet(lock).decrypt(value))
        return Kept(Found(point=Point(lat=lat, lon=lon), **rest) for (lat, lon), rest in places)
    except (InvalidToken, ValueError, TypeError):
        return None
