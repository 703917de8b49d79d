"""LibreOffice, run without a window."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Run `soffice` with arguments in a folder, with the settings of a new user."""
    program = shutil.which("soffice")
    assert program is not None, "soffice is not installed"
    user = f"-env:UserInstallation={tmp_path_factory.mktemp('user').as_uri()}"

    def run(*arguments: str | Path, folder: Path) -> None:
        done = subprocess.run(
            [program, user, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "Error" not in done.stdout + done.stderr, done.stderr  # it says so, and gives 0

    return run


@pytest.fixture(scope="session")
def resaved(soffice: Callable[..., None]) -> Callable[[Path, str], Path]:
    """Open a workbook in LibreOffice and save it as .xlsx again: at once, or by way of another format."""

    def save(path: Path, by_way_of: str) -> Path:
        folder = path.with_name(f"by_way_of_{by_way_of}")
        if by_way_of != "xlsx":
            soffice("--headless", "--convert-to", by_way_of, "--outdir", folder, path, folder=path.parent)
            path = folder / f"{path.stem}.{by_way_of}"
        soffice("--headless", "--convert-to", "xlsx", "--outdir", folder, path, folder=path.parent)
        return folder / f"{path.stem}.xlsx"

    return save
