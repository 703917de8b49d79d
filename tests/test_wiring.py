from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import kmn
from kmn import wiring
from kmn.lookup import locator
from kmn.model.dataset import Dataset
from tests.second_state import claim

if TYPE_CHECKING:
    from pathlib import Path

MERGER = date(2016, 11, 1)


def changed(**fields: Any) -> Dataset:
    """Give the embedded dataset with some fields of one's own."""
    return Dataset(**(dict(kmn.dataset()) | fields))


def test_what_is_embedded_is_read_once() -> None:
    """Places, names, dataset and locator are made when first asked for, and are the same ever after."""
    for made in (wiring.gazetteer, wiring.name_index, wiring.dataset, wiring.default_locator):
        assert made() is made()
    assert wiring.default_locator().dataset is kmn.dataset()
    assert wiring.default_locator().gazetteer is wiring.gazetteer()


def test_a_function_and_a_locator_answer_alike() -> None:
    """`kmn.locate` is the `locate` of a locator over the embedded data, with all its options."""
    options = {"on": "2020-01-01", "evidence": "inferred", "accuracy_m": 10.0, "lang": "en"}
    for thing in ("38440 Wolfsburg", kmn.Point(lat=52.15, lon=9.95), "Neuenkirchen"):
        one, other = kmn.locate(thing, **options), kmn.Locator().locate(thing, **options)  # type: ignore[arg-type]
        assert one == other
        assert one.lang == other.lang == "en"


def test_a_locator_takes_a_dataset_of_ones_own() -> None:
    """Somebody else's claims are answered over the embedded places, and the embedded ones are left out."""
    own = changed(version="9", assignments=(claim("heide", "03452", sources=()),))
    places = kmn.Locator(own)
    assert isinstance(places, locator.Locator)
    assert places.locate("26506 Norden").require().id == "heide"
    assert places.locate("31134 Hildesheim").status == "unassigned"
    assert places.locate("26506 Norden").data_version == "9"
    assert kmn.locate("26506 Norden").status == "unassigned"


def test_an_empty_dataset_is_not_the_embedded_one() -> None:
    """A dataset without a single claim leaves everything open, rather than fall back to ours."""
    assert kmn.Locator(changed(assignments=())).locate("31134 Hildesheim").status == "unassigned"


def test_a_dataset_is_saved_and_loaded(tmp_path: Path) -> None:
    """The folder that `save` writes is the one that `load` reads, and answers are the same."""
    kmn.save(kmn.dataset(), tmp_path / "liste")
    loaded = kmn.load(tmp_path / "liste")
    assert loaded == kmn.dataset()
    assert kmn.Locator(loaded).locate("29221 Celle") == kmn.locate("29221 Celle")


def test_a_folder_that_is_no_dataset_is_refused(tmp_path: Path) -> None:
    """A folder without tables is no dataset, and the error says so."""
    with pytest.raises(kmn.DataError):
        kmn.load(tmp_path)


def test_there_are_as_many_districts_as_there_were() -> None:
    """On the day of the merger 46 districts became 45; the day may be a text."""
    assert len(kmn.districts()) == 45
    assert len(kmn.districts(on=MERGER)) == 45
    assert len(kmn.districts(on="2016-10-31")) == 46
    assert {d.key.value for d in kmn.districts(on="2016-10-31")} - {d.key.value for d in kmn.districts()} == {
        "03152",
        "03156",
    }


def test_municipalities_have_their_days_too() -> None:
    """There are 964 municipalities and unincorporated areas today, and there were more."""
    assert len(kmn.municipalities()) == 964
    assert len(kmn.municipalities(on="2016-01-01")) > 964
    with pytest.raises(kmn.InputError, match="expected YYYY-MM-DD"):
        kmn.municipalities(on="1.1.2016")


def test_networks_are_those_that_sources_name() -> None:
    """There are fewer networks than are said to exist, and no more than sources name."""
    assert len(kmn.networks()) == 4
    assert kmn.dataset().expected_networks == 10


def test_importing_reads_nothing_and_locating_stays_light() -> None:
    """The first answer to a code and a town needs neither borders nor typo correction nor numerical packages."""
    code = (
        "import sys, kmn; kmn.locate('31134 Hildesheim'); "
        "print(*{'rapidfuzz', 'numpy', 'shapely', 'geopy', 'kmn.boundaries.index'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
