from __future__ import annotations

from kmn.interchange.folder import load_packaged


def test_attendance_in_minutes_is_not_membership() -> None:
    """Whoever is only known from minutes attends or was a guest, or led."""
    kinds = {
        part.kind
        for part in load_packaged().participations
        if any(source.startswith("rv-heide-") for source in part.sources)
    }
    assert kinds == {"attends", "guest", "leads"}


def test_the_lead_of_suedniedersachsen_is_published() -> None:
    """One association states that it leads its network."""
    leads = {(part.network, part.organisation) for part in load_packaged().participations if part.kind == "leads"}
    assert ("suedniedersachsen", "asyl-ev-hildesheim") in leads


def test_two_bodies_attend_at_the_level_of_the_state() -> None:
    """Without a network, a part is one in the whole structure."""
    attending = {
        part.organisation
        for part in load_packaged().participations
        if part.network is None and part.kind == "attends"
    }
    assert attending == {"landespraeventionsrat", "landessportbund"}
