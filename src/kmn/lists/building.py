"""Builds the dataset of an official list from what its rows say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from kmn.lists.network_ids import slug
from kmn.lists.notice import Notice, names_person
from kmn.model.assignment import Assignment
from kmn.model.contact import Contact
from kmn.model.coordination import Coordination
from kmn.model.dataset import Dataset
from kmn.model.issued import with_issued_ids
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from kmn.model.participation import Participation
from kmn.values import Evidence

if TYPE_CHECKING:
    from kmn.lists.about import About
    from kmn.lists.claims import Claims, Named
    from kmn.lists.network_ids import NetworkIds
    from kmn.values import PartialDate

__all__ = ["built"]

_OTHER: Final = "other"
_CONTACT: Final = ("phone", "email", "url")
_LONGEST: Final = 500


def built(claims: Claims, about: About, known: Dataset, ids: NetworkIds, notices: list[Notice]) -> Dataset | None:
    """Build the dataset of a list.

    Args:
        claims: what its rows say.
        about: what it says about itself.
        known: the dataset whose structure the list describes: its title, codes and ids are kept.
        ids: the ids of the networks.
        notices: gets what cannot be taken over.

    Returns:
        The dataset, None if the list does not say who issued it and as of when.
    """
    if about.source is None or about.as_of is None:
        _leads(claims, known, {}, notices)
        return None
    seen: dict[str, Any] = {
        "attested_from": about.as_of,
        "attested_to": about.as_of,
        "sources": (about.source.id,),
    }
    organisations: dict[str, Organisation] = {}
    authority = _organisation(about.publisher, known, seen)
    organisations[authority.id] = authority
    participations = []
    for network, organisation in _leads(claims, known, seen, notices):
        organisations.setdefault(organisation.id, organisation)
        fields = {"organisation": organisation.id, "network": network, "kind": "leads", "certainty": "stated"}
        participations.append(Participation(**fields, **seen))
    whole = {(claim.network, claim.area): claim for claim in reversed(claims.claims)}
    dataset = Dataset(
        scheme=known.scheme,
        title=known.title,
        title_en=known.title_en,
        description=f"Zuordnung nach der amtlichen Liste, Herausgeber: {about.publisher}, Stand {about.as_of}.",
        version=_version(about.as_of),
        network_term=known.network_term,
        network_term_en=known.network_term_en,
        expected_networks=about.expected,
        expected_networks_as_of=None if about.expected is None else about.as_of,
        expected_networks_sources=() if about.expected is None else (about.source.id,),
        covers_from=about.as_of,
        covers_to=about.as_of,
        networks=tuple(_network(one, named, ids, seen) for one, named in claims.networks.items()),
        assignments=tuple(
            Assignment(network=network, area=area, evidence=Evidence.OFFICIAL, reasoning=claim.remark, **seen)
            for (network, area), claim in whole.items()
        ),
        organisations=tuple(organisations.values()),
        participations=tuple(participations),
        coordinations=(_coordination(authority, seen),),
        sources=(about.source,),
        codes=known.codes,
    )
    return with_issued_ids(dataset)


def _version(as_of: PartialDate) -> str:
    """Give the date as a version, which has no leading zeros."""
    return ".".join(str(int(part)) for part in str(as_of).split("-"))


def _network(slug_: str, named: Named, ids: NetworkIds, seen: dict[str, Any]) -> Network:
    known = ids.known(named.name)
    remark = None if named.table.assigns else named.table.cell(named.cells, "remark") or None
    return Network(
        id=slug_,
        name=known.name if known else named.name,
        name_en=known.name_en if known else None,
        short_name=known.short_name if known else None,
        certainty="stated",
        remark=remark,
        **seen,
    )


def _coordination(authority: Organisation, seen: dict[str, Any]) -> Coordination:
    """Give the authority that issued the list as the one that coordinates: that is what makes the list official."""
    return Coordination(
        id=f"koordination-{authority.id}",
        organisation=authority.id,
        capacity="coordination_office",
        certainty="derived",
        remark="Folgt daraus, dass die Stelle die Liste herausgibt.",
        remark_en="Follows from its issuing the list.",
        **seen,
    )


def _organisation(
    name: str, known: Dataset, seen: dict[str, Any], contact: dict[str, str] | None = None
) -> Organisation:
    """Give an organisation, by the id and kind it is known by."""
    name = name[:_LONGEST]
    same = next(
        (one for one in known.organisations if slug(name) in {slug(one.name), slug(one.short_name or "")}), None
    )
    return Organisation(
        id=same.id if same else slug(name, "stelle"),
        name=same.name if same else name,
        short_name=same.short_name if same else None,
        kind=same.kind if same else _OTHER,
        area=same.area if same else None,
        contact=Contact(**contact, as_of=seen["attested_to"]) if contact else None,
        certainty="stated",
        **seen,
    )


def _leads(
    claims: Claims, known: Dataset, seen: dict[str, Any], notices: list[Notice]
) -> list[tuple[str, Organisation]]:
    """Give who leads each network; persons are refused."""
    found = []
    for network, named in claims.networks.items():
        table, cells = named.table, named.cells
        lead = table.cell(cells, "lead")
        if not lead:
            continue
        if names_person(lead):
            notices.append(Notice("person_named", table.sheet, named.row, table.title("lead")))
        elif seen:
            contact = {name: text for name in _CONTACT if (text := table.cell(cells, name))}
            found.append((network, _reachable(lead, contact, known, seen, named, notices)))
    return found


def _reachable(  # noqa: PLR0913, PLR0917 - what it is, how it is reached, and where that stands
    lead: str,
    contact: dict[str, str],
    known: Dataset,
    seen: dict[str, Any],
    named: Named,
    notices: list[Notice],
) -> Organisation:
    try:
        return _organisation(lead, known, seen, contact)
    except ValidationError:  # only the address on the web has a form that may be missed
        contact.pop("url", None)
        notices.append(Notice("contact_left_out", named.table.sheet, named.row, named.table.title("url")))
        return _organisation(lead, known, seen, contact)
