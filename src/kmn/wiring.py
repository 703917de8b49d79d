"""Joins the embedded data with the code: the default gazetteer, dataset and locator, each made when first used.

The only place that knows both. Everything below gets its data handed in.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from kmn.interchange import folder, store
from kmn.lookup import locator as _locator
from kmn.model import dataset as _dataset
from kmn.places import gazetteer as _gazetteer
from kmn.places.search import NameIndex
from kmn.values import Evidence, parse_day

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from kmn.boundaries.index import BoundaryIndex
    from kmn.geocoding.protocol import Geocoder
    from kmn.lists.official import ListReading
    from kmn.lookup.answer import Answer
    from kmn.lookup.locator import Thing
    from kmn.model.network import Network
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.records import District, Municipality
    from kmn.rules.finding import Finding
    from kmn.rules.report import Report

__all__ = [
    "Dataset",
    "Locator",
    "annotate",
    "check",
    "dataset",
    "default_locator",
    "districts",
    "gaps",
    "gazetteer",
    "import_list",
    "load",
    "locate",
    "municipalities",
    "name_index",
    "networks",
    "save",
    "template",
]


@cache
def gazetteer() -> Gazetteer:
    """Return the embedded places."""
    return _gazetteer.load()


@cache
def name_index() -> NameIndex:
    """Return the index of the embedded places' names."""
    return NameIndex(gazetteer())


class Dataset(_dataset.Dataset):
    """A dataset that knows the embedded places, so that it can give tables of them.

    `dataset`, `load` and `import_list` return such a dataset. Records alone do not know any places: which districts
    are open on a day is known only where both come together.
    """

    def to_frame(
        self,
        table: str = "districts",
        *,
        on: date | str | None = None,
        evidence: Evidence | str = Evidence.ATTESTED,
        lang: str = "de",
    ) -> Any:
        """Return a table as a data frame of pandas.

        Args:
            table: `districts` or `municipalities`, one row for each with its network; or a table of the dataset, such
                as `networks`, `assignments` or `sources`, with its columns as in the folder.
            on: the day of which to speak, as a date or YYYY-MM-DD. For places today by default; for records only
                those that hold on the day, as far as known, and all of them by default.
            evidence: for places, the weakest claim that may decide, as in `locate`.
            lang: for places, the language of the labels: ``"de"`` or ``"en"``.

        Returns:
            A frame. For places, `network_label` is never empty: it names the network or says why there is none, so
            that a group-by does not lose the open ones.

        Raises:
            InputError: there is no such table, or an option has a value that is not listed above.
            MissingExtraError: pandas is not installed.

        Examples:
            >>> frame = dataset().to_frame("districts", on="2026-12-01")
            >>> frame.groupby("network_label").size()["offen"]
            np.int64(18)
        """
        from kmn.lookup.overview import frame

        day = None if on is None else parse_day(on)
        return frame(Locator(self), table, day, _day(None), evidence=evidence, lang=lang)


def _with_places(found: _dataset.Dataset) -> Dataset:
    """Give a dataset that is already checked the class that knows the places."""
    return Dataset.model_construct(**{name: getattr(found, name) for name in type(found).model_fields})


@cache
def dataset() -> Dataset:
    """Return the embedded dataset: what public sources say about the networks, with evidence and dates.

    Examples:
        >>> dataset().expected_networks, len(dataset().networks)
        (10, 4)
    """
    return _with_places(folder.load_packaged())


def _points() -> BoundaryIndex:
    from kmn.boundaries import index

    return index.load()


class Locator(_locator.Locator):
    """Answers to which network places belong, by a dataset of yours over the embedded places.

    Args:
        dataset: the dataset, the embedded one by default.

    Examples:
        >>> Locator().locate("31134 Hildesheim").status
        'responsible'
    """

    def __init__(self, dataset: _dataset.Dataset | None = None) -> None:
        """Fill in what is embedded."""
        super().__init__(_default(dataset), gazetteer(), name_index(), _points)

    def __reduce__(self) -> tuple[type[Locator], tuple[_dataset.Dataset | None]]:
        """Pickle the dataset alone, and not even that if it is the embedded one."""
        return type(self), (None if self.dataset is dataset() else self.dataset,)


def _default(own: _dataset.Dataset | None) -> _dataset.Dataset:
    return dataset() if own is None else own


@cache
def default_locator() -> Locator:
    """Return the locator over the embedded dataset."""
    return Locator()


def locate(  # noqa: PLR0913 - each is a word of the question
    thing: Thing,
    *,
    on: date | str | None = None,
    evidence: Evidence | str = Evidence.ATTESTED,
    accuracy_m: float | None = None,
    geocoder: Geocoder | None = None,
    lang: str = "de",
) -> Answer:
    """Return to which network a place belongs on a day, how that is known, and whom to ask.

    What is asked is not logged, and kept nowhere but in the answer, for ``to_dict(query=True)``.

    Args:
        thing: a free text (an address, a place, a postal code, an official key, or "lat, lon"), an `Address`, a
            typed key (`AGS`, `ARS`, `KreisKey`, `NUTS`, `PLZ`), or a `Point`.
        on: the day of which to speak, as a date or YYYY-MM-DD; today by default.
        evidence: the weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        accuracy_m: how far a `Point` may be off, in metres. By default 200: within that belt of a border beyond
            which the answer would differ, a point alone is `Ambiguous`.
        geocoder: asked, with the address but without any person's name, only if nothing else decides. None by
            default: then nothing here touches the network.
        lang: language in which the answer shows itself, ``"de"`` (default) or ``"en"``; a note alone does not know
            it, and is asked by `note.text(answer.lang)`.

    Returns:
        One of `Responsible`, `Unassigned`, `Ambiguous`, `Outside`, `NotFound`.

    Raises:
        InputError: an option has a value that is not listed above.
        InputTypeError: an argument has a type that is not listed above.

    Examples:
        >>> locate("Domhof 1, 31134 Hildesheim").network.name
        'Regionalverbund Südniedersachsen'
        >>> locate("20095 Hamburg").state
        'Hamburg'
    """
    return default_locator().locate(
        thing, on=on, evidence=evidence, accuracy_m=accuracy_m, geocoder=geocoder, lang=lang
    )


def load(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from a folder of CSV files or a workbook (xlsx), as `save` writes them, or from a release.

    Args:
        path: the folder or workbook; or a release, its tables, or its `entities.jsonld`.

    Raises:
        DataError: it cannot be read as a dataset; `problems` lists all that is wrong, file by file or sheet by sheet.
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    return _with_places(store.load(path))


def save(dataset: _dataset.Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset as a workbook if the name ends with `.xlsx`, else as a folder of CSV files.

    A dataset that is there already is replaced as a whole; anything else is not.

    Args:
        dataset: the dataset.
        path: the folder or workbook.

    Raises:
        DataError: it cannot be written, or what is there is no dataset, or more than one, and would be lost.
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    store.save(dataset, path)


def template(path: str | PathLike[str], *, on: date | str | None = None) -> None:
    """Write an empty form for an official list: a workbook in German, nothing filled in that nobody has said.

    Args:
        path: the workbook to write; a file of that name is not replaced.
        on: the day whose districts are listed, today by default.

    Raises:
        DataError: there is a file of that name, or it cannot be written.
        MissingExtraError: openpyxl is not installed.
    """
    from kmn.lists.template import write_template

    write_template(path, default_locator(), _day(on))


def import_list(path: str | PathLike[str], *, issued: date | str | None = None, **about: str) -> ListReading:
    """Read an official list: the form that `template` writes, or a table of networks and their districts.

    Args:
        path: the workbook (xlsx) or CSV file.
        issued: the day on which this version of the data is made, as a date or YYYY-MM-DD; today by default.
        **about: `publisher`, `as_of`, `reference`, `licence` or `url` of the list, where it does not say so itself.

    Returns:
        The dataset, or None if anything could not be read; and notices that name sheet, row, column, value and what
        to do. Every claim of the dataset is official, and the list is its one source.

    Raises:
        InputError: the day is malformed.
        MissingExtraError: it is a workbook, and openpyxl is not installed.

    Examples:
        >>> print(import_list("no/such/list.csv").notices[0].text("en"))
        There is no file of that name. Check the name.
    """
    from kmn.lists.official import read_list

    day = _day(issued)
    found = read_list(path, known=dataset(), gazetteer=gazetteer(), index=name_index(), about=about)
    if found.dataset is None:
        return found
    return evolve(found, dataset=_with_places(found.dataset.model_copy(update={"issued": day})))


def annotate(path: str | PathLike[str], out: str | PathLike[str]) -> Path:
    """Write a copy of an official list or of a dataset's workbook with hints beside the rows they concern.

    Args:
        path: the workbook or CSV file; it stays as it is.
        out: the workbook to write; a file of that name is not replaced.

    Returns:
        The path of the copy.

    Raises:
        DataError: the file cannot be read at all, or the copy cannot be written.
        MissingExtraError: openpyxl is not installed.
    """
    from kmn.lists.review import annotated

    return annotated(path, out, known=dataset(), gazetteer=gazetteer(), index=name_index())


def gaps(dataset: _dataset.Dataset | None = None, *, on: date | str | None = None) -> str:
    """Return a letter in German (Markdown) that asks the coordinating authority for exactly what is not known.

    Args:
        dataset: what is known, the embedded dataset by default.
        on: the day of which to ask, today by default.

    Examples:
        >>> "Landkreis Aurich (03452)" in gaps(on="2026-12-01")
        True
    """
    from kmn.lists.letter import letter

    return letter(Locator(dataset), _day(on))


def check(
    dataset_or_path: _dataset.Dataset | str | PathLike[str] | None = None,
    *,
    on: date | str | None = None,
    lang: str = "de",
) -> Report:
    """Return everything that is wrong, open, doubtful or old in a dataset, and what to do about it.

    Args:
        dataset_or_path: a dataset, or the path of a folder, a workbook or an official list; the embedded dataset by
            default. Of a path, what could not be read or was put right on reading is in the report as well.
        on: the day of which to speak, as a date or YYYY-MM-DD; today by default.
        lang: the language in which the report shows itself, ``"de"`` (default) or ``"en"``.

    Returns:
        A `Report` of `Finding`s, sorted. Bad content is never raised, always found.

    Raises:
        InputError: an option has a value that is not listed above.
        InputTypeError: the day is neither text nor date.
        MissingExtraError: the path is that of a workbook, and openpyxl is not installed.

    Examples:
        >>> report = check(on="2026-12-01")
        >>> report.counts["error"], len(report.filter(code="A001"))
        (0, 18)
        >>> check("no/such/folder").errors[0].file
        'folder'
    """
    from kmn.rules import checking
    from kmn.rules.numbering import numbered

    found, remarks = _read(dataset_or_path)
    report = checking.check(
        found, gazetteer(), on=_day(on), names=name_index, points=_points, reading=remarks, lang=lang
    )
    if dataset_or_path is None or isinstance(dataset_or_path, _dataset.Dataset):
        return report
    return numbered(report, dataset_or_path)


def _read(thing: _dataset.Dataset | str | PathLike[str] | None) -> tuple[_dataset.Dataset | None, list[Finding]]:
    """Give the dataset behind whatever is to be checked, and what reading it came to."""
    if thing is None or isinstance(thing, _dataset.Dataset):
        return _default(thing), []
    from kmn.lists.review import reviewed

    return reviewed(thing, known=dataset(), gazetteer=gazetteer(), index=name_index())


def networks() -> tuple[Network, ...]:
    """Return the networks that sources name; fewer than exist.

    Examples:
        >>> [network.id for network in networks()]
        ['braunschweig', 'heide', 'oldenburger-land', 'suedniedersachsen']
    """
    return dataset().networks


def districts(*, on: date | str | None = None) -> tuple[District, ...]:
    """Return the districts (Landkreise, kreisfreie Städte, Region) of a day, today by default.

    Examples:
        >>> len(districts()), len(districts(on="2016-01-01"))
        (45, 46)
    """
    return gazetteer().districts.on(_day(on))


def municipalities(*, on: date | str | None = None) -> tuple[Municipality, ...]:
    """Return the municipalities and unincorporated areas (gemeindefreie Gebiete) of a day, today by default.

    Examples:
        >>> len(municipalities())
        964
    """
    return gazetteer().municipalities.on(_day(on))


def _day(on: date | str | None) -> date:
    return date.today() if on is None else parse_day(on)  # noqa: DTZ011 - a day where the caller is
