from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.export import vocab
from kmn.interchange.linked.iris import eu

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("scheme", "codes"),
    [
        ("file-type", vocab.FILE_TYPES),
        ("data-theme", vocab.THEMES),
        ("frequency", vocab.FREQUENCIES),
        ("planned-availability", vocab.AVAILABILITY),
    ],
)
def test_the_lists_are_those_of_the_eu(scheme: str, codes: frozenset[str], oracles: Path) -> None:
    """Every code on our lists is a concept of the official ones."""
    official = (oracles / "vocab" / "kmn-vocab-stub.ttl").read_text(encoding="utf-8")
    assert all(f"<{eu(scheme, code)}> a " in official for code in codes)


def test_the_licences_are_those_of_dcat_ap_de(oracles: Path) -> None:
    """Every licence is on the list of open licences of dcat-ap.de."""
    official = (oracles / "shacl" / "govdata-mqa" / "dcat-ap-de-licenses-open.rdf").read_text(encoding="utf-8")
    assert all(f"http://dcat-ap.de/def/licenses/{code}" in official for code in vocab.LICENCES)
