from __future__ import annotations

import pytest

from kmn.maps.dates import in_words


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("2026-11-24", "24.11.2026"),
        ("(belegt, 2019-06).", "(belegt, Juni 2019)."),
        ("2009-01 bis 2009-06-16", "Januar 2009 bis 16.06.2009"),
        ("2019", "2019"),
        ("2019-13, 2019-02-32, 12019-02, 2019-02-03-04, 0511-2019-06", None),
        ("Daten 2026.3.1", None),
    ],
)
def test_only_dates_are_written_anew(text: str, german: str | None) -> None:
    """Days and months are put into words in German, and nothing else is; English keeps the form of the data."""
    assert in_words(text, "de") == (german or text)
    assert in_words(text, "en") == text
