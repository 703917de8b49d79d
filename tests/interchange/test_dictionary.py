from __future__ import annotations

from kmn.interchange.dictionary import markdown
from kmn.interchange.tables import tables


def test_every_column_has_its_line() -> None:
    """Each table has a heading and each column a line of four cells."""
    text = markdown()
    lines = text.splitlines()
    for table in tables():
        assert f"## {table.file}" in lines
    cells = [line.replace("\\|", "").count("|") for line in lines if line.startswith("|")]
    assert set(cells) == {5}
    assert len([line for line in lines if line.startswith("| `")]) == sum(len(table.columns) for table in tables())
