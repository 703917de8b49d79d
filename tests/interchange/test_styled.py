from __future__ import annotations

from kmn.interchange.spreadsheet import new_book
from kmn.interchange.styled import offer_choices, set_widths, write_text


def test_texts_are_texts_with_a_look() -> None:
    """What looks like a formula or a number stays a text; bold, ink and fill are as wished."""
    sheet = new_book().create_sheet("a")
    write_text(sheet, 1, 1, "=1", bold=True, ink="555555", fill="E7E7E7")
    write_text(sheet, 1, 2, "03351")
    first, second = sheet["A1"], sheet["B1"]
    assert (first.value, first.data_type, first.font.bold, first.fill.fgColor.rgb) == ("=1", "s", True, "00E7E7E7")
    assert (second.value, second.data_type, second.number_format, second.font.bold) == ("03351", "s", "@", False)
    write_text(sheet, 1, 1, "")
    assert sheet["A1"].value is None


def test_what_is_typed_into_a_column_is_text() -> None:
    """The columns have their widths and the format of texts, and the header stays in sight."""
    sheet = new_book().create_sheet("a")
    set_widths(sheet, (12, 30), header=3)
    assert [(one.width, one.number_format) for one in (sheet.column_dimensions[name] for name in "AB")] == [
        (12, "@"),
        (30, "@"),
    ]
    assert sheet.freeze_panes == "A4"


def test_choices_are_offered_not_forced() -> None:
    """Another text is asked about; a blank cell is fine."""
    sheet = new_book().create_sheet("a")
    offer_choices(sheet, "A1:A3", '"ja,nein"', ("Anders", "Bitte wählen."))
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1, choice.errorStyle) == ("A1:A3", '"ja,nein"', "warning")
    assert (choice.allow_blank, choice.error) == (True, "Bitte wählen.")
