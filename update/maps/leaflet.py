"""Makes `maps/leaflet.js` and `maps/leaflet.css`: the library that draws maps in pages, as its authors publish it."""

from __future__ import annotations

from pathlib import Path

from update._inputs import INPUTS, read, records
from update._provenance import LEAFLET, Entry, publish

TITLES = {"js": "Leaflet, which draws maps in pages", "css": "Styles of Leaflet"}
NOTICE = Path(__file__).resolve().parent.parent / "inputs" / "leaflet_licence.txt"


def main() -> None:
    """Write both files."""
    if read("leaflet", "package/LICENSE") != NOTICE.read_bytes():
        message = f"{NOTICE.name} is not the licence of this version"
        raise SystemExit(message)
    for suffix, title in TITLES.items():
        publish(
            f"maps/leaflet.{suffix}",
            read("leaflet", f"package/dist/leaflet.{suffix}"),
            Entry(
                title=title,
                source="Leaflet",
                publisher="Volodymyr Agafonkin and contributors",
                edition=INPUTS["leaflet"].version,
                licences=(LEAFLET,),
                changes="None.",
                script="update/maps/leaflet.py",
                inputs=records("leaflet"),
            ),
        )


if __name__ == "__main__":
    main()
