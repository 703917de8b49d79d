"""Batches of rows in, the same batches with the answers beside them out, in the memory layout of Arrow.

An `Assigner` knows which columns hold the place. It is small and picklable, so that any engine that runs a function
over batches can use it, on one machine or on many: nothing else is needed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kmn.bulk.columns import COLUMNS, RESTORED
from kmn.bulk.headers import ROLES, day_of, recognise
from kmn.errors import InputError, InputTypeError, MissingExtraError, describe
from kmn.geocoding.budget import budgeted
from kmn.geocoding.protocol import Geocoder
from kmn.lookup.locator import Locator
from kmn.values import Evidence, parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kmn.bulk.answering import Answering
    from kmn.bulk.outcomes import Codes, Outcomes

__all__ = ["Assigner"]

_ROWS: Final = 1 << 18  # rows at a time: enough to ask little, few enough for the memory
_NOTE: Final = "kmn_note"


class Assigner:
    """Puts the network of each row's place beside the rows of batches (see `kmn.bulk.columns`).

    What is asked is not kept: between batches, an assigner remembers its answers by digests. It may be called from
    several threads. Pickled, it takes only what it was made of along; of a `kmn.Locator`, that is the dataset.

    Args:
        columns: Role → header: `address`, `street`, `plz`, `place`, `locality`, `country`, `key`, `lat`, `lon`; if
            empty, they are recognised by their headers.
        on: The day of which to speak (a date or YYYY-MM-DD), or the header of a column of days; today by default,
            on each call anew, and where such a column is empty.
        evidence: The weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        locator: Who answers; the embedded data by default.
        geocoder: Asked, with the address but without any person's name, where nothing else decides; about each
            different address once, and for an hour at most unless it is a `kmn.geocoding.TimeBudget`.

    Raises:
        InputError: A role does not exist, or the evidence is none of those above.
        InputTypeError: The day is neither text nor date, or locator or geocoder are none.
        MissingExtraError: pyarrow or numpy is not installed.

    Examples:
        >>> import pyarrow as pa
        >>> assigner = Assigner({"address": "Anschrift"})
        >>> batch = pa.record_batch({"Nr": [1, 2], "Anschrift": ["Domhof 1, 31134 Hildesheim", None]})
        >>> answered = assigner(batch)
        >>> answered["kmn_network"].to_pylist(), answered["kmn_status"].to_pylist()
        (['suedniedersachsen', ''], ['responsible', 'empty'])
    """

    def __init__(
        self,
        columns: Mapping[str, str],
        *,
        on: date | str | None = None,
        evidence: Evidence | str = Evidence.ATTESTED,
        locator: Locator | None = None,
        geocoder: Geocoder | None = None,
    ) -> None:
        """Keep what is handed in; nothing is opened yet."""
        try:
            import numpy  # noqa: F401, ICN001 - told of here rather than amid a batch
            import pyarrow  # noqa: F401, ICN001
        except ImportError as error:
            feature = "Batches of rows"
            raise MissingExtraError(feature, extra="bulk") from error
        for role in columns:
            if role not in ROLES:
                message = f"There is no such role of a column: choose from {', '.join(ROLES)}."
                raise InputError(message)
        if on is not None and not isinstance(on, str):
            parse_day(on)
        _check(locator, Locator, "A locator is a kmn.Locator")
        _check(geocoder, Geocoder, "A geocoder is an object with a method geocode(address)")
        self.columns = dict(columns)
        self.on = on
        self.evidence = Evidence.parse(evidence)
        self._locator = locator
        self._geocoder = geocoder
        self._answering: Answering | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what was computed."""
        return self.__dict__ | {"_answering": None}

    def __call__(self, batch: Any) -> Any:
        """Give a batch with the answers behind its columns.

        Args:
            batch: A `pyarrow.RecordBatch` or `pyarrow.Table`; codes may be texts or numbers, coordinates as well.

        Returns:
            The same kind of object; its rows, their order and their values stay as they are.

        Raises:
            InputError: No column is recognised, a chosen one is missing, the day is neither a day nor the header of
                a column, or the batch already has columns of an earlier run.
        """
        columns = self._answered(batch)
        return type(batch).from_arrays([*batch.columns, *columns], schema=self.schema(batch.schema))

    def columns_for(self, batch: Any) -> Any:
        """Give only the answers, as the same kind of object.

        Args:
            batch: As for a call.

        Raises:
            InputError: As for a call.
        """
        return type(batch).from_arrays(self._answered(batch), names=list(COLUMNS))

    def schema(self, schema: Any) -> Any:
        """Give the schema (`pyarrow.Schema`) of what comes out for what goes in.

        Examples:
            >>> import pyarrow as pa
            >>> Assigner({"plz": "PLZ"}).schema(pa.schema({"PLZ": pa.string()})).field("kmn_status").type
            DictionaryType(dictionary<values=string, indices=int16, ordered=0>)
        """
        from kmn.bulk.outcomes import TYPE

        for name in COLUMNS:
            schema = schema.append(_field(name, TYPE))
        return schema

    @staticmethod
    def restored(answered: Any) -> int:
        """Tell in how many rows a key or postal code got back the leading zero it had lost.

        Args:
            answered: What a call or `columns_for` gave.

        Examples:
            >>> import pyarrow as pa
            >>> assigner = Assigner({"plz": "PLZ"})
            >>> assigner.restored(assigner(pa.table({"PLZ": [1067, 31134]})))
            1
        """
        import numpy as np

        column = answered[_NOTE]
        found = 0
        for chunk in getattr(column, "chunks", [column]):
            notes = chunk.dictionary.to_pylist()
            counts = np.bincount(chunk.indices.to_numpy(), minlength=len(notes)).tolist()
            found += sum(
                count for note, count in zip(notes, counts, strict=True) if set(RESTORED) & set(note.split())
            )
        return found

    def _answered(self, batch: Any) -> list[Any]:
        """Give the columns that are added."""
        codes, outcomes = self.numbered(batch)
        return outcomes.columns(codes)

    def numbered(self, batch: Any) -> tuple[Codes, Outcomes]:
        """Give the answers as numbers, for engines that put the texts in their place later, or elsewhere.

        Args:
            batch: As for a call.

        Returns:
            For each row the number of its outcome, and the outcomes. Numbers hold as long as the assigner, or all
            assigners over the embedded data with the same evidence, in one process.

        Raises:
            InputError: As for a call.

        Examples:
            >>> import pyarrow as pa
            >>> codes, outcomes = Assigner({"plz": "PLZ"}).numbered(pa.table({"PLZ": ["31134", "31134"]}))
            >>> len(codes), outcomes.cells(codes[0])[0]
            (2, 'responsible')
        """
        import numpy as np

        headers = list(batch.schema.names)
        if set(headers) & set(COLUMNS):
            message = "The table already has columns of an earlier run (kmn_…). Take the table as it was before."
            raise InputError(message)
        roles = recognise(headers, self.columns)
        day, days = day_of(self.on, headers)
        if self._answering is None:
            self._answering = self._opened()
        answering = self._answering
        codes = np.empty(len(batch), np.int32)
        for start in range(0, len(batch), _ROWS):
            some = batch.slice(start, _ROWS)
            cells = {role: _whole(some.column(place)) for role, place in roles.items()}
            when = None if days is None else _whole(some.column(days))
            codes[start : start + _ROWS] = answering.codes(cells, day, when)
        return codes, answering.outcomes

    def _opened(self) -> Answering:
        from kmn.bulk.answering import Answering

        if self._locator is None and self._geocoder is None:
            return _default_answering(self.evidence)
        from kmn.wiring import default_locator

        return Answering(self._locator or default_locator(), self.evidence, budgeted(self._geocoder))


@cache
def _default_answering(evidence: Evidence) -> Answering:
    """Give what all assigners over the embedded data share, so that none begins anew."""
    from kmn.bulk.answering import Answering
    from kmn.wiring import default_locator

    return Answering(default_locator(), evidence, None)


def _check(thing: object, kind: type, expected: str) -> None:
    if thing is not None and not isinstance(thing, kind):
        message = f"{expected}, not {describe(thing)}."
        raise InputTypeError(message)


def _field(name: str, kind: Any) -> Any:
    import pyarrow as pa

    return pa.field(name, kind, nullable=False)


def _whole(column: Any) -> Any:
    """Give a column in one piece."""
    import pyarrow as pa

    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = column.unify_dictionaries().combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
