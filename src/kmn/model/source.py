"""Sources: where a fact is said."""

from __future__ import annotations

from typing import Final, Literal

from kmn.model.record import Certainty, Day, Record, Slug, Text, Url
from kmn.values import PartialDate

__all__ = ["LICENCE", "Reuse", "Source"]

Reuse = Literal["open", "facts_only", "forbidden"]
"""What may be taken over: the document itself, only the facts it states, or nothing."""

LICENCE: Final = "Lizenz: "
"""How the remark of a source begins that names the licence of its document."""


class Source(Record):
    """A document, page or letter in which facts stand, with what is known of it.

    Attributes:
        id: the id, issued once.
        title: the title, or what it is.
        kind: code of the kind of document, from the list `source_kind`.
        publisher: who published or wrote it.
        published: day, month or year of publication; empty if the source has no date.
        certainty: how sure the date of publication is.
        retrieved: the day on which it was read.
        extent: whether all of it was read, or only an excerpt.
        reference: file number, Aktenzeichen or place in a gazette.
        url: where it is found.
        url_alt: where it is also found.
        reuse: what may be taken over: the document (open), only the facts (facts_only), or nothing (forbidden). It
            concerns the document; our own statement of a fact has the licence of the dataset.
        remark: what else has to be said, in German.
        remark_en: the same in English.

    Examples:
        >>> Source(id="liste", title="Liste der Regionalverbünde", published="2026-01", reuse="facts_only").published
        PartialDate('2026-01')
    """

    id: Slug
    title: Text
    kind: Slug | None = None
    publisher: Text | None = None
    published: PartialDate | None = None
    certainty: Certainty | None = None
    retrieved: Day | None = None
    extent: Literal["full", "excerpt"] | None = None
    reference: Text | None = None
    url: Url | None = None
    url_alt: Url | None = None
    reuse: Reuse
    remark: Text | None = None
    remark_en: Text | None = None
