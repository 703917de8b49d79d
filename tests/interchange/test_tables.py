from __future__ import annotations

from kmn.interchange.tables import HEAD, Table, tables
from kmn.model.dataset import Dataset


def by_name(name: str) -> Table:
    """Give a table by its name."""
    return next(table for table in tables() if table.name == name)


def test_every_table_of_the_dataset_is_described() -> None:
    """The head comes first, then the tables in the order of the dataset."""
    names = [table.name for table in tables()]
    assert names[0] == HEAD
    assert names[1:] == [name for name in Dataset.model_fields if name in names[1:]]
    assert {"networks", "assignments", "sources", "codes", "issued_ids"} <= set(names)


def test_no_two_columns_of_a_table_have_one_name() -> None:
    """Headers are unique."""
    for table in tables():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)


def test_own_fields_come_before_shared_ones() -> None:
    """What a record is stands before its dates and sources."""
    names = [column.name for column in by_name("assignments").columns]
    assert names[:3] == ["network", "area", "evidence"]
    assert names[-5:] == ["valid_from", "valid_to", "attested_from", "attested_to", "sources"]


def test_parts_become_columns() -> None:
    """A contact is spread over columns of its own, none of which is needed."""
    columns = {column.name: column for column in by_name("coordinations").columns}
    phone = columns["contact_phone"]
    assert (phone.field, phone.part, phone.required) == ("contact", "phone", False)
    assert columns["contact_as_of"].kind == "partial"


def test_kinds_choices_and_references_are_read_off_the_models() -> None:
    """The description says what a cell holds."""
    columns = {column.name: column for column in by_name("assignments").columns}
    assert columns["evidence"].choices == ("official", "attested", "inferred")
    assert (columns["network"].ref, columns["network"].required) == ("networks", True)
    assert (columns["sources"].ref, columns["sources"].is_list) == ("sources", True)
    assert (columns["valid_from"].kind, columns["area"].kind) == ("day", "text")
    assert columns["reasoning"].is_free_text
    assert not columns["area"].is_free_text


def test_references_lead_to_tables_with_ids() -> None:
    """Every column of ids names a table whose records have one."""
    for table in tables():
        for column in table.columns:
            if column.ref is not None:
                assert by_name(column.ref).model.KEY == ("id",)
