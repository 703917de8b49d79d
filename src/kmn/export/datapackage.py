"""The CSV of a release: all tables, the flat ones first, described by CSV on the Web and as a Data Package 2.0."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kmn.errors import DataError, InputError
from kmn.export.descriptors import csvw, package, resource
from kmn.export.flat import answers
from kmn.export.vocab import LICENCES
from kmn.interchange.linked_tables import write_sheets
from kmn.interchange.sheets import linked

if TYPE_CHECKING:
    from os import PathLike

    from kmn.export.config import Config
    from kmn.export.edition import Publication
    from kmn.model.dataset import Dataset

__all__ = ["write"]

_TABLES: Final = "csv"


def write(dataset: Dataset, path: str | PathLike[str], edition: Publication) -> None:
    """Write all tables into the folder `csv`, their CSVW metadata beside them, and `datapackage.json` above.

    Args:
        dataset: the dataset.
        path: the folder; it is made if it is missing.
        edition: the settings, the places and the day.

    Raises:
        DataError: a text looks like a formula (`problems` lists them all), or the folder cannot be written.
        InputError: the edition has no settings or no places.
    """
    config = edition.config
    if config is None:
        message = "The description of the tables names publisher and licence: give the edition a config."
        raise InputError(message)
    sheets = [*answers(dataset, edition), *linked(dataset, edition.base)]
    folder = Path(path)
    write_sheets(sheets, folder / _TABLES, guard=edition.guard)
    about: dict[str, Any] = {
        "dc:title": {"@value": edition.title, "@language": "de"},
        "dc:hasVersion": dataset.version,
        "dc:license": {"@id": LICENCES[config.license][1]},
        "dc:publisher": config.publisher,
    }
    resources = [resource(one, f"{_TABLES}/{one.file}") for one in sheets]
    described = package(_about(dataset, config, edition), resources)
    try:
        (folder / _TABLES / "csv-metadata.json").write_text(csvw(sheets, about), encoding="utf-8", newline="")
        (folder / "datapackage.json").write_text(described, encoding="utf-8", newline="")
    except OSError as error:
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def _about(dataset: Dataset, config: Config, edition: Publication) -> dict[str, Any]:
    name, address, _ = LICENCES[config.license]
    return {
        "name": dataset.scheme,
        "id": f"{config.base_iri}/dataset",
        "title": edition.title,
        "description": edition.description,
        "version": dataset.version,
        "created": f"{edition.on.isoformat()}T00:00:00Z",
        "licenses": [{"path": address, "title": name}],
        "contributors": [{"title": config.publisher, "roles": ["publisher"]}],
        "sources": [
            *({"title": line} for line in edition.attributions),
            *({"title": one.title, **({"path": one.url} if one.url else {})} for one in dataset.sources),
        ],
        "keywords": list(config.keywords),
    }
