from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import kmn
from kmn.geocoding.protocol import Found, Geocoder, Kept, service_of

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


def test_a_geocoder_is_named_as_it_wants() -> None:
    """Answers name the service of a geocoder, else its class."""

    class Named(Gazette):
        service = "nominatim.example.org"

    class Wrong(Gazette):
        service = None

    assert [service_of(one) for one in (Named(), Gazette(), Wrong())] == ["nominatim.example.org", "Gazette", "Wrong"]


def test_what_was_kept_is_told_apart() -> None:
    """A result from an earlier time is a tuple of its own kind, and the answer claims nothing was sent."""

    class Keeping(Gazette):
        def geocode(self, address: str) -> Iterable[Found]:
            return Kept(super().geocode(address))

    assert Kept([Found(point=POINT)]) == (Found(point=POINT),)
    assert repr(Kept([Found(point=POINT)])) == "Kept(1)"
    codes = [note.code for note in kmn.locate("Domhof 1", geocoder=Keeping()).notes]
    assert "geocoder_kept" in codes
    assert "geocoder_asked" not in codes
