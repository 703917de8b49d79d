"""A rule: what should hold, why, and how to put it right; with the check that finds where it does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from kmn.interchange.problem import shown
from kmn.model.record import Record
from kmn.rules.finding import Finding, Pair, Severity
from kmn.rules.material import Material

__all__ = ["Hit", "Rule", "key_of", "rule"]

_SEPARATOR = " "


@attrs.frozen
class Hit:
    """A place where a rule does not hold.

    Attributes:
        table: the table; None if it concerns no single one.
        record: the record; None if it concerns the table as a whole.
        field: the column.
        value: the value; that of an address or a contact is never shown.
        parameters: what the text of the rule names beside.
    """

    table: str | None = None
    record: Record | None = None
    field: str | None = None
    value: object = None
    parameters: Mapping[str, object] = attrs.field(factory=dict)


@attrs.frozen
class Rule:
    """A rule of the catalogue.

    Attributes:
        code: the code, never used again for something else.
        severity: how grave it is if the rule does not hold.
        title: what is found, in a few words; German and English, as all texts.
        text: what is found, with the parameters of a hit in braces.
        why: why it matters.
        remedy: what to do.
        source: on what the rule rests.
        check: finds where the rule does not hold; None for what is found in another way.

    Examples:
        >>> from kmn.rules.catalogue import named
        >>> named("KMN-A001").title
        ('Kreis ohne Zuordnung', 'District without assignment')
    """

    code: str
    severity: Severity
    title: Pair
    text: Pair
    why: Pair
    remedy: Pair
    source: Pair
    check: Callable[[Material], Iterable[Hit]] | None = attrs.field(default=None, repr=False, eq=False)

    def finding(self, hit: Hit) -> Finding:
        """Give the finding for a hit."""
        german, english = (
            text.format_map(
                {name: one[place] if isinstance(one, tuple) else one for name, one in hit.parameters.items()}
            )
            for place, text in enumerate(self.text)
        )
        value = None if hit.value is None else shown(str(hit.value), hit.field or "")
        key = None if hit.record is None else key_of(hit.record.natural_key)
        return Finding(
            code=self.code,
            severity=self.severity,
            file=None if hit.table is None else f"{hit.table}.csv",
            key=key,
            field=hit.field,
            value=value,
            texts=(german, english),
            remedies=self.remedy,
        )


def key_of(parts: Iterable[str]) -> str:
    """Give the natural key of a record as findings show it, in one line.

    Examples:
        >>> key_of(["03351", "heide", "official", ""])
        '03351 heide official'
    """
    text = _SEPARATOR.join(filter(None, parts))
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def rule(  # noqa: PLR0913 - each is a field of the catalogue
    code: str,
    severity: Severity,
    *,
    title: Pair,
    text: Pair,
    why: Pair,
    remedy: Pair,
    source: Pair,
) -> Callable[[Callable[[Material], Iterable[Hit]]], Rule]:
    """Give a decorator that makes a rule of its check; the arguments are the fields of `Rule`."""
    made = Rule(code, severity, title, text, why, remedy, source)
    return lambda check: attrs.evolve(made, check=check)
