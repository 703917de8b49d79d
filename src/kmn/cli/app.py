"""The program `kmn`: its commands, its exit statuses, and what it does when something goes wrong.

Exit statuses: 0 when every input is responsible or unassigned, 1 otherwise, 2 for wrong usage, 3 for unreadable data.
"""

from __future__ import annotations

import io
import sys
from typing import Any, Final

import click

from kmn.cli.assign import assign
from kmn.cli.cache import cache
from kmn.cli.check import check
from kmn.cli.diff import diff
from kmn.cli.export import export
from kmn.cli.gaps import gaps
from kmn.cli.import_ import import_
from kmn.cli.locate import locate
from kmn.cli.show import show
from kmn.cli.template import template
from kmn.cli.terminal import replace_unknown_letters, say
from kmn.errors import DataError, InputError, InputTypeError, KmnError

__all__ = ["main"]

_USAGE: Final = 2
_UNREADABLE: Final = 3
_INTERRUPTED: Final = 130


class _Program(click.Group):
    """A group that reports errors of ours in one line, and ends quietly when it is interrupted."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program, and end with its exit status."""
        extra["standalone_mode"] = False
        replace_unknown_letters()
        try:
            status = super().main(*args, **extra)
        except click.ClickException as error:
            shown = io.StringIO()  # what it shows may repeat an argument, and that may command the terminal
            error.show(shown)
            say(shown.getvalue().rstrip("\n"), err=True)
            status = error.exit_code
        except click.Abort:
            status = _INTERRUPTED
        except KmnError as error:
            say(f"kmn: {error}", err=True)
            status = _status(error)
        sys.exit(status or 0)


def _status(error: KmnError) -> int:
    if isinstance(error, DataError):
        return _UNREADABLE
    return _USAGE if isinstance(error, InputError | InputTypeError) else 1


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's form
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import version

    from kmn.wiring import dataset

    say(f"kmn {version('kmn')}, data {dataset().version}")
    context.exit()


@click.group(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Nothing you type leaves this computer, unless you name a geocoder. "
        "Documentation and source: see the README of the project."
    ),
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the versions of the program and of the data.",
)
def main() -> None:
    """Tell which regional network a place belongs to.

    The networks (Regionalverbünde) are those of the Kooperative Migrationsarbeit Niedersachsen. Every answer says
    how it is known, as of when, and whom to ask; where no source names a network, the answer is open.

    \b
    kmn locate "Domhof 1, 31134 Hildesheim"
    kmn show districts
    kmn assign addresses.csv -o with-networks.csv
    """  # noqa: D301 - click's mark for lines it must not join


main.add_command(locate)
main.add_command(show)
main.add_command(assign)
main.add_command(cache)
main.add_command(check)
main.add_command(gaps)
main.add_command(import_)
main.add_command(template)
main.add_command(export)
main.add_command(diff)
