"""Joins the embedded data with the code: the default gazetteer, dataset and locator, each made when first used.

The only place that knows both. Everything below gets its data handed in.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kmn.interchange import folder
from kmn.lookup import locator as _locator
from kmn.places import gazetteer as _gazetteer
from kmn.places.search import NameIndex
from kmn.values import Evidence, parse_day

if TYPE_CHECKING:
    from os import PathLike

    from kmn.geocoding.protocol import Geocoder
    from kmn.lookup.answer import Answer
    from kmn.lookup.locator import Thing
    from kmn.lookup.points import Points
    from kmn.model.dataset import Dataset
    from kmn.model.network import Network
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.records import District, Municipality

__all__ = [
    "Locator",
    "dataset",
    "default_locator",
    "districts",
    "gazetteer",
    "load",
    "locate",
    "municipalities",
    "name_index",
    "networks",
    "save",
]


@cache
def gazetteer() -> Gazetteer:
    """Return the embedded places."""
    return _gazetteer.load()


@cache
def name_index() -> NameIndex:
    """Return the index of the embedded places' names."""
    return NameIndex(gazetteer())


@cache
def dataset() -> Dataset:
    """Return the embedded dataset: what public sources say about the networks, with evidence and dates.

    Examples:
        >>> dataset().expected_networks, len(dataset().networks)
        (10, 4)
    """
    return folder.load_packaged()


def _points() -> Points:
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

    def __init__(self, dataset: Dataset | None = None) -> None:
        """Fill in what is embedded."""
        super().__init__(_default(dataset), gazetteer(), name_index(), _points)


def _default(own: Dataset | None) -> Dataset:
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

    What is asked is neither logged nor kept.

    Args:
        thing: a free text (an address, a place, a postal code, an official key, or "lat, lon"), an `Address`, a
            typed key (`AGS`, `ARS`, `KreisKey`, `NUTS`, `PLZ`), or a `Point`.
        on: the day of which to speak, as a date or YYYY-MM-DD; today by default.
        evidence: the weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        accuracy_m: how far a `Point` may be off, in metres. By default 200: within that belt of a border beyond
            which the answer would differ, a point alone is `Ambiguous`.
        geocoder: asked, with the address but without any person's name, only if nothing else decides. None by
            default: then nothing here touches the network.
        lang: language of the answer's texts, ``"de"`` (default) or ``"en"``.

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
    """Read a dataset from a folder of CSV files, as `save` writes it.

    Raises:
        DataError: the folder cannot be read as a dataset; `problems` lists all that is wrong, file by file.
    """
    return folder.load(path)


def save(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset as a folder of CSV files; an existing folder of that name is replaced as a whole.

    Raises:
        DataError: the folder cannot be written.
    """
    folder.save(dataset, path)


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
