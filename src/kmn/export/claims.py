"""Which claims may be published, and which network they name for an area.

The strongest level present decides, official before attested; where claims of that level disagree, nothing is
decided. Inferences never decide here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kmn.interchange.linked.shortcuts import decided
from kmn.model.assignment import Assignment
from kmn.model.record import Record
from kmn.values import Evidence, Period

if TYPE_CHECKING:
    from datetime import date

    from kmn.model.dataset import Dataset
    from kmn.places.gazetteer import Gazetteer

__all__ = ["Verdict", "verdict", "without_inferred"]


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
