"""Our profile of HSDS: where what is written is stricter than the specification, as JSON Merge Patches (RFC 7386).

Each file is named after the schema of HSDS that it modifies; applied to it, it gives the schema of the profile.
"""

from __future__ import annotations

import json
from typing import Any, Final

from kmn.export.notices import one_line

__all__ = ["PROFILE_VERSION", "patches", "readme"]

PROFILE_VERSION: Final = "1.0"
"""Version of the profile, which is not that of HSDS."""

_HSDS: Final = "3.0"
_CLOCK: Final = "^([01][0-9]|2[0-3]):[0-5][0-9]:00$"
_PATCHES: Final[dict[str, dict[str, Any]]] = {
    "organization": {
        "properties": {
            "uri": {"description": "The IRI of the organisation in the linked data; the id is made of it."},
            "contacts": None,
        },
        "required": ["id", "name", "description", "uri", "organization_identifiers"],
    },
    "organization_identifier": {
        "properties": {
            "identifier_scheme": {"description": "The address with which all IRIs of the publisher begin."},
            "identifier_type": {"enum": ["URI"]},
            "identifier": {"format": "uri"},
        },
        "required": ["id", "identifier_scheme", "identifier_type", "identifier"],
    },
    "service": {
        "properties": {
            "status": {
                "description": (
                    "active: its beginning is known and no end. defunct: its end has passed. inactive: it is not "
                    "known whether it still exists, and the description says so."
                ),
                "enum": ["active", "inactive", "defunct"],
            },
            "assured_date": {"description": "The last day for which a source attests the service."},
            "contacts": None,
        },
        "required": ["id", "organization_id", "name", "status"],
    },
    "location": {"properties": {"location_type": {"enum": ["physical"]}, "contacts": None}},
    "service_at_location": {"properties": {"contacts": None}},
    "service_area": {
        "properties": {
            "uri": {
                "description": "The district or municipality as dcat-ap.de names it.",
                "pattern": "^http://dcat-ap\\.de/def/politicalGeocoding/(districtKey/[0-9]{5}|municipalityKey/[0-9]{8})$",
            }
        },
        "required": ["id", "service_id", "name", "uri"],
    },
    "schedule": {
        "properties": {
            "freq": {"enum": ["WEEKLY"]},
            "byday": {"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
            "opens_at": {"pattern": _CLOCK},
            "closes_at": {"description": "00:00:00 is the end of the day.", "pattern": _CLOCK},
        },
        "required": ["id", "service_id", "freq", "byday", "opens_at", "closes_at"],
    },
    "attribute": {
        "properties": {
            "link_type": {"enum": ["network"]},
            "link_entity": {"enum": ["organization"]},
            "value": {"description": "How the organisation takes part.", "enum": ["leads", "member"]},
        },
        "required": ["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value"],
    },
    "taxonomy_term": {
        "properties": {"term_uri": {"description": "The IRI of the network in the linked data."}},
        "required": ["id", "code", "name", "description", "term_uri"],
    },
}


def patches() -> dict[str, str]:
    """Give the patches by the name of their file.

    Examples:
        >>> json.loads(patches()["location.json"])["properties"]["location_type"]
        {'enum': ['physical']}
    """
    return {
        f"{name}.json": json.dumps(patch, ensure_ascii=False, indent=2) + "\n" for name, patch in _PATCHES.items()
    }


def readme(title: str, address: str) -> str:
    """Describe the profile to people.

    Args:
        title: title of the dataset.
        address: where the profile is found; empty if that is not known.
    """
    where = f"\nAddress of this profile: {address}\n" if address else ""
    return (
        f"# {one_line(title)}: profile {PROFILE_VERSION} of HSDS {_HSDS}\n{where}\n"
        "What is written here conforms to HSDS, and to this profile of it. The files under `profile/` are JSON\n"
        "Merge Patches (RFC 7386) on the schemas of the same name.\n\n"
        "- Ids are UUIDs (version 5, of the namespace for URLs) of the IRIs in the linked data.\n"
        "- Networks are terms of a taxonomy; organisations that lead or belong to one carry the term as attribute.\n"
        "- The area of a service is a district or municipality, named by its URI of dcat-ap.de.\n"
        "- `inactive` means that nobody knows whether a service still exists; the description says when it was last\n"
        "  attested. Only a service that is said to hold is `active`.\n"
        "- There are no contacts of persons: the property `contacts` is not part of the profile.\n"
    )
