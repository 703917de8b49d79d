"""Shortcuts: which areas official and attested claims decide, so that a network may be said to be there for them.

The strongest level present decides, official before attested; where claims of that level disagree, nothing is
decided. Inferences never decide here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kmn.values import Evidence, Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kmn.model.assignment import Assignment
    from kmn.model.dataset import Dataset

__all__ = ["areas_by_network", "decided"]


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
