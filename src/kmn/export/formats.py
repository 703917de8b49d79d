"""The formats of a release, and what of each is offered to portals. A new one takes a module with `write` and a line.

Each is written by `write(dataset, path, edition)`, in the order of the list.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import frozen

from kmn.export import datapackage, excel, geojson, hsds, ntriples, parquet, schemas, turtle
from kmn.export.edition import Publication
from kmn.interchange import folder, jsonld
from kmn.model.dataset import Dataset

__all__ = ["FORMATS", "Format", "Offer"]


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
        write: writes a dataset to a path, of a publication.
        path: where it is written, relative to the release; empty for the release itself.
        offers: the files that portals are offered.
        is_wanted: whether a publication has it.
    """

    name: str
    write: Callable[[Dataset, Path, Publication], None]
    path: str = ""
    offers: tuple[Offer, ...] = ()
    is_wanted: Callable[[Publication], bool] = lambda _edition: True


def _context(_dataset: Dataset, path: Path, _edition: Publication) -> None:
    path.write_text(jsonld.context_text(), encoding="utf-8", newline="")


def _folder(dataset: Dataset, path: Path, _edition: Publication) -> None:
    folder.save(dataset, path)


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
        datapackage.write,
        "",
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
        jsonld.write,
        "entities.jsonld",
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
        ntriples.write,
        "entities.nt",
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
        geojson.write,
        "geojson",
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
        is_wanted=lambda edition: edition.shape is not None,
    ),
    Format(
        "HSDS",
        hsds.write,
        "hsds",
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
        parquet.write,
        "parquet",
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
        is_wanted=lambda edition: edition.config is not None and edition.config.parquet,
    ),
    # A workbook is no open format for machines: it is in the release, and not among what portals are offered.
    Format(
        "Excel",
        excel.write,
        "excel",
        is_wanted=lambda edition: edition.config is not None and edition.config.excel,
    ),
    Format("Turtle", turtle.write, "entities.ttl"),
    Format("Kontext", _context, "context.jsonld"),
    Format("Datensatz für kmn", _folder, "dataset"),
    Format("Schemas", schemas.write, "schemas"),
)
"""The formats, in the order in which they are written."""
