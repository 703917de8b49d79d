"""What linked data says of records beyond their fields: classes, parts, shortcuts, and the nodes around them.

Only what is true is said: a network is a collaboration, never an authority; only authorities are public
organisations; shortcuts from networks to areas come from official and attested claims alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.export.edition import Edition
from kmn.export.values import decimal, partial, url
from kmn.export.vocab import CRS84, area_iri, code_iri, eu, state_iri
from kmn.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kmn.model.code import Code
    from kmn.model.contact import Address, Contact
    from kmn.model.komut import KoMuT
    from kmn.model.network import Network
    from kmn.model.organisation import Organisation
    from kmn.model.service import Service

__all__ = ["PUBLIC", "TYPES", "Beside", "add_parts"]

Node = dict[str, Any]

TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "networks": ("OrganizationalCollaboration", "Organization"),
    "subgroups": ("OrganizationalCollaboration", "Organization"),
    "assignments": ("Entity",),
    "participations": ("Membership",),
    "coordinations": ("Membership",),
    "services": ("SchemaService",),
    "opening_hours": ("OpeningHoursSpecification",),
    "events": ("SchemaEvent",),
    "sources": ("CreativeWork", "Entity"),
    "codes": ("Concept",),
}
"""Table → classes of standard vocabularies that all its records have, beside our own."""

PUBLIC: Final = frozenset({"federal-authority", "local-authority", "state-authority", "state-body"})
"""Kinds of organisations that are authorities."""

_NATIONWIDE: Final = "federal-authority"
_BODIES: Final = {
    "registered-association": ("FormalOrganization", "NGO"),
    "umbrella-body": ("FormalOrganization", "Organization"),
    "university": ("FormalOrganization", "CollegeOrUniversity"),
    "welfare-association": ("FormalOrganization", "NGO"),
}
_ROLE_LISTS: Final = frozenset({"coordination_capacity", "participation_kind"})
_MEMBERS: Final = frozenset({"leads", "member"})
_COUNTRIES: Final = {"DE": ("DEU", "Deutschland")}
_WKT: Final = "<{crs}> POINT({lon} {lat})"


@frozen
class Beside:
    """The nodes around the records, and what is added to the records' own.

    Attributes:
        dataset: the dataset.
        edition: where it is published, and the places.
        areas_of: the areas of each network that official or attested claims decide.
    """

    dataset: Dataset
    edition: Edition
    areas_of: Mapping[str, tuple[str, ...]]

    def structure(self) -> Node:
        """Give the node of the whole structure, of which the networks are parts."""
        name = _languages(self.dataset.title, self.dataset.title_en)
        return {
            "@id": self._structure_iri,
            "@type": ["OrganizationalCollaboration", "Organization"],
            "id": self.dataset.scheme,
            "name": name,
            "title": name,
        }

    def areas(self) -> Iterator[Node]:
        """Give the nodes of the areas that records speak of, and of the districts of the day."""
        dataset, gazetteer = self.dataset, self.edition.gazetteer
        keys = {claim.area for claim in dataset.assignments} | {office.area for office in dataset.komut}
        for table in (dataset.subgroups, dataset.organisations, dataset.events):
            keys.update(record.area for record in table if record.area)
        keys.update(area for service in dataset.services for area in service.areas)
        if gazetteer is not None:
            keys.update(district.key.value for district in gazetteer.districts.on(self.edition.on))
        for key in sorted(keys):
            yield self._area(key)
        if gazetteer is not None:
            territory = gazetteer.territory
            yield _place(state_iri(territory.state_key), territory.state_key, territory.state_name)
            if territory.country in _COUNTRIES:
                code, name = _COUNTRIES[territory.country]
                yield _place(eu("country", code), code, name)

    def _area(self, key: str) -> Node:
        gazetteer = self.edition.gazetteer
        node = _place(area_iri(key), key, gazetteer.title(key) if gazetteer is not None else key)
        district = gazetteer.districts.get(key) if gazetteer is not None else None
        if district is not None and district.nuts is not None:
            node["exact_match"] = [f"http://data.europa.eu/nuts/code/{district.nuts}"]
        return node

    def schemes(self) -> Iterator[Node]:
        """Give the nodes of the lists of codes."""
        for name in sorted({code.list for code in self.dataset.codes}):
            yield {
                "@id": f"{self.edition.base}#schemes/{name}",
                "@type": ["ConceptScheme"],
                "title": {"en": name.replace("_", " ")},
            }

    def adder(self, table: str) -> Callable[[Node, Any], None] | None:
        """Give what adds to the node of a record of a table, None if nothing does."""
        if table == "organisations":
            return self._organisation_adder()
        if table == "services":
            return self._service_adder()
        adders: dict[str, Callable[[Node, Any], None]] = {
            "networks": self._network,
            "subgroups": self._agent,
            "coordinations": self._coordination,
            "komut": self._office,
            "codes": self._code,
        }
        return adders.get(table)

    @property
    def _structure_iri(self) -> str:
        return f"{self.edition.base}#structure/{self.dataset.scheme}"

    def _agent(self, node: Node, _record: object) -> None:
        node["title"] = node["name"]

    def _network(self, node: Node, network: Network) -> None:
        node["title"] = node["name"]
        node["sub_organization_of"] = [self._structure_iri]
        areas = self.areas_of.get(network.id)
        if areas:
            node["spatial"] = node["area_served"] = [area_iri(key) for key in areas]

    def _organisation_adder(self) -> Callable[[Node, Organisation], None]:
        base = self.edition.base
        kinds = {body.id: body.kind for body in self.dataset.organisations}
        networks: defaultdict[str, set[str]] = defaultdict(set)
        for part in self.dataset.participations:
            if part.kind in _MEMBERS and part.network:
                networks[part.organisation].add(f"{base}#networks/{part.network}")

        def add(node: Node, body: Organisation) -> None:
            node["title"] = node["name"]
            own = node["@type"]
            if body.kind not in PUBLIC:
                node["@type"] = [*own, *_BODIES.get(body.kind, ("OrgOrganization", "Organization"))]
                if body.id in networks:
                    node["member_of"] = sorted(networks[body.id])
                return
            spatial = self._covered(body)
            if not spatial:  # an authority without a known area cannot be described as one
                node["@type"] = [*own, "OrgOrganization", "GovernmentOrganization"]
                return
            node["@type"] = [*own, "PublicOrganisation", "GovernmentOrganization"]
            node["spatial"] = spatial
            if body.part_of and kinds.get(body.part_of) in PUBLIC:
                node["sub_organization_of"] = [f"{base}#organisations/{body.part_of}"]
            if "contact" in node:
                _add_public_contact(node)

        return add

    def _covered(self, body: Organisation) -> list[str]:
        if body.area:
            return [area_iri(body.area)]
        if self.edition.gazetteer is None:
            return []
        territory = self.edition.gazetteer.territory
        if body.kind != _NATIONWIDE:
            return [state_iri(territory.state_key)]
        country = _COUNTRIES.get(territory.country)
        return [eu("country", country[0])] if country else []

    def _coordination(self, node: Node, _record: object) -> None:
        node["organization"] = self._structure_iri

    def _service_adder(self) -> Callable[[Node, Service], None]:
        authorities = {body.id for body in self.dataset.organisations if body.kind in PUBLIC and self._covered(body)}

        def add(node: Node, service: Service) -> None:
            if service.organisation not in authorities:
                return
            node["@type"] = [*node["@type"], "GovernmentService"]
            if service.remark:  # a public service has to be described
                node["@type"].append("PublicService")
                node["title"] = node["name"]
                node["description"] = _languages(service.remark, service.remark_en)
                node["competent_authority"] = [node["provider"]]

        return add

    def _office(self, node: Node, office: KoMuT) -> None:
        """Call an office an organisation only if it is known to exist."""
        if office.status != "possible":
            node["@type"] = [*node["@type"], "OrgOrganization", "Organization"]
            node["id"] = f"komut-{office.area}"
            node["title"] = node["name"]

    def _code(self, node: Node, code: Code) -> None:
        if code.list in _ROLE_LISTS:
            node["@type"] = [*node["@type"], "Role"]
        if code.broader:
            node["broader"] = code_iri(self.edition.base, code.list, code.broader)


def _add_public_contact(node: Node) -> None:
    """Say the contact of an authority in the words of the EU's vocabulary, too."""
    contact = node["contact"]
    contact["@type"] = ["ContactPoint", "PublicContact"]
    node["contact_point"] = [contact["@id"]]
    for key, twin in (("phone", "telephone_cv"), ("email", "email_cv")):
        if key in contact:
            contact[twin] = contact[key]


def _place(iri: str, key: str, name: str) -> Node:
    return {
        "@id": iri,
        "@type": ["Location", "AdministrativeArea"],
        "id": key,
        "name": {"de": name},
        "title": {"de": name},
    }


def _languages(german: str | None, english: str | None) -> dict[str, str]:
    return {tag: text for tag, text in (("de", german), ("en", english)) if text}


def add_parts(node: Node, values: Mapping[str, Any], geometry: bool) -> None:  # noqa: FBT001 - called per record
    """Add the contact and the address of a record as nodes of their own."""
    contact: Contact | None = values.get("contact")
    if contact is not None:
        node["contact"] = _contact(f"{node['@id']}/contact", contact)
    address: Address | None = values.get("address")
    if address is not None:
        node["address"] = _address(f"{node['@id']}/address", address, geometry=geometry)


def _contact(iri: str, contact: Contact) -> Node:
    node: Node = {"@id": iri, "@type": ["ContactPoint"]}
    if contact.phone:
        node["phone"] = contact.phone
    if contact.email:
        node["email"] = contact.email
    if contact.url:
        node["url"] = url(contact.url)
    if contact.as_of:
        node["as_of"] = partial(contact.as_of)
    return node


def _address(iri: str, address: Address, *, geometry: bool) -> Node:
    node: Node = {"@id": iri, "@type": ["LocnAddress", "PostalAddress"]}
    if address.street:
        node["street"], node["street_address"] = {"de": address.street}, address.street
    if address.plz:
        node["plz"] = node["postal_code"] = address.plz
    if address.town:
        node["town"], node["locality"] = {"de": address.town}, address.town
    if address.lat is not None and address.lon is not None:
        node["lat"], node["lon"] = decimal(address.lat), decimal(address.lon)
        if geometry:
            wkt = _WKT.format(crs=CRS84, lat=node["lat"], lon=node["lon"])
            node["geometry"] = {"@id": f"{iri}/point", "@type": ["Geometry"], "wkt": wkt}
    return node
