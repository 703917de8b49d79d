from __future__ import annotations

from typing import TYPE_CHECKING

from kmn.values import Evidence, PartialDate
from tests.lists.lists import codes, csv_list

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "Regionalverbund;Kreise;Leitung;Telefon;E-Mail;Internet;Bemerkung"


def test_every_row_is_official_and_has_the_one_source(tmp_path: Path) -> None:
    """Claims, networks and organisations are of the date of the list, and the list is the source of all."""
    data = csv_list(
        tmp_path / "a.csv",
        HEADER,
        "RV Heide;LK Celle, LK Uelzen;DRK Soltau;05191 1;a@example.org;https://example.org;seit 2005",
        "RV Weser;LK Verden;;;;;",
    ).dataset
    assert data is not None
    assert [source.id for source in data.sources] == ["liste-2026-03-01"]
    assert {claim.evidence for claim in data.assignments} == {Evidence.OFFICIAL}
    dated = (*data.assignments, *data.networks, *data.organisations, *data.participations, *data.coordinations)
    assert {(one.attested_from, one.attested_to, one.sources) for one in dated} == {
        (PartialDate("2026-03-01"), PartialDate("2026-03-01"), ("liste-2026-03-01",))
    }
    assert [network.name for network in data.networks] == ["Regionalverbund Heide", "RV Weser"]
    assert data.assignments[0].reasoning == "seit 2005"
    assert data.version == "2026.3.1"
    assert {one.natural_key[1] for one in data.issued_ids if one.table == "networks"} == {"heide", "weser"}


def test_a_lead_is_an_institution_that_can_be_asked(tmp_path: Path) -> None:
    """A known one keeps its id and kind, a new one gets an id; contacts are of the date of the list."""
    rows = ("RV Heide;LK Celle;DRK Soltau;05191 1;;;", "RV Weser;LK Verden;Verein Brücke;;;https://example.org;")
    data = csv_list(tmp_path / "a.csv", HEADER, *rows).dataset
    assert data is not None
    known, new = data.organisation("drk-soltau"), data.organisation("verein-bruecke")
    assert (known.kind, new.kind) == ("welfare-association", "other")
    assert known.contact is not None
    assert (known.contact.phone, str(known.contact.as_of)) == ("05191 1", "2026-03-01")
    assert [(one.organisation, one.network, one.kind) for one in data.participations] == [
        ("drk-soltau", "heide", "leads"),
        ("verein-bruecke", "weser", "leads"),
    ]


def test_the_authority_coordinates(tmp_path: Path) -> None:
    """Who issues the official list is whom to ask; that it coordinates is derived, and says so."""
    data = csv_list(tmp_path / "a.csv", HEADER, "RV Heide;LK Celle;;;;;", publisher="MS").dataset
    assert data is not None
    assert [(one.organisation, one.capacity, one.certainty) for one in data.coordinations] == [
        ("sozialministerium", "coordination_office", "derived")
    ]


def test_an_address_without_its_form_is_left_out(tmp_path: Path) -> None:
    """The rest of the contact stays."""
    found = csv_list(tmp_path / "a.csv", HEADER, "RV Heide;LK Celle;DRK Soltau;05191 1;;example.org;")
    assert codes(found, "warning") == ["contact_left_out"]
    assert found.dataset is not None
    contact = found.dataset.organisation("drk-soltau").contact
    assert contact is not None
    assert (contact.phone, contact.url) == ("05191 1", None)
