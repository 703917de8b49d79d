from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from kmn.model.contact import Address, Contact, OpeningHours


def test_one_way_to_reach_is_enough() -> None:
    """A phone, a mail address or a page makes a contact."""
    assert Contact(email="info@example.org").phone is None


@pytest.mark.parametrize("fields", [{}, {"as_of": "2009"}, {"url": "example.org"}, {"phone": " "}])
def test_a_contact_without_a_way_is_none(fields: dict[str, Any]) -> None:
    """A date alone reaches nobody."""
    with pytest.raises(ValidationError):
        Contact(**fields)


@pytest.mark.parametrize("fields", [{"town": "Celle"}, {"plz": "29221"}, {"lat": 52.6, "lon": 10.1}])
def test_an_address_may_be_partial(fields: dict[str, Any]) -> None:
    """A town, a postal code or a point alone is an address."""
    assert Address(**fields).street is None


@pytest.mark.parametrize(
    "fields", [{}, {"plz": "2922"}, {"lat": 52.6}, {"lat": 52.6, "town": "Celle"}, {"lat": 95, "lon": 10}]
)
def test_an_address_is_somewhere(fields: dict[str, Any]) -> None:
    """Neither nothing nor half a point is an address."""
    with pytest.raises(ValidationError):
        Address(**fields)


def test_opening_hours_end_at_midnight_at_the_latest() -> None:
    """24:00 is an end, 25:00 is none, and no day begins at 24:00."""
    assert OpeningHours(service="a", weekday="mo", opens="09:00", closes="24:00").closes == "24:00"
    for opens, closes in (("09:00", "25:00"), ("24:00", "24:00"), ("9:00", "12:00")):
        with pytest.raises(ValidationError):
            OpeningHours(service="a", weekday="mo", opens=opens, closes=closes)
