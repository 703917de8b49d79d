from __future__ import annotations

from kmn.export.formats import FORMATS
from kmn.export.vocab import FILE_TYPES


def test_offers_are_told_apart() -> None:
    """No two files share a path or a name, and each has a type on the EU's list and texts in both languages."""
    offers = [offer for one in FORMATS for offer in one.offers]
    assert len({offer.path.rpartition("/")[2] for offer in offers}) == len(offers)
    assert {offer.file_type for offer in offers} <= FILE_TYPES
    assert all(all(offer.title) and all(offer.description) for offer in offers)
