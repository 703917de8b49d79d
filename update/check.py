"""Builds every data file again from its pinned inputs and compares it, and its provenance, with what is committed."""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from update import curated, stations
from update._provenance import DATA, register

ROOT = Path(__file__).resolve().parent
ROOMS = ("places", "boundaries", "maps")


def main() -> int:
    """Print what is the same and what is not.

    Returns:
        The exit status: 1 if anything differs.
    """
    # The script of the borders writes them in the package's own layout.
    sys.path.insert(0, str(ROOT.parent / "src"))
    committed = register()
    with tempfile.TemporaryDirectory() as rebuilt:
        sys.argv[1:] = ["--into", rebuilt]
        for room in ROOMS:
            for script in sorted((ROOT / room).glob("[!_]*.py")):
                import_module(f"update.{room}.{script.stem}").main()
        curated.main()
        made = register()
        differences = sum(
            _complain(path, _difference(path, committed.get(path), made.get(path), Path(rebuilt)))
            for path in sorted({*committed, *made, *_files()})
        )
    differences += _complain(
        "tests/data/stations.csv", "" if stations.TARGET.read_bytes() == stations.content() else "other bytes"
    )
    print(f"{differences} differences" if differences else "All files are what their scripts make.")
    return 1 if differences else 0


def _files() -> list[str]:
    found = (path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file())
    return [path for path in found if path != "provenance.json"]


def _difference(path: str, committed: object, made: object, rebuilt: Path) -> str:
    if not (DATA / path).is_file():
        return "is not there"
    if committed is None:
        return "has no entry in provenance.json"
    if made is None:
        return "is made by no script"
    if (rebuilt / path).is_file() and (rebuilt / path).read_bytes() != (DATA / path).read_bytes():
        return "other bytes"
    return "" if committed == made else "other provenance"


def _complain(path: str, difference: str) -> bool:
    print(f"{path}: {difference or 'same'}")
    return bool(difference)


if __name__ == "__main__":
    sys.exit(main())
