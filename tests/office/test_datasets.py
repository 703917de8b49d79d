"""Workbooks that people open in LibreOffice, save, and hand back."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

import pytest

from kmn.interchange import workbook
from kmn.model.contact import Address, Contact, OpeningHours
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from kmn.model.service import Service
from kmn.wiring import dataset, load, save
from tests.lists.lists import assigned, codes, filled, reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Resaved = Callable[[Path, str], Path]

pytestmark = pytest.mark.office

each_way = pytest.mark.parametrize("by_way_of", ["xlsx", "ods"])

# What spreadsheets like to make something else of.
TEMPTING: Final = (
    "03403",
    "+4944112345",
    "0441 12345",
    "01445",
    "1.3.2026",
    "2026-03-01",
    "3/4",
    "1e5",
    "1,5",
    "10:30",
    "50 %",
    "TRUE",
    "WAHR",
    "=1+1",
    "'03403",
    "#N/A",
    "-",
    'Verein "Brücke"; Celle',
    "zwei\nZeilen",
    "<b>&amp;</b>",
    "مرحبا \u200f(1)",
    "𝔎𝔪𝔫 👋🏽",
    "doppelt  leer",
    "x" * 30_000,
)


def by_libreoffice(path: Path) -> bool:
    """Say whether it was LibreOffice that saved a workbook."""
    with zipfile.ZipFile(path) as archive:
        return b"LibreOffice" in archive.read("docProps/app.xml")


@each_way
def test_the_dataset_comes_back(tmp_path: Path, resaved: Resaved, by_way_of: str) -> None:
    """The embedded dataset, saved as a workbook and again by LibreOffice, is loaded as it was."""
    save(dataset(), tmp_path / "kmn.xlsx")
    path = resaved(tmp_path / "kmn.xlsx", by_way_of)
    assert by_libreoffice(path)
    assert load(path) == dataset()


@each_way
def test_no_text_becomes_something_else(tmp_path: Path, resaved: Resaved, by_way_of: str) -> None:
    """Keys, postal codes, phone numbers, times and whatever looks like a number, a day or a formula stay texts."""
    office = Organisation(
        id="amt",
        name="Amt",
        kind="local-authority",
        area="03403",
        address=Address(street="1-2", plz="01445", town="03403", lat=53.14, lon=8.2),
        contact=Contact(
            phone="+494411234567", email="amt@example.org", url="https://example.org/?a=1", as_of="2026-03"
        ),
    )
    data = Dataset(
        scheme="kmn",
        title="03403",
        version="2026.10",
        network_term="Verbund",
        networks=tuple(Network(id=f"n{n}", name=text, remark=text) for n, text in enumerate(TEMPTING)),
        organisations=(office,),
        services=(Service(id="rat", organisation="amt", name="Rat", areas=("03403", "03101")),),
        opening_hours=(OpeningHours(service="rat", weekday="mo", opens="09:00", closes="24:00"),),
    )
    save(data, tmp_path / "a.xlsx")
    found = workbook.read(resaved(tmp_path / "a.xlsx", by_way_of))
    assert found.problems == ()
    assert found.dataset == data


@each_way
def test_the_official_form_comes_back(tmp_path: Path, resaved: Resaved, by_way_of: str) -> None:
    """The form for the official list, filled in and saved by LibreOffice, is imported as the one from elsewhere."""
    form = filled(
        tmp_path / "liste.xlsx",
        ["Regionalverbund Heide", "Regionalverbund Elbe-Weser"],
        {
            "Landkreis Celle": "Regionalverbund Heide",
            "Landkreis Stade": "Regionalverbund Elbe-Weser",
            "Stadt Oldenburg (Oldenburg)": "Regionalverbund Elbe-Weser",
        },
    )
    before = reading(form)
    path = resaved(form, by_way_of)
    assert by_libreoffice(path)
    after = reading(path)
    assert assigned(after) == {"03351": "heide", "03359": "elbe-weser", "03403": "elbe-weser"}
    assert (after.dataset, after.notices) == (before.dataset, before.notices)


@each_way
def test_an_empty_form_stays_empty(tmp_path: Path, resaved: Resaved, by_way_of: str) -> None:
    """What stands in grey on the form is not read after LibreOffice saved it either."""
    form = filled(tmp_path / "a.xlsx", [], {}, dict.fromkeys(["Herausgeber", "Stand", "Aktenzeichen"]))
    found = reading(resaved(form, by_way_of))
    assert codes(found) == ["about_missing", "about_missing", "list_empty"]
