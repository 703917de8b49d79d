from __future__ import annotations

from kmn.interchange.folder import load_packaged


def test_planned_meetings_are_told_from_meetings() -> None:
    """Three meetings of 2007 are only known as planned."""
    planned = [str(event.starts) for event in load_packaged().events if event.kind == "planned-meeting"]
    assert sorted(planned) == ["2007-06-13", "2007-09-13", "2007-12-19"]


def test_the_information_stand_is_there() -> None:
    """The appearance at the 14th Deutscher Präventionstag has no day, because its source has none."""
    (stand,) = [event for event in load_packaged().events if event.kind == "appearance"]
    assert stand.starts is None
