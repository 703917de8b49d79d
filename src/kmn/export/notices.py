"""The files of a release that people read: what is in it, and whose work it is made of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kmn.export.dcat import about
from kmn.export.vocab import LICENCES
from kmn.resources import read_text
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kmn.export.config import Config
    from kmn.export.selection import Withheld
    from kmn.model.dataset import Dataset

__all__ = ["Work", "attributions", "licences", "one_line", "readme", "works"]

Work = dict[str, Any]

_PLACES: Final = (
    "places/districts.csv",
    "places/key_changes.csv",
    "places/municipalities.csv",
    "places/postal_areas.csv",
    "places/territory.json",
)
_BORDERS: Final = ("boundaries/units.bin",)
_OWN: Final = "kmn"


def works(*, with_borders: bool) -> list[Work]:
    """Give the works of others that a release is made of, as the provenance of the packaged data names them.

    Args:
        with_borders: whether outlines are part of the release.

    Examples:
        >>> "GeoNames (https://www.geonames.org), CC BY 4.0, verändert" in [
        ...     line for work in works(with_borders=False) for line in work["attribution"]
        ... ]
        True
    """
    wanted = {*_PLACES, *(_BORDERS if with_borders else ())}
    files = json.loads(read_text("provenance.json"))["files"]
    return [file for file in files if file["path"] in wanted]


def attributions(found: Iterable[Work]) -> list[str]:
    """Give who has to be named, each once, sorted; our own lines are those of the publisher."""
    return sorted({line for work in found for line in work["attribution"] if not line.startswith(_OWN)})


def licences(dataset: Dataset, config: Config, found: Sequence[Work]) -> str:
    """Write the licences and attributions of everything used.

    Args:
        dataset: the dataset.
        config: the settings.
        found: the works of others.
    """
    name, address, _ = LICENCES[config.license]
    lines = [
        "# Lizenzen und Quellen",
        "",
        f"Diese Veröffentlichung steht unter der Lizenz {name} ({address}).",
        f"Als Quelle ist zu nennen: {one_line(config.attribution or config.publisher)}",
        "",
        "## Orte und Grenzen",
        "",
        "Namen, Schlüssel, Postleitzahlen und Grenzen stammen aus diesen Werken; wer sie weitergibt, nennt sie mit.",
        "",
    ]
    lines.extend(f"- {line}" for line in attributions(found))
    lines.append("")
    terms = {(one["name"], one["url"]) for work in found for one in work["licence"]}
    lines.extend(f"- {name}: {address}" for name, address in sorted(terms))
    lines.extend(
        [
            "",
            "## Belege",
            "",
            "Die folgenden Quellen belegen die Angaben. Übernommen sind Tatsachen in eigenen Worten; die Dokumente",
            "selbst haben eigene Rechte.",
            "",
        ]
    )
    for source in dataset.sources:
        parts = (source.title, source.publisher, str(source.published or ""), source.url)
        lines.append("- " + ", ".join(one_line(part) for part in parts if part))
    return "\n".join(lines) + "\n"


def readme(
    dataset: Dataset,
    config: Config,
    files: Sequence[tuple[str, str]],
    left_out: Sequence[Withheld],
    *,
    inferred: bool,
) -> str:
    """Write what is in a release, and what is not.

    Args:
        dataset: the dataset.
        config: the settings.
        files: (path, what it is) of each file.
        left_out: what was left out and why.
        inferred: whether inferred claims are in it.
    """
    title, description = about(dataset, config)
    known = {claim.area for claim in dataset.assignments if claim.evidence != Evidence.INFERRED}
    lines = [
        f"# {one_line(title['de'])}",
        "",
        one_line(description["de"]),
        "",
        f"Version {dataset.version}. Veröffentlicht von: {one_line(config.publisher)}.",
        f"Lizenz: {LICENCES[config.license][0]}; alle Quellen stehen in LICENSES.md.",
        "",
        "## Was diese Daten sagen, und was nicht",
        "",
        f"{one_line(dataset.network_term)}: {_counted(len(dataset.networks), 'Eintrag', 'Einträge')}"
        + (
            f"; {dataset.expected_networks} soll es geben."
            if dataset.expected_networks is not None and dataset.expected_networks != len(dataset.networks)
            else "."
        )
        + f" Amtlich oder belegt zugeordnet: {_counted(len(known), 'Gebiet', 'Gebiete')}. Wo keine Quelle eine "
        "Zuordnung nennt, steht „offen“: das ist keine Aussage, dass es keine gibt.",
        "",
        "Erschlossene Zuordnungen stehen nur in den Dateien unter `inferred/`; sie sind Vermutungen."
        if inferred
        else "Erschlossene Zuordnungen sind nicht enthalten.",
        "",
        "Amtliche Schlüssel sind Texte: `03403` beginnt mit einer Null. In Tabellenkalkulationen die Spalte als",
        "Text einlesen, oder die Spalte mit der URI verwenden.",
        "",
        "## Dateien",
        "",
    ]
    lines.extend(f"- `{path}`: {what}" for path, what in files)
    if left_out:
        lines.extend(["", "## Weggelassen", ""])
        lines.extend(f"- {one_line(one.text())}" for one in left_out)
    return "\n".join(lines) + "\n"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


def one_line(text: str) -> str:
    """Give a text in one line, in which nothing commands a reader of Markdown."""
    return " ".join(text.split()).replace("<", "\\<").replace("[", "\\[").replace("`", "\\`")
