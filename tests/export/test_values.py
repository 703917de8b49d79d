from __future__ import annotations

import pytest

from kmn.export.values import partial, url
from kmn.values import PartialDate


@pytest.mark.parametrize(("text", "kind"), [("2019", "gYear"), ("2019-06", "gYearMonth"), ("2019-06-12", "date")])
def test_a_date_says_how_precise_it_is(text: str, kind: str) -> None:
    """A year stays a year."""
    assert partial(PartialDate(text)) == {"@type": f"http://www.w3.org/2001/XMLSchema#{kind}", "@value": text}


def test_an_address_that_is_no_iri_stays_a_text() -> None:
    """What could break out of an IRI is written as a text."""
    assert url("https://example.org/a") == "https://example.org/a"
    assert url("https://example.org/a><b")["@value"] == "https://example.org/a><b"  # type: ignore[index]
