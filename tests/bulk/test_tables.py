from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.tables import UNKNOWN, Table


@given(st.sampled_from((1, 5, 8)), st.lists(st.integers(-(2**31), 2**31 - 1) | st.integers(-2, 120_000)))
def test_each_number_is_asked_for_once(width: int, numbers: list[int]) -> None:
    """Numbers from 1 to what the width allows get the code that asking for them gives; others are unknown."""
    asked: Counter[int] = Counter()

    def ask(number: int) -> int:
        asked[number] += 1
        return number % 1_000

    table = Table(width, ask)
    expected = [number % 1_000 if 0 < number < 10**width else UNKNOWN for number in numbers]
    for kind in (np.int32, np.int64):
        assert table.codes(np.array(numbers, kind)).tolist() == expected
    assert set(asked.values()) <= {1}


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int16, np.uint32, np.int64, np.uint64])
@pytest.mark.parametrize("width", [5, 8])
def test_numbers_of_any_width_are_read(kind: type[np.integer], width: int) -> None:
    """Whatever the type of the numbers, its largest and smallest ones are told as they are."""
    table = Table(width, lambda number: number)
    numbers = [0, 1, np.iinfo(kind).max, np.iinfo(kind).min]
    expected = [int(number) if 0 < number < 10**width else UNKNOWN for number in numbers]
    assert table.codes(np.array(numbers, kind)).tolist() == expected


def test_several_threads_share_a_table() -> None:
    """Threads that fill the same table at once find in it what was asked for."""
    table = Table(8, lambda number: number % 97)
    numbers = np.random.default_rng(5).integers(1, 10**8, 3_000)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(table.codes, [numbers, numbers[::-1]] * 4):
            assert found.tolist() in ((numbers % 97).tolist(), (numbers[::-1] % 97).tolist())
