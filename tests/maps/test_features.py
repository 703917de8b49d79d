from __future__ import annotations

import json

import pytest
import shapely

import kmn
from kmn.boundaries.geometry import shape
from kmn.maps.features import Features, features

DAY = "2026-12-01"


def test_districts_come_with_outline_and_what_is_known() -> None:
    """Each district is a feature with its outline and the columns of the overview."""
    found = features(kmn.districts(on=DAY), on=DAY)
    assert [one.id for one in found] == [str(district.key) for district in kmn.districts(on=DAY)]
    row = kmn.dataset().to_frame("districts", on=DAY).set_index("key")
    for one in found:
        assert one.properties["network_label"] == row.loc[one.id, "network_label"]
        assert shapely.geometry.shape(one).equals(shape(one.id))
    assert json.loads(json.dumps(found.__geo_interface__))["type"] == "FeatureCollection"


def test_networks_have_the_areas_that_are_known_to_be_theirs() -> None:
    """A network has the outline of its districts, without the borders between them; inferences only if asked for."""
    heide = features(kmn.networks(), on=DAY)[1]
    assert heide.properties["areas"] == ["03351", "03353", "03354", "03355", "03358", "03360"]
    whole = shapely.union_all([shape(key) for key in heide.properties["areas"]])
    assert shapely.geometry.shape(heide).equals(whole)
    more = features(kmn.networks()[0], on=DAY, evidence="inferred")[0]
    assert len(more.properties["areas"]) > len(features(kmn.networks()[0], on=DAY)[0].properties["areas"])


def test_a_network_without_a_known_area_has_no_geometry() -> None:
    """Nothing is drawn where nothing is known."""
    known = kmn.dataset()
    bare = known.model_copy(update={"assignments": ()})
    found = features(known.networks, on=DAY, dataset=bare)
    assert [one.__geo_interface__["geometry"] for one in found] == [None] * len(known.networks)


def test_an_answer_gives_its_places_but_never_the_question() -> None:
    """The municipality of an answer is a feature; what was asked stands nowhere in it."""
    found = features(kmn.locate("Domhof 1, 31134 Hildesheim"))
    assert [one.id for one in found] == ["03254021"]
    assert "Domhof" not in json.dumps(found.__geo_interface__)
    both = kmn.locate("Neuenkirchen")
    assert both.status == "ambiguous"
    inside = [one for one in both.candidates if one.answer.status != "outside"]
    assert 1 < len(features(both)) == len(inside)
    assert len(features(kmn.locate("20095 Hamburg"))) == 0


def test_a_former_day_has_its_districts() -> None:
    """Districts of a former day are drawn from the municipalities they had."""
    found = features(on="2016-05-01")
    assert {"03152", "03156"} <= {one.id for one in found}
    assert all(one.__geo_interface__["geometry"] for one in found)


def test_others_take_features_as_they_are() -> None:
    """A data frame of geopandas takes a collection, shapely a feature, without a line in between."""
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.GeoDataFrame.from_features(features(kmn.networks(), on=DAY), crs="EPSG:4326")
    assert list(frame["id"]) == [network.id for network in kmn.networks()]
    assert frame.geometry.is_valid.all()


def test_what_cannot_be_drawn_is_refused() -> None:
    """Something else is named in the error, with what is expected."""
    with pytest.raises(kmn.InputTypeError, match="districts, municipalities, networks or answers"):
        features(7)  # type: ignore[arg-type]
    with pytest.raises(kmn.InputTypeError, match="Cannot draw"):
        features(["03254"])  # type: ignore[list-item]


def test_features_are_a_sequence() -> None:
    """They can be counted, gone through and picked by number."""
    found = features(kmn.municipalities(on=DAY)[:3], on=DAY)
    assert isinstance(found, Features)
    assert len(found) == 3
    assert list(found)[2] is found[2]
