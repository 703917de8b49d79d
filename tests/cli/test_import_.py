from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from kmn.cli.app import main
from kmn.interchange.store import load
from tests.cli.test_export import SETTINGS
from tests.lists.lists import filled

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str, lang: str = "de") -> Result:
    """Run `kmn` in this process."""
    return CliRunner().invoke(main, list(arguments), env={"LC_ALL": f"{lang}_XX.UTF-8"})


def test_from_a_form_to_an_answer(tmp_path: Path) -> None:
    """A filled form becomes a folder, from which `kmn locate` answers."""
    form = filled(tmp_path / "a.xlsx", ["Regionalverbund Leine"], {"Region Hannover": "Regionalverbund Leine"})
    result = run("import", str(form), "-o", str(tmp_path / "liste"))
    assert result.exit_code == 0
    assert "1 Regionalverbund und 1 amtlichen Zuordnung, Stand 2026-03-01" in result.stderr
    assert "bleiben 44 Kreise offen" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("Geschrieben: ")
    answer = json.loads(run("locate", "--json", "--dataset", str(tmp_path / "liste"), "30159 Hannover").stdout)
    assert (answer["network"]["id"], answer["evidence"]) == ("leine", "official")


def test_a_list_that_says_nothing_about_itself(tmp_path: Path) -> None:
    """Options say it; without them nothing is written."""
    (tmp_path / "a.csv").write_text("RV;Kreise\nHeide;LK Celle\n", encoding="utf-8")
    arguments = ["import", str(tmp_path / "a.csv"), "-o", str(tmp_path / "b.xlsx")]
    refused = run(*arguments, lang="en")
    assert refused.exit_code == 3
    assert "Errors, to be corrected:\n" in refused.stderr
    assert "(--publisher)" in refused.stderr
    assert not (tmp_path / "b.xlsx").exists()
    about = ["--publisher", "Ministerium", "--as-of", "März 2026", "--reference", "1", "--licence", "CC0"]
    written = run(*arguments, *about, "--url", "https://example.org", lang="en")
    assert (written.exit_code, "1 official assignment, as of 2026-03" in written.stderr) == (0, True)
    assert run("locate", "--strict", "--dataset", str(tmp_path / "b.xlsx"), "Landkreis Celle").exit_code == 0


def test_what_is_imported_can_be_published(tmp_path: Path) -> None:
    """An import says on which day the data are made, so that a release can be made of it at once."""
    form = filled(tmp_path / "a.xlsx", ["Regionalverbund Leine"], {"Region Hannover": "Regionalverbund Leine"})
    (tmp_path / "release.toml").write_text(SETTINGS, encoding="utf-8")
    words = ["import", str(form), "-o", str(tmp_path / "liste")]
    assert run(*words).exit_code == 0
    assert load(tmp_path / "liste").issued is not None
    assert run(*words, "--issued", "2026-03-02").exit_code == 0
    assert load(tmp_path / "liste").issued == date(2026, 3, 2)
    publish = ["export", str(tmp_path / "release"), "--dataset", str(tmp_path / "liste"), "--no-outlines"]
    assert run(*publish, "--config", str(tmp_path / "release.toml")).exit_code == 0
    assert (run(*words, "--issued", "today").exit_code, load(tmp_path / "liste").issued) == (2, date(2026, 3, 2))


def test_what_is_read_and_wrong_is_told(tmp_path: Path) -> None:
    """A contact that leads nowhere can be read; that the check calls it an error is said at once."""
    (tmp_path / "a.csv").write_text("RV;Kreise;Leitung;Telefon\nHeide;LK Celle;Verein;05141\n", encoding="utf-8")
    about = ["--publisher", "Ministerium", "--as-of", "2026", "--reference", "1", "--licence", "CC0"]
    result = run("import", str(tmp_path / "a.csv"), "-o", str(tmp_path / "b"), *about)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        0,
        (
            "Gelesen werden konnte alles, doch ist manches darin offenbar falsch (Fehler: 1). Was zu tun ist, sagt: "
            f"kmn check {tmp_path / 'b'}"
        ),
    )
    assert run("check", str(tmp_path / "b")).exit_code == 1


def test_a_file_that_cannot_be_read_at_all(tmp_path: Path) -> None:
    """Where there are no rows, no hints beside them are promised."""
    result = run("import", str(tmp_path / "no.xlsx"), "-o", str(tmp_path / "out"), lang="en")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[1:] == ["- There is no file of that name. Check the name.", "Nothing written."]


def test_the_list_is_not_written_over(tmp_path: Path) -> None:
    """A dataset never takes the place of the list it is made of, by whatever name it is called."""
    parent = tmp_path / "mine"
    parent.mkdir()
    form = filled(parent / "a.xlsx", ["Regionalverbund Leine"], {"Region Hannover": "Regionalverbund Leine"})
    before = form.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(form)
    (tmp_path / "hard.xlsx").hardlink_to(form)
    (tmp_path / "folder").symlink_to(parent)
    for target in (form, parent, tmp_path, f"{parent}/../mine/a.xlsx", *tmp_path.glob("*")):
        result = run("import", str(form), "-o", str(target))
        assert (result.exit_code, "would be lost" in result.stderr) == (2, True), target
    assert run("import", str(tmp_path / "link.xlsx"), "-o", str(form)).exit_code == 2
    other = filled(tmp_path / "b.xlsx", ["Regionalverbund Leine"], {"Landkreis Celle": "Regionalverbund Leine"})
    result = run("import", str(form), "-o", str(other))
    assert (result.exit_code, "form that was filled in" in result.stderr) == (3, True)
    assert form.read_bytes() == before


def test_wrong_usage_and_places_that_cannot_be_written(tmp_path: Path) -> None:
    """Without an output nothing is done; other files are not lost."""
    assert run("import", "a.csv").exit_code == 2
    (tmp_path / "a.csv").write_text("RV;Kreise\nHeide;LK Celle\n", encoding="utf-8")
    about = ["--publisher", "Ministerium", "--as-of", "2026"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("x", encoding="utf-8")
    result = run("import", str(tmp_path / "a.csv"), "-o", str(tmp_path / "other"), *about)
    assert (result.exit_code, "would be lost" in result.stderr) == (3, True)
