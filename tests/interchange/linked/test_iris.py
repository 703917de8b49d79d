from __future__ import annotations

import pytest
from hypothesis import given

from kmn.errors import InputError
from kmn.interchange.linked import iris
from tests.strategies import any_text


@given(any_text)
def test_an_iri_cannot_break_out(text: str) -> None:
    """Whatever is let through as an IRI holds nothing that ends or splits one."""
    address = f"https://example.org/{text}"
    if iris.is_iri(address):
        assert address.isascii()
        assert not set(address) & set(' <>"{}|\\^`\n\r\t[]')


@pytest.mark.parametrize("bad", ["", "kmn", "https://example.org/a b", "https://example.org/a#b", None, "file:///a"])
def test_a_base_is_an_absolute_address(bad: object) -> None:
    """What cannot be the beginning of hash IRIs is rejected, and the text says what is expected."""
    with pytest.raises(InputError, match="expected an address such as https://example"):
        iris.base_of(bad)


def test_record_iris_tell_records_apart() -> None:
    """An empty part in the middle keeps its place, so that different keys have different IRIs."""
    first = iris.record_iri("https://e.org/k", "participations", ("a", "", "b", ""))
    second = iris.record_iri("https://e.org/k", "participations", ("a", "b", "", ""))
    assert first == "https://e.org/k#participations/a/-/b"
    assert second == "https://e.org/k#participations/a/b"


@given(any_text)
def test_no_key_breaks_out_of_an_iri(text: str) -> None:
    """Whatever stands in a key, the IRI is one, and the quick way gives the same."""
    key = text.encode("utf-8", "replace").decode()
    found = iris.record_iri("https://e.org/k", "issued_ids", (key or "x", "a"))
    assert iris.is_iri(found)
    namer = iris.record_namer("https://e.org/k", "issued_ids", ("table", "id"))
    assert namer({"table": key or "x", "id": "a"}) == found
