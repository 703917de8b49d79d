from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import attrs
import pytest
from jsonschema import Draft202012Validator

from kmn.errors import DataError
from kmn.export import hsds
from kmn.export.diff import compare
from kmn.interchange.folder import load_packaged
from kmn.model.contact import Address, Contact, OpeningHours
from kmn.model.dataset import Dataset
from kmn.model.organisation import Organisation
from kmn.model.service import Service
from tests.export.conftest import settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Publication


def made_of(**more: Any) -> Dataset:
    """Make a dataset with one organisation and one service that fill every column."""
    address = Address(street="Hauptstraße 1", plz="29221", town="Celle", lat=52.62, lon=10.08)
    contact = Contact(phone="+49514112345", email="a@example.org", url="https://example.org/")
    body = Organisation(id="o", name="O", kind="other", short_name="O", address=address, contact=contact)
    service: dict[str, Any] = {
        "id": "s",
        "organisation": "o",
        "name": "S",
        "areas": ("03351",),
        "languages": ("de", "ar"),
        "address": address,
        "contact": contact,
    }
    hours = OpeningHours(service="s", weekday="mo", opens="09:00", closes="24:00")
    return Dataset(
        scheme="k",
        title="K",
        version="1",
        network_term="R",
        organisations=(body,),
        services=(Service(**(service | more)),),
        opening_hours=(hours,),
    )


def written(data: Dataset, path: Path, edition: Publication) -> list[dict[str, Any]]:
    """Write a dataset and give its JSON."""
    hsds.write(data, path, edition)
    found: list[dict[str, Any]] = json.loads((path / "organizations.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("data", [load_packaged(), made_of()], ids=["embedded", "full"])
def test_the_json_is_valid_by_the_official_schema(
    data: Dataset, edition: Publication, tmp_path: Path, oracles: Path
) -> None:
    """Each organisation is valid; one without a name or with another id is not."""
    schema = json.loads((oracles / "hsds-3.0" / "compiled" / "organization.json").read_text(encoding="utf-8"))
    judge = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    found = written(data, tmp_path, edition)
    assert len(found) == len(data.organisations)
    for one in found:
        judge.validate(one)
    assert not judge.is_valid(found[0] | {"id": "o"})
    assert not judge.is_valid({key: value for key, value in found[0].items() if key != "name"})


@pytest.mark.parametrize("data", [load_packaged(), made_of()], ids=["embedded", "full"])
def test_the_package_is_valid(data: Dataset, edition: Publication, tmp_path: Path, oracles: Path) -> None:
    """Frictionless accepts the tables by our description, and each table by the official one."""
    written(data, tmp_path, edition)
    code = "import sys; from frictionless import validate; sys.exit(not validate(sys.argv[1]).valid)"
    words = [sys.executable, "-c", code, str(tmp_path / "datapackage.json")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    official = json.loads((oracles / "hsds-3.0" / "datapackage.json").read_text(encoding="utf-8"))
    compared = 0
    for one in official["resources"]:
        path = tmp_path / one["path"]
        if path.is_file():
            compared += 1
            header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
            fields = {field["name"]: field for field in one["schema"]["fields"]}
            assert set(header) <= set(fields), one["name"]
            needed = {name for name, field in fields.items() if field.get("constraints", {}).get("required")}
            assert needed <= set(header), one["name"]
    assert compared == len(list(tmp_path.glob("*.csv")))


def test_ids_are_made_of_our_addresses(edition: Publication, tmp_path: Path) -> None:
    """Ids are UUIDs that stay the same."""
    first = written(made_of(), tmp_path / "a", edition)
    second = written(made_of(name="Anders"), tmp_path / "b", edition)
    assert first[0]["services"][0]["id"] == second[0]["services"][0]["id"]
    assert UUID(first[0]["id"]).version == 5


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, "inactive"),
        ({"valid_from": date(2020, 1, 1)}, "active"),
        ({"valid_from": date(2020, 1, 1), "valid_to": date(2021, 1, 1)}, "defunct"),
    ],
)
def test_only_what_is_known_to_exist_is_active(
    more: dict[str, Any], status: str, edition: Publication, tmp_path: Path
) -> None:
    """A service of which nobody knows whether it still exists is not called active, and says so."""
    service = written(made_of(**more), tmp_path, edition)[0]["services"][0]
    assert service["status"] == status
    assert ("nicht bekannt" in service.get("description", "")) == (status == "inactive")


def test_areas_are_named_by_their_iri(edition: Publication, tmp_path: Path) -> None:
    """The area of a service has its IRI of dcat-ap.de; hours and languages are there, too."""
    service = written(made_of(), tmp_path, edition)[0]["services"][0]
    assert service["service_areas"][0]["uri"].endswith("/districtKey/03351")
    assert [one["code"] for one in service["languages"]] != []
    assert service["schedules"][0]["closes_at"] == "00:00:00"


def test_replaced_values_are_logged(edition: Publication, tmp_path: Path) -> None:
    """What changed since the version before stands in the table of changes."""
    changes = compare(made_of(), made_of(name="Anders"))
    publication = attrs.evolve(edition, changes=changes, config=settings_of())
    hsds.write(made_of(name="Anders"), tmp_path, publication)
    text = (tmp_path / "metadata.csv").read_text(encoding="utf-8")
    assert ",service,2026-11-24,update,name,S,Anders,Beispielstelle\n" in text


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(edition: Publication, tmp_path: Path) -> None:
    """A file in the way is reported."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(DataError):
        hsds.write(made_of(), tmp_path / "a", edition)
