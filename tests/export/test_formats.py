from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any, Final

import openpyxl
import pytest
from pyarrow import parquet
from rdflib import Graph, URIRef

from kmn.export import release
from kmn.export.formats import FORMATS
from kmn.export.vocab import FILE_TYPES
from kmn.model.assignment import Assignment
from kmn.model.contact import Address, Contact
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from kmn.model.participation import Participation
from kmn.model.service import Service
from kmn.model.source import Source
from kmn.wiring import districts
from tests.export.conftest import settings_of
from tests.strategies import HOSTILE_TEXTS, ODD_URLS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONGEST: Final = "x" * 100_000
"""As long as a text may be; longer ones are no records."""


def test_offers_are_told_apart() -> None:
    """No two files share a path or a name, and each has a type on the EU's list and texts in both languages."""
    offers = [offer for one in FORMATS for offer in one.offers]
    assert len({offer.path.rpartition("/")[2] for offer in offers}) == len(offers)
    assert {offer.file_type for offer in offers} <= FILE_TYPES
    assert all(all(offer.title) and all(offer.description) for offer in offers)


def test_formats_do_not_write_over_each_other() -> None:
    """Each has a place of its own in a release."""
    assert len({one.path for one in FORMATS}) == len(FORMATS) == len({one.name for one in FORMATS})


def made_of(texts: tuple[str, ...]) -> Dataset:
    """Make a dataset in which each of these texts is the name, title, remark and address of something."""
    keys = [district.key.value for district in districts(on="2026-11-24")]
    numbered = list(enumerate(texts))
    address = {"plz": "29221", "lat": 52.62, "lon": 10.08}
    return Dataset(
        scheme="k",
        title=texts[0],
        title_en=texts[0],
        description=LONGEST,
        description_en=texts[0],
        version="1",
        issued="2026-11-24",
        network_term=texts[0],
        networks=[Network(id=f"n-{n}", name=one, name_en=one, short_name=one, remark=one) for n, one in numbered],
        assignments=[
            Assignment(
                network=f"n-{n}",
                area=keys[n],
                evidence="attested",
                reasoning=one,
                sources=(f"s-{n}",),
                attested_to="2019",
            )
            for n, one in numbered
        ],
        organisations=[
            Organisation(
                id=f"o-{n}",
                name=one,
                kind="other",
                remark=one,
                address=Address(street=one, town=one, **address),
                contact=Contact(phone=one, email=one, url=ODD_URLS[n % len(ODD_URLS)]),
            )
            for n, one in numbered
        ],
        participations=[Participation(organisation=f"o-{n}", network=f"n-{n}", kind="member") for n, _ in numbered],
        services=[Service(id=f"a-{n}", organisation=f"o-{n}", name=one, audience=one) for n, one in numbered],
        sources=[
            Source(
                id=f"s-{n}",
                title=one,
                publisher=one,
                reference=one,
                url=ODD_URLS[n % len(ODD_URLS)],
                reuse="facts_only",
                remark=LONGEST,
            )
            for n, one in numbered
        ],
    )


def _form(value: Any) -> Any:
    """Give the form of a JSON document: everything but what texts, keys and numbers say."""
    if isinstance(value, dict):
        return {key: _form(inner) for key, inner in value.items()}
    return [_form(one) for one in value] if isinstance(value, list) else type(value).__name__


def _table(path: Path, delimiter: str = ",") -> list[int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [len(row) for row in csv.reader(file, delimiter=delimiter, strict=True)]


def _csv(path: Path) -> list[int]:
    return _table(path, ";" if path.name.endswith(".excel-de.csv") else ",")


def _json(path: Path) -> Any:
    document = json.loads(path.read_text(encoding="utf-8"))
    return _form(document)


def _graph(path: Path) -> list[tuple[str, str, str]]:
    graph = Graph().parse(path, format={".rdf": "xml", ".nt": "nt", ".ttl": "turtle"}[path.suffix])
    return sorted((str(s), str(p), str(o) if isinstance(o, URIRef) else "") for s, p, o in graph)


def _markdown(path: Path) -> list[str]:
    """Give the first marks of each line, and each mark that could begin a link, code or markup."""
    text = re.sub(r"\\.", "", path.read_text(encoding="utf-8"))
    return [re.sub(r"[^#\-<\[`]", "", line) if not line.startswith("- ") else "-" for line in text.splitlines()]


def _workbook(path: Path) -> list[tuple[str, int, int]]:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    return [(sheet.title, sheet.max_row, sheet.max_column) for sheet in book.worksheets]


def _parquet(path: Path) -> tuple[int, list[str]]:
    table = parquet.read_table(path)
    return table.num_rows, table.column_names


READERS: Final[dict[str, Callable[[Path], Any]]] = {
    ".csv": _csv,
    ".geojson": _json,
    ".json": _json,
    ".jsonld": _json,
    ".md": _markdown,
    ".nt": _graph,
    ".parquet": _parquet,
    ".rdf": _graph,
    ".ttl": _graph,
    ".xlsx": _workbook,
}


@pytest.mark.slow
def test_no_text_changes_the_form_of_any_file(tmp_path: Path) -> None:
    """With hostile texts, each file of a release has the same rows, nodes and statements as with harmless ones."""
    harmless = tuple(f"harmless {number:02}" for number in range(len(HOSTILE_TEXTS)))
    for name, texts in (("a", HOSTILE_TEXTS), ("b", harmless)):
        settings = settings_of(
            formula_guard="off", excel=True, parquet=True, geometry=True, publisher=texts[6], attribution=texts[12]
        )
        release.write(made_of(texts), tmp_path / name, settings)
    files = sorted(path.relative_to(tmp_path / "b") for path in (tmp_path / "b").rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    read = [path for path in files if path.suffix in READERS]
    assert {path.suffix for path in files} - {path.suffix for path in read} == {""}
    for path in read:
        reader = READERS[path.suffix]
        assert reader(tmp_path / "a" / path) == reader(tmp_path / "b" / path), path
