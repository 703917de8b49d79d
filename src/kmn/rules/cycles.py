"""Cycles: ids that lead, by some steps, back to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["cycles"]


def cycles(steps: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Give one circle for each group of ids that all reach each other.

    In time linear in the number of steps, and without recursion, so that a long chain is no trouble.

    Args:
        steps: which ids each id leads to; those that lead nowhere may be missing.

    Returns:
        The shortest way from the smallest id of each group back to itself, that id at both ends.

    Examples:
        >>> list(cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "e": ["e"]}))
        [['a', 'b', 'c', 'a'], ['e', 'e']]
    """
    backwards: dict[str, list[str]] = {node: [] for node in steps}
    for node, after in steps.items():
        for one in after:
            if one in steps:
                backwards[one].append(node)
    # Two walks, after Kosaraju: forwards for an order, then backwards from its end, each group by itself.
    done: set[str] = set()
    order = [node for root in sorted(steps) for node in _walk(root, steps, done)]
    done = set()
    groups = [set(_walk(root, backwards, done)) for root in reversed(order) if root not in done]
    for group in sorted(groups, key=min):
        start = min(group)
        if len(group) > 1 or start in steps[start]:
            yield _way_round(start, group, steps)


def _walk(root: str, steps: Mapping[str, Sequence[str]], done: set[str]) -> Iterator[str]:
    """Give what can be reached from an id and was not before, each after all that it leads to."""
    if root in done:
        return
    done.add(root)
    work = [(root, iter(steps[root]))]
    while work:
        node, after = work[-1]
        following = next((one for one in after if one in steps and one not in done), None)
        if following is None:
            work.pop()
            yield node
        else:
            done.add(following)
            work.append((following, iter(steps[following])))


def _way_round(start: str, group: set[str], steps: Mapping[str, Sequence[str]]) -> list[str]:
    before: dict[str, str] = {}
    front = [start]
    while start not in before:
        reached = []
        for node in front:
            for after in sorted(steps[node]):
                if after in group and after not in before:
                    before[after] = node
                    reached.append(after)
        front = reached
    path = [start]
    while len(path) == 1 or path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]
