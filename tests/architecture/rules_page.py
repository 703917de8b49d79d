"""Writes the page of the rules from their catalogue.

After a wanted change run `python -m tests.architecture.rules_page`, and read the difference as a user would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.interchange.problem import TEXTS
from kmn.rules.catalogue import GROUPS, UNREADABLE
from tests.architecture.tree import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.rules.rule import Rule

PAGE: Final = PROJECT / "docs" / "reference" / "rules.md"
MARK: Final = "<!-- From here on written by tests/architecture/rules_page.py. -->"


def render() -> str:
    """Give the page: what is written by hand above the mark, and the catalogue below it."""
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    return "\n".join([f"{head}{MARK}", "", *_overview(), *_catalogue()]).rstrip("\n") + "\n"


def _overview() -> Iterator[str]:
    for (_, english), rules in GROUPS:
        yield f"**{english}**"
        yield ""
        yield "| code | severity | what is found |"
        yield "|------|----------|---------------|"
        for rule in rules:
            yield f"| [`{rule.code}`](#{rule.code.lower()}) | {rule.severity.value} | {rule.title[1]} |"
        yield ""


def _catalogue() -> Iterator[str]:
    for (german, english), rules in GROUPS:
        yield f"## {english} ({german})"
        yield ""
        for rule in rules:
            yield from _entry(rule)


def _entry(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}"
    yield ""
    yield f"**{rule.title[1]}** · *{rule.title[0]}* · {rule.severity.value}"
    yield ""
    yield f"- {rule.why[1]}"
    yield f"- To do: {rule.remedy[1]}"
    yield f"- *Was tun:* {rule.remedy[0]}"
    yield f"- Basis: {rule.source[1]}"
    yield ""
    if rule is UNREADABLE:
        yield "What reading may come to, here and in the next rule:"
        yield ""
        yield from (f"- `{code}`: {english}" for code, (_, english) in sorted(TEXTS.items()))
        yield ""


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
