from __future__ import annotations

from collections import defaultdict

import pytest

from kmn.interchange.folder import load_packaged
from kmn.interchange.tables import tables

LISTS = {
    "assignments.evidence": "evidence",
    "coordinations.capacity": "coordination_capacity",
    "events.kind": "event_kind",
    "figures.qualifier": "figure_qualifier",
    "komut.status": "komut_status",
    "opening_hours.weekday": "weekday",
    "organisations.kind": "organisation_kind",
    "participations.kind": "participation_kind",
    "programmes.level": "programme_level",
    "programmes.role": "programme_role",
    "services.mode": "service_mode",
    "sources.extent": "extent",
    "sources.kind": "source_kind",
    "sources.reuse": "reuse",
    "statements.topic": "statement_topic",
}


def packaged_codes() -> dict[str, set[str]]:
    """Give the packaged codes by list."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code in load_packaged().codes:
        found[code.list].add(code.code)
    return found


def test_every_closed_list_is_explained() -> None:
    """The codes that the models know are those that the packaged lists explain, no more and no fewer."""
    codes = packaged_codes()
    for table in tables():
        for column in table.columns:
            if column.choices:
                name = "certainty" if column.name == "certainty" else LISTS[f"{table.name}.{column.name}"]
                assert set(column.choices) == codes[name], column.name


@pytest.mark.parametrize("place", LISTS)
def test_every_packaged_code_is_explained(place: str) -> None:
    """Every code in the packaged tables is on its list."""
    table, column = place.split(".")
    used = {getattr(record, column) for record in getattr(load_packaged(), table)} - {None}
    assert used <= packaged_codes()[LISTS[place]]
