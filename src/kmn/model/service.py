"""Services: what is offered, by whom, where, for which area and for whom."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kmn.model.contact import Address, Contact
from kmn.model.record import AreaKey, Fact, Ref, Slug, Text

__all__ = ["Service"]


class Service(Fact):
    """An offer of an organisation.

    Attributes:
        id: the id, issued once.
        organisation: id of the organisation that offers it.
        programme: id of the programme under which it is offered.
        name: what is offered.
        name_en: the same in English.
        areas: keys of the districts and municipalities for which it is there; empty if not known.
        address: where it is offered.
        contact: its published contact.
        audience: for whom it is, in German.
        audience_en: the same in English.
        languages: languages spoken, as BCP 47 codes.
        mode: code of how it is offered, from the list `service_mode`.
        predecessors: ids of services that it continues.
        successors: ids of services that continue it.

    Examples:
        >>> Service(id="beratung", organisation="cjd-celle", name="Beratung", languages=("de", "ar")).languages
        ('de', 'ar')
    """

    id: Slug
    organisation: Annotated[Slug, Ref("organisations")]
    programme: Annotated[Slug, Ref("programmes")] | None = None
    name: Text
    name_en: Text | None = None
    areas: tuple[AreaKey, ...] = ()
    address: Address | None = None
    contact: Contact | None = None
    audience: Text | None = None
    audience_en: Text | None = None
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")], ...] = ()
    mode: Slug | None = None
    predecessors: tuple[Annotated[Slug, Ref("services")], ...] = ()
    successors: tuple[Annotated[Slug, Ref("services")], ...] = ()
