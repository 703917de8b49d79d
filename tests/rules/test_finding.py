from __future__ import annotations

import pytest

from kmn.errors import InputError, InputTypeError
from kmn.rules.finding import Finding, Severity, pick

FINDING = Finding(
    code="KMN-A003",
    severity=Severity.ERROR,
    file="assignments.csv",
    key="03351 heide",
    field="network",
    value="03351",
    texts=("Deutsch.", "English."),
    remedies=("Tun.", "Do."),
)


@pytest.mark.parametrize("text", ["warning", " WARNING ", "Warnung", Severity.WARNING])
def test_a_severity_is_read_in_both_languages(text: str) -> None:
    """Case and language do not matter."""
    assert Severity.parse(text) is Severity.WARNING


@pytest.mark.parametrize(("value", "error"), [("grave", InputError), ("", InputError), (3, InputTypeError)])
def test_another_severity_is_refused(value: object, error: type[Exception]) -> None:
    """What is no severity is said so, with those that there are."""
    with pytest.raises(error, match="expected one of error, warning, info"):
        Severity.parse(value)


def test_severities_have_an_order_and_a_name() -> None:
    """An error is graver than a warning, and that than an info."""
    assert sorted(Severity, key=lambda one: -one.rank) == ["error", "warning", "info"]
    assert [one.label() for one in Severity] == ["Fehler", "Warnung", "Hinweis"]


def test_only_two_languages_are_spoken() -> None:
    """German and English; another is the caller's mistake."""
    assert [pick("de"), pick("en")] == [0, 1]
    with pytest.raises(InputError, match="expected 'de' or 'en'"):
        FINDING.text("fr")


def test_a_finding_names_its_place() -> None:
    """File, record or row, and field, in the reader's language."""
    assert FINDING.place() == "assignments.csv, 03351 heide, Feld network"
    assert Finding(code="x", severity=Severity.INFO, file="a.csv", row=3, texts=("", ""), remedies=("", "")).place(
        "en"
    ) == ("a.csv, row 3")
    assert str(FINDING) == "KMN-A003: assignments.csv, 03351 heide, field network: English."


def test_a_finding_is_plain_data() -> None:
    """Every key is always there."""
    assert FINDING.to_dict("en") == {
        "code": "KMN-A003",
        "severity": "error",
        "file": "assignments.csv",
        "key": "03351 heide",
        "row": None,
        "field": "network",
        "value": "03351",
        "text": "English.",
        "remedy": "Do.",
    }
