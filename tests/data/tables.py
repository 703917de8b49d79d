"""Reads the embedded tables and the official lists that they are held against."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from kmn.resources import read_text

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of an embedded table of places."""
    return list(csv.DictReader(read_text(f"places/{name}.csv").splitlines()))


def municipalities() -> dict[str, Row]:
    """The municipalities of today by key."""
    return {row["ags"]: row for row in rows("municipalities") if not row["valid_to"]}


class Unit(NamedTuple):
    """One unit of the official list of municipalities."""

    name: str
    text_key: str
    association: str


class OfficialList(NamedTuple):
    """The official list (GV100AD): districts, associations and municipalities by key."""

    districts: dict[str, str]
    associations: dict[str, str]
    units: dict[str, Unit]


def official_list(oracles: Path) -> OfficialList:
    """Read the official list of 2023-11-30, whose lines have fixed widths."""
    found = OfficialList({}, {}, {})
    for line in (oracles / "gv100ad-2023-11-30-ni.txt").read_text("utf-8").splitlines():
        kind, key, association, name = line[:2], line[10:18].strip(), line[18:22], line[22:72].strip()
        if kind == "40":
            found.districts[key] = name
        elif kind == "50":
            found.associations[key + association] = name
        elif kind == "60":
            found.units[key] = Unit(name, line[122:124], key[:5] + association)
    return found


def official_codes(oracles: Path) -> set[tuple[str, str]]:
    """The (postal code, municipality) pairs of the list of 2022."""
    text = (oracles / "plz-ags-2022-ni.csv").read_text("utf-8")
    return {(row["plz"], row["ags"]) for row in csv.DictReader(text.splitlines())}
