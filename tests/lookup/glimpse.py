"""What most tests look at in an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kmn.lookup.answer import Answer


def codes(answer: Answer) -> set[str]:
    """Return the codes of an answer's notes."""
    return {note.code for note in answer.notes}


def key_of(answer: Answer) -> str | None:
    """Return the key of the only district of an answer."""
    return str(answer.district.key) if answer.district else None


def keys_of(answer: Answer) -> list[str]:
    """Return the keys of the districts of an answer."""
    return [str(district.key) for district in answer.districts]


def decided(answer: Answer) -> bool:
    """Tell whether the place is decided and lies in the territory."""
    return answer.status in {"responsible", "unassigned"}
