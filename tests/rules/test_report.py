from __future__ import annotations

import json
import random
import sys
from datetime import date

import pytest

from kmn.errors import InputError, InputTypeError, MissingExtraError
from kmn.rules.finding import Finding, Severity
from kmn.rules.report import Report
from tests.rules.situations import SITUATIONS, situation

DAY = date(2026, 12, 1)


def finding(code: str, severity: str, **more: str | int) -> Finding:
    """Give a finding."""
    fields = {"texts": ("<b>Text</b>", "Text"), "remedies": ("Tun.", "Do."), **more}
    return Finding(code=code, severity=Severity(severity), **fields)  # type: ignore[arg-type]


FINDINGS = (
    finding("KMN-A003", "error", file="assignments.csv", key="03351"),
    finding("KMN-A003", "error", file="assignments.csv", key="03352"),
    finding("KMN-A001", "warning"),
    finding("KMN-S001", "info", file="sources.csv"),
)
REPORT = Report.of(FINDINGS, on=DAY, data_version="2026.1")


def test_a_report_is_sorted_whatever_comes_first() -> None:
    """The gravest stand first, then by rule and place."""
    every = [one for name in SITUATIONS for one in situation(name)]
    assert len(every) > 80
    once = Report.of(every, on=DAY, data_version=None).findings
    random.Random(1).shuffle(every)  # noqa: S311 - nothing secret
    assert Report.of(every, on=DAY, data_version=None).findings == once
    assert [one.severity.rank for one in once] == sorted((one.severity.rank for one in once), reverse=True)


def test_a_report_is_filtered() -> None:
    """By severity, by rule, and by the beginning of a code."""
    assert len(REPORT) == 4
    assert [one.code for one in REPORT.filter(severity="Warnung")] == ["KMN-A001"]
    assert len(REPORT.filter(code="KMN-A003")) == len(REPORT.filter(code="a003")) == 2
    assert len(REPORT.filter(code="A")) == 3
    assert len(REPORT.filter(severity=Severity.ERROR, code="S")) == 0
    with pytest.raises(InputError):
        REPORT.filter(severity="grave")


def test_a_report_counts() -> None:
    """Every severity is counted, also in words, with the right number."""
    assert REPORT.counts == {"error": 2, "warning": 1, "info": 1}
    assert REPORT.summary() == "2 Fehler, 1 Warnung, 1 Hinweis"
    english = Report.of(FINDINGS[2:], on=DAY, data_version=None, lang="en")
    assert english.summary() == "0 errors, 1 warning, 1 info"


def test_a_report_is_neither_true_nor_false() -> None:
    """Testing its truth is refused with what to ask instead."""
    with pytest.raises(InputTypeError, match=r"report\.errors"):
        bool(REPORT)


def test_a_report_is_json() -> None:
    """As JSON it holds everything, in the language of the report."""
    data = json.loads(REPORT.to_json())
    assert data["on"] == "2026-12-01"
    assert data["data_version"] == "2026.1"
    assert [one["code"] for one in data["findings"]] == [one.code for one in REPORT]
    assert data["findings"][0]["text"] == "<b>Text</b>"


def test_a_report_is_a_frame() -> None:
    """As a table it has a row for each finding, and all columns even if there is none."""
    frame = REPORT.to_frame()
    assert list(frame["code"]) == [one.code for one in REPORT]
    empty = Report.of((), on=DAY, data_version=None).to_frame()
    assert list(empty.columns) == list(frame.columns) == list(FINDINGS[0].to_dict())


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is named with the line that installs it."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"kmn\[pandas\]"):
        REPORT.to_frame()


def test_in_a_notebook_texts_are_escaped() -> None:
    """Nothing that comes from data is taken for HTML, and a long report is cut with a word."""
    html = REPORT._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;Text" in html
    long = Report.of([FINDINGS[2]] * 1000, on=DAY, data_version=None)
    assert "… und 800 weitere" in long._repr_html_()


def test_a_report_is_text() -> None:
    """As text it has the summary and a line for each finding."""
    assert str(REPORT).splitlines() == [
        "2 Fehler, 1 Warnung, 1 Hinweis",
        "Fehler KMN-A003 assignments.csv, 03351: <b>Text</b>",
        "Fehler KMN-A003 assignments.csv, 03352: <b>Text</b>",
        "Warnung KMN-A001 <b>Text</b>",
        "Hinweis KMN-S001 sources.csv: <b>Text</b>",
    ]
