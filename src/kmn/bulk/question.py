"""What is asked for the rows of a table: which columns hold the place, and on which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from kmn.bulk.asking import ask
from kmn.bulk.columns import COLUMNS
from kmn.bulk.headers import day_of, recognise
from kmn.errors import InputError
from kmn.geocoding.budget import TimeBudget, budgeted
from kmn.lookup.locator import Locator
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kmn.bulk.asking import Asked
    from kmn.bulk.batches import Assigner
    from kmn.geocoding.protocol import Geocoder

__all__ = ["Question", "question_of"]


@frozen
class Question:
    """What is asked for every row.

    Attributes:
        columns: Role → position of the column that is read, counted from 0.
        on: The day of which to speak.
        days: The position of a column of days, if there is one; where it is empty, `on` holds.
        evidence: The weakest claim that may decide.
        locator: Who answers; the embedded data if None.
        geocoder: Asked where nothing else decides.
    """

    columns: dict[str, int]
    on: date
    days: int | None
    evidence: Evidence
    locator: Locator | None
    geocoder: TimeBudget | None

    @property
    def positions(self) -> list[int]:
        """The positions of all columns that are read, sorted."""
        return sorted({*self.columns.values(), *(() if self.days is None else (self.days,))})

    def ask(self, row: Sequence[str]) -> Asked:
        """Ask for a row of texts.

        Examples:
            >>> from kmn.values import Evidence
            >>> question_of(["PLZ", "Ort"], {}, None, Evidence.ATTESTED).ask(["1067", "Dresden"]).cells[0]
            'outside'
        """
        from kmn.wiring import default_locator

        cells = {role: row[column] for role, column in self.columns.items()}
        said = "" if self.days is None else row[self.days].strip()
        return ask(cells, said or self.on, self.evidence, self.locator or default_locator(), self.geocoder)

    def assigner(self) -> Assigner:
        """Give what asks for batches of the columns that are read, named by their positions."""
        from kmn.bulk.batches import Assigner

        return Assigner(
            {role: str(column) for role, column in self.columns.items()},
            on=self.on if self.days is None else str(self.days),
            evidence=self.evidence,
            locator=self.locator,
            geocoder=self.geocoder,
        )


def question_of(  # noqa: PLR0913 - each is a word of the question
    headers: Sequence[str],
    chosen: Mapping[str, str],
    on: date | str | None,
    evidence: Evidence,
    *,
    locator: Locator | None = None,
    geocoder: Geocoder | None = None,
) -> Question:
    """Tell what is to be asked for the rows of a table.

    Args:
        headers: The headers of the table.
        chosen: Role → header, if columns are chosen.
        on: The day of which to speak, or the header of a column of days; None for today.
        evidence: The weakest claim that may decide.
        locator: Who answers; the embedded data if None.
        geocoder: Asked where nothing else decides, about each different address once.

    Raises:
        InputError: The columns cannot be told or already hold answers, or the day is neither.

    Examples:
        >>> from kmn.values import Evidence
        >>> question = question_of(["Nr", "PLZ", "Stand"], {}, "Stand", Evidence.ATTESTED)
        >>> question.columns, question.days
        ({'plz': 1}, 2)
    """
    if set(headers) & set(COLUMNS):
        message = "The table already has columns of an earlier run (kmn_…). Take the table as it was before."
        raise InputError(message)
    day, days = day_of(on, headers)
    return Question(recognise(headers, chosen), day, days, evidence, locator, budgeted(geocoder))
