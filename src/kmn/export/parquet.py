"""Parquet and GeoParquet 1.1: the flat tables with their types, the districts with their outlines.

The only room that knows pyarrow, which the extra `parquet` brings. Keys stay texts, so that no zero is lost. The
bytes depend on the version of pyarrow, too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kmn.errors import DataError, MissingExtraError
from kmn.export.flat import answers

if TYPE_CHECKING:
    from os import PathLike

    from kmn.export.edition import Publication
    from kmn.interchange.sheets import Sheet
    from kmn.model.dataset import Dataset

__all__ = ["write"]

_OUTLINED: Final = {"kreise": "kreis_schluessel", "gemeinden": "ags"}


def write(dataset: Dataset, path: str | PathLike[str], edition: Publication) -> None:
    """Write the flat tables as Parquet files into a folder; with outlines, if the edition has any.

    Args:
        dataset: the dataset.
        path: the folder; it is made if it is missing.
        edition: the places, the day, and what gives outlines.

    Raises:
        DataError: the folder cannot be written.
        InputError: the edition has no places.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        feature = "Parquet"
        raise MissingExtraError(feature, extra="parquet") from error

    sheets = answers(dataset, edition)
    try:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for sheet in sheets:
            names = [heading.name for heading in sheet.headings]
            rows = [[value or None for value in row] for row in sheet.rows()]
            columns = {
                name: pa.array([row[number] for row in rows], pa.string()) for number, name in enumerate(names)
            }
            table = pa.table(columns)
            if edition.shape is not None and sheet.name in _OUTLINED:
                table = _outlined(table, sheet, edition.shape, pa)
            parquet.write_table(table, folder / f"{sheet.name}.parquet", compression="zstd")
    except OSError as error:
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def _outlined(table: Any, sheet: Sheet, shape: Any, pa: Any) -> Any:
    """Add the outlines as well-known binary, and say so as GeoParquet has it."""
    shapes = [shape(key) for key in table.column(_OUTLINED[sheet.name]).to_pylist()]
    boxes = [one.bounds for one in shapes]
    about = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": sorted({one.geom_type for one in shapes}),
                "orientation": "counterclockwise",
                "bbox": [
                    min(box[0] for box in boxes),
                    min(box[1] for box in boxes),
                    max(box[2] for box in boxes),
                    max(box[3] for box in boxes),
                ],
            }
        },
    }
    whole = table.append_column("geometry", pa.array([one.wkb for one in shapes], pa.binary()))
    return whole.replace_schema_metadata({b"geo": json.dumps(about).encode()})
