"""How the fields of the records are called in linked data: one plan for the writer, the reader, context and shapes.

It is derived from the tables. A field without a word in a standard vocabulary has one in that of this library.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.interchange.linked.iris import NAMESPACES
from kmn.interchange.tables import Column, tables

if TYPE_CHECKING:
    from kmn.interchange.tables import Table

__all__ = ["CONTEXT_VERSION", "Slot", "class_of", "context", "expand", "slots"]

CONTEXT_VERSION: Final = "1.0"
"""Version of the context; it grows when a term changes its meaning."""

_XSD: Final = NAMESPACES["xsd"]

# (table or *, field) → key, where the key is not the name of the field.
_KEYS: Final = {
    ("dataset", "title"): "title",
    ("codes", "list"): "in_scheme",
    ("codes", "label"): "name",
    ("organisations", "kind"): "classification",
    ("participations", "kind"): "role",
    ("participations", "organisation"): "member",
    ("participations", "network"): "organization",
    ("coordinations", "organisation"): "member",
    ("coordinations", "capacity"): "role",
    ("services", "organisation"): "provider",
    ("services", "areas"): "area_served",
    ("programmes", "role"): "programme_role",
    ("sources", "title"): "work_title",
    ("sources", "kind"): "source_kind",
    ("events", "kind"): "event_kind",
    ("issued_ids", "version"): "issued_in",
}
# key → term of a standard vocabulary; other keys are words of ours.
_IRIS: Final = {
    "id": "dct:identifier",
    "name": "skos:prefLabel",
    "title": "dct:title",
    "description": "dct:description",
    "short_name": "skos:altLabel",
    "remark": "skos:note",
    "sources": "prov:wasDerivedFrom",
    "valid_from": "schema:validFrom",
    "valid_to": "schema:validThrough",
    "predecessors": "dct:replaces",
    "successors": "dct:isReplacedBy",
    "part_of": "dct:isPartOf",
    "classification": "org:classification",
    "member": "org:member",
    "organization": "org:organization",
    "role": "org:role",
    "provider": "schema:provider",
    "area_served": "schema:areaServed",
    "languages": "schema:availableLanguage",
    "work_title": "dct:title",
    "source_kind": "dct:type",
    "event_kind": "dct:type",
    "published": "dct:issued",
    "issued": "dct:issued",
    "version": "dcat:version",
    "in_scheme": "skos:inScheme",
    "code": "skos:notation",
    "definition": "skos:definition",
    "broader": "skos:broader",
    "starts": "schema:startDate",
    "ends": "schema:endDate",
    "opens": "schema:opens",
    "closes": "schema:closes",
    "value": "schema:value",
    "phone": "schema:telephone",
    "email": "schema:email",
    "url": "schema:url",
    "contact": "schema:contactPoint",
    "address": "locn:address",
    "street": "locn:thoroughfare",
    "plz": "locn:postCode",
    "town": "locn:postName",
    "lat": "schema:latitude",
    "lon": "schema:longitude",
    # said beside the fields, and not read back
    "spatial": "dct:spatial",
    "exact_match": "skos:exactMatch",
    "member_of": "org:memberOf",
    "sub_organization_of": "org:subOrganizationOf",
    "contact_point": "cv:contactPoint",
    "telephone_cv": "cv:telephone",
    "email_cv": "cv:email",
    "competent_authority": "cv:hasCompetentAuthority",
    "street_address": "schema:streetAddress",
    "postal_code": "schema:postalCode",
    "locality": "schema:addressLocality",
    "geometry": "geo:hasGeometry",
    "wkt": "geo:asWKT",
    "member_during": "org:memberDuring",
    "begins": "time:hasBeginning",
    "finishes": "time:hasEnd",
    "on_date": "time:inXSDDate",
    "in_month": "time:inXSDgYearMonth",
    "in_year": "time:inXSDgYear",
}
_TYPES: Final = {
    "AdministrativeArea": "schema:AdministrativeArea",
    "CollegeOrUniversity": "schema:CollegeOrUniversity",
    "Concept": "skos:Concept",
    "ConceptScheme": "skos:ConceptScheme",
    "ContactPoint": "schema:ContactPoint",
    "CreativeWork": "schema:CreativeWork",
    "Entity": "prov:Entity",
    "FormalOrganization": "org:FormalOrganization",
    "Geometry": "geo:Geometry",
    "GovernmentOrganization": "schema:GovernmentOrganization",
    "GovernmentService": "schema:GovernmentService",
    "Instant": "time:Instant",
    "Interval": "time:Interval",
    "Location": "dct:Location",
    "LocnAddress": "locn:Address",
    "Membership": "org:Membership",
    "NGO": "schema:NGO",
    "OpeningHoursSpecification": "schema:OpeningHoursSpecification",
    "Organization": "schema:Organization",
    "OrganizationalCollaboration": "org:OrganizationalCollaboration",
    "OrgOrganization": "org:Organization",
    "OrganizationalUnit": "org:OrganizationalUnit",
    "PostalAddress": "schema:PostalAddress",
    "PublicContact": "cv:ContactPoint",
    "PublicOrganisation": "cv:PublicOrganisation",
    "PublicService": "cpsv:PublicService",
    "Role": "org:Role",
    "SchemaEvent": "schema:Event",
    "SchemaService": "schema:Service",
}
# key of what is said beside the fields → how its values are written
_BESIDE: Final[dict[str, dict[str, str]]] = {
    "spatial": {"@type": "@id", "@container": "@set"},
    "exact_match": {"@type": "@id", "@container": "@set"},
    "member_of": {"@type": "@id", "@container": "@set"},
    "sub_organization_of": {"@type": "@id", "@container": "@set"},
    "contact_point": {"@type": "@id", "@container": "@set"},
    "competent_authority": {"@type": "@id", "@container": "@set"},
    "telephone_cv": {},
    "email_cv": {},
    "street_address": {},
    "postal_code": {},
    "locality": {},
    "geometry": {"@type": "@id"},
    "wkt": {"@type": NAMESPACES["geo"] + "wktLiteral"},
    "member_during": {"@type": "@id"},
    "valid_during": {"@type": "@id"},
    "observed_during": {"@type": "@id"},
    "begins": {"@type": "@id"},
    "finishes": {"@type": "@id"},
    "on_date": {"@type": _XSD + "date"},
    "in_month": {"@type": _XSD + "gYearMonth"},
    "in_year": {"@type": _XSD + "gYear"},
}
# (table, field) → name of the list of codes
_CODED: Final = {
    ("assignments", "evidence"): "evidence",
    ("organisations", "kind"): "organisation_kind",
    ("participations", "kind"): "participation_kind",
    ("coordinations", "capacity"): "coordination_capacity",
    ("komut", "status"): "komut_status",
    ("services", "mode"): "service_mode",
    ("opening_hours", "weekday"): "weekday",
    ("programmes", "level"): "programme_level",
    ("programmes", "role"): "programme_role",
    ("events", "kind"): "event_kind",
    ("figures", "qualifier"): "figure_qualifier",
    ("statements", "topic"): "statement_topic",
    ("sources", "kind"): "source_kind",
    ("sources", "extent"): "extent",
    ("sources", "reuse"): "reuse",
}
_ANY_TABLE: Final = {"certainty": "certainty"}
# Fields that hold names or numbers of no language.
_PLAIN: Final = {"phone", "email", "publisher", "reference", "table", "version"}
_SPECIAL: Final = {"area": "area", "areas": "area", "url": "url", "url_alt": "url"}
_TYPED: Final = {
    "day": "date",
    "integer": "nonNegativeInteger",
    "number": "decimal",
}


@frozen
class Slot:
    """A field of a record as linked data has it.

    Attributes:
        field: the field of the record.
        part: the field within the contact or address, if it belongs to one.
        key: the key in JSON-LD.
        iri: the property.
        kind: `ref`, `area`, `code`, `scheme`, `broader`, `lang`, `text`, `url`, `partial`, `day`, `integer` or
            `number`.
        many: whether it has several values.
        required: whether a record cannot do without it.
        target: the table of a `ref`, the list of a `code`.
        english: the field that says the same in English, if there is one.
        column: the column of the table.

    Examples:
        >>> next(slot.iri for slot in slots()["networks"] if slot.field == "name")
        'http://www.w3.org/2004/02/skos/core#prefLabel'
    """

    field: str
    part: str | None
    key: str
    iri: str
    kind: str
    many: bool
    required: bool
    target: str
    english: str | None
    column: Column


@cache
def slots() -> dict[str, tuple[Slot, ...]]:
    """Give the slots of each table by its name."""
    return {table.name: tuple(_slots(table)) for table in tables()}


def _slots(table: Table) -> list[Slot]:
    names = {(column.field, column.part) for column in table.columns}
    found = []
    for column in table.columns:
        field = column.part or column.field
        if field.endswith("_en") and _german(column) in names:
            continue
        key = _KEYS.get((table.name, column.field), column.field) if column.part is None else column.part
        kind, target = _kind(table, column)
        english = f"{column.field}_en" if (f"{column.field}_en", None) in names else None
        found.append(
            Slot(
                field=column.field,
                part=column.part,
                key=key,
                iri=_iri(key),
                kind=kind,
                many=column.is_list,
                required=column.required,
                target=target,
                english=english,
                column=column,
            )
        )
    return found


def _german(column: Column) -> tuple[str, str | None]:
    return column.field.removesuffix("_en"), column.part


def _kind(table: Table, column: Column) -> tuple[str, str]:
    field = column.part or column.field
    coded = _CODED.get((table.name, column.field)) or _ANY_TABLE.get(field)
    if table.name == "codes" and field in {"list", "broader"}:
        return {"list": "scheme", "broader": "broader"}[field], "codes"
    if coded and column.part is None:
        return "code", coded
    if column.ref:
        return "ref", column.ref
    if field in _SPECIAL or column.kind != "text":
        return _SPECIAL.get(field, column.kind), ""
    plain = field in _PLAIN or (table.name == "sources" and field == "title")
    return ("text" if plain or not column.is_free_text else "lang"), ""


def expand(name: str) -> str:
    """Give the IRI of a prefixed name.

    Examples:
        >>> expand("org:member")
        'http://www.w3.org/ns/org#member'
    """
    prefix, _, local = name.partition(":")
    return NAMESPACES[prefix] + local


def _iri(key: str) -> str:
    if key in _IRIS:
        return expand(_IRIS[key])
    first, *rest = key.split("_")
    return NAMESPACES["kmn"] + first + "".join(word.capitalize() for word in rest)


def class_of(table: Table) -> str:
    """Give the class of a table's records, as `@type` names it.

    Examples:
        >>> class_of(tables()[0]), class_of(tables()[1])
        ('Dataset', 'Network')
    """
    return "Dataset" if table.name == "dataset" else table.model.__name__


@cache
def context() -> dict[str, Any]:
    """Give the context: what each key and type of the JSON-LD means.

    Examples:
        >>> context()["evidence"]
        {'@id': 'https://w3id.org/kmn/def#evidence', '@type': '@id'}
    """
    found: dict[str, Any] = {}
    for table in tables():
        found[class_of(table)] = NAMESPACES["kmn"] + class_of(table)
        for slot in slots()[table.name]:
            found[slot.key] = _definition(slot)
            if slot.part is not None:
                found[slot.field] = {"@id": _iri(slot.field), "@type": "@id"}
    for key, how in _BESIDE.items():
        found[key] = {"@id": _iri(key), **how}
    found.update({name: expand(iri) for name, iri in _TYPES.items()})
    return {"@version": 1.1, **dict(sorted(found.items()))}


def _definition(slot: Slot) -> dict[str, str]:
    found = {"@id": slot.iri}
    if slot.kind in {"ref", "area", "code", "scheme", "broader", "url"}:
        found["@type"] = "@id"
    elif slot.kind == "lang":
        found["@container"] = "@language"
    elif slot.kind in _TYPED:
        found["@type"] = _XSD + _TYPED[slot.kind]
    if slot.many:
        found["@container"] = "@set"
    return found
