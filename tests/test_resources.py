from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from kmn import resources
from kmn.errors import DataError
from kmn.resources import folder, read_bytes, read_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder of our own, with two files of data."""
    data = tmp_path / "data" / "places"
    data.mkdir(parents=True)
    (data / "names.csv").write_bytes("name\nÜfingen\r\n".encode())
    (data / "latin.csv").write_bytes("Üfingen".encode("latin-1"))
    monkeypatch.setattr("importlib.resources.files", lambda _package: tmp_path)
    return tmp_path


@pytest.mark.usefixtures("packaged")
def test_read_text_decodes_utf_8_and_keeps_line_ends() -> None:
    """A packaged text comes back as it was written, line ends included."""
    assert read_text("places/names.csv") == "name\nÜfingen\r\n"


@pytest.mark.usefixtures("packaged")
def test_read_bytes_changes_nothing() -> None:
    """A packaged file comes back byte by byte."""
    assert read_bytes("places/latin.csv") == "Üfingen".encode("latin-1")


@pytest.mark.usefixtures("packaged")
def test_another_encoding_is_reported() -> None:
    """A packaged text that is not UTF-8 is a data error that says what to do."""
    with pytest.raises(DataError, match=r"'places/latin.csv' is not UTF-8. Install the package again"):
        read_text("places/latin.csv")


@pytest.mark.parametrize("name", ["no/such.csv", "places", "places/names.csv/more", "places/\0"])
@pytest.mark.usefixtures("packaged")
def test_a_missing_file_is_reported(name: str) -> None:
    """A file that is not there is a data error, picklable like the others."""
    with pytest.raises(DataError, match=r"is missing\. Install the package again") as caught:
        read_text(name)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 (our own bytes)


@pytest.mark.parametrize("name", ["../errors.py", "/etc/hosts", "places//x", "./places", "places\\x"])
def test_no_name_leads_out_of_the_data_folder(name: str) -> None:
    """Only names below the data folder are accepted."""
    with pytest.raises(DataError, match="named relative to the data folder"):
        folder(name)


@pytest.mark.usefixtures("packaged")
def test_folder_lists_its_files() -> None:
    """A packaged folder can be listed."""
    assert sorted(entry.name for entry in folder("places").iterdir()) == ["latin.csv", "names.csv"]
    assert [entry.name for entry in folder().iterdir()] == ["places"]


def test_the_package_has_data() -> None:
    """The default folder is the one that comes with the package."""
    assert resources.folder().is_dir()
