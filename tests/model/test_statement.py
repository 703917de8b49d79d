from __future__ import annotations

import pytest
from pydantic import ValidationError

from kmn.interchange.folder import load_packaged
from kmn.model.statement import Figure


def test_figures_keep_their_unit() -> None:
    """The sizes of 2010 and 2019 count different things."""
    figures = {figure.id: figure for figure in load_packaged().figures}
    assert figures["kmn-groesse-2010"].unit != figures["kmn-groesse-2019"].unit
    assert figures["kmn-groesse-2019"].qualifier == "more_than"
    assert figures["landesstellen-2007"].value == 27.5


def test_statements_stand_in_both_languages() -> None:
    """Each statement has an English form and a source."""
    assert all(one.text_en and one.sources for one in load_packaged().statements)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_figure_is_a_number(value: float) -> None:
    """What is not finite is no figure."""
    with pytest.raises(ValidationError, match="finite"):
        Figure(id="a", name="a", value=value, qualifier="about", unit="x")
