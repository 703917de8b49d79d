"""`kmn export`: a release for portals, complete and the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kmn.cli.terminal import language, say
from kmn.errors import DataError, InputError

__all__ = ["export"]

_CONFIG: Final = "release.toml"
_WRITTEN: Final = (
    "{count} Dateien in {path}, Version {version}. Prüfsummen: SHA256SUMS.",
    "{count} files in {path}, version {version}. Checksums: SHA256SUMS.",
)
_TEMPLATE: Final = (
    "{path} geschrieben. Bitte die Zeilen ausfüllen, dann: kmn export ORDNER --config {path}",
    "Wrote {path}. Fill in its lines, then: kmn export FOLDER --config {path}",
)


@click.command()
@click.argument("path", required=False)
@click.option(
    "--config", metavar="FILE", default=_CONFIG, show_default=True, help="What only the publisher can know."
)
@click.option("--init", is_flag=True, help="Write such a file with comments, to be filled in.")
@click.option("--dataset", metavar="FOLDER", help="Publish a dataset of your own instead of the embedded one.")
@click.option("--previous", metavar="RELEASE", help="The release before this one, for the list of changes.")
@click.option("--no-outlines", is_flag=True, help="Leave out GeoJSON, which needs the extra geo.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Language of the messages.")
def export(  # noqa: PLR0913 - each is an option
    *,
    path: str | None,
    config: str,
    init: bool,
    dataset: str | None,
    previous: str | None,
    no_outlines: bool,
    lang: str | None,
) -> None:
    """Write a release for open-data portals.

    PATH is the folder: tables, linked data, outlines, catalogue, licences and checksums go into it.
    Nothing is sent anywhere. An existing folder is replaced only if it is a release.

    \b
    kmn export --init
    kmn export release/ --config release.toml
    """  # noqa: D301 - click's mark for lines it must not join
    lang = lang or language()
    pick = 1 if lang == "en" else 0
    if init:
        _init(Path(config))
        say(_TEMPLATE[pick].format(path=config))
        return
    if path is None:
        message = "Name the folder into which the release is written, or write the settings first with --init."
        raise InputError(message)
    from kmn.export import config as settings
    from kmn.export import release
    from kmn.interchange.store import load, refuse_source
    from kmn.wiring import dataset as embedded
    from kmn.wiring import gazetteer

    for source in filter(None, (dataset, config)):
        refuse_source(path, source)
    found = release.write(
        embedded() if dataset is None else load(dataset),
        path,
        settings.read(config, lang=lang),
        gazetteer=gazetteer(),
        outlines=not no_outlines,
        previous=None if previous is None else load(previous),
    )
    for remark in found.remarks:
        say(remark[pick], err=True)
    say(_WRITTEN[pick].format(count=len(found.files), path=path, version=found.version))


def _init(path: Path) -> None:
    from kmn.export.config import template

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except (OSError, ValueError) as error:
        message = (
            f"The settings cannot be written ({type(error).__name__}). Choose the name of a file that does not exist "
            "yet, with --config."
        )
        raise DataError(message) from error
