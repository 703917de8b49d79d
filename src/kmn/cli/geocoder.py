"""The options by which a command is given a geocoder. Without them nothing leaves the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from kmn.geocoding import TimeBudget

__all__ = ["geocoder_of", "geocoder_options"]

_OPTIONS = (
    click.option(
        "--geocoder",
        type=click.Choice(["nominatim"]),
        help="Ask a geocoder about addresses that are not decided otherwise.",
    ),
    click.option("--geocoder-url", metavar="URL", help="Where it answers. Addresses are sent there."),
    click.option("--user-agent", metavar="NAME", help="Who asks, such as beratungsstelle-musterstadt."),
    click.option(
        "--geocoder-delay",
        type=click.FloatRange(min=0),
        default=1.0,
        show_default=True,
        metavar="SECONDS",
        help="Between two requests; 0 for your own service.",
    ),
    click.option("--geocoder-cache", is_flag=True, help="Keep what it finds, encrypted (see kmn cache)."),
)


def geocoder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command, which gets them as `**geocoder`.

    Args:
        command: The command.
    """
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def geocoder_of(
    *,
    geocoder: str | None,
    geocoder_url: str | None,
    user_agent: str | None,
    geocoder_delay: float,
    geocoder_cache: bool,
) -> TimeBudget | None:
    """Give the geocoder that the options describe, None if they name none.

    Raises:
        InputError: The URL or the user agent cannot be used.
        MissingExtraError: geopy is not installed.
    """
    if geocoder is None:
        if geocoder_url is not None or user_agent is not None or geocoder_cache:
            message = "The options of a geocoder need --geocoder nominatim beside them."
            raise click.UsageError(message)
        return None
    if geocoder_url is None or user_agent is None:
        message = (
            "A geocoder needs --geocoder-url and --user-agent. There is no default: addresses are sent there, "
            "so whom to trust with them is your decision; and whoever runs a service wants to know who asks."
        )
        raise click.UsageError(message)
    from kmn.geocoding import Cache, nominatim
    from kmn.geocoding.budget import budgeted
    from kmn.wiring import gazetteer

    return budgeted(
        nominatim(
            geocoder_url,
            user_agent=user_agent,
            delay_s=geocoder_delay,
            cache=Cache() if geocoder_cache else None,
            country_codes=gazetteer().territory.country.lower(),
        )
    )
