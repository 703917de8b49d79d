from __future__ import annotations

import asyncio
import json
import re
from functools import cache
from typing import Any, Final

import httpx
import jsonschema
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import kmn
from kmn.lookup.answer import ANSWERS, Answer
from kmn.lookup.contract import schema
from tests import second_state
from tests.architecture.tree import PROJECT

# Something for each status and reason, and some that bring much with them.
ASKED: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "responsible": ("31134 Hildesheim", {}),
    "inferred": ("38440 Wolfsburg", {"evidence": "inferred"}),
    "inferred_only": ("38440 Wolfsburg", {}),
    "open": ("26506 Norden", {}),
    "contested": ("38640 Goslar", {"evidence": "inferred"}),
    "before_data": ("31134 Hildesheim", {"on": "2009-06-16"}),
    "ambiguous": ("Neuenkirchen", {}),
    "contradiction": ("31134 Berlin", {}),
    "outside": ("20095 Hamburg", {}),
    "abroad": ("1010 Wien, Österreich", {}),
    "nowhere": ("0.0, 0.0", {}),
    "not_found": ("31112", {}),
    "english": ("Lünebrug", {"lang": "en"}),
}
each_case = pytest.mark.parametrize("case", ASKED)
CLASSES: Final = (Answer, *ANSWERS)


def asked(case: str) -> Answer:
    """Return the answer of a case."""
    text, options = ASKED[case]
    return kmn.locate(text, **options)


@cache
def validator() -> Any:
    """Return what checks data against the published schema."""
    found = schema()
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def objects(node: object) -> list[dict[str, Any]]:
    """Return all parts of a schema that describe an object of fixed members."""
    if isinstance(node, list):
        return [each for item in node for each in objects(item)]
    if not isinstance(node, dict):
        return []
    inside = [each for item in node.values() for each in objects(item)]
    return [node, *inside] if "properties" in node else inside


@each_case
def test_the_data_of_an_answer_are_as_the_schema_says(case: str) -> None:
    """The JSON form of every answer is valid, with and without what was asked."""
    answer = asked(case)
    for data in (answer.to_dict(), answer.to_dict(query=True)):
        validator().validate(json.loads(json.dumps(data)))


@given(st.text(max_size=40))
def test_the_data_of_any_answer_are_as_the_schema_says(text: str) -> None:
    """So is the JSON form of the answer to any text."""
    validator().validate(kmn.locate(text).to_dict())


def test_answers_over_other_data_fit_the_same_schema() -> None:
    """The schema is that of all structures, not of the embedded one."""
    for thing in ("12061", "12063", "98001", "Mühlfeld", "Bergstadt", "xyzzy"):
        validator().validate(second_state.locator().locate(thing).to_dict())


@each_case
def test_every_key_is_always_there(case: str) -> None:
    """Whatever the status, the keys are the same, in the same order, and the schema demands each."""
    data = asked(case).to_dict()
    assert list(data) == list(asked("responsible").to_dict())
    definitions = schema()["$defs"]
    forms = [definitions[one["$ref"].rpartition("/")[2]] for one in schema()["oneOf"]]
    assert len(forms) == len(ANSWERS)
    for form in forms:
        assert set(form["properties"]) == set(form["required"]) == set(data)


def test_every_object_within_is_complete_too() -> None:
    """No member of a claim, a referral, a note or a candidate may be missing, and each object is explained."""
    found = objects(schema())
    assert len(found) > 10
    for each in found:
        assert set(each["properties"]) == set(each["required"])
        assert each["description"]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "unassigned"},
        {"status": "perhaps"},
        {"network": None},
        {"reason": "open"},
        {"evidence": "rumour"},
        {"districts": "03254"},
        {"needs": ["patience"]},
        {"on": None},
    ],
)
def test_what_no_answer_says_is_not_valid(change: dict[str, object]) -> None:
    """The schema refuses data that contradict their status or use words that do not exist."""
    data = asked("responsible").to_dict() | change
    assert not validator().is_valid(data)


@pytest.mark.parametrize("key", ["status", "reason", "network", "claims", "data_version", "query"])
def test_an_incomplete_answer_is_not_valid(key: str) -> None:
    """The schema refuses data without one of the keys."""
    data = asked("responsible").to_dict()
    del data[key]
    assert not validator().is_valid(data)


def test_the_status_tells_answers_apart() -> None:
    """The schema is a union with `status` as its discriminator, one form for each class of answers."""
    found = schema()
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["discriminator"]["propertyName"] == "status"
    assert set(found["discriminator"]["mapping"]) == {answer.status for answer in ANSWERS}


def test_the_data_say_what_the_answer_says() -> None:
    """Names, keys, dates and texts are those of the answer."""
    answer = asked("inferred")
    data = answer.to_dict()
    assert answer.district is not None
    assert data["network"] == {"id": answer.require().id, "name": answer.require().name}
    assert data["districts"] == [{"key": str(answer.district.key), "name": answer.district.name}]
    assert (data["evidence"], data["method"], data["on"]) == ("inferred", "plz_place", answer.on.isoformat())
    assert data["text"] == answer.explain()
    assert [claim["area"]["key"] for claim in data["claims"]] == [claim.area for claim in answer.claims]
    assert [one["text"] in data["text"] for one in data["ask"]] == [True] * len(answer.ask)


def test_candidates_say_what_would_be_answered() -> None:
    """Each candidate is there with its status, and with its network where it has one."""
    data = asked("ambiguous").to_dict()["candidates"]
    assert {one["status"] for one in data} == {"responsible", "unassigned", "outside"}
    assert all((one["network"] is not None) == (one["status"] == "responsible") for one in data)


def test_the_texts_are_in_the_language_of_the_answer() -> None:
    """Texts, notes and referrals follow the language; everything else does not."""
    german, english = (kmn.locate("Lünebrug", lang=lang).to_dict() for lang in ("de", "en"))
    assert {key for key in german if german[key] != english[key]} == {"text", "notes", "ask", "lang"}


# --- pydantic and FastAPI -------------------------------------------------------------------------------------------


@each_case
def test_pydantic_writes_what_the_answer_writes(case: str) -> None:
    """A field or a return value of pydantic becomes the same JSON."""
    answer = asked(case)
    adapters: tuple[TypeAdapter[Answer], ...] = (TypeAdapter(Answer), TypeAdapter(type(answer)))
    for adapter in adapters:
        assert adapter.dump_python(answer, mode="json") == answer.to_dict()
        assert adapter.validate_python(answer) is answer


@pytest.mark.parametrize("kind", CLASSES)
def test_answers_are_not_read_from_json(kind: type[Answer]) -> None:
    """Answers are computed, so pydantic refuses to make one of data."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_json(json.dumps(asked("responsible").to_dict()))
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python({})


def service() -> FastAPI:
    """Return a web service that answers: as any answer, and as one of the five classes."""
    app = FastAPI()

    @app.get("/answer")
    def any_answer(thing: str) -> kmn.Answer:
        return kmn.locate(thing)

    @app.get("/classes")
    def one_of_five(
        thing: str,
    ) -> kmn.Responsible | kmn.Unassigned | kmn.Ambiguous | kmn.Outside | kmn.NotFound:
        return kmn.locate(thing)  # type: ignore[return-value]  # one of the five

    return app


@pytest.mark.parametrize("path", ["/answer", "/classes"])
@pytest.mark.parametrize("case", ["responsible", "open", "ambiguous", "outside", "not_found"])
def test_a_web_service_returns_answers_as_they_are(path: str, case: str) -> None:
    """FastAPI serialises an answer to its contract."""
    text, _ = ASKED[case]

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(service()), base_url="http://service") as client:
            return await client.get(path, params={"thing": text})

    response = asyncio.run(ask())
    assert response.status_code == 200
    assert response.json() == kmn.locate(text).to_dict()


def test_a_web_service_documents_its_answers() -> None:
    """The OpenAPI page shows a union told apart by `status`, and each form with all of its keys."""
    found = service().openapi()
    documented = [
        found["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for path in ("/answer", "/classes")
    ]
    statuses = {answer.status for answer in ANSWERS}
    assert documented[0]["discriminator"]["propertyName"] == "status"
    assert set(documented[0]["discriminator"]["mapping"]) == statuses
    for forms in (documented[0]["oneOf"], documented[1]["anyOf"]):
        described = [found["components"]["schemas"][form["$ref"].rpartition("/")[2]] for form in forms]
        assert {form["properties"]["status"]["const"] for form in described} == statuses
        assert all(set(form["required"]) == set(asked("open").to_dict()) for form in described)


def test_the_documentation_explains_every_key() -> None:
    """Each key of an answer has its row in the table."""
    page = (PROJECT / "docs" / "reference" / "contract.md").read_text(encoding="utf-8")
    explained = {
        key
        for line in page.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert explained == set(kmn.locate("31134 Hildesheim").to_dict())
