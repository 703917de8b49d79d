"""Datasets of the second state, each with one thing wrong, and what is to be found in them.

`tests/datasets/sound` is a whole dataset in which nothing is wrong. Every other folder there is a situation: it holds
only the tables that differ, and `expected.json` with the findings. After a wanted change run
`python -m tests.rules.situations`, and read the difference as somebody would who has to act on it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.folder import load
from kmn.interchange.folder import read as read_folder
from kmn.model.dataset import Dataset
from kmn.model.issued import with_issued_ids
from kmn.rules.checking import check, read
from tests import second_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kmn.model.record import Record
    from kmn.rules.report import Report

DATASETS: Final = Path(__file__).parents[1] / "datasets"
SOUND: Final = DATASETS / "sound"
SITUATIONS: Final = sorted(path.name for path in DATASETS.iterdir() if path.is_dir() and path != SOUND)
TODAY: Final = date(2025, 6, 1)
EXPECTED: Final = "expected.json"


@cache
def sound() -> Dataset:
    """Give the dataset in which nothing is wrong."""
    return load(SOUND)


def changed(table: str, key: str, **fields: Any) -> Dataset:
    """Give the sound dataset with other fields in the records whose key begins so."""
    rows = [
        record.model_validate({**dict(record), **fields}) if " ".join(record.natural_key).startswith(key) else record
        for record in getattr(sound(), table)
    ]
    assert rows != list(getattr(sound(), table))
    return with_rows(table, rows)


def added(table: str, *records: Record) -> Dataset:
    """Give the sound dataset with further records, and their ids on the list."""
    return with_issued_ids(with_rows(table, [*getattr(sound(), table), *records]))


def with_rows(table: str, rows: Iterable[Record]) -> Dataset:
    """Give the sound dataset with other records in a table."""
    return Dataset(**{**dict(sound()), table: tuple(rows)})


def codes(dataset: Dataset) -> list[str]:
    """Give the codes of what is found in a dataset, without the part that all share."""
    return [one.code.removeprefix("KMN-") for one in checked(dataset)]


def checked(dataset: Dataset) -> Report:
    """Check a dataset of the second state."""
    return check(
        dataset,
        second_state.gazetteer(),
        on=TODAY,
        names=second_state.name_index,
        points=second_state.borders,
    )


def situation(name: str) -> Report:
    """Check the sound dataset with the tables of a situation in place of its own."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "dataset"
        shutil.copytree(SOUND, folder)
        for path in (DATASETS / name).glob("*.csv"):
            shutil.copy(path, folder)
        return checked_folder(folder)


def checked_folder(folder: Path) -> Report:
    """Check a folder over the second state."""
    reading = read_folder(folder)
    return check(
        reading.dataset,
        second_state.gazetteer(),
        on=TODAY,
        names=second_state.name_index,
        points=second_state.borders,
        reading=[
            read(
                one.severity,
                (one.text(place=False), one.text("en", place=False)),
                file=one.file,
                row=one.row,
                field=one.field,
                value=one.value,
            )
            for one in reading.problems
        ],
    )


def found(report: Report) -> list[dict[str, Any]]:
    """Give the findings as they are written down."""
    return [
        {name: value for name, value in one.to_dict().items() if value is not None and name != "remedy"}
        for one in report
    ]


def expected(name: str) -> Any:
    """Give the findings that are written down for a situation."""
    return json.loads((DATASETS / name / EXPECTED).read_text(encoding="utf-8"))


if __name__ == "__main__":
    for each in SITUATIONS:
        text = json.dumps(found(situation(each)), ensure_ascii=False, indent=2)
        (DATASETS / each / EXPECTED).write_text(text + "\n", encoding="utf-8")
