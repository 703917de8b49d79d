from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from kmn.errors import DataError, InputError
from kmn.interchange import folder, jsonld, linked_tables, workbook
from kmn.interchange.folder import load_packaged
from kmn.interchange.store import FORMS, load, read, refuse_source, save
from kmn.interchange.tables import HEAD, tables
from kmn.values import PartialDate
from tests.strategies import full_datasets

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.interchange.edition import Edition
    from kmn.model.dataset import Dataset


@pytest.mark.parametrize("name", ["folder", "book.xlsx", "BOOK.XLSX"])
def test_the_name_says_where_it_is_kept(tmp_path: Path, name: str) -> None:
    """A name that ends with .xlsx is a workbook, any other a folder; both come back."""
    save(load_packaged(), tmp_path / name)
    assert (tmp_path / name).is_dir() == (name == "folder")
    assert load(str(tmp_path / name)) == load_packaged()
    assert read(tmp_path / name).problems == ()


def test_a_folder_called_like_a_workbook_is_a_folder(tmp_path: Path) -> None:
    """What is there decides, before the name does."""
    save(load_packaged(), tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "a.xlsx")
    assert load(tmp_path / "a.xlsx") == load_packaged()


def test_a_source_is_never_the_target(tmp_path: Path) -> None:
    """A folder and what lies in it are refused; what is beside, not there, or no name at all is not."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.csv").write_text("x", encoding="utf-8")
    (tmp_path / "c").symlink_to(tmp_path / "a" / "b.csv")
    for target in ("a", "a/b.csv", "c", "."):
        for source in ("a/b.csv", "c"):
            with pytest.raises(InputError, match="would be lost"):
                refuse_source(tmp_path / target, tmp_path / source)
    (tmp_path / "d").mkdir()
    for target in ("d", "new", "a/new", "\0"):
        refuse_source(tmp_path / target, tmp_path / "a" / "b.csv")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("no.xlsx", "workbook_missing"),
        ("no", "folder_missing"),
        ("a\0", "folder_missing"),
        ("a.txt", "workbook_not_one"),
        ("no.jsonld", "file_unreadable"),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, name: str, code: str) -> None:
    """A missing folder, a missing workbook and a file that is none are told apart."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert [one.code for one in read(tmp_path / name).problems] == [code]
    with pytest.raises(DataError):
        load(tmp_path / name)


def write(form: str, data: Dataset, parent: Path, edition: Edition) -> Path:
    """Write a dataset in a form and give its path."""
    path = parent / {"JSON-LD": "a.jsonld", "workbook": "a.xlsx"}.get(form, "a")
    if form == "JSON-LD":
        jsonld.write(data, path, edition)
    elif form == "workbook":
        workbook.save(data, path)
    elif form == "release":
        folder.save(data, path / "dataset")
    elif form == "tables with links":
        linked_tables.write(data, path, attrs.evolve(edition, guard="off"))
    else:
        folder.save(data, path)
    return path


@pytest.mark.parametrize("form", [form.name for form in FORMS])
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=full_datasets())
def test_every_form_gives_back_what_was_written(
    form: str, data: Dataset, edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A dataset that fills every table, with hostile texts, comes back equal and without a problem."""
    path = write(form, data, tmp_path_factory.mktemp("form"), edition)
    assert next(one.name for one in FORMS if one.is_at(path)) == form
    reading = read(path)
    assert (reading.dataset, reading.problems) == (data, ())


@pytest.mark.parametrize("form", [form.name for form in FORMS])
def test_the_embedded_dataset_comes_back(form: str, edition: Edition, tmp_path: Path) -> None:
    """So does the embedded dataset."""
    assert load(write(form, load_packaged(), tmp_path, edition)) == load_packaged()


def test_the_datasets_of_these_tests_are_full() -> None:
    """Every column of every table is filled in some of them, with dates of each precision and texts of each kind."""
    filled: set[str] = set()
    lengths: set[int] = set()
    texts: set[object] = set()

    @settings(
        max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(data=full_datasets())
    def collect(data: Dataset) -> None:
        for table in tables():
            for record in [data] if table.name == HEAD else getattr(data, table.name):
                for column in table.columns:
                    value = getattr(record, column.field)
                    if column.part is not None and value is not None:
                        value = getattr(value, column.part)
                    if value not in (None, (), ""):
                        filled.add(f"{table.name}.{column.name}")
                        texts.add(value)
                        lengths.update([len(value.value)] if isinstance(value, PartialDate) else [])

    collect()
    assert filled == {f"{table.name}.{column.name}" for table in tables() for column in table.columns}
    assert lengths == {4, 7, 10}
    assert {"=cmd|' /C calc'!A0", '{"@id": "https://evil.example"}', "\u202eRTL\u200f \u2066x\u2069"} <= texts
