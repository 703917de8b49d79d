from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs
import pytest

from kmn.errors import DataError, InputError
from kmn.export import datapackage
from kmn.wiring import dataset
from tests.export.conftest import settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Publication


def test_every_table_is_described(edition: Publication, tmp_path: Path) -> None:
    """Each file stands in both descriptions, with licence and publisher."""
    publication = attrs.evolve(edition, config=settings_of(), title="T", description="D", attributions=("© Amt",))
    datapackage.write(dataset(), tmp_path, publication)
    files = {f"csv/{path.name}" for path in (tmp_path / "csv").glob("*.csv")}
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    described = json.loads((tmp_path / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in package["resources"]} == files
    assert {f"csv/{one['url']}" for one in described["tables"]} == files
    assert package["licenses"] == [{"path": described["dc:license"]["@id"], "title": "CC BY 4.0"}]
    assert {"title": "© Amt"} in package["sources"]


def test_it_needs_settings(edition: Publication, tmp_path: Path) -> None:
    """Nobody's licence is invented."""
    with pytest.raises(InputError, match="config"):
        datapackage.write(dataset(), tmp_path, edition)


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(edition: Publication, tmp_path: Path) -> None:
    """A folder where a file should be is reported."""
    (tmp_path / "datapackage.json").mkdir()
    with pytest.raises(DataError, match="cannot be written"):
        datapackage.write(dataset(), tmp_path, attrs.evolve(edition, config=settings_of()))
