"""The report of a check: all findings, sorted, to be read, filtered, or handed on as data."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self

from attrs import evolve, field, frozen

from kmn.errors import InputTypeError, MissingExtraError
from kmn.rules.finding import Finding, Severity, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

__all__ = ["Report"]

_PREFIX: Final = "KMN-"
_MOST_SHOWN: Final = 200
_HEADINGS: Final = (
    ("Schwere", "Regel", "Stelle", "Was", "Was tun"),
    ("Severity", "Rule", "Place", "What", "What to do"),
)


@frozen
class Report:
    """What a check found. It is neither true nor false: ask for `errors`.

    Attributes:
        findings: all findings: the gravest first, then by rule, file and record.
        on: the day of which the check speaks.
        data_version: the version of the dataset, None if it could not be loaded.
        lang: the language in which it shows itself, `de` or `en`.

    Examples:
        >>> from kmn.wiring import check
        >>> report = check(on="2026-12-01", lang="en")
        >>> report.errors
        ()
        >>> report.filter(code="KMN-A013").findings[0].text("en")
        'The dataset names 4 of 10 networks; 6 are missing.'
    """

    findings: tuple[Finding, ...] = field(repr=False)
    on: date
    data_version: str | None = None
    lang: str = "de"

    @classmethod
    def of(cls, findings: Iterable[Finding], *, on: date, data_version: str | None, lang: str = "de") -> Self:
        """Sort findings into a report; the order in which they come does not matter.

        Args:
            findings: the findings.
            on: the day of which the check speaks.
            data_version: the version of the dataset.
            lang: the language of the report.

        Raises:
            InputError: there is no such language here.
        """
        pick(lang)
        return cls(tuple(sorted(findings, key=_order)), on, data_version, lang)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, the gravest first; always every severity."""
        counted = Counter(one.severity for one in self.findings)
        return {severity.value: counted[severity] for severity in Severity}

    def filter(self, *, severity: Severity | str | None = None, code: str | None = None) -> Self:
        """Give the report with some of the findings only.

        Args:
            severity: only findings of this severity.
            code: only findings of this rule, or of the rules that begin so: `KMN-A003`, `A003`, `A`.

        Returns:
            A report like this one with fewer findings.

        Raises:
            InputError: there is no such severity.
            InputTypeError: the severity is no text.
        """
        found = self.findings
        if severity is not None:
            wanted = Severity.parse(severity)
            found = tuple(one for one in found if one.severity is wanted)
        if code is not None:
            start = _PREFIX + code.strip().upper().removeprefix(_PREFIX)
            found = tuple(one for one in found if one.code.startswith(start))
        return evolve(self, findings=found)

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain data, in its language."""
        return {
            "on": self.on.isoformat(),
            "data_version": self.data_version,
            "counts": self.counts,
            "findings": [one.to_dict(self.lang) for one in self.findings],
        }

    def to_json(self) -> str:
        """Give the report as JSON, in its language."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def to_frame(self) -> pd.DataFrame:
        """Give the findings as a table for pandas, one row each.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            if error.name != "pandas":
                raise
            feature = "Findings as a data frame"
            raise MissingExtraError(feature, extra="pandas") from None
        columns = list(Finding(**_EMPTY).to_dict())
        return pd.DataFrame([one.to_dict(self.lang) for one in self.findings], columns=columns)

    def summary(self) -> str:
        """Count the findings in one line, in the language of the report.

        Examples:
            >>> from datetime import date
            >>> Report((), date(2026, 12, 1)).summary()
            '0 Fehler, 0 Warnungen, 0 Hinweise'
        """
        words = (
            (("Fehler", "Fehler"), ("Warnung", "Warnungen"), ("Hinweis", "Hinweise")),
            (("error", "errors"), ("warning", "warnings"), ("info", "infos")),
        )[pick(self.lang)]
        counts = zip(self.counts.values(), words, strict=True)
        return ", ".join(f"{count} {one if count == 1 else several}" for count, (one, several) in counts)

    def __iter__(self) -> Iterator[Finding]:
        """Give one finding after the other."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Count the findings."""
        return len(self.findings)

    def __bool__(self) -> NoReturn:
        """Refuse: whether a report counts as good or bad is the caller's to say.

        Raises:
            InputTypeError: always.
        """
        message = (
            "A report is neither true nor false: ask for report.errors, or for len(report) if any finding counts."
        )
        raise InputTypeError(message)

    def __str__(self) -> str:
        """Give the summary and every finding, one a line, in the language of the report."""
        lines = [
            f"{one.severity.label(self.lang)} {one.code} "
            + ": ".join(filter(None, (one.place(self.lang), one.text(self.lang))))
            for one in self.findings
        ]
        return "\n".join([self.summary(), *lines])

    def _repr_html_(self) -> str:
        """Show the report as a table in a notebook."""
        head = "".join(f"<th>{heading}</th>" for heading in _HEADINGS[pick(self.lang)])
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{escape(cell)}</td>"
                for cell in (
                    one.severity.label(self.lang),
                    one.code,
                    one.place(self.lang),
                    one.text(self.lang),
                    one.remedy(self.lang),
                )
            )
            + "</tr>"
            for one in self.findings[:_MOST_SHOWN]
        )
        more = len(self.findings) - _MOST_SHOWN
        rest = (f"… und {more} weitere", f"… and {more} more")[pick(self.lang)]
        return f"<p>{self.summary()}</p><table><tr>{head}</tr>{rows}</table>" + (f"<p>{rest}</p>" if more > 0 else "")


_EMPTY: Final[dict[str, Any]] = {"code": "", "severity": Severity.INFO, "texts": ("", ""), "remedies": ("", "")}


def _order(finding: Finding) -> tuple[Any, ...]:
    """Sort by gravity, rule and place, and whatever else tells two findings apart."""
    return (
        -finding.severity.rank,
        finding.code,
        finding.file or "",
        finding.row or 0 if finding.key is None else 0,
        finding.key or "",
        finding.field or "",
        finding.value or "",
        finding.texts,
    )
