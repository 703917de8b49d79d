from __future__ import annotations

import pytest

from kmn.bulk.formats import FORMATS, format_of
from kmn.errors import InputError


def test_every_suffix_tells_one_format() -> None:
    """No suffix stands for two formats, and letter case does not matter."""
    suffixes = [suffix for some in FORMATS.values() for suffix in some]
    assert len(suffixes) == len(set(suffixes))
    for name, some in FORMATS.items():
        for suffix in some:
            assert format_of(f"a.b{suffix}", None) == format_of(f"a.b{suffix.upper()}", None) == name


def test_what_is_said_outranks_the_name() -> None:
    """A format that is chosen is taken; without one, a name that says nothing leaves the default."""
    assert format_of("a.csv", "parquet") == "parquet"
    assert format_of("addresses", None, default="csv") == "csv"
    assert format_of(None, None, default="csv") == "csv"


@pytest.mark.parametrize(("name", "chosen"), [("a.doc", None), ("csv", None), (None, None), ("a.csv", "xls")])
def test_an_unknown_format_is_an_error(name: str | None, chosen: str | None) -> None:
    """Where nothing tells the format, the known ones are listed."""
    with pytest.raises(InputError, match="format"):
        format_of(name, chosen)
