from __future__ import annotations

from datetime import date

from kmn.interchange.folder import load_packaged


def test_the_published_phone_belongs_to_the_ministry_of_the_interior() -> None:
    """The only published phone is that of the ministry that coordinated from 2009, with its date."""
    reached = [one for one in load_packaged().coordinations if one.contact is not None]
    assert [(one.organisation, one.valid_from) for one in reached] == [("innenministerium", date(2009, 1, 1))]
    contact = reached[0].contact
    assert contact is not None
    assert (contact.phone, str(contact.as_of)) == ("0511-1204840", "2009")


def test_responsibility_and_coordination_are_apart() -> None:
    """The ministry was responsible before it coordinated."""
    ministry = {one.capacity: one for one in load_packaged().coordinations if one.organisation == "innenministerium"}
    responsible, coordinating = ministry["responsible_ministry"], ministry["coordination_office"]
    assert str(responsible.attested_from) < str(coordinating.attested_from)
