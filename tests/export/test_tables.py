from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from kmn.errors import DataError
from kmn.export import tables
from kmn.interchange.folder import load_packaged
from kmn.model.contact import Contact
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from tests.export.test_rdf import HOSTILE
from tests.strategies import datasets

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Edition


def named(text: str, phone: str = "0511") -> Dataset:
    """Make a dataset in which one network is called so, and one organisation has this number."""
    body = Organisation(id="b", name="B", kind="other", contact=Contact(phone=phone))
    networks = (Network(id="a", name=text),)
    return Dataset(scheme="k", title="K", version="1", network_term="R", networks=networks, organisations=(body,))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(data=datasets())
def test_what_is_written_is_read(edition: Edition, data: Dataset, tmp_path: Path) -> None:
    """A dataset comes back equal, unless two of its records have the same key."""
    names = [name for name in type(data).model_fields if isinstance(getattr(data, name), tuple)]
    records = [record for name in names for record in getattr(data, name) if hasattr(record, "natural_key")]
    keys = [(type(record), record.natural_key) for record in records]
    if len(set(keys)) == len(keys):
        tables.write(data, tmp_path, attrs.evolve(edition, guard="off"))
        assert tables.read(tmp_path) == data


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "=1+1"])
def test_formulas_are_refused_and_nothing_is_written(text: str, edition: Edition, tmp_path: Path) -> None:
    """A text that a spreadsheet would run is named by file, row and column."""
    with pytest.raises(DataError) as caught:
        tables.write(named(text), tmp_path, edition)
    assert caught.value.problems == (f"networks.csv, row 2, name: begins with '{text[0]}'",)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [",=a", "a,=b", "a\n=b", "1-1"])
def test_other_texts_are_no_formulas(text: str, edition: Edition, tmp_path: Path) -> None:
    """Only the beginning of a cell makes a formula."""
    tables.write(named(text), tmp_path, edition)
    assert tables.read(tmp_path).networks[0].name == text


def test_telephone_numbers_are_no_formulas(edition: Edition, tmp_path: Path) -> None:
    """An international number begins with a plus and stays as it is; a plus before something else is refused."""
    tables.write(named("A", "+49441123450"), tmp_path, edition)
    assert "+49441123450" in (tmp_path / "organisations.csv").read_text(encoding="utf-8")
    with pytest.raises(DataError):
        tables.write(named("A", "+49 441 = 1"), tmp_path, edition)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_in_their_cell(text: str, edition: Edition, tmp_path: Path) -> None:
    """No text adds a row or a cell."""
    data = named(text[:90_000].strip() or "x")
    tables.write(data, tmp_path, edition)
    with (tmp_path / "networks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert tables.read(tmp_path) == data


def test_the_files_follow_the_rfc(edition: Edition, tmp_path: Path) -> None:
    """UTF-8 without a mark, CRLF at the end of each line."""
    tables.write(load_packaged(), tmp_path, edition)
    content = (tmp_path / "networks.csv").read_bytes()
    assert content.startswith(b"id,name")
    assert content.count(b"\n") == content.count(b"\r\n") == len(load_packaged().networks) + 1


@pytest.mark.parametrize("damage", ["missing", "binary", "value", "position", "header"])
def test_damaged_folders_are_refused(damage: str, edition: Edition, tmp_path: Path) -> None:
    """What cannot be read is an error of ours that names the file."""
    tables.write(load_packaged(), tmp_path, edition)
    path = tmp_path / "networks.csv"
    text = path.read_text(encoding="utf-8")
    if damage == "missing":
        path.unlink()
    elif damage == "binary":
        path.write_bytes(b"\xff\xfe")
    elif damage == "value":
        path.write_text(text.replace("heide,", "HEIDE!,"), encoding="utf-8")
    elif damage == "header":
        path.write_text(text.replace("name_en", "name_fr", 1), encoding="utf-8")
    else:
        links = tmp_path / "networks_sources.csv"
        links.write_text(links.read_text(encoding="utf-8").replace(",1,", ",eins,"), encoding="utf-8")
    with pytest.raises(DataError, match=r"networks\.csv"):
        tables.read(tmp_path)


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(edition: Edition, tmp_path: Path) -> None:
    """A file in the way is reported."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(DataError):
        tables.write(load_packaged(), tmp_path / "a", edition)
