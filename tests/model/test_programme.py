from __future__ import annotations

from kmn.interchange.folder import load_packaged


def test_the_pillars_of_2009_are_there() -> None:
    """The four pillars that the ministry named in 2009 are pillars here."""
    named = {
        programme.id
        for programme in load_packaged().programmes
        if programme.role == "pillar" and "praeventionstag-kmn" in programme.sources
    }
    assert named == {
        "jugendmigrationsdienste",
        "landesprogramm-integration",
        "leitstellen-integration",
        "migrationserstberatung",
    }


def test_successions_are_told_from_both_ends() -> None:
    """Whoever names a successor is named as its predecessor."""
    programmes = {programme.id: programme for programme in load_packaged().programmes}
    pairs = {(one.id, later) for one in programmes.values() for later in one.successors}
    assert pairs == {(earlier, one.id) for one in programmes.values() for earlier in one.predecessors}
    assert ("migrationserstberatung", "migrationsberatung-fuer-erwachsene") in pairs
    assert ("leitstellen-integration", "koordinierungsstellen-migration-und-teilhabe") in pairs
