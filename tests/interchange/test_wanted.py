from __future__ import annotations

from kmn.interchange.tables import tables
from kmn.interchange.wanted import wanted


def test_every_column_is_told_in_words() -> None:
    """No column is described by a bare pattern except where the pattern is plain, and both languages differ."""
    for table in tables():
        for column in table.columns:
            german, english = wanted(column)
            assert german != english
            assert "$" not in german or column.name in {"opens", "closes", "languages", "list", "code", "broader"}
