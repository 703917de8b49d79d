"""Code lists: what the codes of the other tables mean, in the manner of SKOS."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from kmn.model.record import Record, Text

__all__ = ["Code"]

_Code = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]


class Code(Record):
    """A code with its meaning.

    Attributes:
        list: name of the list to which it belongs.
        code: the code, as it stands in the other tables.
        label: what it is called, in German.
        label_en: the same in English.
        definition: what it means, in German.
        definition_en: the same in English.
        broader: the code of the same list that includes it.

    Examples:
        >>> free = Code(list="reuse", code="open", label="frei", label_en="open", definition="…", definition_en="…")
        >>> free.natural_key
        ('reuse', 'open')
    """

    KEY: ClassVar[tuple[str, ...]] = ("list", "code")

    list: _Code
    code: _Code
    label: Text
    label_en: Text
    definition: Text
    definition_en: Text
    broader: _Code | None = None
