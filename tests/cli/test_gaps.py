from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from kmn import wiring
from kmn.cli.app import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> Result:
    """Run `kmn gaps` in this process."""
    return CliRunner().invoke(main, ["gaps", *arguments], env={"LC_ALL": "en_GB.UTF-8"})


def test_the_letter_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    """To standard output, or into a file that is not replaced."""
    path = tmp_path / "anfrage.md"
    printed = run("--on", "2026-12-01")
    written = run("--on", "2026-12-01", "-o", str(path))
    assert printed.stdout == path.read_text(encoding="utf-8") == wiring.gaps(on="2026-12-01")
    assert written.stderr == f"Written: {path}\n"
    again = run("-o", str(path))
    assert (again.exit_code, "Choose a new name" in again.stderr) == (3, True)


def test_the_letter_asks_for_the_gaps_of_a_dataset(tmp_path: Path) -> None:
    """A dataset of one's own has its own gaps."""
    wiring.save(wiring.dataset(), tmp_path / "a.xlsx")
    assert run("--dataset", str(tmp_path / "a.xlsx"), "--on", "2026-12-01").stdout == run("--on", "2026-12-01").stdout
    assert run("--dataset", str(tmp_path / "no")).exit_code == 3
    assert run("--on", "morgen").exit_code == 2
