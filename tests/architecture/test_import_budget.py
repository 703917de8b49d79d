from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ["click", "fastapi", "geopy", "numpy", "pandas", "pydantic", "pydantic_core", "rapidfuzz", "rich", "shapely"]

# Counts the files that are opened other than code; a fresh interpreter, so that nothing is loaded already.
PROBE = """
import json, os, sys
opened = []
def note(event, args):
    if event == "open" and isinstance(args[0], str) and not args[0].endswith((".py", ".pyc", ".so", ".pyd")):
        opened.append(os.path.basename(args[0]))
sys.addaudithook(note)
{statement}
print(json.dumps([sorted(sys.modules), opened]))
"""


def probe(statement: str) -> tuple[list[str], list[str]]:
    """Run a statement in a fresh interpreter; give the loaded modules and the opened files."""
    command = [sys.executable, "-c", PROBE.format(statement=statement)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    loaded, opened = json.loads(done.stdout)
    return loaded, opened


def test_import_is_light_and_reads_nothing() -> None:
    """`import kmn` loads few modules, none of the heavy packages, and opens no file but code."""
    loaded, opened = probe("import kmn")
    assert len(loaded) <= 130
    assert not set(HEAVY) & set(loaded)
    assert opened == []


def test_the_command_line_starts_light() -> None:
    """What all commands have in common loads no data, no records and no package that only some commands use."""
    loaded, _ = probe("import kmn.cli.app")
    assert not {*HEAVY, "kmn.wiring", "kmn.bulk.files"} & set(loaded) - {"click"}


@pytest.mark.parametrize(
    "statement", ["from kmn import AGS, ARS, NUTS, PLZ, KreisKey", "from kmn import Point, Period"]
)
def test_identifiers_and_values_are_light(statement: str) -> None:
    """Identifiers and values load attrs and nothing heavier, and read nothing."""
    loaded, opened = probe(statement)
    assert len(loaded) <= 130
    assert not set(HEAVY) & set(loaded)
    assert opened == []
