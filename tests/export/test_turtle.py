from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from kmn.errors import DataError
from kmn.export import ntriples, turtle
from kmn.wiring import dataset

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Publication


def test_it_says_what_the_n_triples_say(edition: Publication, tmp_path: Path) -> None:
    """Another library reads the same graph from both."""
    small = dataset().model_copy(update={"participations": (), "statements": ()})
    turtle.write(small, tmp_path / "a.ttl", edition)
    ntriples.write(small, tmp_path / "a.nt", edition)
    first, second = Graph().parse(tmp_path / "a.ttl"), Graph().parse(tmp_path / "a.nt")
    assert len(first) == len(second) > 1000
    assert isomorphic(first, second)


def test_a_file_that_cannot_be_written_is_an_error_of_ours(edition: Publication, tmp_path: Path) -> None:
    """A missing folder is reported, not raised as it is."""
    with pytest.raises(DataError):
        turtle.write(dataset(), tmp_path / "missing" / "a.ttl", edition)
