from __future__ import annotations

import pytest
from pydantic import ValidationError

from kmn.interchange.folder import load_packaged
from kmn.model.service import Service


def test_a_seat_is_not_a_service_area() -> None:
    """No source says for which area a service is there, so none is given."""
    assert all(service.areas == () for service in load_packaged().services)


def test_languages_are_codes() -> None:
    """Languages are given as BCP 47 codes."""
    assert Service(id="a", organisation="b", name="Beratung", languages=("de", "ar", "pt-BR")).languages[2] == "pt-BR"
    with pytest.raises(ValidationError, match="languages"):
        Service(id="a", organisation="b", name="Beratung", languages=("Deutsch",))
