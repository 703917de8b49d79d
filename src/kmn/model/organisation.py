"""Organisations: authorities, welfare associations, societies and others that take part."""

from __future__ import annotations

from typing import Annotated

from kmn.model.contact import Address, Contact
from kmn.model.record import AreaKey, Fact, Ref, Slug, Text

__all__ = ["Organisation"]


class Organisation(Fact):
    """A body that takes part, offers services or coordinates; never a person.

    Attributes:
        id: the id, issued once.
        name: the full name.
        name_en: the name in English.
        short_name: the usual short form.
        kind: code of the kind, from the list `organisation_kind`.
        part_of: id of the organisation of which it is a part, or of the association to which it belongs.
        area: key of the district or municipality in which it has its seat, or which it administers.
        address: where it is.
        contact: its published contact.
        predecessors: ids of organisations that it continues.
        successors: ids of organisations that continue it.

    Examples:
        >>> Organisation(id="cjd-celle", name="CJD Celle", kind="other", part_of="cjd").part_of
        'cjd'
    """

    id: Slug
    name: Text
    name_en: Text | None = None
    short_name: Text | None = None
    kind: Slug
    part_of: Annotated[Slug, Ref("organisations")] | None = None
    area: AreaKey | None = None
    address: Address | None = None
    contact: Contact | None = None
    predecessors: tuple[Annotated[Slug, Ref("organisations")], ...] = ()
    successors: tuple[Annotated[Slug, Ref("organisations")], ...] = ()
