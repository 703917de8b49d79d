"""The check: all rules over one dataset, and everything they found in one report. It never fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from kmn.errors import MissingExtraError
from kmn.rules.catalogue import CRASHED, LEFT_OUT, REMARKED, REPAIRED, RULES, UNCHECKED, UNREADABLE
from kmn.rules.finding import Severity
from kmn.rules.material import Material
from kmn.rules.report import Report
from kmn.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from kmn.boundaries.index import BoundaryIndex
    from kmn.model.dataset import Dataset
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex
    from kmn.rules.finding import Finding, Pair
    from kmn.rules.rule import Rule

__all__ = ["check", "read"]


def check(  # noqa: PLR0913 - everything is handed in
    dataset: Dataset | None,
    gazetteer: Gazetteer,
    *,
    on: date,
    names: Callable[[], NameIndex] | None = None,
    points: Callable[[], BoundaryIndex] | None = None,
    reading: Iterable[Finding] = (),
    rules: Iterable[Rule] | None = None,
    lang: str = "de",
) -> Report:
    """Check a dataset by all rules.

    Args:
        dataset: the dataset; None if it could not be loaded.
        gazetteer: the places.
        on: the day of which to speak.
        names: gives the index of the places' names; without it towns are not checked.
        points: gives the index of the borders; without it points are not checked.
        reading: what reading the dataset came to, as `read` gives it.
        rules: the rules; all of the catalogue by default.
        lang: language of the report, `de` or `en`.

    Returns:
        All findings, sorted. Nothing is raised, whatever the dataset holds and whatever a rule does.

    Examples:
        >>> from datetime import date
        >>> from kmn.interchange.folder import load_packaged
        >>> from kmn.places.gazetteer import load
        >>> check(load_packaged(), load(), on=date(2026, 12, 1)).errors
        ()
    """
    findings = list(reading)
    if dataset is None:
        findings.append(UNCHECKED.finding(Hit()))
    else:
        material = Material(dataset, gazetteer, names, points, on)
        for rule in RULES.values() if rules is None else rules:
            findings.extend(_applied(rule, material))
    return Report.of(findings, on=on, data_version=dataset.version if dataset is not None else None, lang=lang)


def _applied(rule: Rule, material: Material) -> Iterator[Finding]:
    """Give what a rule finds; if it breaks off, what it has found until then and that it did."""
    try:
        for hit in rule.check(material) if rule.check is not None else ():
            yield rule.finding(hit)
    except MissingExtraError:
        yield LEFT_OUT.finding(Hit(parameters={"code": rule.code, "title": rule.title}))
    except Exception as error:  # noqa: BLE001 - a rule that fails must not take the others with it
        # Never its text, which may hold anything.
        yield CRASHED.finding(Hit(parameters={"code": rule.code, "error": type(error).__name__}))


def read(  # noqa: PLR0913 - each is a part of the place
    severity: Severity | str,
    said: Pair,
    *,
    file: str | None,
    row: int | None = None,
    field: str | None = None,
    value: str | None = None,
) -> Finding:
    """Give what the reading of a file or list came to as a finding.

    Args:
        severity: how grave it is.
        said: what was found, in German and English, without the place.
        file: the file, or the sheet of a list.
        row: the row as a spreadsheet counts it.
        field: the column.
        value: the value, as far as it may be shown.

    Examples:
        >>> read("warning", ("Gelesen als 2024-07-09.", "Read as 2024-07-09."), file="events.csv", row=3).code
        'KMN-L002'
    """
    rule = {Severity.ERROR: UNREADABLE, Severity.WARNING: REPAIRED, Severity.INFO: REMARKED}[Severity.parse(severity)]
    found = rule.finding(Hit(parameters={"said": said}))
    return attrs.evolve(found, file=file, row=row, field=field, value=value)
