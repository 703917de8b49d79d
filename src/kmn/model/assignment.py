"""Assignments: sourced, dated claims that an area belongs to a network."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kmn.model.record import AreaKey, Dated, OptionalText, Ref, Slug
from kmn.values import Evidence

__all__ = ["Assignment"]


class Assignment(Dated):
    """A claim that a district or municipality belongs to a network.

    Attributes:
        network: id of the network.
        area: key of the district (five digits) or municipality (eight digits).
        evidence: who says so: the authority (official), a third party (attested), or our reasoning (inferred).
        reasoning: how the sources lead to the claim, in German.
        reasoning_en: the same in English.

    Examples:
        >>> claim = Assignment(network="heide", area="03351", evidence="attested", attested_to="2009-06-16")
        >>> claim.evidence, claim.valid_from
        (<Evidence.ATTESTED: 'attested'>, None)
    """

    KEY: ClassVar[tuple[str, ...]] = ("area", "network", "evidence", "valid_from")

    network: Annotated[Slug, Ref("networks")]
    area: AreaKey
    evidence: Evidence
    reasoning: OptionalText = ""
    reasoning_en: OptionalText = ""
