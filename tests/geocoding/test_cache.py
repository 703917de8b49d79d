from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.errors import DataError, InputError
from kmn.geocoding.cache import Cache, default_path
from kmn.geocoding.protocol import Found, Kept
from kmn.values import Point
from tests.strategies import any_text

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "Domhof 1, 31134 Hildesheim"
FOUND = Found(
    point=Point(lat=52.1508, lon=9.9511),
    precision="address",
    postcode="31134",
    city="Hildesheim",
    street="Domhof",
    house_number="1",
    label="Domhof 1, 31134 Hildesheim, Deutschland",
    attribution="© OpenStreetMap contributors (ODbL)",
)
# What another process does with the same file.
OTHER = """
import sys
from kmn.geocoding.cache import Cache, Found
from kmn.values import Point
cache = Cache(sys.argv[1])
for number in range(50):
    cache.put(f"{sys.argv[2]} {number}", "atlas", [Found(point=Point(lat=52.15, lon=9.95))])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give where a cache may be."""
    return tmp_path / "caches" / "geocoding.sqlite"


def test_what_was_found_is_kept_as_far_as_it_is_needed(path: Path) -> None:
    """A place comes back with what an answer needs, without its parts."""
    Cache(path).put(ADDRESS, "atlas", [FOUND])
    kept = Cache(path).get(ADDRESS, "atlas")
    assert isinstance(kept, Kept)
    assert kept == (attrs.evolve(FOUND, city=None, street=None, house_number=None),)


def test_that_nothing_was_found_is_kept(path: Path) -> None:
    """An address without a result is not asked for again, and one that was never asked for is."""
    cache = Cache(path)
    cache.put(ADDRESS, "atlas", [])
    assert cache.get(ADDRESS, "atlas") == ()
    assert cache.get("Domhof 2", "atlas") is None
    assert cache.get(ADDRESS, "another atlas") is None


@pytest.mark.parametrize(
    "same", ["domhof 1 31134 HILDESHEIM", "Domhof  1\n31134 Hildesheim", "Domhof 1,31134 Hildesheim"]
)
def test_layout_makes_no_difference(path: Path, same: str) -> None:
    """An address written another way is the same address."""
    cache = Cache(path)
    cache.put(ADDRESS, "atlas", [FOUND])
    assert cache.get(same, "atlas") is not None


@pytest.mark.parametrize("pair", [("An der Mühle 1", "Auf der Mühle 1"), ("شارع ١", "زقاق ١"), ("Weg 1 2", "Weg 12")])
def test_other_addresses_are_others(path: Path, pair: tuple[str, str]) -> None:
    """Streets that differ by a small word, or in another script, are not the same."""
    cache = Cache(path)
    cache.put(pair[0], "atlas", [FOUND])
    assert cache.get(pair[1], "atlas") is None


def test_the_file_gives_nothing_away(path: Path) -> None:
    """Neither file holds a word or number of what was asked or found, and only their owner reads them."""
    Cache(path).put(ADDRESS, "atlas", [FOUND])
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["geocoding.sqlite", "geocoding.sqlite.key"]
    for file in files:
        content = file.read_bytes()
        for word in (
            b"Domhof",
            b"domhof",
            b"31134",
            b"52.1508",
            b"9.9511",
            b"Hildesheim",
            b"atlas",
            b"OpenStreetMap",
        ):
            assert word not in content
        if os.name == "posix":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_the_secret_nothing_is_found(path: Path, tmp_path: Path) -> None:
    """A copy of the database alone is worth nothing, even to who knows the address."""
    Cache(path).put(ADDRESS, "atlas", [FOUND])
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(path.read_bytes())
    assert Cache(copy).get(ADDRESS, "atlas") is None


def test_a_value_under_another_key_is_not_believed(path: Path) -> None:
    """Who can write the file, but has no secret, can make addresses unknown and nothing else."""
    cache = Cache(path)
    cache.put("Domhof 1", "atlas", [FOUND])
    cache.put("Domhof 2", "atlas", [])
    with closing(sqlite3.connect(path)) as database, database:
        values = [row[0] for row in database.execute("SELECT value FROM found")]
        database.execute(
            "UPDATE found SET value = CASE value WHEN ? THEN ? ELSE ? END", (values[0], values[1], values[0])
        )
    assert cache.get("Domhof 1", "atlas") is None
    assert cache.get("Domhof 2", "atlas") is None


def test_what_is_old_is_forgotten(path: Path) -> None:
    """What is expired is not given, and is deleted when the cache is opened again."""
    cache = Cache(path, days=0.5 / 86_400)
    cache.put(ADDRESS, "atlas", [FOUND])
    time.sleep(1.1)
    assert cache.get(ADDRESS, "atlas") is None
    assert cache.info().entries == 0
    Cache(path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM found").fetchone() == (0,)


def test_clearing_leaves_nothing(path: Path) -> None:
    """All entries are deleted, their number is told, and the file shrinks to an empty one."""
    cache = Cache(path)
    empty = cache.info()
    for number in range(300):
        cache.put(f"Domhof {number}", "atlas", [FOUND])
    full = cache.info()
    assert (full.entries, full.path) == (300, path)
    assert full.size > empty.size
    assert cache.clear() == 300
    assert cache.info() == empty
    assert cache.get("Domhof 1", "atlas") is None


def test_several_processes_share_a_cache(path: Path) -> None:
    """Processes that begin at the same time agree on a secret, and none loses what another has found."""
    names = ["Domhof", "Markt", "Weg"]
    running = [subprocess.Popen([sys.executable, "-c", OTHER, str(path), name]) for name in names]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    cache = Cache(path)
    assert cache.info().entries == 150
    assert all(cache.get(f"{name} {number}", "atlas") is not None for name in names for number in range(50))


def test_several_threads_share_a_cache(path: Path) -> None:
    """A cache may be used by many threads at once."""
    cache = Cache(path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: cache.put(f"Domhof {number}", "atlas", [FOUND]), range(100)))
    assert cache.info().entries == 100


def test_a_broken_cache_is_reported_when_it_is_opened(path: Path) -> None:
    """A file that is no cache is not replaced, a secret that is none not used."""
    Cache(path)
    path.write_text("Domhof 1")
    with pytest.raises(DataError, match="delete this one"):
        Cache(path)
    assert path.read_text() == "Domhof 1"
    path.unlink()
    path.with_name("geocoding.sqlite.key").write_bytes(b"")
    with pytest.raises(DataError, match="secret"):
        Cache(path)


@pytest.mark.parametrize("name", [".", "no\0name", "file/cache.sqlite"])
def test_a_place_that_cannot_be_used_is_reported(tmp_path: Path, name: str) -> None:
    """A folder, a name that is none, and a file in the way are errors of ours."""
    (tmp_path / "file").touch()
    with pytest.raises(DataError):
        Cache(tmp_path / name)


def test_a_cache_that_breaks_later_is_a_cache_that_knows_nothing(path: Path) -> None:
    """What happens to the file in the middle of a batch takes no answer away; telling of it is an error."""
    cache = Cache(path)
    cache.put(ADDRESS, "atlas", [FOUND])
    path.write_text("broken" * 1000)
    assert cache.get(ADDRESS, "atlas") is None
    cache.put(ADDRESS, "atlas", [FOUND])
    for use in (cache.info, cache.clear):
        with pytest.raises(DataError):
            use()


@pytest.mark.parametrize("days", [0, -1, float("nan")])
def test_days_are_positive(path: Path, days: Any) -> None:
    """A cache that keeps nothing is refused."""
    with pytest.raises(InputError):
        Cache(path, days=days)


def test_the_usual_place_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a name the cache lies in the user's folder for caches."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert default_path() == tmp_path / "kmn" / "geocoding.sqlite"
    assert Cache().path == default_path()


@given(st.lists(any_text, min_size=1, max_size=3))
def test_any_text_can_be_kept(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever an address holds, what was found for it comes back."""
    cache = Cache(tmp_path_factory.mktemp("cache") / "cache.sqlite")
    for text in texts:
        text = text.encode(errors="replace").decode()  # noqa: PLW2901 - as without lone halves of characters
        cache.put(text, "atlas", [FOUND])
        assert cache.get(text, "atlas") is not None
