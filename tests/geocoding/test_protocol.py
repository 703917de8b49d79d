from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import kmn
from kmn.geocoding.protocol import Found, Geocoder

if TYPE_CHECKING:
    from collections.abc import Iterable

POINT = kmn.Point(lat=52.1508, lon=9.9511)


class Gazette:
    """A geocoder as a caller may write it."""

    def geocode(self, address: str) -> Iterable[Found]:
        """Find everything at one point."""
        del address
        return [Found(point=POINT)]


def test_whatever_geocodes_is_a_geocoder() -> None:
    """A geocoder needs no base class, only the one method."""
    geocoder: Geocoder = Gazette()
    assert isinstance(geocoder, Geocoder)
    assert not isinstance(object(), Geocoder)
    assert kmn.locate("Domhof 1", geocoder=geocoder).method == "geocoder"


@pytest.mark.parametrize("kind", [list, tuple, iter])
def test_any_collection_of_findings_will_do(kind: Any) -> None:
    """Findings may come as a list, a tuple or one by one."""

    class Other(Gazette):
        def geocode(self, address: str) -> Iterable[Found]:
            found: Iterable[Found] = kind(super().geocode(address))
            return found

    assert kmn.locate("Domhof 1", geocoder=Other()).status == "responsible"


def test_what_was_found_does_not_show_itself() -> None:
    """A finding in a log gives no coordinate away, and cannot be changed."""
    found = Found(point=POINT)
    assert (repr(found), f"{found}") == ("Found(…)", "Found(…)")
    assert found == Found(point=POINT)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.point = kmn.Point(lat=0, lon=0)  # type: ignore[misc]
