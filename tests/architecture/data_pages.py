"""Writes the pages that only say what is in the data: history, code lists, data files, and the changelog.

After a wanted change run `python -m tests.architecture.data_pages`, and read the difference as a user would.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kmn.resources import read_text
from kmn.wiring import dataset
from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

DOCS: Final = PROJECT / "docs"
MARK: Final = "<!-- From here on written by tests/architecture/data_pages.py. -->"


def history() -> str:
    """Give what sources say about the structure, oldest first, each with its sources."""
    data = dataset()
    titles = {source.id: source for source in data.sources}
    lines = []
    for said in sorted(data.statements, key=lambda one: (str(one.attested_from or ""), one.id)):
        named = "; ".join(
            f"[{_cell(titles[one].title)}]({titles[one].url})" if titles[one].url else _cell(titles[one].title)
            for one in said.sources
        )
        when = _span(said.attested_from, said.attested_to)
        lines.append(f"| {when} | {_cell(said.text_en or said.text)} | {named} |")
    return _table(("as of", "what the source says", "source"), lines)


def code_lists() -> str:
    """Give the code lists of the dataset."""
    parts = []
    lists: dict[str, list[str]] = {}
    for one in dataset().codes:
        cells = (f"`{one.code}`", one.label, one.label_en or "", one.definition_en or one.definition or "")
        lists.setdefault(one.list, []).append(f"| {' | '.join(map(_cell, cells))} |")
    for name, rows in lists.items():
        parts.append(f"## `{name}`\n\n" + _table(("code", "German", "English", "meaning"), rows))
    return "\n\n".join(parts)


def data_files() -> str:
    """Give the files in the package with source, publisher, edition, licence and what was changed."""
    parts = []
    for entry in json.loads(read_text("provenance.json"))["files"]:
        licences = ", ".join(f"[{_cell(one['name'])}]({one['url']})" for one in entry["licence"])
        facts = {
            "Source": f"{entry['source']} ({entry['publisher']})",
            "Edition": entry["edition"],
            "Licence": licences,
            "To be named": "; ".join(dict.fromkeys(entry["attribution"])),
            "Changed": entry["changes"],
            "Made by": f"`{entry['script']}`" if entry["script"] else "hand, see the sources in it",
        }
        listed = "\n".join(f"- {name}: {value}" for name, value in facts.items())
        parts.append(f"## `{entry['path']}`\n\n{entry['title']}.\n\n{listed}")
    return "\n\n".join(parts)


def changelog() -> str:
    """Give the changelog without its title."""
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    return text.partition("\n")[2]


PAGES: Final[dict[Path, Callable[[], str]]] = {
    DOCS / "changelog.md": changelog,
    DOCS / "explanation" / "kmn.md": history,
    DOCS / "reference" / "codes.md": code_lists,
    DOCS / "reference" / "data-files.md": data_files,
}


def render(page: Path) -> str:
    """Give a page: what is written by hand above the mark, and what is in the data below it."""
    head = page.read_text(encoding="utf-8").partition(MARK)[0]
    return f"{head}{MARK}\n\n{PAGES[page]().strip()}\n"


def _table(headers: Iterable[str], rows: Iterable[str]) -> str:
    titles = list(headers)
    return "\n".join([f"| {' | '.join(titles)} |", "|" + "---|" * len(titles), *rows])


def _span(begin: object, end: object) -> str:
    return str(begin or "undated") if begin == end else f"{begin or ''} to {end or ''}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    for found in PAGES:
        found.write_text(render(found), encoding="utf-8")
