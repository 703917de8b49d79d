"""What linked data says of records beyond their fields: classes, parts, shortcuts, and the nodes around them.

Only what is true is said: a network is a collaboration, never an authority; only authorities are public
organisations; shortcuts from networks to areas come from official and attested claims alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.interchange.edition import Edition
from kmn.interchange.linked.iris import CRS84, area_iri, code_iri, eu, state_iri
from kmn.interchange.linked.literals import bare, bare_list, decimal, languages, node, partial, text, typed, url
from kmn.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kmn.model.code import Code
    from kmn.model.contact import Address, Contact
    from kmn.model.komut import KoMuT
    from kmn.model.network import Network
    from kmn.model.organisation import Organisation
    from kmn.model.service import Service

    Adder = Callable[[dict[str, str], Any], None]

__all__ = ["PUBLIC", "TYPES", "Beside", "adder", "parts_adder"]

Node = dict[str, str]
"""The keys of a node with the JSON texts of their values."""

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
_TWINS: Final = {"phone": "telephone_cv", "email": "email_cv"}
_WKT: Final = "<{crs}> POINT({lon} {lat})"


@frozen
class Beside:
    """The nodes around the records.

    Attributes:
        dataset: the dataset.
        edition: where it is published, and the places.
        areas_of: the areas of each network that official or attested claims decide.
    """

    dataset: Dataset
    edition: Edition
    areas_of: Mapping[str, tuple[str, ...]]

    @property
    def structure_iri(self) -> str:
        """The IRI of the whole structure, of which the networks are parts."""
        return f"{self.edition.base}#structure/{self.dataset.scheme}"

    def structure(self) -> str:
        """Give the node of the whole structure."""
        name = languages(self.dataset.title, self.dataset.title_en)
        return node(
            {
                "@id": bare(self.structure_iri),
                "@type": bare_list(["OrganizationalCollaboration", "Organization"]),
                "id": bare(self.dataset.scheme),
                "name": name,
                "title": name,
            }
        )

    def areas(self) -> Iterator[str]:
        """Give the nodes of the areas that records speak of, and of the districts of the day."""
        dataset, places = self.dataset, self.edition.places
        keys = {claim.area for claim in dataset.assignments} | {office.area for office in dataset.komut}
        for table in (dataset.subgroups, dataset.organisations, dataset.events):
            keys.update(record.area for record in table if record.area)
        keys.update(area for service in dataset.services for area in service.areas)
        if places is None:
            yield from (_place(area_iri(key), key, key) for key in sorted(keys))
            return
        for key in sorted(keys.union(places.districts)):
            yield _place(area_iri(key), key, places.title(key), places.nuts.get(key))
        yield _place(state_iri(places.state_key), places.state_key, places.state)
        if places.country in _COUNTRIES:
            code, name = _COUNTRIES[places.country]
            yield _place(eu("country", code), code, name)

    def schemes(self) -> Iterator[str]:
        """Give the nodes of the lists of codes."""
        for name in sorted({code.list for code in self.dataset.codes}):
            yield node(
                {
                    "@id": bare(f"{self.edition.base}#schemes/{name}"),
                    "@type": bare_list(["ConceptScheme"]),
                    "title": languages(None, name.replace("_", " ")),
                }
            )

    def covered(self, body: Organisation) -> list[str]:
        """Give the IRIs of the areas in which an authority is one, as far as they are known."""
        if body.area:
            return [area_iri(body.area)]
        places = self.edition.places
        if places is None:
            return []
        if body.kind != _NATIONWIDE:
            return [state_iri(places.state_key)]
        country = _COUNTRIES.get(places.country)
        return [eu("country", country[0])] if country else []


def _place(iri: str, key: str, name: str, nuts: str | None = None) -> str:
    called = languages(name)
    found = {
        "@id": bare(iri),
        "@type": bare_list(["Location", "AdministrativeArea"]),
        "id": bare(key),
        "name": called,
        "title": called,
    }
    if nuts:
        found["exact_match"] = bare_list([f"http://data.europa.eu/nuts/code/{nuts}"])
    return node(found)


def adder(beside: Beside, table: str) -> Adder | None:
    """Give what adds to the node of a record of a table, None if nothing does.

    Args:
        beside: the dataset and where it is published.
        table: the name of the table.
    """
    makers: dict[str, Callable[[Beside], Adder]] = {
        "networks": _network_adder,
        "subgroups": lambda _beside: _add_title,
        "organisations": _organisation_adder,
        "services": _service_adder,
        "coordinations": _coordination_adder,
        "komut": lambda _beside: _add_office,
        "codes": _code_adder,
    }
    return makers[table](beside) if table in makers else None


def _add_title(found: Node, _record: object) -> None:
    found["title"] = found["name"]


def _network_adder(beside: Beside) -> Adder:
    whole = bare_list([beside.structure_iri])

    def add(found: Node, network: Network) -> None:
        found["title"] = found["name"]
        found["sub_organization_of"] = whole
        areas = beside.areas_of.get(network.id)
        if areas:
            found["spatial"] = found["area_served"] = bare_list(map(area_iri, areas))

    return add


def _organisation_adder(beside: Beside) -> Adder:
    base, dataset = beside.edition.base, beside.dataset
    kinds = {body.id: body.kind for body in dataset.organisations}
    networks: defaultdict[str, set[str]] = defaultdict(set)
    for part in dataset.participations:
        if part.kind in _MEMBERS and part.network:
            networks[part.organisation].add(f"{base}#networks/{part.network}")

    def add(found: Node, body: Organisation) -> None:
        found["title"] = found["name"]
        own = found["@type"]
        if body.kind not in PUBLIC:
            found["@type"] = typed(own, *_BODIES.get(body.kind, ("OrgOrganization", "Organization")))
            if body.id in networks:
                found["member_of"] = bare_list(sorted(networks[body.id]))
            return
        spatial = beside.covered(body)
        if not spatial:  # an authority without a known area cannot be described as one
            found["@type"] = typed(own, "OrgOrganization", "GovernmentOrganization")
            return
        found["@type"] = typed(own, "PublicOrganisation", "GovernmentOrganization")
        found["spatial"] = bare_list(spatial)
        if body.part_of and kinds.get(body.part_of) in PUBLIC:
            found["sub_organization_of"] = bare_list([f"{base}#organisations/{body.part_of}"])
        if body.contact is not None:
            iri = f"{base}#organisations/{body.id}/contact"
            found["contact"] = _contact(iri, body.contact, is_public=True)
            found["contact_point"] = bare_list([iri])

    return add


def _coordination_adder(beside: Beside) -> Adder:
    whole = bare(beside.structure_iri)

    def add(found: Node, _record: object) -> None:
        found["organization"] = whole

    return add


def _service_adder(beside: Beside) -> Adder:
    authorities = {body.id for body in beside.dataset.organisations if body.kind in PUBLIC and beside.covered(body)}

    def add(found: Node, service: Service) -> None:
        if service.organisation not in authorities:
            return
        found["@type"] = typed(found["@type"], "GovernmentService")
        if service.remark:  # a public service has to be described
            found["@type"] = typed(found["@type"], "PublicService")
            found["title"] = found["name"]
            found["description"] = languages(service.remark, service.remark_en)
            found["competent_authority"] = f"[{found['provider']}]"

    return add


def _add_office(found: Node, office: KoMuT) -> None:
    """Call an office an organisation only if it is known to exist."""
    if office.status != "possible":
        found["@type"] = typed(found["@type"], "OrgOrganization", "Organization")
        found["id"] = bare(f"komut-{office.area}")
        found["title"] = found["name"]


def _code_adder(beside: Beside) -> Adder:
    base = beside.edition.base

    def add(found: Node, code: Code) -> None:
        if code.list in _ROLE_LISTS:
            found["@type"] = typed(found["@type"], "Role")
        if code.broader:
            found["broader"] = bare(code_iri(base, code.list, code.broader))

    return add


def parts_adder(geometry: bool) -> Adder:  # noqa: FBT001 - the one thing it is told
    """Give what adds the contact and the address of a record as nodes of their own.

    Args:
        geometry: whether points are written as well-known text, too.
    """

    def add(found: Node, record: Any) -> None:
        values = record.__dict__
        own = found["@id"][1:-1]
        contact: Contact | None = values.get("contact")
        if contact is not None:
            found["contact"] = _contact(f"{own}/contact", contact)
        address: Address | None = values.get("address")
        if address is not None:
            found["address"] = _address(f"{own}/address", address, geometry=geometry)

    return add


def _contact(iri: str, contact: Contact, *, is_public: bool = False) -> str:
    """Write a contact; that of an authority in the words of the EU's vocabulary, too."""
    found = {
        "@id": bare(iri),
        "@type": bare_list(["ContactPoint", "PublicContact"] if is_public else ["ContactPoint"]),
    }
    if contact.phone:
        found["phone"] = text(contact.phone)
    if contact.email:
        found["email"] = text(contact.email)
    if contact.url:
        found["url"] = url(contact.url)
    if contact.as_of:
        found["as_of"] = partial(contact.as_of)
    if is_public:
        found |= {twin: found[key] for key, twin in _TWINS.items() if key in found}
    return node(found)


def _address(iri: str, address: Address, *, geometry: bool) -> str:
    found = {"@id": bare(iri), "@type": bare_list(["LocnAddress", "PostalAddress"])}
    if address.street:
        found["street"], found["street_address"] = languages(address.street), text(address.street)
    if address.plz:
        found["plz"] = found["postal_code"] = bare(address.plz)
    if address.town:
        found["town"], found["locality"] = languages(address.town), text(address.town)
    if address.lat is not None and address.lon is not None:
        found["lat"], found["lon"] = decimal(address.lat), decimal(address.lon)
        if geometry:
            point = _WKT.format(crs=CRS84, lat=found["lat"][1:-1], lon=found["lon"][1:-1])
            types = bare_list(["Geometry"])
            found["geometry"] = node({"@id": bare(f"{iri}/point"), "@type": types, "wkt": bare(point)})
    return node(found)
