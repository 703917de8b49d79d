"""HSDS 3.0, the Human Services Data Specification, for directories of services: JSON and a tabular package.

Ids are UUIDs made of our IRIs, so they stay the same. Networks are terms of a taxonomy that organisations carry;
areas are named by their IRI of dcat-ap.de. The specification wants a status of each service: only one that is said to
hold is active; where nobody knows whether it still exists it is inactive, and says so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from attrs import field, frozen

from kmn.errors import DataError
from kmn.export.descriptors import package, resource
from kmn.export.edition import Publication
from kmn.export.hsds_json import nested
from kmn.export.hsds_profile import PROFILE_VERSION, patches, readme
from kmn.interchange.linked.iris import area_iri
from kmn.interchange.linked_tables import write_sheets
from kmn.interchange.sheets import Heading, Sheet
from kmn.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from kmn.model.contact import Address, Contact
    from kmn.model.organisation import Organisation
    from kmn.model.service import Service

__all__ = ["write"]

Row = dict[str, str]

_VERSION: Final = "3.0.0"
_WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MIDNIGHT: Final = "24:00"
_MEMBERS: Final = frozenset({"leads", "member"})
_TABLES: Final[dict[str, tuple[str, ...]]] = {
    "organization": (
        "id*",
        "name*",
        "description*",
        "alternate_name",
        "email",
        "website",
        "uri",
        "parent_organization_id",
    ),
    "service": (
        "id*",
        "organization_id*organization",
        "name*",
        "description",
        "url",
        "email",
        "status*",
        "assured_date",
    ),
    "location": ("id*", "location_type*", "organization_id@organization", "name", "latitude", "longitude"),
    "service_at_location": ("id*", "service_id*service", "location_id*location"),
    "address": (
        "id*",
        "location_id@location",
        "address_1*",
        "city*",
        "state_province*",
        "postal_code*",
        "country*",
        "address_type*",
    ),
    "phone": ("id*", "service_id@service", "organization_id@organization", "number*"),
    "schedule": ("id*", "service_id@service", "freq", "byday", "opens_at", "closes_at", "notes"),
    "service_area": ("id*", "service_id@service", "name", "uri"),
    "language": ("id*", "service_id@service", "code"),
    "organization_identifier": (
        "id*",
        "organization_id*organization",
        "identifier_scheme",
        "identifier_type*",
        "identifier*",
    ),
    "taxonomy": ("id*", "name*", "description*", "uri", "version"),
    "taxonomy_term": ("id*", "code", "name*", "description*", "taxonomy", "taxonomy_id@taxonomy", "term_uri"),
    "attribute": ("id*", "link_id*", "taxonomy_term_id*taxonomy_term", "link_type", "link_entity*", "value"),
    "metadata": (
        "id*",
        "resource_id*",
        "resource_type*",
        "last_action_date*",
        "last_action_type*",
        "field_name*",
        "previous_value*",
        "replacement_value*",
        "updated_by*",
    ),
}
"""Table of the specification → its columns; * marks needed ones, a name after * or @ the table referred to."""

_FILES: Final = {
    "address": "addresses",
    "metadata": "metadata",
    "service_at_location": "service_at_location",
    "taxonomy": "taxonomies",
}
"""Table → name of its file, where that is not simply the plural."""

_FREE: Final = frozenset({"name", "alternate_name", "description", "address_1", "city", "notes"})
_ALERT: Final = "Ob es das Angebot noch gibt, ist nicht bekannt."


def write(dataset: Dataset, path: str | PathLike[str], edition: Publication) -> None:
    """Write organisations, services and places as a tabular package and as JSON, with the profile, into a folder.

    Args:
        dataset: the dataset.
        path: the folder; it is made if it is missing.
        edition: where it is published, the places, and what changed since the version before and who says so.

    Raises:
        DataError: a text looks like a formula, or the folder cannot be written.
    """
    tables = _Builder(dataset, edition).tables()
    tables["metadata"] = _changes(edition)
    sheets = [_sheet(name, columns, tables[name]) for name, columns in _TABLES.items()]
    write_sheets(sheets, path, guard=edition.guard)
    profile = f"{edition.config.download_url}hsds/" if edition.config else ""
    about: dict[str, Any] = {
        "name": f"{dataset.scheme}-hsds",
        "title": dataset.title,
        "version": dataset.version,
        "conformsTo": f"http://docs.openreferral.org/en/v{_VERSION}/",
        **({"hsdsProfile": profile} if profile else {}),
        "hsdsProfileVersion": PROFILE_VERSION,
    }
    document = json.dumps(nested(tables), ensure_ascii=False, indent=1) + "\n"
    try:
        folder = Path(path)
        described = package(about, [resource(sheet, sheet.file) for sheet in sheets])
        (folder / "profile").mkdir(exist_ok=True)
        texts = {
            "datapackage.json": described,
            "organizations.json": document,
            "README.md": readme(dataset.title, profile),
            **{f"profile/{name}": text for name, text in patches().items()},
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except (OSError, ValueError) as error:
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def _sheet(name: str, columns: tuple[str, ...], rows: list[Row]) -> Sheet:
    headings, references = [], []
    for column in columns:
        label, target = column, ""
        for mark in "*@":
            if mark in column:
                label, _, target = column.partition(mark)
        if target:
            references.append((label, target, "id"))
        headings.append(Heading(label, f"see HSDS {_VERSION}", required="*" in column, is_free=label in _FREE))
    names = [heading.name for heading in headings]
    ordered = sorted(rows, key=lambda row: row["id"])

    def listed() -> Iterable[list[str]]:
        return ([row.get(label, "") for label in names] for row in ordered)

    return Sheet(
        name,
        f"The table {name} of HSDS {_VERSION}.",
        tuple(headings),
        ("id",),
        tuple(references),
        listed,
        stem=_FILES.get(name, f"{name}s"),
    )


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(parts)))


@frozen
class _Builder:
    dataset: Dataset
    edition: Publication
    rows: defaultdict[str, list[Row]] = field(factory=lambda: defaultdict(list))

    def tables(self) -> defaultdict[str, list[Row]]:
        kinds = {code.code: code.label for code in self.dataset.codes if code.list == "organisation_kind"}
        self._networks()
        for body in self.dataset.organisations:
            self._organisation(body, kinds.get(body.kind, body.kind))
        for service in self.dataset.services:
            self._service(service)
        self._opening_hours()
        return self.rows

    def _iri(self, table: str, slug: str) -> str:
        return f"{self.edition.base}#{table}/{slug}"

    def _id(self, table: str, slug: str) -> str:
        return _uuid(self._iri(table, slug))

    def _networks(self) -> None:
        dataset = self.dataset
        if not dataset.networks:
            return
        taxonomy = self._id("structure", dataset.scheme)
        self.rows["taxonomy"].append(
            {
                "id": taxonomy,
                "name": dataset.title,
                "description": dataset.description or dataset.title,
                "uri": self._iri("structure", dataset.scheme),
                "version": dataset.version,
            }
        )
        for network in dataset.networks:
            self.rows["taxonomy_term"].append(
                {
                    "id": self._id("networks", network.id),
                    "code": network.id,
                    "name": network.name,
                    "description": dataset.network_term,
                    "taxonomy": dataset.title,
                    "taxonomy_id": taxonomy,
                    "term_uri": self._iri("networks", network.id),
                }
            )
        parts = {
            (part.organisation, part.network, part.kind)
            for part in dataset.participations
            if part.network and part.kind in _MEMBERS
        }
        for slug, network_id, kind in sorted(parts, key=str):
            self.rows["attribute"].append(
                {
                    "id": _uuid(self._iri("organisations", slug), str(network_id), kind),
                    "link_id": self._id("organisations", slug),
                    "taxonomy_term_id": self._id("networks", str(network_id)),
                    "link_type": "network",
                    "link_entity": "organization",
                    "value": kind,
                }
            )

    def _organisation(self, body: Organisation, kind: str) -> None:
        own, iri = self._id("organisations", body.id), self._iri("organisations", body.id)
        row = {"id": own, "name": body.name, "description": body.remark or kind, "uri": iri}
        if body.short_name:
            row["alternate_name"] = body.short_name
        if body.part_of:
            row["parent_organization_id"] = self._id("organisations", body.part_of)
        self._reach(row, body.contact, "website", organization_id=own)
        self.rows["organization"].append(row)
        self.rows["organization_identifier"].append(
            {
                "id": _uuid(iri, "identifier"),
                "organization_id": own,
                "identifier_scheme": self.edition.base,
                "identifier_type": "URI",
                "identifier": iri,
            }
        )
        if body.address:
            self._place(body.address, iri, own)

    def _service(self, service: Service) -> None:
        own, iri = self._id("services", service.id), self._iri("services", service.id)
        body = self._id("organisations", service.organisation)
        status, note = self._status(service)
        row = {"id": own, "organization_id": body, "name": service.name, "status": status}
        description = " ".join(text for text in (service.remark, note) if text)
        if description:
            row["description"] = description
        if service.attested_to:
            row["assured_date"] = service.attested_to.first.isoformat()
        self._reach(row, service.contact, "url", service_id=own)
        self.rows["service"].append(row)
        for key in service.areas:
            name = self.edition.gazetteer.title(key) if self.edition.gazetteer else key
            self.rows["service_area"].append(
                {"id": _uuid(iri, "area", key), "service_id": own, "name": name, "uri": area_iri(key)}
            )
        for code in service.languages:
            self.rows["language"].append({"id": _uuid(iri, "language", code), "service_id": own, "code": code})
        if service.address:
            place = self._place(service.address, iri, body)
            self.rows["service_at_location"].append({"id": _uuid(iri, "at"), "service_id": own, "location_id": place})

    def _status(self, service: Service) -> tuple[str, str]:
        day = self.edition.on
        if service.valid_to is not None and service.valid_to < day:
            return "defunct", ""
        if service.valid_from is not None and service.valid_from <= day:
            return "active", ""
        seen = service.attested_to or service.attested_from
        return "inactive", f"Zuletzt belegt: {seen}. {_ALERT}" if seen else _ALERT

    def _reach(self, row: Row, contact: Contact | None, page: str, **owner: str) -> None:
        if contact is None:
            return
        if contact.email:
            row["email"] = contact.email
        if contact.url:
            row[page] = contact.url
        if contact.phone:
            self.rows["phone"].append({"id": _uuid(row["id"], "phone"), "number": contact.phone, **owner})

    def _place(self, address: Address, iri: str, body: str) -> str:
        own = _uuid(iri, "location")
        row = {"id": own, "location_type": "physical", "organization_id": body}
        if address.lat is not None and address.lon is not None:
            row |= {"latitude": repr(address.lat), "longitude": repr(address.lon)}
        if address.town:
            row["name"] = address.town
        self.rows["location"].append(row)
        places = self.edition.gazetteer
        states = places.postal.states(address.plz) if places and address.plz else ()
        if places and address.street and address.plz and address.town and len(states) == 1:
            self.rows["address"].append(
                {
                    "id": _uuid(iri, "address"),
                    "location_id": own,
                    "address_1": address.street,
                    "city": address.town,
                    "state_province": states[0],
                    "postal_code": address.plz,
                    "country": places.territory.country,
                    "address_type": "physical",
                }
            )
        return own

    def _opening_hours(self) -> None:
        for hours in self.dataset.opening_hours:
            own = self._iri("opening_hours", "/".join(hours.natural_key))
            row = {
                "id": _uuid(own),
                "service_id": self._id("services", hours.service),
                "freq": "WEEKLY",
                "byday": hours.weekday.upper(),
                "opens_at": f"{hours.opens}:00",
                "closes_at": "00:00:00" if hours.closes == _MIDNIGHT else f"{hours.closes}:00",
            }
            if hours.remark:
                row["notes"] = hours.remark
            self.rows["schedule"].append(row)


def _changes(edition: Publication) -> list[Row]:
    """Give the rows of the table of changes: values that were replaced, of organisations and services."""
    types = {"organisations": "organization", "services": "service"}
    if edition.changes is None or edition.config is None:
        return []
    return [
        {
            "id": _uuid(edition.base, change.table, change.record, change.field, edition.on.isoformat()),
            "resource_id": _uuid(f"{edition.base}#{change.table}/{change.record}"),
            "resource_type": types[change.table],
            "last_action_date": edition.on.isoformat(),
            "last_action_type": "update",
            "field_name": change.field,
            "previous_value": change.before,
            "replacement_value": change.after,
            "updated_by": edition.config.publisher,
        }
        for change in edition.changes.changes
        if change.table in types and change.before and change.after
    ]
