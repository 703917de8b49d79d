from __future__ import annotations

from kmn.interchange.folder import load_packaged


def test_no_packaged_organisation_stands_alone() -> None:
    """Each organisation takes part, offers something, coordinates, runs an office or has branches."""
    dataset = load_packaged()
    used = {part.organisation for part in dataset.participations}
    used |= {service.organisation for service in dataset.services}
    used |= {charge.organisation for charge in dataset.coordinations}
    used |= {office.organisation for office in dataset.komut if office.organisation}
    used |= {organisation.part_of for organisation in dataset.organisations if organisation.part_of}
    assert {organisation.id for organisation in dataset.organisations} == used


def test_the_facilities_of_the_minutes_are_there() -> None:
    """Branches of welfare associations are parts of them."""
    dataset = load_packaged()
    assert dataset.organisation("caritas-uelzen").part_of == "caritas"
    assert dataset.organisation("cjd-celle").area == "03351"
