from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

import kmn
from kmn.cli.app import main
from kmn.rules.catalogue import RULES

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--on", "2026-12-01")


def run(*arguments: str, lang: str = "de_DE.UTF-8") -> Result:
    """Run `kmn check` in this process, on a wide terminal."""
    return CliRunner().invoke(main, ["check", *arguments], env={"LC_ALL": lang, "COLUMNS": "160"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the embedded dataset."""
    target = tmp_path / "liste"
    kmn.save(kmn.dataset(), target)
    return target


def test_the_embedded_dataset_is_checked_by_default() -> None:
    """Without a folder it is the embedded dataset; nothing in it is an error, but much is open."""
    result = run(*DAY)
    assert result.exit_code == 0
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert "Warnung KMN-A001: Kreis ohne Zuordnung (18)" in lines
    assert "  Landkreis Aurich (03452) ist offen: Keine Quelle nennt einen Regionalverbund." in lines
    assert "  Der Datenbestand nennt 4 von 10 Regionalverbünden; 6 fehlen." in lines
    assert lines[-1] == kmn.check(on="2026-12-01").summary()


def test_strict_counts_warnings_as_well() -> None:
    """With --strict, what is open is a reason to exit with 1."""
    assert run("--strict", *DAY).exit_code == 1


def test_an_error_exits_with_one(folder: Path) -> None:
    """An error is shown with its place and what to do, and the status says so."""
    path = folder / "subgroups.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",braunschweig,", ",braunschwick,"), encoding="utf-8")
    result = run(str(folder), *DAY)
    assert result.exit_code == 1
    first = result.stdout.splitlines()
    assert first[0].rstrip() == "Fehler KMN-R001: Verweis ins Leere"
    assert first[1].rstrip() == "  braunschwick steht nicht in networks.csv."
    assert first[2].strip() == "subgroups.csv, Zeile 2 (ag-bs-stadt), Feld network"
    assert first[3].rstrip() == "  Was tun: Die Kennung berichtigen oder den fehlenden Eintrag ergänzen."


def test_json_has_every_finding_on_a_line(folder: Path) -> None:
    """For machines each finding is one object, and the status is the same."""
    shutil.rmtree(folder)
    result = run("--json", str(folder))
    assert result.exit_code == 1
    found: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["code"] for one in found] == ["KMN-L001", "KMN-X003"]
    every = run("--json", *DAY, "--lang", "en").stdout.splitlines()
    report = kmn.check(on="2026-12-01", lang="en")
    assert list(map(json.loads, every)) == report.to_dict()["findings"]


def test_what_is_the_same_for_many_is_said_once() -> None:
    """A text that does not differ is followed by all its places, and a long list is cut with a word."""
    result = run(*DAY, lang="en_GB.UTF-8")
    assert result.stdout.count("It is not known of when the source is.") == 1
    assert result.stdout.count("sources.csv, ") == 7


def test_a_long_list_is_cut(folder: Path) -> None:
    """Of very many findings of one rule only some are shown, and how many there are."""
    path = folder / "assignments.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    result = run(str(folder), *DAY)
    assert "Kreis ohne Zuordnung (45)" in result.stdout
    assert "… und 25 weitere; --json zeigt alle." in result.stdout


@pytest.mark.parametrize("code", list(RULES))
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_rule_can_be_explained(code: str, lang: str) -> None:
    """Of each rule title, reason, remedy and basis are shown."""
    result = run("--explain", code, "--lang", lang)
    assert result.exit_code == 0
    rule, pick = RULES[code], 0 if lang == "de" else 1
    for pair in (rule.title, rule.why, rule.remedy, rule.source):
        assert pair[pick] in result.stdout


def test_an_unknown_code_is_wrong_usage() -> None:
    """A rule that there is not cannot be explained."""
    result = run("--explain", "A999")
    assert result.exit_code == 2
    assert "A001" in result.stderr


def test_a_malformed_day_is_wrong_usage() -> None:
    """A day is written YYYY-MM-DD."""
    assert run("--on", "heute").exit_code == 2


def test_of_a_list_a_copy_with_hints_is_written(tmp_path: Path) -> None:
    """A list stays as it is; beside it stands a copy with hints, under a name that is not taken."""
    path = tmp_path / "liste.csv"
    path.write_text("Regionalverbund;Kreise\nHeide;LK Celle, LK Cele\n", encoding="utf-8")
    before = path.read_bytes()
    for name in ("liste-hinweise.xlsx", "liste-hinweise2.xlsx"):
        result = run(str(path), *DAY)
        assert result.exit_code == 1
        assert "Cele" in result.stdout
        assert (tmp_path / name).is_file()
        assert name in result.stderr
    run(str(path), "--json", "-o", str(tmp_path / "copy.xlsx"))
    assert (tmp_path / "copy.xlsx").is_file()
    assert path.read_bytes() == before


def test_nothing_commands_the_terminal(folder: Path) -> None:
    """A text from the data is shown without what a terminal would obey."""
    path = folder / "networks.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Regionalverbund Heide", "Heide\x1b[31m"), encoding="utf-8"
    )
    result = run(str(folder), *DAY)
    assert "KMN-T002" in result.stdout
    assert "\x1b" not in result.stdout
