from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.errors import DataError
from kmn.export import jsonld, tables
from kmn.export.reading import read
from kmn.interchange import folder
from kmn.wiring import dataset, load

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Edition


def test_every_readable_form_is_recognised(edition: Edition, tmp_path: Path) -> None:
    """A folder of a dataset, release tables and JSON-LD give the same dataset."""
    data = folder.load_packaged()
    folder.save(data, tmp_path / "a")
    folder.save(data, tmp_path / "release" / "dataset")
    tables.write(data, tmp_path / "b", edition)
    jsonld.write(data, tmp_path / "c.jsonld", edition)
    for name in ("a", "release", "b", "c.jsonld"):
        assert read(tmp_path / name) == data
        assert load(tmp_path / name) == dataset()


@pytest.mark.parametrize("path", ["missing", "missing.jsonld", "a\x00b"])
def test_what_is_not_there_is_an_error_of_ours(path: str, tmp_path: Path) -> None:
    """A missing place is reported."""
    with pytest.raises(DataError):
        read(f"{tmp_path}/{path}")
