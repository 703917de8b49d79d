from __future__ import annotations

from kmn.interchange.folder import load_packaged
from kmn.wiring import gazetteer


def test_an_administration_has_the_key_of_its_own_area() -> None:
    """That of a town has the key of the town, not of the district around it; that of a district its own."""
    places = gazetteer()
    named = [
        body for body in load_packaged().organisations if body.name.startswith(("Landkreis ", "Region ", "Stadt "))
    ]
    assert len(named) > 10
    for body in named:
        kind, _, name = body.name.partition(" ")
        title = places.title(body.area or "")
        assert title in {body.name, f"{name}, {kind}"}, body.id
