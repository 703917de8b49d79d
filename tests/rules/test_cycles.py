from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kmn.rules.cycles import cycles

graphs = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3), max_size=6)


@given(graphs)
def test_each_circle_is_one_and_none_is_missed(steps: dict[str, list[str]]) -> None:
    """Every id that leads back to itself is in one group, and the way that is named can be walked."""
    reached = {start: _reached(start, steps) for start in steps}
    groups = {
        frozenset(other for other in reached[start] if other in reached and start in reached[other])
        for start in steps
        if start in reached[start]
    }
    found = list(cycles(steps))
    assert [path[0] for path in found] == sorted(min(group) for group in groups)
    for path in found:
        assert path[0] == path[-1]
        assert all(after in steps[before] for before, after in itertools.pairwise(path))


def _reached(start: str, steps: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    front = [start]
    while front:
        front = [after for node in front for after in steps.get(node, []) if after not in found]
        found.update(front)
    return found


def test_a_long_chain_is_no_trouble() -> None:
    """A circle of very many ids is found without reaching the depth of the stack."""
    count = 50_000
    steps = {f"{number:05d}": [f"{(number + 1) % count:05d}"] for number in range(count)}
    (path,) = cycles(steps)
    assert len(path) == count + 1
