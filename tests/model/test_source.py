from __future__ import annotations

import pytest
from pydantic import ValidationError

from kmn.model.source import Source


def test_reuse_must_be_stated() -> None:
    """Whether a document may be reused is never left open."""
    with pytest.raises(ValidationError, match="reuse"):
        Source(id="liste", title="Liste")  # type: ignore[call-arg]


def test_a_letter_is_a_source() -> None:
    """An unpublished list with a file number needs neither address nor publisher."""
    source = Source(id="liste", title="Liste der Regionalverbünde", reference="301-04011", reuse="facts_only")
    assert (source.url, source.publisher) == (None, None)
