"""What all records share: how they behave, and the types their fields are made of.

A record is frozen and knows no unknown fields; texts lose the blanks around them; what is not known is None, never
an empty text. Its natural key (`KEY`) tells it from others of its kind, so that nobody has to mint ids where two
facts say it already. The descriptions in the docstrings are also those of the JSON Schema and the CSVW metadata.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kmn.errors import InputError, InputTypeError
from kmn.values import PartialDate, parse_day

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = [
    "AreaKey",
    "Certainty",
    "Dated",
    "Day",
    "Fact",
    "OptionalText",
    "Record",
    "Ref",
    "Slug",
    "Text",
    "Url",
    "descriptions",
]


class Ref(NamedTuple):
    """Marks a field that holds the id of a record in another table."""

    table: str


def _day(value: object) -> date:
    try:
        return parse_day(value)
    except InputTypeError as error:  # pydantic collects ValueErrors and lets TypeErrors pass
        raise InputError(str(error)) from error


Text = Annotated[str, Field(pattern=r"^[^\x00]+$", max_length=100_000)]
"""A text that says something."""

OptionalText = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=100_000)]
"""A text that may say nothing."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An id: lower-case ASCII letters and digits, in words joined by hyphens."""

AreaKey = Annotated[str, Field(pattern=r"^[0-9]{5}([0-9]{3})?$")]
"""The official key of a district (five digits) or a municipality (eight digits)."""

Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
"""An address on the web."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day."""

Certainty = Literal["stated", "derived", "estimated"]
"""How sure a fact is: the source says it, it follows closely from the source, or it is our estimate."""

_ATTRIBUTE: Final = re.compile(r"(\w+): (.*)")


class Record(BaseModel):
    """The base of all records."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False, defer_build=True
    )

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    @property
    def natural_key(self) -> tuple[str, ...]:
        """The values of the fields that tell the record from others of its kind, as text."""
        values = (getattr(self, name) for name in self.KEY)
        return tuple("" if value is None else str(value) for value in values)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe every field as the docstring does."""
        found = handler(schema)
        inner: dict[str, Any] = handler.resolve_ref_schema(found)
        inner["description"] = (cls.__doc__ or "").partition("\n")[0]
        described = descriptions(cls)
        for name, field in inner.get("properties", {}).items():
            if name in described:
                field["description"] = described[name]
        return found

    def _repr_html_(self) -> str:
        """Show the record in a notebook."""
        from kmn.model.notebook import as_html

        return as_html(self)


class Dated(Record):
    """A record with validity and observation, two different things, and with sources.

    Attributes:
        valid_from: first day on which it holds; empty if not known, which excludes nothing.
        valid_to: last day on which it holds; empty if not known or not over.
        attested_from: first day, month or year on which it was observed.
        attested_to: last day, month or year on which it was observed.
        sources: ids of the sources that say or show it.
    """

    valid_from: Day | None = None
    valid_to: Day | None = None
    attested_from: PartialDate | None = None
    attested_to: PartialDate | None = None
    sources: tuple[Annotated[Slug, Ref("sources")], ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_from is not None and self.valid_to is not None and self.valid_to < self.valid_from:
            message = (
                f"valid_to ({self.valid_to}) is before valid_from ({self.valid_from}): exchange or correct them."
            )
            raise InputError(message)
        return self


class Fact(Dated):
    """A dated record with a grade of certainty and room for a remark.

    Attributes:
        certainty: how sure it is: stated by the source, derived closely from it, or estimated by us.
        remark: what else has to be said, in German.
        remark_en: the same in English.
    """

    certainty: Certainty | None = None
    remark: Text | None = None
    remark_en: Text | None = None


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Read what the docstrings of a model and its bases say about each field.

    Examples:
        >>> descriptions(Dated)["valid_from"]
        'first day on which it holds; empty if not known, which excludes nothing.'
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base.__doc__ and "Attributes:" in base.__doc__ and base is not BaseModel:
            found.update(_attributes(base.__doc__))
    return found


def _attributes(docstring: str) -> dict[str, str]:
    """Read the section of attributes, in which a line that is indented further continues the one before."""
    found: dict[str, str] = {}
    lines = docstring.partition("Attributes:\n")[2].splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    name = ""
    for line in lines:
        text = line.strip()
        depth = len(line) - len(line.lstrip())
        if not text or depth < indent:
            break
        start = _ATTRIBUTE.fullmatch(text) if depth == indent else None
        if start:
            name = start[1]
            found[name] = start[2]
        else:
            found[name] += f" {text}"
    return found
