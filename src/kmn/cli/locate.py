"""`kmn locate`: which network does a place belong to?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from kmn.cli.geocoder import geocoder_of, geocoder_options
from kmn.cli.terminal import console, language, options, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kmn.lookup.locator import Thing

__all__ = ["locate"]

_LONGEST_LINE: Final = 1 << 16
_KNOWN: Final = ("responsible", "unassigned")


@click.command()
@click.argument("addresses", metavar="[ADDRESS]...", nargs=-1)
@options("json", "on", "evidence", "lang")
@click.option("--lat", type=float, help="Latitude in degrees (WGS 84), instead of an address.")
@click.option("--lon", type=float, help="Longitude in degrees (WGS 84), instead of an address.")
@click.option(
    "--accuracy",
    type=float,
    metavar="METRES",
    help="How far a coordinate may be off; near a border it decides whether one can be sure.",
)
@options("dataset", "strict")
@geocoder_options
def locate(  # noqa: PLR0913 - each is an option
    *,
    addresses: tuple[str, ...],
    as_json: bool,
    on: str | None,
    evidence: str,
    lang: str | None,
    lat: float | None,
    lon: float | None,
    accuracy: float | None,
    dataset: str | None,
    strict: bool,
    **geocoder: Any,
) -> None:
    """Tell which network a place belongs to.

    Every answer says how that is known, and whom to ask.
    Each ADDRESS is one address in quotation marks; a place, a postal code, an official key or "lat, lon" will do.
    Without any, one address a line is read from standard input.

    \b
    kmn locate "Domhof 1, 31134 Hildesheim"
    kmn locate --evidence inferred --lang en "38440 Wolfsburg"
    kmn locate --json < addresses.txt

    A geocoder is asked only if you name one, only about what is not decided without it, and only for street, postal
    code and town; the answer says what was sent where.

    Exits with 0 if each place is known, whether it has a network or not, with 1 otherwise, with 2 for wrong usage
    and with 3 for unreadable data.
    """  # noqa: D301 - click's mark for lines it must not join
    things = _things(addresses, lat, lon)
    service = geocoder_of(**geocoder)

    from kmn.cli.card import card
    from kmn.values import parse_day
    from kmn.wiring import Locator, load

    lang = lang or language()
    day = None if on is None else parse_day(on)
    locator = Locator(None if dataset is None else load(dataset))
    terminal = console()
    found = set()
    for number, thing in enumerate(things, start=1):
        answer = locator.locate(thing, on=day, evidence=evidence, accuracy_m=accuracy, geocoder=service, lang=lang)
        found.add(answer.status)
        if as_json:
            say_json(answer.to_dict())
        else:
            terminal.print(card(answer, lang, None if len(addresses) == 1 or lat is not None else number))
    if not found <= set(_KNOWN[:1] if strict else _KNOWN):
        click.get_current_context().exit(1)


def _things(addresses: tuple[str, ...], lat: float | None, lon: float | None) -> Iterable[Thing]:
    if (lat is None) != (lon is None):
        message = "A coordinate needs both --lat and --lon."
        raise click.UsageError(message)
    if lat is not None and lon is not None:
        if addresses:
            message = "Give either addresses or --lat and --lon, not both."
            raise click.UsageError(message)
        from kmn.values import Point

        return [Point(lat=lat, lon=lon)]
    return addresses or _lines()


def _lines() -> Iterator[str]:
    """Read one address a line, however long a line may be and whatever its bytes."""
    if sys.stdin.isatty():
        say("One address a line, please; end with Ctrl-D.", err=True)
    stream = sys.stdin.buffer
    while line := stream.readline(_LONGEST_LINE):
        rest = line
        while len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST_LINE)
        try:
            yield line.decode("utf-8-sig").rstrip("\r\n")
        except UnicodeDecodeError:
            yield line.decode("cp1252", errors="replace").rstrip("\r\n")
