from __future__ import annotations

import os
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.errors import DataError
from kmn.interchange import csvw
from kmn.interchange.folder import as_files, load, load_packaged, read, save
from kmn.interchange.tables import tables
from kmn.model.dataset import Dataset
from tests.strategies import datasets

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Dataset(scheme="x", title="X", version="1", network_term="Netz")


def test_the_packaged_dataset_is_what_save_writes() -> None:
    """The packaged files are byte for byte those that saving the packaged dataset gives, and there are no others."""
    folder = files("kmn").joinpath("data", "dataset")
    packaged = {entry.name: entry.read_bytes() for entry in folder.iterdir()}
    assert packaged == {name: text.encode() for name, text in as_files(load_packaged()).items()}


@given(dataset=datasets())
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> None:
    """Any dataset comes back as it was, without a problem."""
    folder = tmp_path_factory.mktemp("any") / "dataset"
    save(dataset, folder)
    reading = read(folder)
    assert (reading.dataset, reading.problems) == (dataset, ())


def test_saving_replaces_the_folder_as_a_whole(tmp_path: Path) -> None:
    """The old files go, nothing is left beside the folder, and others can read what is written."""
    folder = tmp_path / "dataset"
    save(load_packaged(), folder)
    save(SMALL, folder)
    assert load(folder) == SMALL
    assert [entry.name for entry in tmp_path.iterdir()] == ["dataset"]
    plain = tmp_path / "plain"
    plain.mkdir()
    assert folder.stat().st_mode == plain.stat().st_mode


def test_saving_makes_the_folders_above(tmp_path: Path) -> None:
    """A folder in a folder that does not exist is made."""
    save(SMALL, tmp_path / "a" / "b")
    assert load(str(tmp_path / "a" / "b")) == SMALL


def test_saving_never_takes_other_files_away(tmp_path: Path) -> None:
    """A folder with other files, and a file, stay as they are."""
    (tmp_path / "letter.txt").write_text("Dear …", encoding="utf-8")
    with pytest.raises(DataError, match="1 other files"):
        save(SMALL, tmp_path)
    with pytest.raises(DataError, match="file of that name"):
        save(SMALL, tmp_path / "letter.txt")
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("path", ["/proc/no/such", "a\0b"])
def test_where_nothing_can_be_written_is_an_error(path: str) -> None:
    """Folders that cannot be made are an error of ours."""
    with pytest.raises(DataError, match="cannot be written"):
        save(SMALL, path)


@pytest.mark.parametrize("path", ["no/such", "a\0b", __file__])
def test_what_is_no_folder_is_an_error(path: str) -> None:
    """Nothing, nonsense and a file are no folder."""
    with pytest.raises(DataError) as caught:
        load(path)
    assert len(caught.value.problems) == 1


def saved(tmp_path: Path) -> Path:
    """Save the packaged dataset."""
    folder = tmp_path / "dataset"
    save(load_packaged(), folder)
    return folder


def codes(folder: Path) -> dict[str, str]:
    """Give the codes of the problems by file."""
    return {problem.file: problem.code for problem in read(folder).problems}


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    """One error names what is wrong in each file, and nothing is loaded."""
    folder = saved(tmp_path)
    (folder / "networks.csv").write_text("id,name\nHeide,x\n,y\n", encoding="utf-8")
    (folder / "assignments.csv").unlink()
    (folder / "tasks.csv").write_bytes(b"\x00")
    with pytest.raises(DataError) as caught:
        load(folder)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "networks.csv, row 2, field id",
        "networks.csv, row 3, field id",
        "assignments.csv",
        "tasks.csv",
    ]
    assert read(folder).dataset is None


def test_what_is_put_right_does_not_stop_anything(tmp_path: Path) -> None:
    """Missing tables, extra files and other encodings are warnings."""
    folder = saved(tmp_path)
    (folder / "opening_hours.csv").unlink()
    (folder / csvw.FILE).unlink()
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    text = (folder / "networks.csv").read_text(encoding="utf-8")
    (folder / "networks.csv").write_bytes(text.encode("cp1252"))
    reading = read(folder)
    assert {problem.severity for problem in reading.problems} == {"warning"}
    assert codes(folder) == {
        "notes.txt": "file_extra",
        "opening_hours.csv": "file_missing_optional",
        "networks.csv": "encoding_read",
    }
    assert reading.dataset == load_packaged()


@pytest.mark.parametrize(("rows", "code"), [("", "row_missing"), ("x,X,1,N\ny,Y,1,N\n", "rows_too_many")])
def test_the_head_is_one_row(tmp_path: Path, rows: str, code: str) -> None:
    """A dataset says exactly once what it is."""
    folder = saved(tmp_path)
    (folder / "dataset.csv").write_text("scheme,title,version,network_term\n" + rows, encoding="utf-8")
    assert codes(folder) == {"dataset.csv": code}


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    """Links that lead out, links in a circle, pipes and folders in place of a file are problems."""
    folder = saved(tmp_path)
    outside = tmp_path / "outside.csv"
    outside.write_text("id,name\nheide,x\n", encoding="utf-8")
    for name in ("networks.csv", "tasks.csv", "codes.csv", "events.csv", "services.csv"):
        (folder / name).unlink()
    (folder / "networks.csv").symlink_to(outside)
    (folder / "tasks.csv").symlink_to(folder / "tasks.csv")
    os.mkfifo(folder / "codes.csv")
    (folder / "events.csv").mkdir()
    (folder / "services.csv").symlink_to("/dev/zero")
    assert codes(folder) == {
        "networks.csv": "link_out",
        "tasks.csv": "file_unreadable",
        "codes.csv": "file_unreadable",
        "events.csv": "file_unreadable",
        "services.csv": "link_out",
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_files_that_may_not_be_read(tmp_path: Path) -> None:
    """A file and a folder without permission are told apart."""
    folder = saved(tmp_path)
    (folder / "networks.csv").chmod(0)
    assert codes(folder) == {"networks.csv": "file_unreadable"}
    folder.chmod(0)
    try:
        assert codes(folder) == {"folder": "folder_unreadable"}
    finally:
        folder.chmod(0o700)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """The size is looked at first."""
    folder = saved(tmp_path)
    with (folder / "networks.csv").open("wb") as file:
        file.truncate(1 << 34)
    assert codes(folder) == {"networks.csv": "file_too_large"}


def test_many_extra_files_are_counted(tmp_path: Path) -> None:
    """Twenty extra files are named, the others counted."""
    folder = saved(tmp_path)
    for number in range(30):
        (folder / f"{number}.txt").touch()
    found = [problem.code for problem in read(folder).problems]
    assert found == ["file_extra"] * 20 + ["files_extra"]


@given(data=st.data())
def test_a_changed_cell_is_read_or_reported(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is written over a cell, the dataset is loaded or the problem is named; nothing crashes."""
    contents = as_files(load_packaged())
    table = data.draw(st.sampled_from([one for one in tables() if contents[one.file].count("\n") > 1]))
    lines = contents[table.file].split("\n")
    row = data.draw(st.integers(0, len(lines) - 2))
    cells = lines[row].split(",")
    place = data.draw(st.integers(0, len(cells) - 1))
    cells[place] = data.draw(st.text(max_size=12) | st.sampled_from(['"', "1.1.2024", "3351", "-", "é,", "\n", "="]))
    lines[row] = ",".join(cells)
    folder = tmp_path_factory.mktemp("changed")
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / table.file).write_text("\n".join(lines), encoding="utf-8", errors="replace", newline="")
    reading = read(folder)
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    assert (reading.dataset is None) == bool(errors)
    assert all(problem.text("de") and problem.text("en") for problem in reading.problems)
