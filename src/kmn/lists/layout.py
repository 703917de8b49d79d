"""How an official list is laid out: the sheets and columns of our form, and what others call the same.

A table is known by its headers, wherever it stands and whatever its sheet is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.lists.parts import CITY, DISTRICT, EITHER, GROUP, MUNICIPALITY
from kmn.places import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kmn.interchange.spreadsheet import Sheet

__all__ = [
    "ABOUT",
    "ABOUT_SHEET",
    "AREAS_SHEET",
    "GUIDE_SHEET",
    "HINT",
    "KNOWN",
    "NETWORKS_SHEET",
    "Table",
    "table_of",
]

GUIDE_SHEET: Final = "Anleitung"
ABOUT_SHEET: Final = "Angaben zur Liste"
NETWORKS_SHEET: Final = "Regionalverbünde"
AREAS_SHEET: Final = "Zuordnung"
HINT: Final = "Hinweis"
"""Header of the column, and name of the sheet, that a check writes; both are left alone when read."""

KNOWN: Final = "Bisher bekannt"
"""Header of the grey column: what public sources say, which is not read."""

ABOUT: Final[dict[str, tuple[str, ...]]] = {
    "publisher": ("Herausgeber", "Herausgebende Stelle", "Behörde", "Absender"),
    "as_of": ("Stand", "Stand der Liste", "Datum"),
    "reference": ("Aktenzeichen", "Az", "Geschäftszeichen", "Gz"),
    "licence": ("Lizenz", "Nutzungsbedingungen"),
    "url": ("Internet-Adresse", "Internet", "URL", "Fundstelle"),
    "expected": ("Zahl der Regionalverbünde", "Anzahl der Regionalverbünde", "Anzahl"),
}
"""What a list says about itself: the first name is ours."""

_ROLES: Final[dict[str, frozenset[str]]] = {
    "key": frozenset(
        ["schluessel", "kreisschluessel", "gemeindeschluessel", "regionalschluessel", "ags", "ars", "kennziffer"]
    ),
    "lead": frozenset(
        [
            "leitung",
            "federfuehrung",
            "leiterin",
            "leiter",
            "leiterinnen",
            "koordination",
            "ansprechstelle",
            "kontaktstelle",
        ]
    ),
    "phone": frozenset(["telefon", "tel", "telefonnummer", "rufnummer", "fon"]),
    "email": frozenset(["mail", "email", "mailadresse"]),
    "url": frozenset(["internet", "internetseite", "website", "webseite", "homepage", "url", "www"]),
    "remark": frozenset(["bemerkung", "bemerkungen", "anmerkung", "anmerkungen"]),
}
_KINDS: Final = {
    **dict.fromkeys(["lk", "landkreise", "landkreisen"], DISTRICT),
    **dict.fromkeys(["stadt", "staedte", "staedten"], CITY),
    **dict.fromkeys(["gemeinde", "gemeinden"], MUNICIPALITY),
    **dict.fromkeys(["sg", "samtgemeinden"], GROUP),
}
_AREAS: Final = frozenset([*_KINDS, "kreise", "kreisen", "kommune", "kommunen", "gebiet", "gebiete"])
_COMPOUND: Final = ("kreis", "kreise", "kreisen", "kommunen", "gebiet", "gebiete", "koerperschaften")
_CERTAIN: Final = frozenset(["kreise", "kreisen", "kreisfreie", "kreisfreien", "und", "die", "zugehoerige"])
_WIDE: Final = frozenset(["kreise", "kreisen", "kommune", "kommunen", "gebiet", "gebiete"])
_NAME: Final = frozenset(["name", "bezeichnung"])
_FIRST_ROWS: Final = 30
_STEM_FROM: Final = 5


@frozen
class Table:
    """A table in a sheet.

    Attributes:
        sheet: name of the sheet.
        header: number of the row with the headers.
        headers: the headers.
        columns: positions of the columns by what they hold: `network`, `area`, `key`, `lead`, `phone` …
        kinds: what the names in a column with areas are, by position, where its header says so.
        rows: the rows below.
    """

    sheet: str
    header: int
    headers: tuple[str, ...]
    columns: dict[str, tuple[int, ...]]
    kinds: dict[int, str]
    rows: tuple[tuple[str, ...], ...]

    @property
    def assigns(self) -> bool:
        """Whether it says which areas belong to a network."""
        return "network" in self.columns and bool({"area", "key"} & set(self.columns))

    @property
    def is_form(self) -> bool:
        """Whether it has one row for each district, with its key, so that a blank cell means that it is open."""
        return self.assigns and "key" in self.columns

    def numbered(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give the rows with their numbers in the sheet."""
        return enumerate(self.rows, start=self.header + 1)

    def cell(self, row: Sequence[str], role: str) -> str:
        """Give the first text of a row in the columns of a role."""
        found = (row[place].strip() for place in self.columns.get(role, ()) if place < len(row))
        return next(filter(None, found), "")

    def title(self, role: str) -> str:
        """Give the header of the first column of a role."""
        places = self.columns.get(role, ())
        return self.headers[places[0]].strip() if places else ""


def table_of(sheet: Sheet, term: str) -> Table | None:
    """Find the table in a sheet.

    Args:
        sheet: the sheet.
        term: what a network is called in the list.

    Returns:
        The table, None if no row looks like its header.

    Examples:
        >>> from kmn.interchange.spreadsheet import Sheet
        >>> sheet = Sheet("Tabelle1", (("Liste",), ("RV", "Landkreise"), ("Heide", "Celle")))
        >>> table_of(sheet, "Regionalverbund").header
        2
    """
    stem = names.fold(term)
    stem = stem[: max(_STEM_FROM, len(stem) - 2)]
    is_list_of_networks = names.fold(sheet.name).startswith(stem)
    for place, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        columns, kinds = _columns(row, stem)
        if "network" not in columns and is_list_of_networks:
            named = [at for at, cell in enumerate(row) if set(names.words(cell)) & _NAME]
            columns |= {"network": tuple(named)} if named else {}
        is_table = "network" in columns and (is_list_of_networks or bool({"area", "key", "lead"} & set(columns)))
        if is_table:
            return Table(sheet.name, place + 1, tuple(row), columns, kinds, sheet.rows[place + 1 :])
    return None


def _columns(row: Sequence[str], stem: str) -> tuple[dict[str, tuple[int, ...]], dict[int, str]]:
    columns: dict[str, tuple[int, ...]] = {}
    kinds: dict[int, str] = {}
    for place, cell in enumerate(row):
        role = _role(cell, stem)
        if role is None:
            continue
        columns[role] = (*columns.get(role, ()), place)
        kind = _kind(names.words(cell)) if role == "area" else None
        if kind is not None:
            kinds[place] = kind
    if len(columns.get("network", ())) > 1:  # "Regionalverbund" and "Leitung des Regionalverbunds"
        columns["network"] = columns["network"][:1]
    return columns, kinds


def _kind(words: Sequence[str]) -> str | None:
    """Say what all names in a column are by its header: "Landkreise", "kreisfreie Städte", or both."""
    said = {_KINDS[word] for word in words if word in _KINDS}
    if {MUNICIPALITY, GROUP} & said or not all(word in _KINDS or word in _CERTAIN for word in words):
        return said.pop() if len(said) == 1 and not set(words) & _WIDE else None
    if said == {DISTRICT} and not any(word.startswith("kreis") for word in words):
        return DISTRICT
    return CITY if said == {CITY} and not {"kreise", "kreisen"} & set(words) else EITHER


def _role(cell: str, stem: str) -> str | None:
    """Say what a column holds by its header."""
    if not cell.strip() or len(cell) > 100:  # noqa: PLR2004 - a text, no header
        return None
    words = names.words(cell)
    if cell.strip().startswith((HINT, KNOWN)):
        return None
    for role, known in _ROLES.items():
        if known & set(words):
            return role
    if any(word.startswith(stem) for word in words) or words in (["rv"], ["verbund"], ["netzwerk"]):
        return "network"
    if _AREAS & set(words) or any(word.endswith(_COMPOUND) for word in words):
        return "area"
    return None
