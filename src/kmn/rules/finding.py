"""Findings: what a rule found, where, and what to do about it; data, never exceptions."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import attrs

from kmn.errors import InputError, InputTypeError, describe

__all__ = ["Finding", "Pair", "Severity", "pick"]

Pair = tuple[str, str]
"""A text in German and in English."""


class Severity(StrEnum):
    """How grave a finding is; a graver one is greater in `rank`.

    Examples:
        >>> Severity.parse("Warnung"), Severity.ERROR.rank > Severity.INFO.rank
        (<Severity.WARNING: 'warning'>, True)
    """

    ERROR = "error"
    """It is wrong: an answer or a publication made from it would be wrong as well."""
    WARNING = "warning"
    """It is open, doubtful or old: somebody should look at it."""
    INFO = "info"
    """It is worth knowing; nothing has to be done."""

    @property
    def rank(self) -> int:
        """The gravity as a number: 3 for an error, 2 for a warning, 1 for an info."""
        return _RANKS[self.value]

    def label(self, lang: str = "de") -> str:
        """Name the severity in German or (`en`) English."""
        return _LABELS[self.value][pick(lang)]

    @classmethod
    def parse(cls, value: object) -> Severity:
        """Read a severity, in English or German.

        Args:
            value: A text, whatever its case, or a member.

        Returns:
            The member.

        Raises:
            InputError: The text names no severity.
            InputTypeError: The value is no text.
        """
        if isinstance(value, cls):
            return value
        expected = "expected one of error, warning, info"
        if not isinstance(value, str):
            message = f"{describe(value, begin=True)} is not a severity: {expected}."
            raise InputTypeError(message)
        wanted = value.strip().casefold()
        for name, labels in _LABELS.items():
            if wanted in {name, *(label.casefold() for label in labels)}:
                return cls(name)
        message = f"{describe(value, begin=True)} is not a severity: {expected}."
        raise InputError(message)


_RANKS: Final = {"error": 3, "warning": 2, "info": 1}
_LABELS: Final = {"error": ("Fehler", "error"), "warning": ("Warnung", "warning"), "info": ("Hinweis", "info")}


def pick(lang: str) -> int:
    """Give the place of a language in a pair of texts.

    Raises:
        InputError: it is neither `de` nor `en`.

    Examples:
        >>> ("ja", "yes")[pick("en")]
        'yes'
    """
    try:
        return ("de", "en").index(lang)
    except ValueError:
        message = f"{describe(lang, begin=True)} is not a language here: expected 'de' or 'en'."
        raise InputError(message) from None


@attrs.frozen(kw_only=True)
class Finding:
    """Something a rule found in a dataset.

    Attributes:
        code: the code of the rule, such as `KMN-A003`.
        severity: how grave it is.
        file: the file it is in, None if it concerns no single file.
        key: what tells the record from others of its table, the parts joined by a blank; None if no record is meant.
        row: the row of the file as a spreadsheet counts it, the header being row 1; None where it is not known. Two
            findings that differ in it only are equal.
        field: the name of the column.
        value: the value, as far as it may be shown: never that of an address or a contact.
        texts: what was found, in German and English.
        remedies: what to do about it, in German and English.

    Examples:
        >>> from kmn.wiring import check
        >>> finding = check(on="2026-12-01").filter(code="KMN-A001").findings[0]
        >>> finding.severity, finding.file, finding.value
        (<Severity.WARNING: 'warning'>, 'assignments.csv', '03241')
        >>> print(finding.text("en"))
        Region Hannover (03241) is open: no source names a network.
    """

    code: str
    severity: Severity
    file: str | None = None
    key: str | None = None
    row: int | None = attrs.field(default=None, eq=False)
    field: str | None = None
    value: str | None = None
    texts: Pair
    remedies: Pair

    def text(self, lang: str = "de") -> str:
        """Say what was found, in German or (`en`) English."""
        return self.texts[pick(lang)]

    def remedy(self, lang: str = "de") -> str:
        """Say what to do about it, in German or (`en`) English."""
        return self.remedies[pick(lang)]

    def place(self, lang: str = "de") -> str:
        """Say where it is: file, record or row, and field; empty if it concerns no single file."""
        where = pick(lang)
        parts = [self.file or ""]
        if self.row is not None:
            row = f"{('Zeile', 'row')[where]} {self.row}"
            parts.append(row if self.key is None else f"{row} ({self.key})")
        elif self.key is not None:
            parts.append(self.key)
        if self.field is not None:
            parts.append(f"{('Feld', 'field')[where]} {self.field}")
        return ", ".join(filter(None, parts))

    def to_dict(self, lang: str = "de") -> dict[str, Any]:
        """Give the finding as plain data; always every key, whatever is known."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.file,
            "key": self.key,
            "row": self.row,
            "field": self.field,
            "value": self.value,
            "text": self.text(lang),
            "remedy": self.remedy(lang),
        }

    def __str__(self) -> str:
        """Give code, place and text in English."""
        return ": ".join(filter(None, (self.code, self.place("en"), self.text("en"))))
