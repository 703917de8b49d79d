from __future__ import annotations

import pytest
from hypothesis import given

from kmn.lists.parts import CITY, DISTRICT, GROUP, MUNICIPALITY, named_parts
from tests.strategies import any_text

NIENBURG = "nienburg weser"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LK Celle, Stadt Emden", [("celle", DISTRICT), ("emden", CITY)]),
        ("Landkreise Celle, Harburg und Uelzen", [("celle", DISTRICT), ("harburg", DISTRICT), ("uelzen", DISTRICT)]),
        ("Landkreise: Celle; kreisfreie Städte: Emden", [("celle", DISTRICT), ("emden", CITY)]),
        ("Landkreise Celle, Stadt Emden, Leer", [("celle", DISTRICT), ("emden", CITY), ("leer", None)]),
        ("Emden, Stadt", [("emden", CITY)]),
        ("Stadt und Landkreis Osnabrück", [("osnabrueck", CITY), ("osnabrueck", DISTRICT)]),
        ("LK/Stadt Osnabrück", [("osnabrueck", DISTRICT), ("osnabrueck", CITY)]),
        ("Osnabrück Stadt und Landkreis", [("osnabrueck", CITY), ("osnabrueck", DISTRICT)]),
        ("Osnabrück, Stadt und Land", [("osnabrueck", CITY), ("osnabrueck", DISTRICT)]),
        ("Oldenburg (LK)", [("oldenburg", DISTRICT)]),
        ("Oldenburg (Oldb)", [("oldenburg oldenburg", None)]),
        ("Nienburg/Weser / Leer", [(NIENBURG, None), ("leer", None)]),
        ("• Region Hannover\n• Landeshauptstadt Hannover", [("hannover", DISTRICT), ("hannover", CITY)]),
        ("SG Hadeln, Gemeinde Wurster Nordseeküste", [("hadeln", GROUP), ("wurster nordseekueste", MUNICIPALITY)]),
        ("Lüchow-Dannenberg", [("luechow dannenberg", None)]),
        ("Stadt", [("", None)]),
        ("-", []),
        ("", []),
    ],
)
def test_cells_are_cut_as_people_write_them(text: str, expected: list[tuple[str, str | None]]) -> None:
    """Separators, brackets, and words for one or several kinds before and behind a name are understood."""
    found = [
        (part.name, kind) for part in named_parts(text, lambda key: key == NIENBURG) for kind in part.kinds or (None,)
    ]
    assert found == expected


@given(text=any_text)
def test_any_text_is_cut(text: str) -> None:
    """Whatever stands in a cell, nothing crashes and every part says what it was."""
    assert all(part.text or not part.name for part in named_parts(text, lambda _key: False))
