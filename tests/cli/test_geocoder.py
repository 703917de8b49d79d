from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kmn.cli.app import main
from kmn.cli.geocoder import geocoder_of
from kmn.geocoding.cache import default_path

if TYPE_CHECKING:
    from pathlib import Path

NAMED = ("--geocoder", "nominatim", "--geocoder-url", "https://nominatim.example.org", "--user-agent", "tests")


def run(*arguments: str) -> Result:
    """Run `kmn locate` in this process, in English."""
    return CliRunner().invoke(main, ["locate", "--lang", "en", *arguments], env={"LC_ALL": "en_GB.UTF-8"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["--geocoder", "nominatim", "Domhof 1"],
        ["--geocoder", "nominatim", "--geocoder-url", "https://nominatim.example.org", "Domhof 1"],
        ["--geocoder", "nominatim", "--user-agent", "tests", "Domhof 1"],
    ],
)
def test_there_is_no_default(arguments: list[str]) -> None:
    """Where addresses are sent, and in whose name, has to be said, and the error says why."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert "There is no default: addresses are sent there" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--geocoder", "atlas", "Domhof 1"],
        ["--geocoder-url", "https://nominatim.example.org", "Domhof 1"],
        ["--user-agent", "tests", "Domhof 1"],
        ["--geocoder-cache", "Domhof 1"],
        ["--geocoder", "nominatim", "--geocoder-url", "nominatim.example.org", "--user-agent", "tests", "Domhof 1"],
        ["--geocoder", "nominatim", "--geocoder-url", "https://a.example", "--user-agent", "geopy/2", "Domhof 1"],
        [*NAMED, "--geocoder-delay", "-1", "Domhof 1"],
    ],
)
def test_wrong_usage_is_told(arguments: list[str]) -> None:
    """Options that cannot be used, or not without others, are wrong usage."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_what_is_known_is_not_asked() -> None:
    """A geocoder that is named is still not asked for what is known without: the tests have no network."""
    assert run(*NAMED, "31134 Hildesheim").stdout == run("31134 Hildesheim").stdout


def test_without_options_there_is_no_geocoder() -> None:
    """Nothing leaves the computer unless a geocoder is named."""
    options = {"geocoder_url": None, "user_agent": None, "geocoder_delay": 1.0, "geocoder_cache": False}
    assert geocoder_of(geocoder=None, **options) is None  # type: ignore[arg-type]


def test_a_cache_is_made_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The cache is off by default."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    run(*NAMED, "31134 Hildesheim")
    assert not default_path().exists()
    run(*NAMED, "--geocoder-cache", "31134 Hildesheim")
    assert default_path().exists()
