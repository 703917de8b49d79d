"""Evidence: how a responsibility is known."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kmn.errors import InputError, InputTypeError, describe

__all__ = ["Evidence"]


class Evidence(StrEnum):
    """How it is known which network an area belongs to; stronger evidence is greater.

    Examples:
        >>> Evidence.OFFICIAL > Evidence.ATTESTED > Evidence.INFERRED
        True
        >>> Evidence.parse("attested") is Evidence.ATTESTED
        True
    """

    OFFICIAL = "official"
    """The coordinating authority says so."""
    ATTESTED = "attested"
    """A third party says or shows it, such as attendance in minutes."""
    INFERRED = "inferred"
    """Reasoned from other facts; never a result by default."""

    @property
    def rank(self) -> int:
        """The strength as a number: 3 for official, 2 for attested, 1 for inferred."""
        return _RANKS[self.value]

    @classmethod
    def parse(cls, value: object) -> Evidence:
        """Read a level, in English or in the German of the glossary (amtlich, belegt, erschlossen).

        Args:
            value: A text, whatever its case, or a member.

        Returns:
            The member.

        Raises:
            InputError: The text names no level.
            InputTypeError: The value is no text.
        """
        if isinstance(value, cls):
            return value
        expected = "expected one of official, attested, inferred"
        if not isinstance(value, str):
            message = f"{describe(value, begin=True)} is not a level of evidence: {expected}."
            raise InputTypeError(message)
        found = _EVIDENCE_NAMES.get(value.strip().casefold())
        if found is None:
            message = f"{describe(value, begin=True)} is not a level of evidence: {expected}."
            raise InputError(message)
        return cls(found)

    # Without these four, levels would sort by alphabet, as texts do.
    def __lt__(self, other: str) -> bool:
        """Compare by strength."""
        return self.rank < Evidence.parse(other).rank

    def __le__(self, other: str) -> bool:
        """Compare by strength."""
        return self.rank <= Evidence.parse(other).rank

    def __gt__(self, other: str) -> bool:
        """Compare by strength."""
        return self.rank > Evidence.parse(other).rank

    def __ge__(self, other: str) -> bool:
        """Compare by strength."""
        return self.rank >= Evidence.parse(other).rank


_RANKS: Final = {"official": 3, "attested": 2, "inferred": 1}
_EVIDENCE_NAMES: Final = {
    "official": "official",
    "attested": "attested",
    "inferred": "inferred",
    "amtlich": "official",
    "belegt": "attested",
    "erschlossen": "inferred",
}
