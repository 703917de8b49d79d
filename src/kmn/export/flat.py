"""The flat tables that people want: each district, municipality and postal code with its network, in German.

A network stands there only where an official or attested claim in force names it, undisputed; else the status says
why there is none.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from kmn.errors import InputError
from kmn.export.claims import verdict
from kmn.interchange.linked.iris import area_iri
from kmn.interchange.linked.shortcuts import decided
from kmn.interchange.sheets import Heading, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.export.claims import Verdict
    from kmn.export.edition import Publication
    from kmn.model.dataset import Dataset
    from kmn.places.gazetteer import Gazetteer

__all__ = ["answers"]

_STATUS: Final = {
    "responsible": "zugeordnet",
    "open": "offen",
    "contested": "strittig",
    "inferred_only": "nur erschlossen",
}
_EVIDENCE: Final = {"official": "amtlich", "attested": "belegt"}
_KINDS: Final = {
    "gemeinde": "Gemeinde",
    "gemeindefreies_gebiet": "gemeindefreies Gebiet",
    "kreisfreie_stadt": "kreisfreie Stadt",
    "landkreis": "Landkreis",
    "region": "Region",
    "stadt": "Stadt",
}
_DISTRICT_KEY: Final = Heading(
    "kreis_schluessel", "amtlicher Schlüssel des Kreises", required=True, pattern="[0-9]{5}", title="Kreisschlüssel"
)
_DISTRICT_URI: Final = Heading("kreis_uri", "der Kreis, wie dcat-ap.de ihn nennt", "uri", required=True)
_DISTRICT: Final = Heading("kreis", "Name des Kreises", required=True, title="Kreis")
_MUNICIPALITY_KEY: Final = Heading(
    "ags", "amtlicher Gemeindeschlüssel", required=True, pattern="[0-9]{8}", title="AGS"
)
_NETWORK: Final = (
    Heading(
        "status",
        "ob ein Regionalverbund genannt werden kann, und sonst, warum nicht",
        required=True,
        choices=tuple(_STATUS.values()),
        title="Status",
    ),
    Heading("regionalverbund_id", "Kennung des Regionalverbunds", pattern="[a-z0-9]+(-[a-z0-9]+)*"),
    Heading("regionalverbund", "Name des Regionalverbunds", is_free=True, title="Regionalverbund"),
    Heading("regionalverbund_uri", "IRI des Regionalverbunds", "uri"),
    Heading(
        "beleg",
        "amtlich: die koordinierende Stelle sagt es; belegt: ein Dritter sagt oder zeigt es",
        choices=tuple(_EVIDENCE.values()),
        title="Beleg",
    ),
    Heading(
        "belegt_zuletzt", "Tag, Monat oder Jahr, für das es zuletzt belegt ist", "partial", title="Zuletzt belegt"
    ),
)


def answers(dataset: Dataset, edition: Publication) -> tuple[Sheet, ...]:
    """Describe the flat tables.

    Args:
        dataset: the dataset.
        edition: where it is published, the places and the day.

    Raises:
        InputError: the edition has no places.

    Examples:
        >>> from datetime import date
        >>> from kmn.export.edition import Publication
        >>> from kmn.interchange.folder import load_packaged
        >>> from kmn.wiring import gazetteer
        >>> edition = Publication(base="https://example.org/kmn", on=date(2026, 1, 1), gazetteer=gazetteer())
        >>> [(sheet.name, len(list(sheet.rows()))) for sheet in answers(load_packaged(), edition)][0]
        ('kreise', 45)
    """
    places = edition.gazetteer
    if places is None:
        message = "Flat tables need the places: give the edition a gazetteer."
        raise InputError(message)
    args = (dataset, edition, places)
    return (
        Sheet(
            "kreise",
            "Ein Kreis (Landkreis, kreisfreie Stadt oder Region) und sein Regionalverbund.",
            (
                _DISTRICT_KEY,
                _DISTRICT_URI,
                _DISTRICT,
                Heading("art", "Art des Kreises", required=True, title="Art"),
                *_NETWORK,
            ),
            ("kreis_schluessel",),
            (),
            partial(_districts, *args),
            "de",
        ),
        Sheet(
            "kreise_quellen",
            "Eine Quelle dafür, dass ein Kreis zu seinem Regionalverbund gehört.",
            (
                _DISTRICT_KEY,
                Heading("quelle", "Kennung der Quelle", required=True, pattern="[a-z0-9]+(-[a-z0-9]+)*"),
                Heading("titel", "Titel der Quelle", required=True, is_free=True),
                Heading("herausgeber", "wer sie veröffentlicht hat", is_free=True),
                Heading("veroeffentlicht", "wann sie veröffentlicht wurde", "partial"),
                Heading("url", "wo sie zu finden ist", "uri"),
            ),
            ("kreis_schluessel", "quelle"),
            (("kreis_schluessel", "kreise", "kreis_schluessel"), ("quelle", "sources", "id")),
            partial(_district_sources, *args),
            "de",
        ),
        Sheet(
            "gemeinden",
            "Eine Gemeinde oder ein gemeindefreies Gebiet und sein Regionalverbund.",
            (
                _MUNICIPALITY_KEY,
                Heading("ars", "amtlicher Regionalschlüssel", pattern="[0-9]{12}", title="ARS"),
                Heading("gemeinde_uri", "die Gemeinde, wie dcat-ap.de sie nennt", "uri", required=True),
                Heading("gemeinde", "Name der Gemeinde", required=True, title="Gemeinde"),
                Heading("art", "Art der Gemeinde", required=True, title="Art"),
                Heading("samtgemeinde", "Name der Samtgemeinde", title="Samtgemeinde"),
                _DISTRICT_KEY,
                _DISTRICT,
                *_NETWORK,
            ),
            ("ags",),
            (("kreis_schluessel", "kreise", "kreis_schluessel"),),
            partial(_municipalities, *args),
            "de",
        ),
        Sheet(
            "postleitzahlen",
            "Eine Gemeinde, die eine Postleitzahl berührt, und ihr Regionalverbund; eine Postleitzahl kann mehrere "
            "Zeilen haben.",
            (
                Heading("plz", "Postleitzahl", required=True, pattern="[0-9]{5}", title="PLZ"),
                Heading(
                    "art",
                    "Zustellung, oder Großempfänger mit eigener Postleitzahl",
                    required=True,
                    choices=("Zustellung", "Großempfänger"),
                ),
                Heading("ags", "amtlicher Gemeindeschlüssel, wo bekannt", pattern="[0-9]{8}", title="AGS"),
                Heading("gemeinde", "Name der Gemeinde", title="Gemeinde"),
                _DISTRICT_KEY,
                _DISTRICT,
                *_NETWORK,
            ),
            (),
            (("kreis_schluessel", "kreise", "kreis_schluessel"),),
            partial(_postal_codes, *args),
            "de",
        ),
    )


def _network(found: Verdict, dataset: Dataset, edition: Publication) -> list[str]:
    if found.network is None:
        return [_STATUS[found.status], "", "", "", "", ""]
    deciding = decided(found.claims)
    dates = [claim.attested_to or claim.attested_from for claim in deciding]
    latest = max((day for day in dates if day is not None), default=None)
    return [
        _STATUS[found.status],
        found.network,
        dataset.network(found.network).name,
        f"{edition.base}#networks/{found.network}",
        _EVIDENCE[deciding[0].evidence.value],
        "" if latest is None else str(latest),
    ]


def _districts(dataset: Dataset, edition: Publication, places: Gazetteer) -> Iterator[list[str]]:
    for district in places.districts.on(edition.on):
        key = district.key.value
        found = verdict(dataset, places, (key,), edition.on)
        kind = _KINDS.get(district.kind, district.kind)
        yield [key, area_iri(key), district.official_name, kind, *_network(found, dataset, edition)]


def _district_sources(dataset: Dataset, edition: Publication, places: Gazetteer) -> Iterator[list[str]]:
    for district in places.districts.on(edition.on):
        key = district.key.value
        found = verdict(dataset, places, (key,), edition.on)
        if found.network is None:
            continue
        for slug in sorted({slug for claim in decided(found.claims) for slug in claim.sources}):
            source = dataset.source(slug)
            yield [key, slug, source.title, source.publisher or "", str(source.published or ""), source.url or ""]


def _municipalities(dataset: Dataset, edition: Publication, places: Gazetteer) -> Iterator[list[str]]:
    for one in places.municipalities.on(edition.on):
        key, district = one.ags.value, one.district.value
        found = verdict(dataset, places, (key, district), edition.on)
        yield [
            key,
            one.ars.value if one.ars else "",
            area_iri(key),
            one.official_name,
            _KINDS.get(one.kind, one.kind),
            one.association or "",
            district,
            places.title(district),
            *_network(found, dataset, edition),
        ]


def _postal_codes(dataset: Dataset, edition: Publication, places: Gazetteer) -> Iterator[list[str]]:
    for code in places.postal:
        if code.withdrawn:
            continue
        kind = "Großempfänger" if code.kind == "bulk" else "Zustellung"
        for area in sorted((area for area in code.areas if area.district), key=str):
            district, ags = str(area.district), area.municipality or ""
            keys = (ags, district) if ags else (district,)
            found = verdict(dataset, places, keys, edition.on)
            yield [
                code.plz.value,
                kind,
                ags,
                places.title(ags) if ags else "",
                district,
                places.title(district),
                *_network(found, dataset, edition),
            ]
