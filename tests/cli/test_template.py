from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from kmn.cli.app import main
from kmn.interchange.spreadsheet import read_sheets

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> Result:
    """Run `kmn template` in this process, in German."""
    return CliRunner().invoke(main, ["template", *arguments], env={"LC_ALL": "de_DE.UTF-8"})


def test_a_form_is_written_once(tmp_path: Path) -> None:
    """The form is written, what to do next is said, and a second time it is not replaced."""
    path = tmp_path / "liste.xlsx"
    result = run(str(path))
    assert result.exit_code == 0
    assert f"kmn import {path}" in result.stderr
    again = run(str(path))
    assert (again.exit_code, "Choose another name" in again.stderr) == (3, True)


def test_the_day_decides_which_districts_are_listed(tmp_path: Path) -> None:
    """On a day before the merger there is one more."""
    assert run(str(tmp_path / "a.xlsx"), "--on", "2016-05-01").exit_code == 0
    assert len(read_sheets(tmp_path / "a.xlsx").sheets[-1].rows) == 47
    assert run(str(tmp_path / "b.xlsx"), "--on", "1.5.2016").exit_code == 2
