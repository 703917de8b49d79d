from __future__ import annotations

import pytest

from kmn.errors import InputError
from kmn.interchange.edition import Edition
from tests.interchange.conftest import DAY


def test_a_base_must_be_an_address() -> None:
    """An edition without an absolute address is none."""
    with pytest.raises(InputError):
        Edition(base="kmn", on=DAY)
