from __future__ import annotations

import io

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.dictionaries import Growing


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=5), min_size=1, max_size=5))
def test_parts_keep_their_values_and_can_be_written_to_a_file(parts: list[list[str]]) -> None:
    """Whatever the dictionaries of the parts are, theirs only grows, and a file that allows no other takes them."""
    growing = Growing()
    columns = [growing.of(pa.array(part, pa.string()).dictionary_encode()) for part in parts]
    assert [column.to_pylist() for column in columns] == parts
    file = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
    with pa.ipc.new_file(file, pa.schema({"a": columns[0].type}), options=options) as writer:
        for column in columns:
            writer.write_batch(pa.record_batch([column], names=["a"]))
    assert pa.ipc.open_file(file).read_all()["a"].to_pylist() == sum(parts, [])


def test_the_kind_of_dictionary_stays() -> None:
    """Narrow places, an order and missing values are kept."""
    kind = pa.dictionary(pa.int8(), pa.string(), ordered=True)
    growing = Growing()
    growing.of(pa.array(["a"]).cast(kind))
    later = growing.of(pa.array(["b", None, "a"]).cast(kind))
    assert later.type == kind
    assert later.to_pylist() == ["b", None, "a"]
