"""A release: a folder with all that a portal and its readers need, written as a whole, the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from kmn.boundaries.geometry import shape as packaged_shape
from kmn.errors import DataError, KmnError
from kmn.export import dcat
from kmn.export.claims import without_inferred
from kmn.export.descriptors import csvw
from kmn.export.diff import compare
from kmn.export.edition import Publication
from kmn.export.formats import FORMATS
from kmn.export.notices import attributions, licences, readme, works
from kmn.export.remarks import remarks
from kmn.export.selection import CHANGELOG, Withheld, publishable
from kmn.interchange import jsonld
from kmn.interchange.linked_tables import write_sheets
from kmn.interchange.sheets import linked
from kmn.interchange.tables import HEAD, tables
from kmn.places.gazetteer import load as packaged_places

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from kmn.export.config import Config
    from kmn.export.dcat import Published
    from kmn.model.dataset import Dataset
    from kmn.places.gazetteer import Gazetteer

__all__ = ["Release", "write"]

_MARK: Final = "SHA256SUMS"
_READ: Final = 1 << 20
_INFERRED: Final = "inferred"


@frozen
class Release:
    """What writing a release came to.

    Attributes:
        files: the paths of its files, relative to its folder, sorted.
        left_out: what was left out and why.
        version: the version of the data.
        remarks: what whoever publishes should know, each in German and English.
    """

    files: tuple[str, ...]
    left_out: tuple[Withheld, ...]
    version: str
    remarks: tuple[tuple[str, str], ...]


def write(  # noqa: PLR0913 - each is a part of a release
    dataset: Dataset,
    path: str | PathLike[str],
    config: Config,
    *,
    gazetteer: Gazetteer | None = None,
    shape: Callable[[str], Any] | None = None,
    outlines: bool = True,
    previous: Dataset | None = None,
) -> Release:
    """Write a release.

    It is written to a folder beside, which then takes its place as a whole. The bytes depend on the data, the
    settings and the day only: that of `SOURCE_DATE_EPOCH` if it is set, else the day on which the data were issued.

    Args:
        dataset: the dataset.
        path: the folder. If it exists, it must be empty or a release and nothing else, which is replaced.
        config: the settings.
        gazetteer: the places; the packaged ones by default.
        shape: gives the outline of an area by its key; by default from the packaged borders, which needs the extra
            `geo`.
        outlines: whether there is GeoJSON.
        previous: the dataset of the release before, for the list of changes.

    Returns:
        What was written and what was left out.

    Raises:
        DataError: something is missing or must not be published; `problems` lists everything. Nothing was written.
        MissingExtraError: outlines are wanted and the extra `geo` is not installed.
    """
    _refuse_duplicates(dataset)
    day = _day(dataset)
    allowed, withheld = publishable(dataset if config.inferred else without_inferred(dataset)[0])
    known, guessed = without_inferred(allowed)
    changes = compare(known if previous is None else without_inferred(previous)[0], known, withheld)
    title, description = dcat.about(dataset, config)
    places = packaged_places() if gazetteer is None else gazetteer
    found = works(with_borders=outlines)
    edition = Publication(
        base=config.base_iri,
        on=day,
        gazetteer=places,
        shape=(shape or packaged_shape) if outlines else None,
        geometry=config.geometry,
        guard=config.formula_guard,
        config=config,
        title=title["de"],
        description=description["de"],
        attributions=tuple(attributions(found)),
        changes=changes,
    )
    target = Path(path)
    try:
        target = target.resolve()
        _refuse_others(target)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        beside.mkdir(parents=True)
        try:
            for one in FORMATS:
                if one.is_wanted(edition):
                    one.write(known, beside / one.path, edition)
            if config.inferred:
                _write_inferred(guessed, beside / _INFERRED, edition)
            _put(beside / "LICENSES.md", licences(known, config, found))
            _put(beside / CHANGELOG, changes.to_json())
            catalogue = dcat.catalogue(known, config, places.territory, _published(beside), day)
            for name, text in dcat.write(catalogue).items():
                _put(beside / name, text)
            _put(beside / "README.md", readme(known, config, _listed(beside), withheld, inferred=config.inferred))
            _put(beside / _MARK, _checksums(beside))
            files = _files(beside)
            _take_place(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, KmnError):
            raise
        message = f"The release cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error
    return Release(files, withheld, dataset.version, remarks(known, withheld, config))


def _refuse_duplicates(dataset: Dataset) -> None:
    problems = []
    for table in tables():
        if table.name == HEAD:
            continue
        seen = set()
        for record in getattr(dataset, table.name):
            if record.natural_key in seen:
                problems.append(f"{table.name}: {' '.join(filter(None, record.natural_key))}: there are two of them")
            seen.add(record.natural_key)
    if problems:
        message = "Records that cannot be told apart cannot be published: they would share an address."
        raise DataError(message, problems=problems)


def _day(dataset: Dataset) -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            message = "SOURCE_DATE_EPOCH is no number of seconds since 1970. Correct it or unset it."
            raise DataError(message) from error
    if dataset.issued is None:
        message = (
            "The data do not say when they were issued: fill in the column issued of dataset.csv, or set "
            "SOURCE_DATE_EPOCH."
        )
        raise DataError(message)
    return dataset.issued


def _refuse_others(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir() or (any(target.iterdir()) and not (target / _MARK).is_file()):
        message = (
            "There is a file of that name, or a folder that is no release; its content would be lost. Choose the "
            "name of a new folder."
        )
        raise DataError(message)
    if count := len(_strangers(target)):
        message = (
            f"The release that is there holds {count} files that are no part of it, and would be lost. Choose the "
            "name of a new folder, or move them away."
        )
        raise DataError(message)


def _strangers(target: Path) -> set[str]:
    """Give the files in a release that its checksums do not name."""
    if not (target / _MARK).is_file():
        return set()
    lines = (target / _MARK).read_text(encoding="utf-8").splitlines()
    return set(_files(target)) - {_MARK} - {line.partition("  ")[2] for line in lines}


def _take_place(beside: Path, target: Path) -> None:
    old = beside.with_name(f"{beside.name}.old")
    if target.exists():
        target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _write_inferred(guessed: Dataset, path: Path, edition: Publication) -> None:
    """Write the inferred claims, and nothing but them, into files that say so."""
    path.mkdir()
    jsonld.write(guessed, path / "inferred.jsonld", evolve(edition, gazetteer=None))
    sheets = [sheet for sheet in linked(guessed, edition.base) if sheet.name.startswith("assignments")]
    named = [evolve(sheet, name=f"inferred_{sheet.name}", references=()) for sheet in sheets]
    write_sheets(named, path, guard=edition.guard)
    _put(path / "csv-metadata.json", csvw(named, {}))
    text = (
        "# Erschlossene Zuordnungen\n\nKeine Quelle nennt diese Zuordnungen. Sie sind aus anderen Tatsachen "
        "geschlossen und können falsch sein; einige widersprechen einander. Sie dürfen nicht als Auskunft "
        "verwendet werden.\n"
    )
    _put(path / "README.md", text)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _files(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ):
            found.update(block)
    return found.hexdigest()


def _published(folder: Path) -> list[Published]:
    return [
        dcat.Published(
            slug=offer.path.rpartition("/")[2].replace(".", "-"),
            path=offer.path,
            title=offer.title,
            description=offer.description,
            file_type=offer.file_type,
            media_type=offer.media_type,
            size=(folder / offer.path).stat().st_size,
            sha256=_sha256(folder / offer.path),
            conforms_to=offer.conforms_to,
        )
        for one in FORMATS
        for offer in one.offers
        if (folder / offer.path).is_file()
    ]


def _listed(folder: Path) -> list[tuple[str, str]]:
    """Give what people look for first; the rest is in the checksums."""
    offers = [
        (offer.path, offer.description[0])
        for one in FORMATS
        for offer in one.offers
        if (folder / offer.path).is_file()
    ]
    return [
        *offers,
        ("catalog.jsonld, catalog.ttl, catalog.rdf", "Katalog nach DCAT-AP.de, für Portale."),
        ("entities.ttl", "Dieselben Aussagen in Turtle, zum Lesen."),
        ("context.jsonld", "Bedeutung der Wörter in entities.jsonld."),
        ("csv/", "Alle Tabellen, beschrieben in csv/csv-metadata.json und datapackage.json."),
        ("hsds/", "Organisationen und Angebote nach HSDS, auch als Tabellen."),
        ("dataset/", "Der Datensatz, wie kmn ihn liest."),
        ("schemas/", "JSON Schema jedes Eintrags, SHACL-Formen."),
        (CHANGELOG, "Änderungen gegenüber der vorigen Version."),
        ("LICENSES.md", "Lizenzen und alle Quellen."),
        (_MARK, "Prüfsummen aller Dateien."),
    ]


def _checksums(folder: Path) -> str:
    return "".join(f"{_sha256(folder / name)}  {name}\n" for name in _files(folder))
