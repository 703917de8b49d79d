from __future__ import annotations

from typing import Any

from kmn.export.edition import Publication
from kmn.interchange.linked.graph import nodes
from kmn.model.contact import Address, Contact
from kmn.model.dataset import Dataset
from kmn.model.organisation import Organisation
from kmn.model.service import Service
from kmn.wiring import dataset, gazetteer
from tests.interchange.conftest import BASE, DAY


def described(data: Dataset, **more: Any) -> dict[str, dict[str, Any]]:
    """Give the nodes of a dataset by what follows the hash."""
    edition = Publication(base=BASE, on=DAY, gazetteer=gazetteer(), **more)
    return {node["@id"].rpartition("#")[2]: node for node in nodes(data, edition)}


def made_of(*organisations: Organisation, services: tuple[Service, ...] = ()) -> Dataset:
    """Make a dataset of organisations."""
    return Dataset(
        scheme="k", title="K", version="1", network_term="R", organisations=organisations, services=services
    )


def test_a_network_is_no_authority() -> None:
    """A network is a collaboration; only authorities are public organisations."""
    found = described(dataset())
    assert "PublicOrganisation" not in found["networks/heide"]["@type"]
    assert "OrganizationalCollaboration" in found["networks/heide"]["@type"]
    assert "NGO" in found["organisations/awo"]["@type"]
    assert "PublicOrganisation" in found["organisations/sozialministerium"]["@type"]


def test_shortcuts_never_carry_an_inference() -> None:
    """The areas of a network are those of official and attested claims, though inferences are in the dataset."""
    spatial = described(dataset())["networks/braunschweig"]["spatial"]
    assert [iri.rpartition("/")[2] for iri in spatial] == ["03101"]


def test_attendance_is_no_membership() -> None:
    """Who only attended is not a member of the network."""
    found = described(dataset())
    attending = {part.organisation for part in dataset().participations if part.kind == "attends"}
    leading = {part.organisation for part in dataset().participations if part.kind in {"leads", "member"}}
    assert attending - leading
    assert all("member_of" not in found[f"organisations/{slug}"] for slug in attending - leading)


def test_an_office_that_may_exist_is_no_organisation() -> None:
    """Possible coordination offices are not said to be organisations."""
    offices = {office.status: f"komut/{office.area}" for office in dataset().komut}
    types = {status: found for status, iri in offices.items() for found in [_types(iri)]}
    assert "OrgOrganization" not in types["possible"]


def _types(iri: str) -> list[str]:
    found = described(dataset())
    return next(node["@type"] for name, node in found.items() if name.startswith(iri))


def test_points_are_written_where_wanted() -> None:
    """Well-known text has its reference system, and longitude before latitude, and only on demand."""
    body = Organisation(id="a", name="A", kind="other", address=Address(lat=52.5, lon=10.25))
    assert "geometry" not in described(made_of(body))["organisations/a"]["address"]
    found = described(made_of(body), geometry=True)["organisations/a"]["address"]["geometry"]
    assert found["wkt"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(10.25 52.5)"


def test_a_public_service_has_its_authority() -> None:
    """An offer of an authority that is described is a public service of that authority."""
    town = Organisation(
        id="stadt", name="Stadt", kind="local-authority", area="03351006", contact=Contact(phone="+495141")
    )
    service = Service(id="rat", organisation="stadt", name="Rat", remark="Beratung im Rathaus.")
    found = described(made_of(town, services=(service,)))
    assert found["services/rat"]["competent_authority"] == [f"{BASE}#organisations/stadt"]
    assert found["organisations/stadt"]["contact"]["telephone_cv"] == "+495141"
