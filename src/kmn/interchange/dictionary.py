"""The data dictionary: all tables and columns of a dataset in Markdown, for whoever fills them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.interchange.tables import tables
from kmn.interchange.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.interchange.tables import Column, Table

__all__ = ["markdown"]

_ENGLISH: Final = 1


def markdown() -> str:
    """Write the data dictionary.

    Examples:
        >>> "## networks.csv" in markdown()
        True
    """
    return "\n".join(line for table in tables() for line in _table(table))


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.file}"
    yield ""
    yield (table.model.__doc__ or "").partition("\n")[0]
    yield ""
    yield f"Told apart by: {', '.join(f'`{name}`' for name in table.model.KEY)}."
    yield ""
    yield "| Column | Needed | Value | Meaning |"
    yield "|---|---|---|---|"
    for column in table.columns:
        needed = "yes" if column.required else ""
        yield f"| `{column.name}` | {needed} | {_value(column)} | {column.description} |"
    yield ""


def _value(column: Column) -> str:
    if column.choices:
        text = "one of " + ", ".join(f"`{choice}`" for choice in column.choices)
    elif column.ref:
        text = f"id from `{column.ref}.csv`"
    elif column.is_free_text:
        text = "text"
    else:
        text = wanted(column)[_ENGLISH]
    text = text.replace("|", "\\|")
    return f"{text}; several separated by blanks" if column.is_list else text
