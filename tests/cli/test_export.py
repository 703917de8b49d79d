from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kmn.cli.app import main
from kmn.interchange.folder import load_packaged, save

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
base_iri = "https://example.org/kmn"
download_url = "https://example.org/kmn/release/"
license = "cc-by/4.0"
publisher = "Beispielstelle"
contact_name = "Geschäftsstelle"
contact_email = "kontakt@example.org"
themes = ["SOCI"]
keywords = ["Migration"]
accrual = "AS_NEEDED"
availability = "AVAILABLE"
"""


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def test_init_writes_settings_once(tmp_path: Path) -> None:
    """The settings are written, and never over others."""
    done = CliRunner().invoke(main, ["export", "--init"])
    assert done.exit_code == 0
    (tmp_path / "release.toml").write_text("mine", encoding="utf-8")
    assert CliRunner().invoke(main, ["export", "--init"]).exit_code == 3
    assert (tmp_path / "release.toml").read_text(encoding="utf-8") == "mine"


def test_a_release_is_written(tmp_path: Path) -> None:
    """With settings, a release of the embedded or one's own dataset is written, and counted."""
    (tmp_path / "release.toml").write_text(SETTINGS, encoding="utf-8")
    done = CliRunner().invoke(main, ["export", "a", "--no-outlines", "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert f"{len([one for one in (tmp_path / 'a').rglob('*') if one.is_file()])} files in a" in done.output
    save(load_packaged().model_copy(update={"version": "2027.1"}), tmp_path / "own")
    words = ["export", "b", "--no-outlines", "--dataset", "own", "--previous", "a", "--lang", "de"]
    assert "Version 2027.1" in CliRunner().invoke(main, words).output
    assert '"added": 0' in (tmp_path / "b" / "CHANGELOG.json").read_text(encoding="utf-8")


def test_what_is_published_is_not_written_over(tmp_path: Path) -> None:
    """A release never takes the place of the dataset or the settings it is made from."""
    (tmp_path / "release.toml").write_text(SETTINGS, encoding="utf-8")
    words = ["export", "a", "--no-outlines"]
    assert CliRunner().invoke(main, words).exit_code == 0
    before = (tmp_path / "a" / "dataset" / "networks.csv").read_bytes()
    for source in ("a", "a/dataset", "a/../a/dataset/"):
        done = CliRunner().invoke(main, [*words, "--dataset", source])
        assert (done.exit_code, "would be lost" in done.stderr) == (2, True)
    (tmp_path / "release.toml").rename(tmp_path / "a" / "release.toml")
    done = CliRunner().invoke(main, [*words, "--config", "a/release.toml"])
    assert (done.exit_code, "would be lost" in done.stderr) == (2, True)
    assert (tmp_path / "a" / "dataset" / "networks.csv").read_bytes() == before
    assert (tmp_path / "a" / "release.toml").is_file()


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    """Where nothing may be passed on, a release says so instead of coming out empty in silence."""
    (tmp_path / "release.toml").write_text(SETTINGS, encoding="utf-8")
    data = load_packaged()
    sources = tuple(one.model_copy(update={"reuse": "forbidden"}) for one in data.sources)
    save(data.model_copy(update={"sources": sources}), tmp_path / "own")
    done = CliRunner().invoke(main, ["export", "a", "--no-outlines", "--dataset", "own", "--lang", "de"])
    assert done.exit_code == 0
    assert "assignments 9" in done.stderr
    assert "keine einzige Zuordnung" in done.stderr


def test_missing_settings_are_listed(tmp_path: Path) -> None:
    """What is missing is unreadable data, all of it at once."""
    (tmp_path / "release.toml").write_text("", encoding="utf-8")
    done = CliRunner().invoke(main, ["export", "a", "--lang", "en"])
    assert done.exit_code == 3
    assert "publisher: missing" in done.output
    assert "publisher: fehlt" in CliRunner().invoke(main, ["export", "a", "--lang", "de"]).output
    assert not (tmp_path / "a").exists()


def test_a_folder_is_needed() -> None:
    """Without a folder the usage is wrong."""
    assert CliRunner().invoke(main, ["export"]).exit_code == 2
