from __future__ import annotations

from kmn.interchange.sheets import linked
from kmn.wiring import dataset
from tests.interchange.conftest import BASE


def test_every_list_has_a_sheet_of_its_own() -> None:
    """No cell holds two values: what is a list has rows that name their record."""
    sheets = {sheet.name: sheet for sheet in linked(dataset(), BASE)}
    uris = {row[-1] for row in sheets["assignments"].rows()}
    rows = list(sheets["assignments_sources"].rows())
    assert {row[0] for row in rows} <= uris
    assert len(rows) == sum(len(claim.sources) for claim in dataset().assignments)


def test_keys_are_texts_with_an_iri_beside_them() -> None:
    """A key stands as text, and as an IRI that spreadsheets leave alone."""
    sheet = next(sheet for sheet in linked(dataset(), BASE) if sheet.name == "assignments")
    names = [heading.name for heading in sheet.headings]
    row = dict(zip(names, next(iter(sheet.rows())), strict=True))
    assert row["area"] == "03101"
    assert row["area_uri"].endswith("/districtKey/03101")


def test_rows_tell_themselves_apart() -> None:
    """No two rows of a sheet share the values of its key."""
    for sheet in linked(dataset(), BASE):
        at = [number for number, heading in enumerate(sheet.headings) if heading.name in sheet.key]
        keys = [tuple(row[number] for number in at) for row in sheet.rows()]
        assert len(set(keys)) == len(keys), sheet.name
