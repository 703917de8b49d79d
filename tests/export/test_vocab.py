from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from kmn.errors import InputError
from kmn.export import vocab
from tests.strategies import any_text

if TYPE_CHECKING:
    from pathlib import Path


@given(any_text)
def test_an_iri_cannot_break_out(text: str) -> None:
    """Whatever is let through as an IRI holds nothing that ends or splits one."""
    address = f"https://example.org/{text}"
    if vocab.is_iri(address):
        assert address.isascii()
        assert not set(address) & set(' <>"{}|\\^`\n\r\t[]')


@pytest.mark.parametrize("bad", ["", "kmn", "https://example.org/a b", "https://example.org/a#b", None, "file:///a"])
def test_a_base_is_an_absolute_address(bad: object) -> None:
    """What cannot be the beginning of hash IRIs is rejected, and the text says what is expected."""
    with pytest.raises(InputError, match="expected an address such as https://example"):
        vocab.base_of(bad)


def test_record_iris_tell_records_apart() -> None:
    """An empty part in the middle keeps its place, so that different keys have different IRIs."""
    first = vocab.record_iri("https://e.org/k", "participations", ("a", "", "b", ""))
    second = vocab.record_iri("https://e.org/k", "participations", ("a", "b", "", ""))
    assert first == "https://e.org/k#participations/a/-/b"
    assert second == "https://e.org/k#participations/a/b"


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
    assert all(f"<{vocab.eu(scheme, code)}> a " in official for code in codes)


def test_the_licences_are_those_of_dcat_ap_de(oracles: Path) -> None:
    """Every licence is on the list of open licences of dcat-ap.de."""
    official = (oracles / "shacl" / "govdata-mqa" / "dcat-ap-de-licenses-open.rdf").read_text(encoding="utf-8")
    assert all(f"http://dcat-ap.de/def/licenses/{code}" in official for code in vocab.LICENCES)
