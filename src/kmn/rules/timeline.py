"""Timelines: on which days which claims hold, in one pass however many there are."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kmn.model.assignment import Assignment
    from kmn.model.record import Dated
    from kmn.values import Evidence

__all__ = ["Stretch", "overlap", "stretches"]

_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days on which the same claims hold.

    Attributes:
        first: the first day; the first of the calendar if it is not known.
        last: the last day; the last of the calendar if it is not known.
        networks: how many claims there are for each network, by evidence. It changes as the walk goes on.
    """

    first: date
    last: date
    networks: dict[Evidence, Counter[str]]

    def at(self, evidence: Evidence) -> Counter[str]:
        """Give the networks claimed at a level of evidence."""
        return self.networks.get(evidence) or Counter()


def stretches(claims: Iterable[Assignment]) -> Iterator[Stretch]:
    """Walk through the calendar, from each day on which a claim begins or ends to the next.

    What is not known excludes nothing: a claim without a first day holds from the beginning of the calendar.

    Args:
        claims: claims about one area.

    Examples:
        >>> from kmn.model.assignment import Assignment
        >>> claim = Assignment(network="heide", area="03351", evidence="official", valid_to="2015-12-31")
        >>> [(str(one.first), str(one.last), dict(one.at(claim.evidence))) for one in stretches([claim])]
        [('0001-01-01', '2015-12-31', {'heide': 1}), ('2016-01-01', '9999-12-31', {})]
    """
    changes: dict[date, list[tuple[int, Assignment]]] = {date.min: []}
    for claim in claims:
        changes.setdefault(claim.valid_from or date.min, []).append((1, claim))
        if claim.valid_to is not None and claim.valid_to < date.max:
            changes.setdefault(claim.valid_to + _DAY, []).append((-1, claim))
    days = sorted(changes)
    networks: dict[Evidence, Counter[str]] = {}
    for place, first in enumerate(days):
        for step, claim in changes[first]:
            held = networks.setdefault(claim.evidence, Counter())
            held[claim.network] += step
            if not held[claim.network]:
                del held[claim.network]
        last = days[place + 1] - _DAY if place + 1 < len(days) else date.max
        yield Stretch(first, last, networks)


def overlap(one: Dated, other: Dated) -> bool:
    """Say whether two records may hold on one day, as far as their validity is known.

    Examples:
        >>> from kmn.model.network import Network
        >>> old = Network(id="alt", name="Alt", valid_to="2015-12-31")
        >>> overlap(old, Network(id="neu", name="Neu", valid_from="2016-01-01")), overlap(old, old)
        (False, True)
    """
    return not (
        (one.valid_to is not None and other.valid_from is not None and one.valid_to < other.valid_from)
        or (other.valid_to is not None and one.valid_from is not None and other.valid_to < one.valid_from)
    )
