from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from kmn.cli.app import main
from kmn.wiring import dataset, districts, locate, municipalities

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> Result:
    """Run `kmn show` in this process, in German, on a wide terminal."""
    return CliRunner().invoke(main, ["show", *arguments], env={"LC_ALL": "de_DE.UTF-8", "COLUMNS": "200"})


def objects(*arguments: str) -> list[dict[str, Any]]:
    """Read what `kmn show --json` writes."""
    result = run("--json", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_districts_show_what_is_known_and_what_is_not() -> None:
    """Each district has its network with its evidence, or none; an inference stands beside it."""
    rows = objects("districts")
    assert [row["key"] for row in rows] == [str(district.key) for district in districts()]
    for row in rows:
        answer = locate(row["key"])
        assert row["status"] == answer.status
        assert row["network"] == (answer.network.name if answer.network else None)
        assert (row["evidence"] is None) == (row["network"] is None)
    goslar = next(row for row in rows if row["name"] == "Landkreis Goslar")
    assert goslar["inferred_networks"] == ["Regionalverbund Braunschweig", "Regionalverbund Südniedersachsen"]


def test_the_table_of_districts_is_honest() -> None:
    """The table says open where no source names a network, and marks inferences as such."""
    lines = run("districts").stdout.splitlines()
    line = {
        name: next(line for line in lines if name in line) for name in ("Celle", "Aurich", "Gifhorn", "Hildesheim")
    }
    assert line["Celle"].rstrip().endswith("Regionalverbund Heide (belegt, 2009-06-16)")
    assert line["Aurich"].rstrip().endswith("offen")
    assert line["Gifhorn"].rstrip().endswith("offen; nur erschlossen: Regionalverbund Braunschweig")
    assert line["Hildesheim"].rstrip().endswith("(belegt, ohne Datum)")
    lines = run("districts", "--evidence", "inferred", "--lang", "en").stdout.splitlines()
    assert next(line for line in lines if "Gifhorn" in line).rstrip().endswith("Braunschweig (inferred)")
    assert "contested" in next(line for line in lines if "Goslar" in line)


def test_municipalities_are_those_of_the_day() -> None:
    """Each municipality of the day is listed with its district."""
    rows = objects("municipalities")
    assert [row["key"] for row in rows] == [str(one.ags) for one in municipalities()]
    assert len(objects("municipalities", "--on", "2016-05-01")) > len(rows)
    assert next(row for row in rows if row["name"] == "Werdum")["association"] == "Esens"


def test_the_networks_do_not_look_complete() -> None:
    """It is said how many networks there are to be; beside JSON that goes to standard error."""
    shown = run("networks")
    assert "Quellen nennen 4 von 10 Regionalverbünden." in shown.stdout
    result = run("networks", "--json")
    assert "4 von 10" in result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == [network.id for network in dataset().networks]
    claims = [(area["key"], row["id"]) for row in rows for area in (*row["attested"], *row["inferred"])]
    assert sorted(claims) == sorted((claim.area, claim.network) for claim in dataset().assignments)
    assert {area["evidence"] for row in rows for area in row["attested"]} <= {"official", "attested"}
    assert {area["evidence"] for row in rows for area in row["inferred"]} == {"inferred"}


def test_sources_come_with_their_addresses() -> None:
    """Each source is listed with title, publisher, date and address."""
    assert [row["id"] for row in objects("sources")] == [source.id for source in dataset().sources]
    assert "https://asyl-ev.de/kooperativemigrationsarbeit.html" in run("sources").stdout


@pytest.mark.parametrize("what", ["networks", "districts", "municipalities", "sources"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_list_is_a_table(what: str, lang: str) -> None:
    """Each list can be shown in both languages."""
    result = run(what, "--lang", lang)
    assert result.exit_code == 0
    assert "─" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 2), (["persons"], 2), (["districts", "--on", "x"], 2), (["districts", "--dataset", "/no/such"], 3)],
)
def test_wrong_usage_and_unreadable_data_are_told_apart(arguments: list[str], status: int) -> None:
    """A wrong argument exits with 2, a dataset that cannot be read with 3."""
    result = run(*arguments)
    assert result.exit_code == status
    assert result.stderr


def test_a_map_is_written_as_its_name_says(tmp_path: Path) -> None:
    """The page of a map is in the reader's language, and a picture is a picture."""
    for name, beginning in (("map.html", b'<!doctype html>\n<html lang="de">'), ("map.svg", b"<?xml")):
        result = run("map", "-o", str(tmp_path / name))
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(beginning)


def test_a_map_needs_a_file_and_nothing_else_has_one(tmp_path: Path) -> None:
    """Both a map without a file and a list with one are wrong usage, and a name of another kind is as well."""
    for arguments in (["map"], ["districts", "-o", str(tmp_path / "a.html")], ["map", "-o", str(tmp_path / "a.bmp")]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "map" in result.output
    assert list(tmp_path.iterdir()) == []
