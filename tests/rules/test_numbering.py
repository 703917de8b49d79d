from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

import kmn
from kmn.rules.numbering import numbered
from tests.rules.situations import DATASETS, SOUND, checked_folder, situation

if TYPE_CHECKING:
    from pathlib import Path


def test_a_finding_names_the_row_of_its_record(tmp_path: Path) -> None:
    """The row is that of the file as it is, however its rows are ordered and its keys are written."""
    folder = tmp_path / "liste"
    shutil.copytree(SOUND, folder)
    rows = (SOUND / "assignments.csv").read_text(encoding="utf-8").splitlines()
    # Another order, a blank row, another delimiter, and a date as people write it: all that reading puts right.
    text = "\n".join([rows[0], "", *rows[:0:-1]]).replace(",", ";").replace("2020-01-01", "1.1.2020")
    (folder / "assignments.csv").write_text(text.replace("2024-03;liste", "2018;liste"), encoding="utf-8")
    report = numbered(checked_folder(folder), folder)
    lines = text.splitlines()
    stale = report.filter(code="A010")
    assert len(stale) == 3
    for finding in stale:
        assert finding.row is not None
        assert (finding.value, finding.key) != (None, None)
        area, network = (finding.key or "").split()[:2]
        assert lines[finding.row - 1].startswith(f"{network};{area};")
        assert finding.place().startswith(f"assignments.csv, Zeile {finding.row} ({area} {network} ")


def test_the_check_of_a_folder_is_numbered() -> None:
    """Of a folder each record that a finding speaks of has its row, of a dataset in memory none."""
    folder = DATASETS / "sound"
    found = [one for one in kmn.check(folder, on="2025-06-01") if one.key is not None]
    assert found
    for one in found:
        with (folder / str(one.file)).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert one.row is not None
        assert str(one.key).split(" ")[0] in rows[one.row - 1]
    assert all(one.row is None for one in kmn.check(kmn.load(folder), on="2025-06-01"))


def test_what_cannot_be_found_again_stays_open(tmp_path: Path) -> None:
    """A file that has gone in the meantime, or holds something else, is no reason to fail."""
    report = situation("last_attested_long_ago")
    assert [one.row for one in numbered(report, tmp_path)] == [None]
    for content in (b"", b"\xff\x00", b"area\n", b"area;network\n;\n", b'"'):
        (tmp_path / "assignments.csv").write_bytes(content)
        assert [one.row for one in numbered(report, tmp_path)] == [None]
