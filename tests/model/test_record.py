from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from kmn.interchange.tables import tables
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.record import Dated, descriptions
from tests.strategies import datasets, records

if TYPE_CHECKING:
    from kmn.interchange.tables import Table
    from kmn.model.record import Record

each_table = pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)


@each_table
def test_every_field_is_described(table: Table) -> None:
    """Every field has a description, and nothing else has."""
    assert set(descriptions(table.model)) == set(table.model.model_fields)


@each_table
def test_the_key_is_made_of_fields(table: Table) -> None:
    """What tells records apart are fields they have."""
    assert set(table.model.KEY) <= set(table.model.model_fields)


@each_table
def test_every_model_has_a_json_schema(table: Table) -> None:
    """The JSON Schema is one, and describes each field as the docstring does."""
    schema = table.model.model_json_schema()
    Draft202012Validator.check_schema(schema)
    for name, text in descriptions(table.model).items():
        assert schema["properties"][name]["description"] == text
    assert schema["additionalProperties"] is False


@given(st.data())
def test_records_agree_with_their_schema(data: st.DataObject) -> None:
    """What a model accepts, its schema accepts, and what is written as JSON is read back the same."""
    table = data.draw(st.sampled_from(tables()))
    record = data.draw(records(table))
    document = record.model_dump(mode="json")
    Draft202012Validator(table.model.model_json_schema(mode="validation")).validate(document)
    assert table.model.model_validate_json(record.model_dump_json()) == record


@given(datasets())
def test_the_whole_dataset_is_json(dataset: Dataset) -> None:
    """A dataset as a whole comes back from JSON as it was."""
    assert Dataset.model_validate_json(dataset.model_dump_json()) == dataset


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "Heide", "name": "x"},
        {"id": "heide-", "name": "x"},
        {"id": "heide\n", "name": ""},
        {"id": "heide", "name": "  "},
        {"id": "heide", "name": "a\x00b"},
        {"id": "heide", "name": "x", "colour": "red"},
        {"id": "heide", "name": "x", "valid_from": "9.7.2024"},
        {"id": "heide", "name": "x", "valid_from": 20240709},
        {"id": "heide", "name": "x", "attested_to": "2024-13"},
        {"id": "heide", "name": "x", "sources": ["S 1"]},
        {"id": "heide", "name": "x", "certainty": "perhaps"},
        {"id": "heide", "name": "x", "valid_from": "2024-07-09", "valid_to": "2024-07-08"},
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, Any]) -> None:
    """Ids, texts, dates, codes and periods have a form, and there are no unknown fields."""
    with pytest.raises(ValidationError):
        Network(**fields)


def test_records_are_frozen() -> None:
    """A record cannot be changed."""
    network: Record = Network(id="heide", name=" Regionalverbund Heide ")
    with pytest.raises(ValidationError, match="frozen"):
        network.name = "Regionalverbund"  # type: ignore[attr-defined]


def test_texts_lose_blanks_around_them() -> None:
    """Blanks around a text are no part of it."""
    assert Network(id=" heide ", name="\tRegionalverbund Heide ") == Network(id="heide", name="Regionalverbund Heide")


def test_one_day_is_a_period() -> None:
    """A period may begin and end on the same day."""
    day = date(2024, 7, 9)
    assert Dated(valid_from=day, valid_to=day).valid_to == day


def test_the_natural_key_is_text() -> None:
    """The key holds texts, empty where nothing is known."""
    assert Network(id="heide", name="x").natural_key == ("heide",)
