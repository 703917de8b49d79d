from __future__ import annotations

import csv
import tracemalloc
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from kmn.errors import DataError
from kmn.interchange.folder import load_packaged
from kmn.interchange.linked_tables import load, read, write
from kmn.model.contact import Contact
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from tests.export.test_rdf import HOSTILE
from tests.strategies import datasets

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.interchange.edition import Edition


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
        write(data, tmp_path, attrs.evolve(edition, guard="off"))
        assert load(tmp_path) == data


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "=1+1"])
def test_formulas_are_refused_and_nothing_is_written(text: str, edition: Edition, tmp_path: Path) -> None:
    """A text that a spreadsheet would run is named by file, row and column."""
    with pytest.raises(DataError) as caught:
        write(named(text), tmp_path, edition)
    assert caught.value.problems == (f"networks.csv, row 2, name: begins with '{text[0]}'",)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [",=a", "a,=b", "a\n=b", "1-1"])
def test_other_texts_are_no_formulas(text: str, edition: Edition, tmp_path: Path) -> None:
    """Only the beginning of a cell makes a formula."""
    write(named(text), tmp_path, edition)
    assert load(tmp_path).networks[0].name == text


def test_telephone_numbers_are_no_formulas(edition: Edition, tmp_path: Path) -> None:
    """An international number begins with a plus and stays as it is; a plus before something else is refused."""
    write(named("A", "+49441123450"), tmp_path, edition)
    assert "+49441123450" in (tmp_path / "organisations.csv").read_text(encoding="utf-8")
    with pytest.raises(DataError):
        write(named("A", "+49 441 = 1"), tmp_path, edition)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_in_their_cell(text: str, edition: Edition, tmp_path: Path) -> None:
    """No text adds a row or a cell."""
    data = named(text[:90_000].strip() or "x")
    write(data, tmp_path, edition)
    with (tmp_path / "networks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert load(tmp_path) == data


def test_the_files_follow_the_rfc(edition: Edition, tmp_path: Path) -> None:
    """UTF-8 without a mark, CRLF at the end of each line."""
    write(load_packaged(), tmp_path, edition)
    content = (tmp_path / "networks.csv").read_bytes()
    assert content.startswith(b"id,name")
    assert content.count(b"\n") == content.count(b"\r\n") == len(load_packaged().networks) + 1


@pytest.mark.parametrize(
    "damage", ["missing", "binary", "value", "position", "header", "uri", "link", "list", "text"]
)
def test_damaged_folders_are_refused(damage: str, edition: Edition, tmp_path: Path) -> None:
    """What cannot be read is an error of ours that names the file."""
    write(load_packaged(), tmp_path, edition)
    path = tmp_path / "networks.csv"
    text = path.read_text(encoding="utf-8")
    if damage == "missing":
        path.unlink()
    elif damage == "binary":
        path.write_bytes(b"\xff\xfe")
    elif damage == "value":
        path.write_text(text.replace("heide,", "HEIDE!,"), encoding="utf-8")
    elif damage == "uri":
        path.write_text(text.replace(",uri\n", ",iri\n", 1), encoding="utf-8")
    elif damage == "list":
        (tmp_path / "networks_sources.csv").unlink()
    elif damage == "text":
        path.write_text(text.replace("heide,", '"heide,'), encoding="utf-8")
    elif damage == "header":
        path.write_text(text.replace("name_en", "name_fr", 1), encoding="utf-8")
    else:
        links = tmp_path / "networks_sources.csv"
        old, new = (",1,", ",eins,") if damage == "position" else ("networks/heide", "networks/haide")
        links.write_text(links.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=r"networks(_sources)?\.csv"):
        load(tmp_path)


def test_rows_may_stand_in_any_order(edition: Edition, tmp_path: Path) -> None:
    """The place in a list is a column, so that sorting a file loses nothing."""
    write(load_packaged(), tmp_path, edition)
    for path in tmp_path.iterdir():
        head, *rows = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(head + b"".join(sorted(rows, reverse=True)))
    assert load(tmp_path) == load_packaged()


@pytest.mark.parametrize("path", ["no/such", "a\0b", __file__])
def test_what_is_no_folder_is_told(path: str) -> None:
    """Nothing, nonsense and a file are no folder."""
    assert [one.code for one in read(path).problems] == ["folder_missing"]


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(edition: Edition, tmp_path: Path) -> None:
    """A file in the way is reported."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(DataError):
        write(load_packaged(), tmp_path / "a", edition)


def test_records_are_written_as_they_come(edition: Edition, tmp_path: Path) -> None:
    """Three times the records take no more memory to write."""
    peaks = []
    for count in (3_000, 9_000):
        networks = [Network(id=f"n-{number}", name="Ä" * 50, sources=("a", "b")) for number in range(count)]
        data = Dataset(scheme="k", title="K", version="1", network_term="R", networks=networks)
        tracemalloc.start()
        write(data, tmp_path / "a", edition)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2 + 100_000
