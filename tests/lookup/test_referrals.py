from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from kmn.interchange.folder import load_packaged
from kmn.lookup.referrals import referrals
from kmn.model.contact import Contact
from kmn.model.coordination import Coordination
from kmn.model.dataset import Dataset
from kmn.model.komut import KoMuT
from kmn.model.organisation import Organisation
from kmn.model.participation import Participation
from kmn.values import PartialDate
from tests.strategies import days

TODAY = date(2026, 11, 23)
GOETTINGEN = ("03159016", "03159")


def brief(areas: tuple[str, ...], on: date, network: str | None = None) -> list[tuple[str, str, str, str | None]]:
    """Give kind, name, status and phone of everybody to ask, by the packaged dataset."""
    return [
        (one.kind, one.name, one.status, one.contact.phone if one.contact else None)
        for one in referrals(load_packaged(), areas, on, network)
    ]


def small(**tables: Any) -> Dataset:
    """Give a dataset with two organisations."""
    organisations = (
        Organisation(id="a", name="Verein A", kind="other", contact=Contact(phone="1", as_of=PartialDate("2020"))),
        Organisation(id="b", name="Amt B", kind="other"),
    )
    return Dataset(scheme="x", title="X", version="1", network_term="Netz", organisations=organisations, **tables)


def test_the_nearest_comes_first() -> None:
    """The lead of the network, the offices of city and district, the coordinating authority."""
    assert brief(GOETTINGEN, TODAY, "suedniedersachsen") == [
        ("lead", "Asyl e.V. Hildesheim", "last_known", None),
        ("komut", "Koordinierungsstelle Migration und Teilhabe, Stadt Göttingen", "possible", None),
        ("komut", "Koordinierungsstelle Migration und Teilhabe, Landkreis Göttingen", "possible", None),
        ("coordination", "Niedersächsisches Sozialministerium", "current_as_far_as_known", None),
    ]


def test_without_a_network_there_is_no_lead() -> None:
    """An open place has an office and an authority to ask."""
    assert [kind for kind, *_ in brief(("03241",), TODAY)] == ["komut", "coordination"]


def test_offices_are_worded_as_sure_as_they_are() -> None:
    """One is confirmed, one delegated to an association whose page is shown."""
    assert brief(("03453",), TODAY)[0][2] == "confirmed"
    (office, _) = referrals(load_packaged(), ("03461",), TODAY)
    assert (office.status, office.name.endswith("Wesermarsch, Refugium Wesermarsch e.V.")) == ("delegated", True)
    assert office.contact is not None
    assert office.contact.url is not None


def test_no_office_before_there_were_any() -> None:
    """Local coordination offices begin with their decree."""
    assert [kind for kind, *_ in brief(("03351",), date(2014, 4, 13))] == ["coordination"]
    assert [kind for kind, *_ in brief(("03351",), date(2014, 4, 14))] == ["komut", "coordination"]


@pytest.mark.parametrize(
    ("on", "name", "phone"),
    [
        (date(2007, 3, 15), "Universität Oldenburg, KMN-Koordinationsstelle", None),
        (date(2008, 12, 31), "Universität Oldenburg, KMN-Koordinationsstelle", None),
        (date(2009, 1, 1), "Niedersächsisches Ministerium für Inneres, Sport und Integration", "0511-1204840"),
        (date(2010, 9, 21), "Niedersächsisches Ministerium für Inneres, Sport und Integration", "0511-1204840"),
        (date(2010, 9, 22), "Niedersächsisches Sozialministerium", None),
        (TODAY, "Niedersächsisches Sozialministerium", None),
    ],
)
def test_the_phone_is_shown_for_its_own_period_only(on: date, name: str, phone: str | None) -> None:
    """Who coordinates changes with the day, and a contact stays with the period it belongs to."""
    assert [(who, call) for _, who, _, call in brief((), on)] == [(name, phone)]


@given(days)
def test_one_authority_coordinates_on_any_day(on: date) -> None:
    """No day has two coordinating authorities, and none has none."""
    assert len(brief((), on)) == 1


def lead(**dates: Any) -> Participation:
    """Give a lead."""
    return Participation(organisation="a", network="n", kind="leads", **dates)


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ({}, "last_known"),
        ({"attested_from": "2007", "attested_to": "2008"}, "last_known"),
        ({"attested_from": "2007", "attested_to": "2026"}, "published"),
        ({"valid_from": "2020-01-01"}, "published"),
        ({"valid_from": "2020-01-01", "valid_to": "2020-12-31"}, None),
        ({"valid_from": "2027-01-01"}, None),
    ],
)
def test_a_lead_is_current_only_if_a_source_speaks_of_the_day(dates: dict[str, str], status: str | None) -> None:
    """Old and undated leads are last known, former and coming ones are left out."""
    found = referrals(small(participations=(lead(**dates),)), (), TODAY, "n")
    assert [one.status for one in found] == ([status] if status else [])


def test_a_contact_comes_with_its_own_date() -> None:
    """The date shown is that of the contact, not of the lead."""
    (found,) = referrals(small(participations=(lead(attested_to="2024"),)), (), TODAY, "n")
    assert (found.name, str(found.as_of)) == ("Verein A", "2020")


def test_members_are_not_leads() -> None:
    """Only who leads is somebody to ask, and only in the network asked for."""
    part = Participation(organisation="a", network="n", kind="member")
    assert referrals(small(participations=(part,)), (), TODAY, "n") == ()
    assert referrals(small(participations=(lead(),)), (), TODAY, "other") == ()


def test_an_area_named_twice_is_asked_once() -> None:
    """Keys that stand for the same place do not repeat an office."""
    office = KoMuT(area="01001", name="Stelle", status="confirmed", attested_to=PartialDate("2024"))
    (found,) = referrals(small(komut=(office,)), ("01001", "01001"), TODAY)
    assert (found.status, str(found.as_of)) == ("confirmed", "2024")


def test_responsible_ministries_are_not_asked() -> None:
    """Only who does the coordination is somebody to ask."""
    ministry = Coordination(id="m", organisation="b", capacity="responsible_ministry")
    office = Coordination(id="o", organisation="b", capacity="coordination_office")
    assert [one.name for one in referrals(small(coordinations=(ministry, office)), (), TODAY)] == ["Amt B"]
