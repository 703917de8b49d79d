from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kmn.interchange.spreadsheet import Sheet
from kmn.lists.about import LICENCES, About, read_about

if TYPE_CHECKING:
    from kmn.lists.notice import Notice

TERM = "Regionalverbund"
WHOLE = {"publisher": "Amt", "as_of": "2026", "reference": "1", "licence": "CC0 1.0"}


def read(*rows: tuple[str, ...], **given: str) -> tuple[About, list[str]]:
    """Read what a sheet says, and give the codes of the notices."""
    notices: list[Notice] = []
    found = read_about([(Sheet("Angaben", rows), len(rows))], given, TERM, notices)
    return found, [notice.code for notice in notices]


def test_the_form_becomes_the_source() -> None:
    """All that a list says about itself stands in its source, and nothing else."""
    found, codes = read(
        ("Herausgeber", "Ministerium"),
        ("Stand", "01.03.2026"),
        ("Aktenzeichen", "301-1"),
        ("Lizenz", "Datenlizenz Deutschland – Zero – 2.0"),
        ("Internet-Adresse", "https://example.org/liste"),
        ("Zahl der Regionalverbünde", "10"),
    )
    assert codes == []
    assert found.source is not None
    assert found.source.model_dump(exclude_none=True, mode="json") == {
        "id": "liste-2026-03-01",
        "title": "Amtliche Liste: Kreise je Regionalverbund",
        "kind": "list",
        "publisher": "Ministerium",
        "published": "2026-03-01",
        "certainty": "stated",
        "extent": "full",
        "reference": "301-1",
        "url": "https://example.org/liste",
        "reuse": "open",
        "remark": "Lizenz: Datenlizenz Deutschland – Zero – 2.0",
    }
    assert (found.expected, found.publisher, str(found.as_of)) == (10, "Ministerium", "2026-03-01")


def test_an_unpublished_list_with_a_file_number_is_a_source() -> None:
    """No address on the web is needed."""
    found, codes = read(**WHOLE)
    assert codes == []
    assert found.source is not None
    assert found.source.url is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T00:00:00", "2026-03-01"),
        ("1.3.2026", "2026-03-01"),
        ("03.2026", "2026-03"),
        ("März 2026", "2026-03"),
        ("1. Maerz 2026", "2026-03-01"),
        ("2026", "2026"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, expected: str) -> None:
    """A day, a month or a year, in figures or with the name of the month."""
    assert str(read(**(WHOLE | {"as_of": text}))[0].as_of) == expected


@pytest.mark.parametrize("text", ["31.02.2026", "Frühjahr", "1. Foo 2026", "99999", "-"])
def test_what_is_no_date_is_told(text: str) -> None:
    """The list has no source then."""
    found, codes = read(**(WHOLE | {"as_of": text}))
    assert codes == ["as_of_wrong"]
    assert found.source is None


def test_what_is_missing_is_told_at_once() -> None:
    """Publisher and date are needed, file number and licence are missed."""
    found, codes = read()
    assert codes == ["about_missing", "about_missing", "reference_missing", "licence_missing"]
    assert found == About(None, None, None, "")


def test_a_list_may_say_it_above_its_table() -> None:
    """Labels with a colon, or with the value in the next cell, are read; what is given takes precedence."""
    found, _ = read(("Stand: 03/2026, vorläufig", ""), ("", "Az.:", "301"), as_of="2026-04", publisher="Amt")
    assert found.source is not None
    assert (found.source.reference, str(found.as_of)) == ("301", "2026-04")


@pytest.mark.parametrize(
    ("text", "reuse", "told"),
    [
        *((name, reuse, []) for name, reuse in LICENCES.items()),
        ("dl-de/by-2-0", "open", []),
        ("CC BY-SA 4.0", "open", []),
        ("CC BY-NC 4.0", "facts_only", ["licence_unknown"]),
        ("alles erlaubt", "facts_only", ["licence_unknown"]),
    ],
)
def test_licences_say_what_may_be_done(text: str, reuse: str, told: list[str]) -> None:
    """Known licences are known in their short forms too; of an unknown one only the facts are taken."""
    found, codes = read(**(WHOLE | {"licence": text}))
    assert found.source is not None
    assert (found.source.reuse, codes) == (reuse, told)


def test_an_address_without_its_form_is_left_out() -> None:
    """The rest is a source without it."""
    found, codes = read(**(WHOLE | {"url": "www.example.org"}))
    assert codes == ["contact_left_out"]
    assert found.source is not None
    assert found.source.url is None


def test_a_number_is_a_number() -> None:
    """Words in place of the number of networks are told."""
    assert read(("Anzahl", "zehn"), **WHOLE)[1] == ["count_wrong"]
