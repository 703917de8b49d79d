from __future__ import annotations

from datetime import date

import attrs
import pytest

from kmn.errors import InputError
from kmn.export.edition import Publication
from kmn.wiring import gazetteer
from tests.export.conftest import BASE, DAY


def test_a_base_must_be_an_address() -> None:
    """A publication without an absolute address is none."""
    with pytest.raises(InputError):
        Publication(base="kmn", on=DAY)


def test_the_places_are_those_of_the_day() -> None:
    """The districts are those of the day, with names and codes; without a gazetteer there are none."""
    publication = Publication(base=BASE, on=DAY, gazetteer=gazetteer())
    assert publication.places is not None
    assert len(publication.places.districts) == len(gazetteer().districts.on(DAY))
    assert publication.places.title("03351") == "Landkreis Celle"
    assert publication.places.nuts["03403"].startswith("DE9")
    earlier = attrs.evolve(publication, on=date(2016, 5, 1)).places
    assert earlier is not None
    assert "03156" in earlier.districts
    assert Publication(base=BASE, on=DAY).places is None
