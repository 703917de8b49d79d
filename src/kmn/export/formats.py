"""The formats of a release, in one list: adding one takes a module with `write` and an entry here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from kmn.export import excel, geojson, hsds, jsonld, parquet
from kmn.export.config import Config
from kmn.export.descriptors import csvw, package, resource
from kmn.export.diff import Changes
from kmn.export.edition import Edition
from kmn.export.flat import answers
from kmn.export.graph import nodes
from kmn.export.notices import Work, attributions
from kmn.export.rdf import ntriples, triples, turtle
from kmn.export.schemas import json_schemas, shapes
from kmn.export.sheets import linked
from kmn.export.tables import write_sheets
from kmn.export.terms import context
from kmn.export.vocab import LICENCES
from kmn.interchange import folder as dataset_folder
from kmn.model.dataset import Dataset

__all__ = ["FORMATS", "Format", "Job", "Offer"]


@frozen(kw_only=True)
class Job:
    """What a format writes.

    Attributes:
        dataset: what may be published, without inferred claims.
        edition: where it is published, the places and the day.
        config: the settings.
        works: the works of others that are in it.
        title: title of the release, in German.
        description: its description, in German.
        changes: what changed since the release before.
    """

    dataset: Dataset
    edition: Edition
    config: Config
    works: tuple[Work, ...]
    title: str
    description: str
    changes: Changes


@frozen(kw_only=True)
class Offer:
    """A file that the catalogue offers to portals.

    Attributes:
        path: where it lies, relative to the release.
        title: what it is called, in German and English.
        description: what is in it, in German and English.
        file_type: code on the EU's list.
        media_type: the media type.
        conforms_to: path of what describes it, or address of the standard it follows.
    """

    path: str
    title: tuple[str, str]
    description: tuple[str, str]
    file_type: str
    media_type: str
    conforms_to: str = ""


@frozen
class Format:
    """A format of a release.

    Attributes:
        name: what it is called in German.
        write: writes it into a folder.
        offers: the files that portals are offered.
    """

    name: str
    write: Callable[[Job, Path], None]
    offers: tuple[Offer, ...] = ()


def _csv(job: Job, path: Path) -> None:
    sheets = [*answers(job.dataset, job.edition), *linked(job.dataset, job.edition.base)]
    write_sheets(sheets, path / "csv", guard=job.edition.guard)
    name, address, _ = LICENCES[job.config.license]
    about: dict[str, Any] = {
        "dc:title": {"@value": job.title, "@language": "de"},
        "dc:hasVersion": job.dataset.version,
        "dc:license": {"@id": address},
        "dc:publisher": job.config.publisher,
    }
    _put(path / "csv" / "csv-metadata.json", csvw(sheets, about))
    described = {
        "name": job.dataset.scheme,
        "id": f"{job.config.base_iri}/dataset",
        "title": job.title,
        "description": job.description,
        "version": job.dataset.version,
        "created": f"{job.edition.on.isoformat()}T00:00:00Z",
        "licenses": [{"path": address, "title": name}],
        "contributors": [{"title": job.config.publisher, "roles": ["publisher"]}],
        "sources": [
            *({"title": line} for line in attributions(job.works)),
            *(
                {"title": source.title, **({"path": source.url} if source.url else {})}
                for source in job.dataset.sources
            ),
        ],
        "keywords": list(job.config.keywords),
    }
    _put(path / "datapackage.json", package(described, [resource(one, f"csv/{one.file}") for one in sheets]))


def _jsonld(job: Job, path: Path) -> None:
    jsonld.write(job.dataset, path / "entities.jsonld", job.edition)
    _put(path / "context.jsonld", jsonld.context_text())


def _ntriples(job: Job, path: Path) -> None:
    meanings = context()
    found = {row for node in nodes(job.dataset, job.edition) for row in ntriples(triples(node, meanings))}
    _put(path / "entities.nt", "".join(sorted(found)))


def _geojson(job: Job, path: Path) -> None:
    if job.edition.shape is not None:
        geojson.write(job.dataset, path / "geojson", job.edition, attributions(job.works))


def _hsds(job: Job, path: Path) -> None:
    hsds.write(job.dataset, path / "hsds", job.edition, job.changes, job.config.publisher)


def _parquet(job: Job, path: Path) -> None:
    if job.config.parquet:
        parquet.write(job.dataset, path / "parquet", job.edition)


def _excel(job: Job, path: Path) -> None:
    if job.config.excel:
        excel.write(job.dataset, path / "excel", job.edition)


def _turtle(job: Job, path: Path) -> None:
    meanings = context()
    found = (row for node in nodes(job.dataset, job.edition) for row in triples(node, meanings))
    _put(path / "entities.ttl", "".join(turtle(found)))


def _folder(job: Job, path: Path) -> None:
    dataset_folder.save(job.dataset, path / "dataset")


def _schemas(_job: Job, path: Path) -> None:
    for name, text in json_schemas().items():
        _put(path / "schemas" / name, text)
    _put(path / "schemas" / "shapes.ttl", shapes())


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _flat_offer(name: str, title: tuple[str, str], description: tuple[str, str]) -> Offer:
    return Offer(
        path=f"csv/{name}.csv",
        title=title,
        description=description,
        file_type="CSV",
        media_type="text/csv",
        conforms_to="csv/csv-metadata.json",
    )


FORMATS: Final = (
    Format(
        "CSV mit CSVW und Data Package",
        _csv,
        (
            _flat_offer(
                "kreise",
                ("Kreise und ihre Regionalverbünde (CSV)", "Districts and their networks (CSV)"),
                (
                    "Eine Zeile je Kreis: der Regionalverbund, soweit amtlich oder belegt, mit Beleg und Datum.",
                    "One row for each district: the network as far as official or attested, with evidence and date.",
                ),
            ),
            _flat_offer(
                "gemeinden",
                ("Gemeinden und ihre Regionalverbünde (CSV)", "Municipalities and their networks (CSV)"),
                ("Eine Zeile je Gemeinde.", "One row for each municipality."),
            ),
            _flat_offer(
                "postleitzahlen",
                ("Postleitzahlen und Regionalverbünde (CSV)", "Postal codes and networks (CSV)"),
                (
                    "Eine Zeile je Postleitzahl und Gemeinde, die sie berührt.",
                    "One row for each postal code and municipality it touches.",
                ),
            ),
            Offer(
                path="datapackage.json",
                title=("Alle Tabellen (Data Package)", "All tables (Data Package)"),
                description=(
                    "Beschreibung aller CSV-Tabellen mit Spalten, Schlüsseln und Beziehungen.",
                    "Description of all CSV tables with their columns, keys and relations.",
                ),
                file_type="JSON",
                media_type="application/json",
                conforms_to="https://datapackage.org/profiles/2.0/datapackage.json",
            ),
        ),
    ),
    Format(
        "JSON-LD",
        _jsonld,
        (
            Offer(
                path="entities.jsonld",
                title=("Alle Angaben als Linked Data (JSON-LD)", "All statements as linked data (JSON-LD)"),
                description=(
                    "Regionalverbünde, Zuordnungen, Organisationen, Angebote, Quellen nach W3C ORG, SKOS und PROV.",
                    "Networks, assignments, organisations, services and sources by W3C ORG, SKOS and PROV.",
                ),
                file_type="JSON_LD",
                media_type="application/ld+json",
                conforms_to="https://www.w3.org/TR/json-ld11/",
            ),
        ),
    ),
    Format(
        "N-Triples",
        _ntriples,
        (
            Offer(
                path="entities.nt",
                title=("Alle Angaben als Linked Data (N-Triples)", "All statements as linked data (N-Triples)"),
                description=("Dieselben Aussagen, eine je Zeile.", "The same statements, one a line."),
                file_type="RDF_N_TRIPLES",
                media_type="application/n-triples",
            ),
        ),
    ),
    Format(
        "GeoJSON",
        _geojson,
        tuple(
            Offer(
                path=f"geojson/{name}.geojson",
                title=(f"{german} (GeoJSON)", f"{english} (GeoJSON)"),
                description=(
                    f"{german} mit Umrissen (WGS 84) und Zuordnung.",
                    f"{english} with outlines (WGS 84) and assignment.",
                ),
                file_type="GEOJSON",
                media_type="application/geo+json",
                conforms_to="https://www.rfc-editor.org/rfc/rfc7946",
            )
            for name, german, english in (
                ("regionalverbuende", "Regionalverbünde", "Networks"),
                ("kreise", "Kreise", "Districts"),
                ("gemeinden", "Gemeinden", "Municipalities"),
            )
        ),
    ),
    Format(
        "HSDS",
        _hsds,
        (
            Offer(
                path="hsds/organizations.json",
                title=("Organisationen und Angebote (HSDS)", "Organisations and services (HSDS)"),
                description=(
                    "Organisationen mit ihren Angeboten nach Open Referral HSDS 3.0.",
                    "Organisations with their services by Open Referral HSDS 3.0.",
                ),
                file_type="JSON",
                media_type="application/json",
                conforms_to="http://docs.openreferral.org/en/v3.0.0/",
            ),
        ),
    ),
    Format(
        "Parquet",
        _parquet,
        (
            Offer(
                path="parquet/kreise.parquet",
                title=("Kreise und ihre Regionalverbünde (Parquet)", "Districts and their networks (Parquet)"),
                description=(
                    "Dieselbe Tabelle in Spalten, mit Umrissen, wo es welche gibt.",
                    "The same table in columns, with outlines where there are any.",
                ),
                file_type="PARQUET",
                media_type="application/vnd.apache.parquet",
            ),
        ),
    ),
    # A workbook is no open format for machines: it is in the release, and not among what portals are offered.
    Format("Excel", _excel),
    Format("Turtle", _turtle),
    Format("Datensatz für kmn", _folder),
    Format("Schemas", _schemas),
)
"""The formats, in the order in which they are written."""
