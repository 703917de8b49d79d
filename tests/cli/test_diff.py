from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kmn.cli.app import main
from kmn.interchange.folder import load_packaged, save
from kmn.model.network import Network

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def versions(tmp_path: Path) -> dict[str, str]:
    """Folders of a dataset, of one with another network, and of one without any."""
    data = load_packaged()
    save(data, tmp_path / "old")
    more = (*data.networks, Network(id="neu", name="Neu"))
    save(data.model_copy(update={"networks": more, "version": "2026.2"}), tmp_path / "more")
    save(data.model_copy(update={"networks": data.networks[1:]}), tmp_path / "less")
    return {name: str(tmp_path / name) for name in ("old", "more", "less")}


def test_equal_versions_exit_with_0(versions: dict[str, str]) -> None:
    """Nothing changed: said so, and the status says so."""
    done = CliRunner().invoke(main, ["diff", versions["old"], versions["old"]])
    assert done.exit_code == 0
    assert "Keine." in done.output
    done = CliRunner().invoke(main, ["diff", "--lang", "en", versions["old"], versions["old"]])
    assert done.output == "# Changes from 2026.1 to 2026.1\n\nNone.\n"


def test_changes_exit_with_1(versions: dict[str, str]) -> None:
    """Something changed: listed by kind, for people or machines."""
    done = CliRunner().invoke(main, ["diff", versions["old"], versions["more"]])
    assert done.exit_code == 1
    assert "## Neu (1)" in done.output
    done = CliRunner().invoke(main, ["diff", "--json", versions["old"], versions["more"]])
    assert json.loads(done.output)["counts"]["added"] == 1


def test_vanished_ids_exit_with_4(versions: dict[str, str]) -> None:
    """An id that is gone is an error with a status of its own."""
    assert CliRunner().invoke(main, ["diff", versions["old"], versions["less"]]).exit_code == 4


def test_what_a_release_withholds_has_not_vanished(versions: dict[str, str], tmp_path: Path) -> None:
    """A release names what it leaves out, and the comparison of two releases reads it there."""
    shutil.copytree(versions["less"], tmp_path / "release" / "dataset")
    report = {"withheld": [{"table": "networks", "record": load_packaged().networks[0].id, "reason": "x"}]}
    (tmp_path / "release" / "CHANGELOG.json").write_text(json.dumps(report), encoding="utf-8")
    done = CliRunner().invoke(main, ["diff", versions["old"], str(tmp_path / "release")])
    assert (done.exit_code, "## Nicht mehr veröffentlicht (1)" in done.output) == (1, True)


def test_unreadable_data_exit_with_3(versions: dict[str, str]) -> None:
    """What cannot be read is unreadable data, as everywhere."""
    assert CliRunner().invoke(main, ["diff", versions["old"], "missing"]).exit_code == 3
