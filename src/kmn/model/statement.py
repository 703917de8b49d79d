"""Statements and figures: what sources say about the structure itself, where it has no other place."""

from __future__ import annotations

from typing import Annotated, Literal

from kmn.model.record import Fact, Ref, Slug, Text

__all__ = ["Figure", "Statement"]


class Statement(Fact):
    """A sentence about the structure or one of its networks, in our own words.

    Attributes:
        id: the id, issued once.
        topic: code of what it is about, from the list `statement_topic`.
        network: id of the network of which it speaks; empty for the whole structure.
        text: the sentence, in German.
        text_en: the same in English.

    Examples:
        >>> Statement(id="selbst", topic="leadership", text="Die Regionalverbünde organisieren sich selbst.").topic
        'leadership'
    """

    id: Slug
    topic: Slug
    network: Annotated[Slug, Ref("networks")] | None = None
    text: Text
    text_en: Text | None = None


class Figure(Fact):
    """A number that a source states; figures of different units are not to be compared.

    Attributes:
        id: the id, issued once.
        name: what is counted, in German.
        name_en: the same in English.
        programme: id of the programme of which it speaks; empty for the whole structure.
        value: the number.
        qualifier: whether the number is exact, about right, or exceeded.
        unit: what one is, in German.
        unit_en: the same in English.

    Examples:
        >>> Figure(id="stellen", name="Stellen", value=27.5, qualifier="exactly", unit="Stellen").value
        27.5
    """

    id: Slug
    name: Text
    name_en: Text | None = None
    programme: Annotated[Slug, Ref("programmes")] | None = None
    value: float
    qualifier: Literal["exactly", "about", "more_than"]
    unit: Text
    unit_en: Text | None = None
