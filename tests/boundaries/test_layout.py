from __future__ import annotations

import sys
from array import array

import pytest

from kmn.boundaries.layout import Borders, pack, unpack
from kmn.errors import DataError

BORDERS = Borders(
    edition="2016-01-01",
    units=("03101000", "state:05"),
    scale=100,
    west=-4,
    south=-4,
    width=2,
    height=2,
    split=2,
    columns=1,
    rows=1,
    x=array("i", (0, 1, -1)),
    y=array("i", (0, 0, 1)),
    left=array("H", (1, 1, 0)),
    right=array("H", (2, 0, 0)),
    coarse=array("H", (3,)),
    fine=array("H", (0, 1, 2, 3)),
    mixed=array("I", (0, 1)),
    anchors=array("H", (0,)),
    first=array("I", (0, 2)),
    edges=array("I", (0, 1)),
)


def test_a_file_comes_back_as_it_was() -> None:
    """Reading what was written gives the same borders, types of arrays included."""
    assert unpack(pack(BORDERS)) == BORDERS
    assert memoryview(unpack(pack(BORDERS)).edges).format == "I"


def test_arrays_begin_at_multiples_of_eight_bytes() -> None:
    """Each part of the file is aligned, so that it can be mapped as it is."""
    content = pack(BORDERS)
    assert len(content) % 8 == 0
    assert (content.index(b"\n") + 1) % 8 == 0


def test_the_file_is_the_same_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are little-endian in the file; a machine that is not turns them around, both ways."""
    other = "big" if sys.byteorder == "little" else "little"
    content = pack(BORDERS)
    monkeypatch.setattr(sys, "byteorder", other)
    turned = unpack(content)
    assert turned.edges.tolist() == [0, 1 << 24]
    assert pack(turned) == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"[]\n",
        b"\xff\n",
        b'{"format":2}\n',
        b'{"format":2,"units":[],"arrays":[]}\n',
        b'{"format":2,"units":[],"arrays":[["x","?",1]]}\n',
        b'{"format":2,"units":[],"arrays":[["x","i",9]]}\n1234',
        pack(BORDERS)[:-8],
        pack(BORDERS).replace(b'"format":2', b'"format":1'),
        pack(BORDERS).replace(b'"scale"', b'"scala"'),
    ],
    ids=range(11),
)
def test_anything_else_is_reported(content: bytes) -> None:
    """What is not such a file, or not all of it, is a data error that says what to do."""
    with pytest.raises(DataError, match=r"file of borders is damaged\. Install the package again"):
        unpack(content)
