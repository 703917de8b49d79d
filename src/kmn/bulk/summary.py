"""What became of a table: how many rows got which answer, and which columns were read."""

from __future__ import annotations

from collections import Counter
from typing import IO, TYPE_CHECKING, Any, Final

from attrs import Factory, define

from kmn.bulk.columns import COLUMNS, INVALID

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["REJECTED", "Record", "Summary"]

REJECTED: Final = ("ambiguous", "not_found", "empty", "invalid")
"""Statuses of rows whose place is not known."""

_STATUS: Final = COLUMNS.index("kmn_status")
_NETWORK: Final = COLUMNS.index("kmn_network")
_NOTE: Final = COLUMNS.index("kmn_note")
_MOST_ROWS_NAMED: Final = 12


@define
class Summary:
    """What became of a file.

    Attributes:
        rows: How many rows it has, without the headers.
        statuses: How many rows got which status.
        networks: How many rows belong to which network, by its id.
        zeros_restored: In how many rows a key or postal code got back the leading zero it had lost.
        notes: How many rows have which note, by its code.
        invalid_rows: The numbers of the first invalid rows; the headers, where a file has such a row, are row 1.
        columns: Role → header of the columns that were read.
        encoding: The encoding that was recognised, if the file is CSV.
        delimiter: The delimiter that was recognised, if the file is CSV.

    Examples:
        >>> summary = Summary(rows=2)
        >>> summary.statuses["responsible"] += 2
        >>> summary.to_dict()["statuses"]
        {'responsible': 2}
    """

    rows: int = 0
    statuses: Counter[str] = Factory(Counter)
    networks: Counter[str] = Factory(Counter)
    zeros_restored: int = 0
    notes: Counter[str] = Factory(Counter)
    invalid_rows: list[int] = Factory(list)
    columns: dict[str, str] = Factory(dict)
    encoding: str = ""
    delimiter: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as JSON has it, the most frequent first."""
        return {
            "rows": self.rows,
            "statuses": _frequent_first(self.statuses),
            "networks": _frequent_first(self.networks),
            "notes": _frequent_first(self.notes),
            "zeros_restored": self.zeros_restored,
            "invalid_rows": list(self.invalid_rows),
            "columns": dict(self.columns),
            "encoding": self.encoding,
            "delimiter": self.delimiter,
        }


def _frequent_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


class Record:
    r"""Keeps a summary of rows as they are answered, and a list of those whose place is not known.

    The list holds numbers of rows, statuses and codes, and nothing of what stands in the rows.

    Attributes:
        summary: The summary of the rows so far.

    Examples:
        >>> import io
        >>> listed = io.BytesIO()
        >>> record = Record(2, listed)
        >>> record.add(("not_found", *[""] * 12), restored=False)
        >>> record.summary.rows, listed.getvalue()
        (1, b'row,kmn_status,kmn_note\n2,not_found,\n')
    """

    def __init__(self, first: int, listed: IO[bytes] | None = None) -> None:
        """Begin with no rows.

        Args:
            first: The number of the first row.
            listed: Where rows are listed, if anywhere.
        """
        self.summary = Summary()
        self._first = first
        self._listed = listed
        if listed is not None:
            listed.write(b"row,kmn_status,kmn_note\n")

    def add(self, cells: Sequence[str], *, restored: bool) -> None:
        """Add one row.

        Args:
            cells: The cells that are added to it.
            restored: Whether a key or postal code got back the leading zero it had lost.
        """
        status, network = cells[_STATUS], cells[_NETWORK]
        self._reject(self.summary.rows, status, cells[_NOTE])
        self.summary.rows += 1
        self.summary.statuses[status] += 1
        if network:
            self.summary.networks[network] += 1
        self.summary.notes.update(cells[_NOTE].split())
        self.summary.zeros_restored += restored

    def add_all(self, answers: Any, restored: int) -> None:
        """Add many rows.

        Args:
            answers: The columns that are added to them (`pyarrow.RecordBatch`), each with a dictionary.
            restored: In how many of them a key or postal code got back the leading zero it had lost.
        """
        import numpy as np

        self._count(self.summary.statuses, answers.column(_STATUS))
        self._count(self.summary.networks, answers.column(_NETWORK))
        self._count(self.summary.notes, answers.column(_NOTE))
        places = answers.column(_STATUS).indices.to_numpy()
        values = answers.column(_STATUS).dictionary.to_pylist()
        wanted = REJECTED if self._listed is not None else (INVALID,)
        found = [at for at, value in enumerate(values) if value in wanted]
        if found and (self._listed is not None or len(self.summary.invalid_rows) < _MOST_ROWS_NAMED):
            rows = np.flatnonzero(np.isin(places, found))
            notes = answers.column(_NOTE).take(rows).to_pylist()
            for row, note in zip(rows.tolist(), notes, strict=True):
                self._reject(self.summary.rows + row, values[places[row]], note)
        self.summary.rows += len(answers)
        self.summary.zeros_restored += restored

    @staticmethod
    def _count(counter: Counter[str], column: Any) -> None:
        import numpy as np

        values = column.dictionary.to_pylist()
        counts = np.bincount(column.indices.to_numpy(), minlength=len(values))
        for value, count in zip(values, counts.tolist(), strict=True):
            counter.update(dict.fromkeys(value.split() if count else (), count))

    def _reject(self, row: int, status: str, notes: str) -> None:
        number = row + self._first
        if status == INVALID and len(self.summary.invalid_rows) < _MOST_ROWS_NAMED:
            self.summary.invalid_rows.append(number)
        if self._listed is not None and status in REJECTED:
            self._listed.write(f"{number},{status},{notes}\n".encode())
