from __future__ import annotations

import pytest

from kmn.interchange.markup import declares_type, formulas, has_formulas, is_markup

BOMB = b'<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BOMB, True),
        (b"<!-- " + b"x" * 10_000 + b" -->" + BOMB, True),
        (BOMB.decode().encode("utf-16"), True),
        (b"<a>&lt;!DOCTYPE b></a>", False),
        (b"<a><![CDATA[<!DOCTYPE b>]]></a>", False),
        (b"no XML", False),
        (b"", False),
    ],
)
def test_declarations_are_found_wherever_they_are_hidden(text: bytes, found: object) -> None:
    """A comment before it and another encoding do not hide a declaration; a text that looks like one is none."""
    assert declares_type(text) is found


@pytest.mark.parametrize(("text", "found"), [(b"<a/>", True), (b"<a>" + b"x" * 9_000, True), (b"\x89PNG", False)])
def test_only_xml_is_markup(text: bytes, found: object) -> None:
    """Pictures and programs within a workbook are not taken for XML."""
    assert is_markup(text) is found


def test_formulas_are_found_by_cell() -> None:
    """Each cell with a formula is named by row and column, whatever prefix the tags have."""
    text = b'<x:s xmlns:x="y"><x:c r="A1"/><x:c r="XFD1048576"><x:f>1</x:f></x:c><x:c r="?"><x:f/></x:c></x:s>'
    assert has_formulas(text)
    assert formulas(text) == {(1_048_576, 16_384)}
    assert not has_formulas(b"<format/><fill/>")


def test_broken_xml_has_the_formulas_up_to_its_end() -> None:
    """What is not well-formed is left to whoever reads it."""
    assert formulas(b'<s><c r="B2"><f>1</f></c><c r="C3"><f') == {(2, 2)}
