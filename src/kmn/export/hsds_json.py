"""The JSON form of HSDS: the rows of its tables, each within the one it belongs to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["nested"]

Row = dict[str, str]


def nested(tables: Mapping[str, list[Row]]) -> list[dict[str, Any]]:
    """Give the organisations with everything that belongs to them, as the JSON form has it.

    Args:
        tables: the rows of each table by its name.

    Examples:
        >>> nested(defaultdict(list, organization=[{"id": "1", "name": "A"}]))
        [{'id': '1', 'name': 'A'}]
    """
    by: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for name, key in (
        ("service", "organization_id"),
        ("phone", "organization_id"),
        ("location", "organization_id"),
        ("organization_identifier", "organization_id"),
        ("attribute", "link_id"),
        ("phone", "service_id"),
        ("schedule", "service_id"),
        ("service_area", "service_id"),
        ("language", "service_id"),
        ("service_at_location", "service_id"),
        ("address", "location_id"),
    ):
        for row in sorted(tables[name], key=lambda one: one["id"]):
            if row.get(key):
                by[f"{name}.{key}", row[key]].append(row)
    terms = {row["id"]: row for row in tables["taxonomy_term"]}
    places = {row["id"]: row for row in tables["location"]}

    def place(row: Row) -> dict[str, Any]:
        found: dict[str, Any] = dict(row)
        for name in ("latitude", "longitude"):
            if name in found:
                found[name] = float(found[name])
        return found | _some("addresses", by["address.location_id", row["id"]])

    def service(row: Row) -> dict[str, Any]:
        found: dict[str, Any] = dict(row)
        own = row["id"]
        for label, name in (
            ("phones", "phone"),
            ("schedules", "schedule"),
            ("service_areas", "service_area"),
            ("languages", "language"),
        ):
            found |= _some(label, by[f"{name}.service_id", own])
        at = [
            one | {"location": place(places[one["location_id"]])} for one in by["service_at_location.service_id", own]
        ]
        return found | _some("service_at_locations", at)

    def organisation(row: Row) -> dict[str, Any]:
        own = row["id"]
        carried = [one | {"taxonomy_term": terms[one["taxonomy_term_id"]]} for one in by["attribute.link_id", own]]
        return {
            **row,
            **_some("phones", by["phone.organization_id", own]),
            **_some("locations", [place(one) for one in by["location.organization_id", own]]),
            **_some("organization_identifiers", by["organization_identifier.organization_id", own]),
            **_some("attributes", carried),
            **_some("services", [service(one) for one in by["service.organization_id", own]]),
        }

    return [organisation(row) for row in sorted(tables["organization"], key=lambda one: one["id"])]


def _some(name: str, rows: Iterable[Any]) -> dict[str, Any]:
    listed = list(rows)
    return {name: listed} if listed else {}
