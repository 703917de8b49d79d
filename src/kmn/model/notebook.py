"""How records and datasets show themselves in a notebook: as small tables, in the colours of its theme."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

__all__ = ["as_html"]


def as_html(record: BaseModel) -> str:
    """Return a record as a table of its fields that are not empty; tables of records are counted.

    Args:
        record: a record, or a dataset.

    Returns:
        HTML in which every text is escaped.

    Examples:
        >>> from kmn.model.network import Network
        >>> "<td style='text-align:left'>Heide &amp; Harz</td>" in as_html(Network(id="heide", name="Heide & Harz"))
        True
    """
    rows = "".join(
        f"<tr><th style='text-align:left;vertical-align:top'>{escape(name)}</th>"
        f"<td style='text-align:left'>{escape(text)}</td></tr>"
        for name, text in _texts(record)
    )
    kind = escape(type(record).__name__)
    return f"<div class='kmn-record'><p><strong>{kind}</strong></p><table>{rows}</table></div>"


def _texts(record: BaseModel) -> Iterator[tuple[str, str]]:
    from kmn.model.record import Record

    for name in type(record).model_fields:
        value: Any = getattr(record, name)
        if isinstance(value, tuple):
            is_table = bool(value) and isinstance(value[0], Record)
            value = len(value) if is_table else ", ".join(map(str, value))
            if name == "networks" and is_table and getattr(record, "expected_networks", None) is not None:
                # A list that is not complete must not look so.
                value = f"{value} / {record.expected_networks}"  # type: ignore[attr-defined]
        if value is not None and value != "":
            yield name, str(value)
