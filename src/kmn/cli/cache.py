"""`kmn cache`: what was kept of the answers of geocoders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kmn.cli.terminal import language, options, say, say_json

if TYPE_CHECKING:
    from kmn.geocoding import Cache

__all__ = ["cache"]

_TEXTS: Final = {
    "nothing": ("Nichts aufbewahrt.", "Nothing is kept."),
    "info": ("{path}: {entries} Adressen, {size} Bytes", "{path}: {entries} addresses, {size} bytes"),
    "cleared": ("Gelöschte Adressen: {entries}", "Addresses deleted: {entries}"),
}


@click.group()
def cache() -> None:
    """Show or delete what geocoders found.

    Only what a geocoder was asked with --geocoder-cache, or a cache in Python, is kept: for 30 days, under a keyed
    hash of the address, and encrypted.
    """


@cache.command()
@click.argument("file", required=False)
@options("json", "lang")
def info(*, file: str | None, as_json: bool, lang: str | None) -> None:
    """Tell where the cache is, and how much it holds.

    FILE is a cache of your own; by default the one of the command line.
    """
    kept = _cache(file)
    found = None if kept is None else kept.info()
    if as_json:
        say_json(
            {
                "path": None if found is None else str(found.path),
                "entries": 0 if found is None else found.entries,
                "size": 0 if found is None else found.size,
            }
        )
    elif found is None:
        _tell("nothing", lang)
    else:
        _tell("info", lang, path=found.path, entries=found.entries, size=found.size)


@cache.command()
@click.argument("file", required=False)
@options("lang")
def clear(*, file: str | None, lang: str | None) -> None:
    """Delete everything in the cache.

    FILE is a cache of your own; by default the one of the command line.
    """
    kept = _cache(file)
    if kept is None:
        _tell("nothing", lang)
    else:
        _tell("cleared", lang, entries=kept.clear())


def _cache(file: str | None) -> Cache | None:
    """Open the cache, unless there is none: looking at it must not make one."""
    from kmn.geocoding.cache import Cache, default_path

    path = default_path() if file is None else Path(file)
    return Cache(path) if path.is_file() else None


def _tell(name: str, lang: str | None, **values: object) -> None:
    say(_TEXTS[name][1 if (lang or language()) == "en" else 0].format(**values))
