"""Participations: organisations in networks and in meetings. Attendance in minutes is not membership."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from kmn.model.record import Fact, Ref, Slug

__all__ = ["Participation"]


class Participation(Fact):
    """An organisation's part in a network, or at the level of the state.

    Attributes:
        organisation: id of the organisation.
        network: id of the network; empty for the level of the state.
        kind: whether it leads (invites and coordinates), is a member, attends, or is a guest.
        service: id of the service with which it takes part.
        event: id of the meeting at which it was observed.

    Examples:
        >>> Participation(organisation="cjd-celle", network="heide", kind="attends").natural_key[:3]
        ('cjd-celle', 'heide', 'attends')
    """

    KEY: ClassVar[tuple[str, ...]] = (
        "organisation",
        "network",
        "kind",
        "service",
        "event",
        "valid_from",
        "attested_from",
    )

    organisation: Annotated[Slug, Ref("organisations")]
    network: Annotated[Slug, Ref("networks")] | None = None
    kind: Literal["leads", "member", "attends", "guest"]
    service: Annotated[Slug, Ref("services")] | None = None
    event: Annotated[Slug, Ref("events")] | None = None
