"""What whoever publishes a release should know of it: what is left out, and what its sources say otherwise."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kmn.export.vocab import LICENCES
from kmn.model.source import LICENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kmn.export.config import Config
    from kmn.export.selection import Withheld
    from kmn.model.dataset import Dataset

__all__ = ["remarks"]

_LEFT_OUT: Final = (
    (
        "Weggelassen, weil die Weiterverwendung einer Quelle untersagt ist ({sources}): {counts}. README.md nennt "
        "jeden Eintrag."
    ),
    "Left out, because the reuse of a source is forbidden ({sources}): {counts}. README.md names each record.",
)
_NONE: Final = (
    "Achtung: Diese Veröffentlichung enthält keine einzige Zuordnung.",
    "Attention: this release holds no assignment at all.",
)
_DIFFERS: Final = (
    (
        "Achtung: Die Quelle {source} nennt als Lizenz „{theirs}“, diese Veröffentlichung steht unter „{ours}“. "
        "Bitte prüfen, ob das erlaubt ist."
    ),
    (
        "Attention: the source {source} names the licence “{theirs}”, this release has “{ours}”. Check that this is "
        "allowed."
    ),
)


def remarks(dataset: Dataset, left_out: Sequence[Withheld], config: Config) -> tuple[tuple[str, str], ...]:
    """Say what whoever publishes should know, each in German and English.

    Args:
        dataset: what is published.
        left_out: what is not.
        config: the settings.

    Examples:
        >>> from kmn.export.config import from_mapping
        >>> from kmn.model.dataset import Dataset
        >>> settings = dict(base_iri="https://example.org/k", download_url="https://example.org/k/")
        >>> settings |= dict(license="cc-zero", publisher="P", contact_name="C", contact_email="c@example.org")
        >>> settings |= dict(themes=["SOCI"], keywords=["K"], accrual="NEVER", availability="STABLE")
        >>> bare = Dataset(scheme="k", title="K", version="1", network_term="R")
        >>> [english for _, english in remarks(bare, (), from_mapping(settings))]
        ['Attention: this release holds no assignment at all.']
    """
    return tuple(_remarks(dataset, left_out, config))


def _remarks(dataset: Dataset, left_out: Sequence[Withheld], config: Config) -> Iterator[tuple[str, str]]:
    if left_out:
        counts = ", ".join(f"{table} {count}" for table, count in Counter(one.table for one in left_out).items())
        sources = ", ".join(one.record for one in left_out if one.table == "sources")
        yield _both(_LEFT_OUT, sources=sources, counts=counts)
    if not dataset.assignments:
        yield _NONE
    ours = LICENCES[config.license][0]
    for source in dataset.sources:
        theirs = (source.remark or "").removeprefix(LICENCE)
        if source.reuse == "open" and theirs != source.remark and not _plain(theirs).startswith(_plain(ours)):
            yield _both(_DIFFERS, source=source.id, theirs=theirs, ours=ours)


def _plain(licence: str) -> str:
    """Give what tells licences apart, however they are written."""
    return "".join(letter for letter in licence.casefold() if letter.isalnum())


def _both(texts: tuple[str, str], **named: str) -> tuple[str, str]:
    german, english = texts
    return german.format(**named), english.format(**named)
