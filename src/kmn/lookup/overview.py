"""What is known of all districts or municipalities on a day, one row each: for notebooks, forms and letters.

A row for a place without a network has a label as well, so that a group-by does not lose it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kmn.errors import InputError, MissingExtraError, describe
from kmn.interchange.tables import HEAD, tables
from kmn.lookup.notes import LANGUAGES
from kmn.model.assignment import Assignment
from kmn.values import Evidence, Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kmn.lookup.answer import Answer
    from kmn.lookup.locator import Locator
    from kmn.model.record import Record

__all__ = ["TABLES", "districts", "frame", "known", "label", "municipalities", "records"]

PLACES: Final = ("districts", "municipalities")
"""The tables of places, which a dataset does not hold itself."""

TABLES: Final = (*PLACES, *(table.name for table in tables() if table.name != HEAD))
"""The tables of which there is an overview."""

_LABELS: Final = {
    "open": ("offen", "open"),
    "inferred_only": ("offen (nur erschlossen)", "open (inferred only)"),
    "contested": ("strittig", "contested"),
    "before_data": ("keine Angaben", "no data"),
    "ambiguous": ("je nach Gemeinde", "depends on the municipality"),
}


def label(answer: Answer, lang: str = "de") -> str:
    """Name the network of an answer, or say why there is none; never empty.

    Args:
        answer: the answer for a place of the territory.
        lang: `de` or `en`.

    Examples:
        >>> from kmn.wiring import locate
        >>> label(locate("Landkreis Celle")), label(locate("Landkreis Aurich"), "en")
        ('Regionalverbund Heide', 'open')
    """
    if answer.network is not None:
        return answer.network.name
    return _LABELS[answer.reason or answer.status][LANGUAGES.index(lang)]


def districts(
    locator: Locator, on: date, *, evidence: Evidence | str = Evidence.ATTESTED, lang: str = "de"
) -> Iterator[dict[str, Any]]:
    """Give a row for each district of a day.

    Args:
        locator: answers for the places.
        on: the day.
        evidence: the weakest claim that may decide.
        lang: language of the labels.

    Examples:
        >>> from datetime import date
        >>> from kmn.wiring import Locator
        >>> next(districts(Locator(), date(2026, 1, 1)))["network_label"]
        'Regionalverbund Braunschweig'
    """
    for district in locator.gazetteer.districts.on(on):
        answer = locator.locate(district.key, on=on, evidence=evidence)
        yield {
            "key": district.key.value,
            "name": district.official_name,
            "kind": district.kind,
            **known(answer, lang),
            "population": district.population,
            "area_km2": district.area_km2,
        }


def municipalities(
    locator: Locator, on: date, *, evidence: Evidence | str = Evidence.ATTESTED, lang: str = "de"
) -> Iterator[dict[str, Any]]:
    """Give a row for each municipality and unincorporated area of a day; see `districts`."""
    for one in locator.gazetteer.municipalities.on(on):
        answer = locator.locate(one.ags, on=on, evidence=evidence)
        yield {
            "key": one.ags.value,
            "name": one.official_name,
            "kind": one.kind,
            "association": one.association,
            "district": one.district.value,
            "district_name": locator.gazetteer.title(one.district.value),
            **known(answer, lang),
            "population": one.population,
        }


def known(answer: Answer, lang: str = "de") -> dict[str, Any]:
    """Give what is known of the network of a place, column by column.

    Args:
        answer: the answer for the place.
        lang: language of the label.

    Examples:
        >>> from kmn.wiring import locate
        >>> known(locate("Landkreis Celle"))["network_label"]
        'Regionalverbund Heide'
    """
    inferred = {claim.network.id: None for claim in answer.claims if claim.evidence is Evidence.INFERRED}
    return {
        "network": answer.network.id if answer.network else None,
        "network_label": label(answer, lang),
        "status": answer.status,
        "reason": answer.reason,
        "evidence": answer.evidence.value if answer.evidence else None,
        "attested_on": None if answer.attested_on is None else str(answer.attested_on),
        "inferred_networks": " ".join(inferred),
    }


def records(locator: Locator, table: str, on: date | None) -> Iterator[dict[str, Any]]:
    """Give a row for each record of a table of the dataset, its columns as in the folder.

    Args:
        locator: holds the dataset.
        table: the name of the table.
        on: the day on which the records hold, as far as known; all of them by default.

    Examples:
        >>> from kmn.wiring import Locator
        >>> [row["id"] for row in records(Locator(), "networks", None)][:2]
        ['braunschweig', 'heide']
    """
    description = next(one for one in tables() if one.name == table)
    titles = {network.id: network.name for network in locator.dataset.networks}
    for record in getattr(locator.dataset, table):
        if on is not None and not _holds(record, on):
            continue
        row: dict[str, Any] = {}
        for column in description.columns:
            value = getattr(record, column.field)
            value = getattr(value, column.part, None) if column.part and value is not None else value
            row[column.name] = " ".join(value) if isinstance(value, tuple) else _plain(value)
        if isinstance(record, Assignment):
            row["network_name"] = titles.get(record.network, record.network)
            row["area_name"] = locator.gazetteer.title(record.area)
        yield row


def _holds(record: Record, on: date) -> bool:
    begin, end = getattr(record, "valid_from", None), getattr(record, "valid_to", None)
    return Period(begin, end).covers(on)


def _plain(value: Any) -> Any:
    """Give a value as data frames hold it: numbers as numbers, all else as text."""
    return value if value is None or isinstance(value, int | float) else str(value)


def frame(locator: Locator, table: str, on: date | None, today: date, **how: Any) -> Any:
    """Give a table as a data frame of pandas.

    Args:
        locator: answers for the places, and holds the dataset.
        table: one of `TABLES`.
        on: the day of which to speak; for places today by default, for records every day.
        today: what today is.
        **how: `evidence` and `lang`, for places.

    Raises:
        InputError: there is no such table or language.
        MissingExtraError: pandas is not installed.
    """
    if table not in TABLES:
        message = f"There is no table {describe(table)}: expected one of {', '.join(TABLES)}."
        raise InputError(message)
    if how.get("lang", "de") not in LANGUAGES:
        message = f"{describe(how['lang'])} is not a language of the labels: choose 'de' or 'en'."
        raise InputError(message)
    try:
        import pandas as pd
    except ImportError as error:
        feature = "Data frames"
        raise MissingExtraError(feature, extra="pandas") from error
    if table in PLACES:
        rows = {"districts": districts, "municipalities": municipalities}[table](locator, on or today, **how)
        return pd.DataFrame(list(rows))
    columns = next(one for one in tables() if one.name == table).columns
    found = list(records(locator, table, on))
    return pd.DataFrame(found, columns=list(found[0]) if found else [column.name for column in columns])
