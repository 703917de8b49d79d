"""The common form of all identifiers: cleaning what people write, and the value object itself."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from attrs import field, frozen

from kmn.errors import IdentifierError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

__all__ = ["Identifier", "lost_zero"]

# Longer than any identifier with its name and generous blanks; what is longer is not looked at.
_LONGEST: Final = 64
# Marks that cling to a value copied from a sentence, a list or a spreadsheet.
_CLINGING: Final = " \t\r\n'\"`´‘’‚“”„,;:()[]<>"
# Greater than any key read as a number.
_NO_KEY: Final = 1 << 64
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_FULL_WIDTH_SHIFT: Final = 0xFEE0
_DECIMAL: Final = re.compile(r"[0-9]+[.,][0-9]+")
_NUMBER_HINT: Final = "The text looks like a number that a spreadsheet wrote; format the column as text."


def clean(text: str) -> str:
    """Reduce a text to ASCII digits, letters, blanks and separators as far as it can be.

    Decimal digits of any script become ASCII digits, full-width forms their plain forms, all dashes hyphens,
    all blanks a space; invisible marks and whatever clings to the ends is dropped. The rest stays and will
    not match.
    """
    characters = []
    for character in text:
        category = unicodedata.category(character)
        if category == "Nd":
            characters.append(str(unicodedata.decimal(character)))
        elif ord(character) in _FULL_WIDTH:
            characters.append(chr(ord(character) - _FULL_WIDTH_SHIFT))
        elif category == "Pd" or character == "\u2212":
            characters.append("-")
        elif category == "Zs" or character == "\t":
            characters.append(" ")
        elif category != "Cf":
            characters.append(character)
    return "".join(characters).strip(_CLINGING).removesuffix(".")


def lost_zero(text: str, pattern: re.Pattern[str]) -> str:
    """Say which key a number probably was before it lost its leading zero; empty if it was none."""
    restored = f"0{text}"
    if not pattern.fullmatch(restored):
        return ""
    return f"A leading zero seems to be lost; it was probably '{restored}' as text."


@frozen(order=True, repr=False)
class Identifier:
    """A value object with one canonical text; subclasses say what it looks like.

    Attributes:
        value: The canonical text.
        kind: The name of the identifier.
        expected: What it looks like, in words.
        example: A real one.
        pattern: The canonical form.
    """

    value: str = field()

    kind: ClassVar[str]
    expected: ClassVar[str]
    example: ClassVar[str]
    # The canonical form, in the dialect that JSON Schema and Python share.
    pattern: ClassVar[re.Pattern[str]]
    # What people write: after cleaning, its groups joined give the canonical form.
    _lenient: ClassVar[re.Pattern[str]]

    @value.validator
    def _check(self, _attribute: object, value: object) -> None:
        if not isinstance(value, str) or not self.pattern.fullmatch(value):
            raise self._error(value)

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read what people write.

        Args:
            value: A text, or an instance, which is returned as it is.

        Returns:
            The identifier in its one canonical form.

        Raises:
            IdentifierError: The value is no text, or has another form.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, str) and len(value) <= _LONGEST:
            if cls.pattern.fullmatch(value):
                return cls(str(value))
            found = cls._lenient.fullmatch(clean(value))
            if found:
                canonical = "".join(filter(None, found.groups())).replace(" ", "").upper()
                if cls.pattern.fullmatch(canonical):
                    return cls(canonical)
        raise cls._error(value)

    @classmethod
    def _error(cls, value: object) -> IdentifierError:
        return IdentifierError(value, kind=cls.kind, expected=cls.expected, hint=cls._hint(value))

    @classmethod
    def _hint(cls, value: object) -> str:
        if isinstance(value, Identifier):
            return f"It was given as {value!r}."
        if not isinstance(value, str):
            # A number greater than any key is not turned into text: that takes long, and fails in the end.
            small = isinstance(value, int) and not isinstance(value, bool) and 0 < value < _NO_KEY
            return (lost_zero(str(value), cls.pattern) if small else "") or "Hand it in as text (str)."
        if len(value) > _LONGEST:
            return ""
        text = clean(value)
        if _DECIMAL.fullmatch(text):
            return _NUMBER_HINT
        return lost_zero(text, cls.pattern)

    def __str__(self) -> str:
        """Give the canonical text."""
        return self.value

    def __repr__(self) -> str:
        """Give the call that makes the same value."""
        return f"{type(self).__name__}({self.value!r})"

    def __format__(self, specification: str) -> str:
        """Format like the canonical text."""
        return format(self.value, specification)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic models use the class as a field type."""
        # Imported here: only who uses pydantic pays for it.
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the canonical form for JSON Schema."""
        schema: dict[str, Any] = {"type": "string", "title": cls.kind, "examples": [cls.example]}
        schema["description"] = cls.expected
        schema["pattern"] = f"^{cls.pattern.pattern}$"
        return schema
