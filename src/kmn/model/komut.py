"""Koordinierungsstellen Migration und Teilhabe (KoMuT): the local coordination offices of districts and cities."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from kmn.model.contact import Contact
from kmn.model.record import AreaKey, Fact, Ref, Slug, Text

__all__ = ["KoMuT"]


class KoMuT(Fact):
    """The local coordination office that a district or city may have.

    Attributes:
        area: key of the district or municipality.
        name: the name with that of the district or city.
        status: whether it is only possible, confirmed by a source, or delegated to another organisation.
        organisation: id of the organisation that runs it, where it is delegated.
        contact: its published contact.

    Examples:
        >>> KoMuT(area="03351", name="Koordinierungsstelle, Landkreis Celle", status="possible").status
        'possible'
    """

    KEY: ClassVar[tuple[str, ...]] = ("area", "valid_from")

    area: AreaKey
    name: Text
    status: Literal["possible", "confirmed", "delegated"]
    organisation: Annotated[Slug, Ref("organisations")] | None = None
    contact: Contact | None = None
