from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.errors import DataError
from kmn.export.selection import CHANGELOG, publishable, withheld_in
from kmn.model.assignment import Assignment
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from kmn.model.participation import Participation
from kmn.model.source import Source

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_forbidden_goes_and_takes_what_depends_on_it() -> None:
    """A forbidden source goes, with what cites it and what speaks of that; the rest stays, and all is reported."""
    data = Dataset(
        scheme="k",
        title="K",
        version="1",
        network_term="R",
        networks=(Network(id="a", name="A", sources=("geheim",)), Network(id="b", name="B", predecessors=("a",))),
        assignments=(
            Assignment(network="a", area="03351", evidence="attested"),
            Assignment(network="b", area="03352", evidence="attested", sources=("frei",)),
        ),
        organisations=(Organisation(id="o", name="O", kind="other"),),
        participations=(Participation(organisation="o", network="a", kind="member"),),
        sources=(
            Source(id="geheim", title="G", reuse="forbidden"),
            Source(id="frei", title="F", reuse="facts_only"),
        ),
    )
    found, report = publishable(data)
    assert [network.id for network in found.networks] == ["b"]
    assert found.networks[0].predecessors == ()
    assert [claim.area for claim in found.assignments] == ["03352"]
    assert [source.id for source in found.sources] == ["frei"]
    assert found.participations[0].network is None
    assert found.organisations == data.organisations
    assert [(one.table, one.record) for one in report] == [
        ("sources", "geheim"),
        ("networks", "a"),
        ("assignments", "03351 a attested"),
    ]
    assert [one.text().rpartition(": ")[2].split()[0] for one in report] == ["Die", "Der", "Der"]
    assert [str(one) for one in report] == [one.text("en") for one in report]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"withheld": 1}', '{"withheld": [{"table": "a"}]}', "[" * 10**5]
)
def test_a_damaged_report_is_an_error_of_ours(content: str, tmp_path: Path) -> None:
    """What a release withholds is never guessed."""
    (tmp_path / CHANGELOG).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read"):
        withheld_in(tmp_path)
    assert withheld_in(tmp_path / "missing") == ()


def test_nothing_forbidden_nothing_left_out() -> None:
    """Sources whose facts may be taken over keep nothing back."""
    data = Dataset(
        scheme="k",
        title="K",
        version="1",
        network_term="R",
        sources=(Source(id="frei", title="F", reuse="facts_only"),),
    )
    assert publishable(data) == (data, ())
