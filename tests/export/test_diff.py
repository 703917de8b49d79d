from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from kmn.export.diff import KINDS, Changes, compare
from kmn.export.selection import Withheld
from kmn.model.assignment import Assignment
from kmn.model.dataset import Dataset
from kmn.model.network import Network

if TYPE_CHECKING:
    from kmn.model.source import Source

HEIDE = Network(id="heide", name="Heide")
CLAIM = Assignment(network="heide", area="03351", evidence="attested")


def made_of(networks: tuple[Network, ...], *assignments: Assignment, sources: tuple[Source, ...] = ()) -> Dataset:
    """Make a dataset."""
    return Dataset(
        scheme="k",
        title="K",
        version="1",
        network_term="R",
        networks=networks,
        assignments=assignments,
        sources=sources,
    )


def kinds(found: Changes) -> list[tuple[str, str, str]]:
    """Give what happened to which record and field."""
    return [(one.kind, one.record, one.field) for one in found.changes]


def test_an_added_record_is_told() -> None:
    """A new network is an addition."""
    assert kinds(compare(made_of(()), made_of((HEIDE,)))) == [("added", "heide", "")]


def test_a_vanished_id_is_an_error() -> None:
    """A network that is gone is an error, not a change."""
    assert [one.record for one in compare(made_of((HEIDE,)), made_of(())).errors] == ["heide"]


def test_what_is_withheld_has_not_vanished() -> None:
    """A network that is left out on purpose is told as such, with the reason, and is no error."""
    withheld = Withheld("networks", "heide", "it cites a source whose reuse is forbidden")
    found = compare(made_of((HEIDE,)), made_of(()), [withheld])
    assert kinds(found) == [("withheld", "heide", "")]
    assert not found.errors
    assert json.loads(found.to_json())["withheld"][0]["reason"] == withheld.reason
    assert "## Nicht mehr veröffentlicht (1)" in found.to_markdown()
    assert compare(made_of((HEIDE,)), made_of(()), [Withheld("networks", "sued", "x")]).errors


def test_a_claim_may_fall() -> None:
    """A claim has no id of its own: one that is gone was removed, which is no error."""
    found = compare(made_of((HEIDE,), CLAIM), made_of((HEIDE,)))
    assert kinds(found) == [("removed", "03351 heide attested", "")]
    assert not found.errors


def test_renamed_ended_and_corrected_are_told_apart() -> None:
    """A name, an end and anything else are three different things."""
    after = Network(id="heide", name="Regionalverbund Heide", valid_to=date(2020, 1, 1), remark="x")
    assert kinds(compare(made_of((HEIDE,)), made_of((after,)))) == [
        ("ended", "heide", "valid_to"),
        ("renamed", "heide", "name"),
        ("corrected", "heide", "remark"),
    ]


def test_a_reassigned_area_is_told() -> None:
    """An area that belongs to another network now was reassigned."""
    other = Assignment(network="sued", area="03351", evidence="official")
    networks = (HEIDE, Network(id="sued", name="Süd"))
    found = compare(made_of(networks, CLAIM), made_of(networks, other))
    change = next(one for one in found.changes if one.kind == "reassigned")
    assert (change.record, change.before, change.after) == ("03351", "heide", "sued")


def test_an_inference_reassigns_nothing() -> None:
    """A mere inference about another network is an added claim and no more."""
    guess = Assignment(network="sued", area="03351", evidence="inferred")
    networks = (HEIDE, Network(id="sued", name="Süd"))
    assert "reassigned" not in {
        one.kind for one in compare(made_of(networks, CLAIM), made_of(networks, CLAIM, guess)).changes
    }


def test_it_is_written_for_people_and_machines() -> None:
    """Markdown names the change and obeys nothing in a text; JSON counts every kind."""
    after = Network(id="heide", name="# <b>[x](https://evil.example)\n- a")
    found = compare(made_of((HEIDE,)), made_of((after,)))
    text = found.to_markdown()
    assert "## Umbenannt (1)" in text
    assert "\\<b\\>\\[x\\]" in text
    assert text.count("\n- ") == 1
    assert set(json.loads(found.to_json())["counts"]) == set(KINDS)
    assert "Keine." in compare(made_of(()), made_of(())).to_markdown()
    assert "## Renamed (1)" in found.to_markdown("en")
    assert "None." in compare(made_of(()), made_of(())).to_markdown("en")
