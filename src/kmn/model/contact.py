"""How to reach an institution: contact, address, opening hours. Never those of a private person."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from kmn.errors import InputError
from kmn.model.record import Record, Ref, Slug, Text, Url
from kmn.values import PartialDate

__all__ = ["Address", "Contact", "OpeningHours"]


class Contact(Record):
    """A published contact of an institution, as of a date.

    Attributes:
        phone: telephone number as published.
        email: mail address as published.
        url: page on the web.
        as_of: when the contact was published or last seen; empty if the source has no date.

    Examples:
        >>> Contact(phone="0511-1204840").phone
        '0511-1204840'
    """

    phone: Text | None = None
    email: Text | None = None
    url: Url | None = None
    as_of: PartialDate | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.phone or self.email or self.url):
            message = "A contact needs a phone, an email or a url: fill one in, or leave the date empty as well."
            raise InputError(message)
        return self


class Address(Record):
    """Where an institution is.

    Attributes:
        street: street and number.
        plz: postal code.
        town: town.
        lat: latitude in degrees (WGS 84).
        lon: longitude in degrees (WGS 84).

    Examples:
        >>> Address(town="Celle", lat=52.62, lon=10.08).plz is None
        True
    """

    street: Text | None = None
    plz: Annotated[str, Field(pattern=r"^[0-9]{5}$")] | None = None
    town: Text | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            message = "A place on earth needs both lat and lon, or neither."
            raise InputError(message)
        if self.lat is None and not (self.street or self.plz or self.town):
            message = "An address needs a street, a plz, a town or a place on earth."
            raise InputError(message)
        return self


class OpeningHours(Record):
    """A stretch of time in the week in which a service is open.

    Attributes:
        service: id of the service.
        weekday: day of the week, in its first two letters.
        opens: when it opens, HH:MM.
        closes: when it closes, HH:MM.
        remark: what else has to be said, in German.
        remark_en: the same in English.

    Examples:
        >>> OpeningHours(service="beratung", weekday="mo", opens="09:00", closes="12:00").weekday
        'mo'
    """

    KEY: ClassVar[tuple[str, ...]] = ("service", "weekday", "opens")

    service: Annotated[Slug, Ref("services")]
    weekday: Literal["mo", "tu", "we", "th", "fr", "sa", "su"]
    opens: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    closes: Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
    remark: Text | None = None
    remark_en: Text | None = None
