"""The catalogue: what a portal harvests, by DCAT-AP.de, in two profiles.

`dcat-ap-de-3.0` is the current rules in full. `portable` leaves out what the rules of 2.0 and 3.0 contradict each
other in (sizes, checksums, status), so that a catalogue conforms to both. IRIs carry no version, every node has an
IRI, every text stands in the same languages, and values of closed lists say what they are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.errors import DataError
from kmn.export.rdf import rdfxml, triples, turtle
from kmn.export.vocab import LICENCES, THEMES, media_type
from kmn.interchange.linked.iris import NAMESPACES, eu, state_iri
from kmn.interchange.linked.terms import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from kmn.export.config import Config
    from kmn.export.rdf import Triple
    from kmn.model.dataset import Dataset
    from kmn.places.records import Territory

__all__ = ["Published", "about", "catalogue", "context", "write"]

Node = dict[str, Any]

_LICENCE: Final = "http://dcat-ap.de/def/licenses/"
_LEVEL: Final = "http://dcat-ap.de/def/politicalGeocoding/Level/state"
_PUBLISHER_TYPE: Final = "http://purl.org/adms/publishertype/"
_SHA256: Final = NAMESPACES["spdx"] + "checksumAlgorithm_sha256"
_LANGUAGES: Final = {"de": "DEU", "en": "ENG"}
_LANGUAGE_NAMES: Final = {"DEU": "Deutsch", "ENG": "Englisch"}
_XSD: Final = NAMESPACES["xsd"]

_LANGUAGE_MAPS: Final = ("dct:title", "dct:description", "dcat:keyword", "skos:prefLabel", "rdfs:label")
_TEXTS: Final = ("dct:identifier", "foaf:name", "vcard:fn", "dcat:version", "dcatde:licenseAttributionByText")
_TYPED: Final = {
    "dct:issued": "date",
    "dct:modified": "date",
    "dcat:startDate": "date",
    "dcat:endDate": "date",
    "dcat:byteSize": "nonNegativeInteger",
    "spdx:checksumValue": "hexBinary",
}


@frozen(kw_only=True)
class Published:
    """A file that the catalogue offers.

    Attributes:
        slug: what tells it from the other files, the same in every release.
        path: where it lies, relative to the folder of the release.
        title: what it is called, in German and English.
        description: what is in it, in German and English.
        file_type: code on the EU's list.
        media_type: the media type.
        size: its size in bytes.
        sha256: its checksum.
        conforms_to: path of the file that describes it, or address of the standard it follows; empty for none.
    """

    slug: str
    path: str
    title: tuple[str, str]
    description: tuple[str, str]
    file_type: str
    media_type: str
    size: int
    sha256: str
    conforms_to: str = ""


@frozen(kw_only=True)
class _Texts:
    title: dict[str, str]
    description: dict[str, str]

    def of(self, pair: tuple[str, str]) -> dict[str, str]:
        """Give a text in the languages of the title, so that no portal mixes them."""
        return {tag: text for tag, text in zip(("de", "en"), pair, strict=True) if tag in self.title}


def about(dataset: Dataset, config: Config) -> tuple[dict[str, str], dict[str, str]]:
    """Give title and description of a dataset in the languages that both of them have.

    Args:
        dataset: the dataset.
        config: the settings, which outrank what the dataset says of itself.

    Raises:
        DataError: there is no description.
    """
    german = config.description or dataset.description
    if not german:
        message = "The dataset has no description: write one into release.toml (description) or into dataset.csv."
        raise DataError(message)
    title, description = {"de": config.title or dataset.title}, {"de": german}
    # A translation belongs to the text it translates.
    english_title = config.title_en or (None if config.title else dataset.title_en)
    english = config.description_en or (None if config.description else dataset.description_en)
    if english_title and english:
        title["en"], description["en"] = english_title, english
    return title, description


def catalogue(
    dataset: Dataset, config: Config, territory: Territory, files: Sequence[Published], day: date
) -> list[Node]:
    """Give the nodes of the catalogue.

    Args:
        dataset: the dataset.
        config: the settings.
        territory: which state the data speak of.
        files: what is offered.
        day: the day of the release.

    Raises:
        DataError: the dataset has no description.
    """
    title, description = about(dataset, config)
    texts = _Texts(title=title, description=description)
    base = config.base_iri
    publisher = config.publisher_iri or f"{base}/publisher"
    licence = _LICENCE + config.license
    common: Node = {
        "dct:title": title,
        "dct:description": description,
        "dct:publisher": publisher,
        "dct:language": [eu("language", _LANGUAGES[tag]) for tag in title],
        "dct:modified": day.isoformat(),
        "dct:issued": (dataset.issued or day).isoformat(),
        "dct:spatial": [state_iri(territory.state_key)],
        "dcatap:availability": eu("planned-availability", config.availability),
    }
    catalog: Node = {
        "@id": f"{base}/catalog",
        "@type": ["dcat:Catalog"],
        **common,
        "dcat:dataset": [f"{base}/dataset"],
        "dcat:themeTaxonomy": [eu("data-theme", "")[:-1]],
        "dct:license": licence,
    }
    if config.homepage:
        catalog["foaf:homepage"] = config.homepage
    record: Node = {
        "@id": f"{base}/dataset",
        "@type": ["dcat:Dataset"],
        **common,
        "dct:identifier": f"{base}/dataset",
        "dcat:version": dataset.version,
        "dcat:keyword": {"de": list(config.keywords)},
        "dcat:theme": [eu("data-theme", code) for code in config.themes],
        "dcat:contactPoint": [f"{base}/contact"],
        "dct:accessRights": eu("access-right", "PUBLIC"),
        "dct:accrualPeriodicity": eu("frequency", config.accrual),
        "dcatde:politicalGeocodingLevelURI": [_LEVEL],
        "dcat:distribution": [f"{base}/distribution/{file.slug}" for file in files],
    }
    if config.landing_page:
        record["dcat:landingPage"] = [config.landing_page]
    if config.contributor_id:
        record["dcatde:contributorID"] = [config.contributor_id]
    if config.compat_2:
        record["dcatde:politicalGeocodingURI"] = [state_iri(territory.state_key)]
    nodes = [catalog, record, _publisher(publisher, config), _contact(config)]
    period = _period(dataset, base)
    if period is not None:
        record["dct:temporal"] = [period["@id"]]
        nodes.append(period)
    for file in files:
        nodes.extend(_distribution(file, config, texts, common))
    nodes.extend(_values(record, config, territory, files, licence))
    return nodes


def _publisher(iri: str, config: Config) -> Node:
    node: Node = {"@id": iri, "@type": ["foaf:Agent"], "foaf:name": config.publisher}
    if config.publisher_type:
        node["dct:type"] = _PUBLISHER_TYPE + config.publisher_type
    return node


def _contact(config: Config) -> Node:
    node: Node = {
        "@id": f"{config.base_iri}/contact",
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": config.contact_name,
    }
    if config.contact_email:
        node["vcard:hasEmail"] = f"mailto:{config.contact_email}"
    if config.contact_url:
        node["vcard:hasURL"] = config.contact_url
    return node


def _period(dataset: Dataset, base: str) -> Node | None:
    node: Node = {"@id": f"{base}/temporal", "@type": ["dct:PeriodOfTime"]}
    if dataset.covers_from:
        node["dcat:startDate"] = dataset.covers_from.first.isoformat()
    if dataset.covers_to:
        node["dcat:endDate"] = dataset.covers_to.last.isoformat()
    return node if dataset.covers_from or dataset.covers_to else None


def _distribution(file: Published, config: Config, texts: _Texts, common: Node) -> Iterator[Node]:
    base, url = config.base_iri, config.download_url + file.path
    node: Node = {
        "@id": f"{base}/distribution/{file.slug}",
        "@type": ["dcat:Distribution"],
        "dct:title": texts.of(file.title),
        "dct:description": texts.of(file.description),
        "dcat:accessURL": [url],
        "dcat:downloadURL": [url],
        "dct:license": _LICENCE + config.license,
        "dct:rights": f"{base}/rights",
        "dct:format": eu("file-type", file.file_type),
        "dcat:mediaType": media_type(file.media_type),
        **{name: common[name] for name in ("dct:language", "dct:issued", "dct:modified", "dcatap:availability")},
    }
    if LICENCES[config.license][2]:
        node["dcatde:licenseAttributionByText"] = config.attribution or config.publisher
    if file.conforms_to:
        standard = file.conforms_to
        node["dct:conformsTo"] = [standard if "://" in standard else config.download_url + standard]
    if config.profile != "portable":
        checksum = f"{base}/checksum/{file.slug}"
        node["adms:status"] = eu("distribution-status", "COMPLETED")
        node["dcat:byteSize"] = str(file.size)
        node["spdx:checksum"] = checksum
        yield {
            "@id": checksum,
            "@type": ["spdx:Checksum"],
            "spdx:algorithm": _SHA256,
            "spdx:checksumValue": file.sha256,
        }
    yield node


def _values(
    record: Node, config: Config, territory: Territory, files: Sequence[Published], licence: str
) -> Iterator[Node]:
    """Say of each value of a closed list what it is, so that nobody has to fetch the list."""
    rights = f"Lizenz: {LICENCES[config.license][0]}. Die Quellen und ihre Lizenzen stehen in LICENSES.md."
    rights_en = f"Licence: {LICENCES[config.license][0]}. The sources and their licences are named in LICENSES.md."
    labels = {"de": rights, "en": rights_en}
    yield {
        "@id": f"{config.base_iri}/rights",
        "@type": ["dct:RightsStatement"],
        "rdfs:label": {tag: labels[tag] for tag in record["dct:title"]},
    }
    yield {"@id": licence, "@type": ["dct:LicenseDocument"], "dct:title": {"de": LICENCES[config.license][0]}}
    yield {
        "@id": state_iri(territory.state_key),
        "@type": ["dct:Location"],
        "skos:prefLabel": {"de": territory.state_name},
        "skos:inScheme": state_iri("")[:-1],
    }
    for iri in record["dct:language"]:
        code = iri.rpartition("/")[2]
        yield {"@id": iri, "@type": ["dct:LinguisticSystem"], "skos:prefLabel": {"de": _LANGUAGE_NAMES[code]}}
    yield {"@id": record["dct:accrualPeriodicity"], "@type": ["dct:Frequency"]}
    yield {"@id": record["dct:accessRights"], "@type": ["dct:RightsStatement"]}
    scheme = eu("data-theme", "")[:-1]
    yield {"@id": scheme, "@type": ["skos:ConceptScheme"], "dct:title": {"en": "Data theme"}}
    for iri in record["dcat:theme"]:
        yield _concept(iri, scheme)
    yield _concept(eu("planned-availability", config.availability), eu("planned-availability", "")[:-1])
    if config.profile != "portable":
        yield _concept(eu("distribution-status", "COMPLETED"), eu("distribution-status", "")[:-1])
        yield {"@id": _SHA256, "@type": ["spdx:ChecksumAlgorithm"]}
    if config.publisher_type:
        yield _concept(_PUBLISHER_TYPE + config.publisher_type, _PUBLISHER_TYPE + "1.0")
    for code in sorted({file.file_type for file in files}):
        yield {"@id": eu("file-type", code), "@type": ["dct:MediaTypeOrExtent"]}
    for name in sorted({file.media_type for file in files}):
        yield {"@id": media_type(name), "@type": ["dct:MediaType"]}
    for standard in sorted({file.conforms_to for file in files if file.conforms_to}):
        iri = standard if "://" in standard else config.download_url + standard
        yield {"@id": iri, "@type": ["dct:Standard"], "dct:title": {"en": standard.rpartition("/")[2] or standard}}
    for iri in sorted({page for page in (config.landing_page, config.homepage) if page}):
        yield {"@id": iri, "@type": ["foaf:Document"]}


def _concept(iri: str, scheme: str) -> Node:
    code = iri.rpartition("/")[2]
    label = THEMES.get(code) or code.replace("_", " ").lower()
    return {"@id": iri, "@type": ["skos:Concept"], "skos:prefLabel": {"en": label}, "skos:inScheme": scheme}


def context(nodes: Iterable[Node]) -> Node:
    """Give the context of nodes whose keys are prefixed names.

    Args:
        nodes: the nodes of the catalogue.
    """
    found: Node = {}
    for node in nodes:
        for kind in node["@type"]:
            found[kind] = expand(kind)
        for key, value in node.items():
            if not key.startswith("@"):
                found[key] = _term(key)
                if isinstance(value, list):
                    found[key]["@container"] = "@set"
    # A term that looks like a prefixed name has to mean what the prefix says: processors check it.
    prefixes = {name.partition(":")[0] for name in found}
    return {**{prefix: NAMESPACES[prefix] for prefix in sorted(prefixes)}, **dict(sorted(found.items()))}


def _term(key: str) -> Node:
    if key in _LANGUAGE_MAPS:
        return {"@id": expand(key), "@container": "@language"}
    if key in _TYPED:
        return {"@id": expand(key), "@type": _XSD + _TYPED[key]}
    return {"@id": expand(key)} if key in _TEXTS else {"@id": expand(key), "@type": "@id"}


def write(nodes: Sequence[Node]) -> dict[str, str]:
    """Write the catalogue in the three forms that portals read.

    Args:
        nodes: its nodes.

    Returns:
        The text of each file by its name.
    """
    meanings = context(nodes)
    found: list[Triple] = [row for node in nodes for row in triples(node, meanings)]
    document = {"@context": {"@version": 1.1, **meanings}, "@graph": list(nodes)}
    return {
        "catalog.jsonld": json.dumps(document, ensure_ascii=False, indent=1) + "\n",
        "catalog.ttl": "".join(turtle(found)),
        "catalog.rdf": "".join(rdfxml(found)),
    }
