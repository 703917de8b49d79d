"""Whom to ask about a place: the nearest first, and nobody as current who is only known from the past."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.lookup.answer import Referral
from kmn.values import PartialDate, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kmn.model.coordination import Coordination
    from kmn.model.dataset import Dataset
    from kmn.model.participation import Participation
    from kmn.model.record import Dated

__all__ = ["referrals"]

_OFFICE: Final = "coordination_office"


def referrals(dataset: Dataset, areas: Iterable[str], on: date, network: str | None = None) -> tuple[Referral, ...]:
    """Tell whom to ask about a place on a day.

    Args:
        dataset: what is known.
        areas: the keys of the place, the narrowest first: its municipality, its district, and keys that stood for
            the same places on other days.
        on: the day.
        network: the id of its network, if one can be named.

    Returns:
        The published leads of the network; the local coordination offices of the place; the authority that
        coordinates all networks as far as known. Contacts come with the date of which they are.

    Examples:
        >>> from datetime import date
        >>> from kmn.interchange.folder import load_packaged
        >>> for one in referrals(load_packaged(), ("03453",), date(2026, 1, 1)):
        ...     print(one.kind, one.status, one.as_of, one.name)
        komut confirmed 2024-07-09 Koordinierungsstelle Migration und Teilhabe, Landkreis Cloppenburg
        coordination current_as_far_as_known 2019-06 Niedersächsisches Sozialministerium
    """
    leads = _leads(dataset, network, on) if network is not None else ()
    return (*leads, *_komut(dataset, areas, on), *_coordinating(dataset, on))


def _leads(dataset: Dataset, network: str, on: date) -> Iterator[Referral]:
    for lead in dataset.participations:
        if lead.kind == "leads" and lead.network == network and _covers(lead, on):
            organisation = dataset.organisation(lead.organisation)
            contact = organisation.contact
            yield Referral(
                kind="lead",
                name=organisation.name,
                status="published" if _vouched(lead, on) else "last_known",
                contact=contact,
                as_of=(contact.as_of if contact else None) or _seen(lead),
                remark=lead.remark,
            )


def _komut(dataset: Dataset, areas: Iterable[str], on: date) -> Iterator[Referral]:
    for area in dict.fromkeys(areas):
        for office in dataset.komut_for(area):
            if not _covers(office, on):
                continue
            name = office.name
            if office.organisation is not None:
                name = f"{name}, {dataset.organisation(office.organisation).name}"
            contact = office.contact
            yield Referral(
                kind="komut",
                name=name,
                status=office.status,
                contact=contact,
                as_of=(contact.as_of if contact else None) or _seen(office),
                remark=office.remark,
            )


def _coordinating(dataset: Dataset, on: date) -> Iterator[Referral]:
    charges = {charge.id: charge for charge in dataset.coordinations if charge.capacity == _OFFICE}
    for charge in charges.values():
        followers = [charges[one] for one in charge.successors if one in charges]
        # An observation is no beginning, except between two that held the charge one after the other.
        if not _covers(charge, on) or (charge.predecessors and not _begun(charge, on)):
            continue
        if any(_begun(follower, on) for follower in followers):
            continue
        contact = charge.contact
        name = dataset.organisation(charge.organisation).name
        yield Referral(
            kind="coordination",
            name=f"{name}, {charge.unit}" if charge.unit else name,
            status="current_as_far_as_known",
            contact=contact,
            as_of=(contact.as_of if contact else None) or _seen(charge),
            remark=charge.remark,
        )


def _covers(record: Dated, on: date) -> bool:
    return Period(record.valid_from, record.valid_to).covers(on)


def _vouched(lead: Participation, on: date) -> bool:
    """Say whether a source speaks of this very day, rather than of some other."""
    if lead.valid_from is not None:
        return True
    first, last = lead.attested_from, lead.attested_to
    return first is not None and last is not None and first.first <= on <= last.last


def _begun(charge: Coordination, on: date) -> bool:
    """Say whether the charge is known to be held on a day or before; without any date it is not known."""
    if charge.valid_from is not None:
        return charge.valid_from <= on
    return charge.attested_from is not None and charge.attested_from.first <= on


def _seen(record: Dated) -> PartialDate | None:
    return record.attested_to or record.attested_from
