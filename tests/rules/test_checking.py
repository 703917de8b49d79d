from __future__ import annotations

import csv
import io
import pickle
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kmn
from kmn.errors import InputError, MissingExtraError
from kmn.interchange.folder import as_files
from kmn.interchange.rows import read_rows, write_rows
from kmn.interchange.tables import HEAD, tables
from kmn.model.dataset import Dataset
from kmn.rules.checking import check
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, Rule, rule
from kmn.wiring import gazetteer
from tests.rules.situations import (
    SITUATIONS,
    SOUND,
    TODAY,
    checked,
    checked_folder,
    expected,
    found,
    situation,
    sound,
)
from tests.strategies import datasets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kmn.rules.material import Material
    from kmn.rules.report import Report

CRASHED = "KMN-X001"
FILES = {table.file: as_files(sound())[table.file] for table in tables()}


def embedded() -> Report:
    """Check the embedded dataset for a fixed day."""
    return kmn.check(on="2026-12-01")


def test_nothing_is_found_in_a_sound_dataset() -> None:
    """A dataset in which everything is as it should be passes every rule."""
    assert found(checked_folder(SOUND)) == []


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_situation_has_exactly_the_findings_written_down(name: str) -> None:
    """Each situation differs from the sound dataset in one thing, and all that is found is what it says."""
    assert found(situation(name)) == expected(name)


def test_the_embedded_dataset_has_no_errors() -> None:
    """Nothing in the embedded dataset is wrong."""
    assert embedded().errors == ()


def test_the_embedded_dataset_says_what_is_open() -> None:
    """Districts without a claim, those with inferences only, and missing networks are said in plain German."""
    report = embedded()
    assert [len(report.filter(code=code)) for code in ("A001", "A002", "A004")] == [18, 18, 1]
    texts = [one.text() for one in report]
    assert "Landkreis Aurich (03452) ist offen: Keine Quelle nennt einen Regionalverbund." in texts
    assert "Der Datenbestand nennt 4 von 10 Regionalverbünden; 6 fehlen." in texts


@given(datasets())
def test_any_dataset_is_checked_without_a_crash(dataset: Dataset) -> None:
    """Whatever a dataset holds, no rule breaks off, over the second state and the embedded places."""
    for report in (checked(dataset), kmn.check(dataset, on=TODAY)):
        assert not len(report.filter(code=CRASHED))


@given(datasets(), st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order(dataset: Dataset, random: Any) -> None:
    """The same records in another order of rows have the same findings."""
    fields: dict[str, Any] = {}
    for table in tables():
        if table.name == HEAD:
            fields |= {name: getattr(dataset, name) for name in table.model.model_fields}
            continue
        rows = list(getattr(dataset, table.name))
        random.shuffle(rows)
        fields[table.name], problems = read_rows(table, write_rows(table, rows).encode())
        assert problems == []
    assert checked(Dataset(**fields)).findings == checked(dataset).findings


@given(st.data())
def test_any_cell_may_hold_anything(data: st.DataObject) -> None:
    """A change of any cell of a sound dataset ends in a report, never in a crash."""
    table = data.draw(st.sampled_from([table for table in tables() if FILES[table.file].count("\n") > 1]))
    rows = list(csv.reader(io.StringIO(FILES[table.file])))
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[0]) - 1))
    others = sorted({cell for line in rows[1:] for cell in line})
    rows[row][column] = data.draw(st.sampled_from(others) | st.text(max_size=20))
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    records, problems = read_rows(table, text.getvalue().encode(errors="surrogatepass"))
    if problems or (table.name == HEAD and len(records) != 1):
        return
    fields = dict(sound())
    fields |= dict(records[0]) if table.name == HEAD else {table.name: tuple(records)}
    assert not len(checked(Dataset(**fields)).filter(code=CRASHED))


def test_a_rule_that_breaks_off_is_reported() -> None:
    """What it found before, and that it broke off, is in the report; its message, which may hold anything, is not."""

    def fail(material: Material) -> Iterator[Hit]:
        yield Hit("networks", material.dataset.networks[0])
        message = "Domhof 1, Hildesheim"
        raise ValueError(message)

    report = _with(fail)
    assert [one.code for one in report] == ["KMN-X001", "KMN-Z001"]
    assert "KMN-Z001" in report.errors[0].text()
    assert "ValueError" in report.errors[0].text()
    assert "Domhof" not in report.to_json()


def test_a_rule_without_its_package_is_left_out() -> None:
    """A missing package is said, with what to install, and is no error."""

    def fail(_material: Material) -> Iterator[Hit]:
        feature = "Checking phone numbers"
        raise MissingExtraError(feature, extra="check")

    report = _with(fail)
    assert [(one.code, one.severity) for one in report] == [("KMN-X002", Severity.INFO)]
    assert 'pip install "kmn[check]"' in report.findings[0].remedy()


def _with(function: Any) -> Report:
    """Check the sound dataset by one rule."""
    pair = ("{}", "{}")
    made: Rule = rule("KMN-Z001", Severity.WARNING, title=pair, text=("", ""), why=pair, remedy=pair, source=pair)(
        function
    )
    return check(sound(), gazetteer(), on=TODAY, rules=[made])


def test_without_names_and_borders_the_other_rules_still_hold() -> None:
    """Indexes that were not handed in are done without."""
    assert not len(check(sound(), gazetteer(), on=TODAY).filter(code=CRASHED))


def test_a_path_is_read_and_what_was_put_right_is_told(tmp_path: Path) -> None:
    """Of a folder, problems of reading stand in the report with file, row and field."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "events.csv").write_text(FILES["events.csv"].replace("2024-03-01", "1.3.2024"), encoding="utf-8")
    finding = kmn.check(tmp_path, on=TODAY).filter(code="L002").findings[0]
    assert (finding.file, finding.row, finding.field, finding.value) == ("events.csv", 2, "starts", "1.3.2024")
    assert finding.text("en").startswith("'1.3.2024' was read as 2024-03-01.")


def test_what_cannot_be_read_is_found_not_raised(tmp_path: Path) -> None:
    """Of a folder that is none, or holds nothing, the report says so, and that the content was not checked."""
    for path in (tmp_path, tmp_path / "none", "\x00"):
        report = kmn.check(path)
        assert report.errors
        assert report.data_version is None
        assert [one.code for one in report.filter(severity="info")] == ["KMN-X003"]


def test_a_list_is_checked_as_well(tmp_path: Path) -> None:
    """Of an official list, what is to be said about its rows stands in the report beside what the rules find."""
    path = tmp_path / "liste.csv"
    path.write_text("Regionalverbund;Kreise\nHeide;LK Celle, LK Cele\n", encoding="utf-8")
    report = kmn.check(path, on="2026-12-01")
    assert any(one.row == 2 for one in report.errors)


def test_the_day_decides() -> None:
    """A check speaks of a day: what ended before is no claim on it."""
    assert "KMN-A013" in [one.code for one in check(sound(), gazetteer(), on=date(2014, 6, 1))]


def test_wrong_options_are_input_errors() -> None:
    """A day or a language that there is not is the caller's mistake, not the dataset's."""
    with pytest.raises(InputError):
        kmn.check(on="yesterday")
    with pytest.raises(InputError):
        kmn.check(lang="fr")


def test_private_values_are_nowhere_in_a_report() -> None:
    """What stands in addresses and contacts is never repeated."""
    report = "".join(situation(name).to_json() for name in SITUATIONS)
    for private in ("Am Markt", "Bergweg", "mustermann", "4711", "0170", "98199", "192.168", "10.175"):
        assert private not in report


def test_a_report_can_be_pickled() -> None:
    """Reports cross process borders."""
    report = embedded()
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own
