from __future__ import annotations

import pytest

from kmn.interchange.spreadsheet import Sheet
from kmn.lists.layout import HINT, KNOWN, table_of
from kmn.lists.parts import CITY, DISTRICT, EITHER, MUNICIPALITY

TERM = "Regionalverbund"


def sheet(*rows: tuple[str, ...], name: str = "Tabelle1") -> Sheet:
    """Give a sheet with some rows."""
    return Sheet(name, rows)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("Regionalverbund", "Kreise"), {"network": (0,), "area": (1,)}),
        (("RV", "Landkreise und kreisfreie Städte", "Federführung"), {"network": (0,), "area": (1,), "lead": (2,)}),
        (("Nr.", "Verbund", "Gebietskörperschaften"), {"network": (1,), "area": (2,)}),
        (("AGS", "Kommune", "Zuständiger Regionalverbund"), {"key": (0,), "area": (1,), "network": (2,)}),
        (("Regionalverbünde", "Landkreise", "Kreisfreie Städte"), {"network": (0,), "area": (1, 2)}),
        (
            ("Regionalverbund", "Kreis", "Leitung des Regionalverbunds", "E-Mail", "Tel."),
            {"network": (0,), "area": (1,), "lead": (2,), "email": (3,), "phone": (4,)},
        ),
        (
            ("Schlüssel", "Kreis", TERM, KNOWN, "Bemerkung", HINT),
            {"key": (0,), "area": (1,), "network": (2,), "remark": (4,)},
        ),
    ],
)
def test_tables_are_known_by_their_headers(header: tuple[str, ...], columns: dict[str, tuple[int, ...]]) -> None:
    """Our form and the likely headers of others are recognised, below a title; what a check wrote is left alone."""
    table = table_of(sheet(("Liste der Regionalverbünde und ihrer Kreise",), (), header, ("x",)), TERM)
    assert table is not None
    assert table.columns == columns
    assert table.header == 3
    assert list(table.numbered()) == [(4, ("x",))]
    assert table.assigns


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Landkreise", DISTRICT),
        ("Landkreis", DISTRICT),
        ("kreisfreie Städte", CITY),
        ("kreisfreie Stadt", CITY),
        ("Landkreise und kreisfreie Städte", EITHER),
        ("Kreise", EITHER),
        ("Gemeinden", MUNICIPALITY),
        ("Landkreise, Städte und Gemeinden", None),
        ("Kommunen", None),
        ("Gebiet", None),
    ],
)
def test_headers_say_what_the_names_below_are(header: str, kind: str | None) -> None:
    """A column of cities holds cities, a column of both holds no towns, other columns may hold anything."""
    table = table_of(sheet(("RV", header)), TERM)
    assert table is not None
    assert table.kinds == ({1: kind} if kind else {})


def test_a_sheet_may_only_name_networks() -> None:
    """A table of networks and leads, or a sheet called after the networks, assigns nothing."""
    named = table_of(sheet(("Name", "Telefon"), ("Heide", "1"), name="Regionalverbünde"), TERM)
    led = table_of(sheet(("RV", "Leitung"), ("Heide", "DRK")), TERM)
    assert named is not None
    assert led is not None
    assert (named.assigns, led.assigns) == (False, False)
    assert named.cell(("Heide", "1"), "network") == "Heide"
    assert named.cell(("Heide",), "phone") == ""
    assert (named.title("network"), named.title("lead")) == ("Name", "")


def test_only_a_table_with_keys_is_a_form() -> None:
    """Only there does a blank cell mean that the district is open."""
    form = table_of(sheet(("Schlüssel", "Kreis", TERM)), TERM)
    other = table_of(sheet(("Kreis", TERM)), TERM)
    assert form is not None
    assert other is not None
    assert (form.is_form, other.is_form) == (True, False)


@pytest.mark.parametrize(
    "rows", [(), (("a", "b"),), (("Regionalverbund",),), (("Regionalverbund und Kreis" * 9, "b"),)]
)
def test_other_sheets_hold_no_table(rows: tuple[tuple[str, ...], ...]) -> None:
    """Without a header that names networks and areas there is no table."""
    assert table_of(sheet(*rows), TERM) is None
