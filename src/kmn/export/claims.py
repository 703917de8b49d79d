"""Which claims may be published, and which network they name for an area.

The strongest level present decides, official before attested; where claims of that level disagree, nothing is
decided. Inferences never decide here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from kmn.model.assignment import Assignment
from kmn.model.record import Record
from kmn.values import Evidence, Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kmn.model.dataset import Dataset
    from kmn.places.gazetteer import Gazetteer

__all__ = ["Verdict", "areas_by_network", "decided", "verdict", "without_inferred"]


@frozen
class Verdict:
    """What the claims say about an area.

    Attributes:
        status: `responsible`, `open`, `contested` or `inferred_only`.
        network: id of the network, if one is named.
        claims: the claims in force, the strongest first.
        inferred: ids of the networks that mere inferences name, where nothing else is known.
    """

    status: str
    network: str | None
    claims: tuple[Assignment, ...]
    inferred: tuple[str, ...] = ()


def decided(claims: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Give the claims that decide: those of the strongest level that is more than an inference.

    Examples:
        >>> decided([])
        ()
    """
    known = [claim for claim in claims if claim.evidence != Evidence.INFERRED]
    if not known:
        return ()
    rank = max(claim.evidence.rank for claim in known)
    return tuple(claim for claim in known if claim.evidence.rank == rank)


def verdict(dataset: Dataset, gazetteer: Gazetteer, keys: tuple[str, ...], on: date) -> Verdict:
    """Say what the claims in force say of an area: those of its own key, else of the key around it.

    Args:
        dataset: the dataset.
        gazetteer: the places; claims about a key that was given up count for the one in its place.
        keys: the key of the area and those around it, the narrowest first.
        on: the day.
    """
    claims = _in_force(dataset, gazetteer, keys, on)
    deciding = decided(claims)
    networks = sorted({claim.network for claim in deciding})
    ordered = tuple(sorted(claims, key=lambda claim: (-claim.evidence.rank, claim.natural_key)))
    if len(networks) == 1:
        return Verdict("responsible", networks[0], ordered)
    if networks:
        return Verdict("contested", None, ordered)
    if ordered:
        return Verdict("inferred_only", None, ordered, tuple(sorted({claim.network for claim in ordered})))
    return Verdict("open", None, ())


def _in_force(dataset: Dataset, gazetteer: Gazetteer, keys: tuple[str, ...], on: date) -> list[Assignment]:
    for key in keys:
        own = dataset.assignments_for(key)
        holders = (key,) if own else gazetteer.changes.related(key)
        for holder in holders:
            found = [
                claim
                for claim in dataset.assignments_for(holder)
                if Period(claim.valid_from, claim.valid_to).covers(on)
            ]
            if found:
                return found
    return []


def areas_by_network(dataset: Dataset, on: date) -> dict[str, tuple[str, ...]]:
    """Give the areas of each network for shortcuts: decided by official or attested claims in force, undisputed.

    Args:
        dataset: the dataset.
        on: the day.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> from datetime import date
        >>> areas_by_network(load_packaged(), date(2026, 1, 1))["suedniedersachsen"]
        ('03254',)
    """
    by_area: defaultdict[str, list[Assignment]] = defaultdict(list)
    for claim in dataset.assignments:
        if Period(claim.valid_from, claim.valid_to).covers(on):
            by_area[claim.area].append(claim)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for area, claims in by_area.items():
        networks = {claim.network for claim in decided(claims)}
        if len(networks) == 1:
            found[networks.pop()].append(area)
    return {network: tuple(sorted(areas)) for network, areas in sorted(found.items())}


def without_inferred(dataset: Dataset) -> tuple[Dataset, Dataset]:
    """Divide a dataset: without inferred claims, and with nothing but them.

    Returns:
        The dataset without inferred claims, and one that holds only those.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> known, inferred = without_inferred(load_packaged())
        >>> len(known.assignments), len(inferred.assignments), len(inferred.networks)
        (9, 19, 0)
    """
    known = tuple(claim for claim in dataset.assignments if claim.evidence != Evidence.INFERRED)
    guessed = tuple(claim for claim in dataset.assignments if claim.evidence == Evidence.INFERRED)
    empty = {
        name: ()
        for name in type(dataset).model_fields
        if isinstance(records := getattr(dataset, name), tuple) and records and isinstance(records[0], Record)
    }
    return (
        dataset.model_copy(update={"assignments": known}),
        dataset.model_copy(update={**empty, "assignments": guessed}),
    )
