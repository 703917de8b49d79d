from __future__ import annotations

from kmn.export.selection import publishable
from kmn.model.assignment import Assignment
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from kmn.model.participation import Participation
from kmn.model.source import Source


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
    assert len(report) == 3


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
