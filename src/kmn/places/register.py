"""Registers of keyed records that are valid for a time, and the changes of keys between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kmn.values import Period

__all__ = ["KeyChanges", "Register"]


class _Dated(Protocol):
    @property
    def period(self) -> Period: ...


T = TypeVar("T", bound=_Dated)


class Register(Generic[T]):
    """Records by key, each valid for a period. A key that was given up is never issued again in the data.

    Args:
        records: The records by key.

    Examples:
        >>> from kmn.wiring import gazetteer
        >>> districts = gazetteer().districts
        >>> from datetime import date
        >>> districts.at("03156", date(2016, 5, 1)).name, districts.at("03156", date(2026, 1, 1))
        ('Osterode am Harz', None)
    """

    def __init__(self, records: Mapping[str, T]) -> None:
        """Keep the records in the order of their keys."""
        self._records = dict(sorted(records.items()))
        self._days: dict[date, tuple[T, ...]] = {}

    def __contains__(self, key: object) -> bool:
        """Tell whether the key is or was ever valid."""
        return key in self._records

    def __iter__(self) -> Iterator[T]:
        """Give every record, former ones included, by key."""
        return iter(self._records.values())

    def get(self, key: str) -> T | None:
        """Give the record of a key, whenever it is or was valid."""
        return self._records.get(key)

    def at(self, key: str, on: date) -> T | None:
        """Give the record of a key if it is valid on a day."""
        record = self._records.get(key)
        return record if record is not None and record.period.covers(on) else None

    def on(self, day: date) -> tuple[T, ...]:
        """Give the records that are valid on a day, by key."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) > 100:  # noqa: PLR2004 - a column of days must not fill the memory
                self._days.clear()
            found = self._days[day] = tuple(record for record in self if record.period.covers(day))
        return found


class KeyChanges:
    """How keys changed: each key that was given up, and the key that stands in its place.

    Args:
        rows: (old key, new key), each old key once.

    Examples:
        >>> changes = KeyChanges([("03152", "03159"), ("03156", "03159")])
        >>> changes.today("03152"), changes.related("03159")
        ('03159', ('03152', '03156'))
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Index the changes in both directions."""
        self._after = dict(rows)
        self._before: dict[str, tuple[str, ...]] = {}
        for old, new in sorted(self._after.items()):
            self._before[new] = (*self._before.get(new, ()), old)

    def today(self, key: str) -> str:
        """Give the key that stands in a key's place today; itself if it was not given up."""
        seen = {key}
        while (following := self._after.get(key)) is not None and following not in seen:
            seen.add(following)
            key = following
        return key

    def related(self, key: str) -> tuple[str, ...]:
        """Give the keys directly before and after a key."""
        after = self._after.get(key)
        return (*self._before.get(key, ()), *((after,) if after else ()))

    def resolve(self, key: str, on: date, register: Register[T]) -> tuple[str, ...]:
        """Give the keys that are valid on a day where a key was before or is after.

        Args:
            key: A key of any day.
            on: The day.
            register: Where the keys and their periods stand.

        Returns:
            The key itself if it is valid, else those that stand in its place (several for a day before they
            were joined); none if the key is unknown.
        """
        if register.at(key, on) is not None:
            return (key,)
        record = register.get(key)
        if record is None:
            return ()
        if record.period.end is not None and record.period.end < on:
            after = self._after.get(key)
            return self.resolve(after, on, register) if after else ()
        return tuple(found for before in self._before.get(key, ()) for found in self.resolve(before, on, register))
