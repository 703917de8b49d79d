from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import kmn
from kmn.maps.drawing import networks
from kmn.maps.page import page
from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = PROJECT / "examples" / "planspiel"
DATA: Final = FOLDER / "daten"
INVENTED: Final = "frei erfunden"


def test_every_district_belongs_to_an_invented_network() -> None:
    """Each district of today has one network, each network has a district, and each says that it is invented."""
    own = kmn.load(DATA)
    locator = kmn.Locator(own)
    answers = [locator.locate(district.key) for district in kmn.districts()]
    assert {answer.status for answer in answers} == {"responsible"}
    assert {answer.require().id for answer in answers} == {network.id for network in own.networks}
    assert all(INVENTED in answer.explain().splitlines()[0] for answer in answers)
    assert all(INVENTED in answer.cite() for answer in answers)
    assert len(own.networks) == own.expected_networks


def test_no_invented_network_is_like_a_real_one() -> None:
    """No name or id of the game is one of the embedded dataset."""
    real = {name for network in kmn.networks() for name in (network.id, network.name, network.short_name)}
    assert not real & {name for network in kmn.load(DATA).networks for name in (network.id, network.name)}


def test_every_file_says_that_it_is_invented() -> None:
    """Each file with content says so; a table without rows has nothing to say."""
    for path in FOLDER.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text(encoding="utf-8")
            is_empty = path.suffix == ".csv" and len(text.splitlines()) == 1
            assert is_empty or "planspiel" in text.casefold(), path
            assert is_empty or path.name == "issued_ids.csv" or "erfunden" in text, path


def test_maps_say_that_it_is_invented() -> None:
    """The title of a map, its legend and its page say so, and no area is left open."""
    drawn = networks(kmn.load(DATA))
    assert INVENTED in drawn.title
    assert all(INVENTED in line.text for line in drawn.legend[:-1])
    assert {drawn.style(area).pattern for area in drawn.areas} == {"solid"}
    assert page(drawn).count(INVENTED) > len(drawn.areas)


def test_it_is_sound() -> None:
    """Nothing in it is an error or a warning."""
    report = kmn.check(DATA, on="2026-12-01")
    assert (report.counts["error"], report.counts["warning"]) == (0, 0)


def test_the_folder_is_what_its_script_writes(tmp_path: Path) -> None:
    """Running the script again changes nothing."""
    (tmp_path / "make.py").write_bytes((FOLDER / "make.py").read_bytes())
    subprocess.run([sys.executable, str(tmp_path / "make.py")], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "daten").iterdir()}
    assert made == {path.name: path.read_bytes() for path in DATA.iterdir()}


def test_json_says_that_it_is_invented() -> None:
    """An answer as data names the structure, and the structure is the game."""
    data = json.dumps(kmn.Locator(kmn.load(DATA)).locate("26603 Aurich").to_dict(), ensure_ascii=False)
    assert "PLANSPIEL" in data
