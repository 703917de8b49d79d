from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import attrs
import pytest
import shapely
from pyarrow import parquet as pq

from kmn.boundaries.geometry import shape
from kmn.errors import DataError, MissingExtraError
from kmn.export import parquet
from kmn.export.flat import answers
from kmn.wiring import dataset

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Publication


def test_the_tables_are_those_of_the_csv(edition: Publication, tmp_path: Path) -> None:
    """Each flat table has its rows, keys with their zero as texts, and nothing where there is no value."""
    parquet.write(dataset(), tmp_path, edition)
    for sheet in answers(dataset(), edition):
        table = pq.read_table(tmp_path / f"{sheet.name}.parquet")
        names = [heading.name for heading in sheet.headings]
        wanted = [dict(zip(names, (value or None for value in row), strict=True)) for row in sheet.rows()]
        assert table.to_pylist() == wanted


def test_outlines_are_geoparquet(edition: Publication, tmp_path: Path) -> None:
    """With outlines, the metadata are those of GeoParquet and the shapes those of the borders."""
    parquet.write(dataset(), tmp_path, attrs.evolve(edition, shape=shape))
    table = pq.read_table(tmp_path / "kreise.parquet")
    about = json.loads(table.schema.metadata[b"geo"])
    assert about["version"] == "1.1.0"
    assert about["primary_column"] == "geometry"
    row = table.to_pylist()[0]
    assert shapely.from_wkb(row["geometry"]).equals(shape(row["kreis_schluessel"]))


def test_the_bytes_are_the_same(edition: Publication, tmp_path: Path) -> None:
    """Two runs write the same bytes."""
    for name in ("a", "b"):
        parquet.write(dataset(), tmp_path / name, edition)
    assert (tmp_path / "a" / "kreise.parquet").read_bytes() == (tmp_path / "b" / "kreise.parquet").read_bytes()


def test_pyarrow_is_an_extra(edition: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the error says what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"kmn\[parquet\]"):
        parquet.write(dataset(), tmp_path, edition)


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(edition: Publication, tmp_path: Path) -> None:
    """A file in the way is reported."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(DataError):
        parquet.write(dataset(), tmp_path / "a", edition)
