"""The JSON form of an answer: one schema, every key always present, told apart by `status`.

The types below are the contract; `as_data` fills them, `schema` publishes them as JSON Schema, and the hook of the
answer classes lets FastAPI and other users of pydantic return answers as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from typing_extensions import TypedDict  # pydantic reads this one on every supported Python

from kmn.errors import InputError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from kmn.lookup.answer import Answer, Candidate, Claim, Referral

__all__ = [
    "AmbiguousData",
    "AnyAnswerData",
    "AreaData",
    "CandidateData",
    "ClaimData",
    "NetworkData",
    "NotFoundData",
    "NoteData",
    "OutsideData",
    "ReferralData",
    "ResponsibleData",
    "SourceData",
    "UnassignedData",
    "as_data",
    "core_schema_of",
    "schema",
]


class NetworkData(TypedDict):
    """A network."""

    id: str
    name: str


class AreaData(TypedDict):
    """A district (five digits) or a municipality (eight digits)."""

    key: str
    name: str


class SourceData(TypedDict):
    """Where something is said."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None


class ClaimData(TypedDict):
    """A sourced, dated statement that an area belongs to a network."""

    network: NetworkData
    area: AreaData
    evidence: Literal["official", "attested", "inferred"]
    attested_from: str | None
    attested_to: str | None
    valid_from: str | None
    valid_to: str | None
    reasoning: str
    reasoning_en: str | None
    sources: list[SourceData]


class ReferralData(TypedDict):
    """Somebody to ask."""

    kind: Literal["lead", "komut", "coordination"]
    name: str
    status: str
    as_of: str | None
    phone: str | None
    email: str | None
    url: str | None
    remark: str | None
    text: str


class NoteData(TypedDict):
    """A remark."""

    code: str
    parameters: dict[str, str | int]
    text: str


class CandidateData(TypedDict):
    """A place that may be meant, with what would be answered there."""

    place: str
    share: float | None
    status: Literal["responsible", "unassigned", "outside"]
    reason: str | None
    network: NetworkData | None
    districts: list[AreaData]
    municipalities: list[AreaData]
    state: str | None


class _AnswerData(TypedDict):
    on: str
    method: Literal["key", "point", "plz", "plz_place", "place", "geocoder"] | None
    districts: list[AreaData]
    municipalities: list[AreaData]
    evidence: Literal["official", "attested", "inferred"] | None
    attested_on: str | None
    claims: list[ClaimData]
    candidates: list[CandidateData]
    needs: list[Literal["place", "plz", "street", "point"]]
    state: str | None
    country: str | None
    suggestions: list[str]
    ask: list[ReferralData]
    notes: list[NoteData]
    structure: str
    territory: str
    data_version: str
    lang: Literal["de", "en"]
    text: str
    query: str | None


class ResponsibleData(_AnswerData):
    """The place is known, and exactly one network holds it."""

    status: Literal["responsible"]
    reason: None
    network: NetworkData


class UnassignedData(_AnswerData):
    """The place is known, but no network can be named."""

    status: Literal["unassigned"]
    reason: Literal["open", "inferred_only", "contested", "before_data"]
    network: None


class AmbiguousData(_AnswerData):
    """The place is not decided, and it matters."""

    status: Literal["ambiguous"]
    reason: None
    network: None


class OutsideData(_AnswerData):
    """The place lies in another state or country."""

    status: Literal["outside"]
    reason: None
    network: None


class NotFoundData(_AnswerData):
    """Nothing was recognised."""

    status: Literal["not_found"]
    reason: None
    network: None


AnyAnswerData = ResponsibleData | UnassignedData | AmbiguousData | OutsideData | NotFoundData


def as_data(answer: Answer, *, query: str | None = None) -> dict[str, Any]:
    """Return an answer as JSON-ready data."""
    return {
        "status": answer.status,
        "reason": answer.reason,
        "network": _network(answer),
        "on": answer.on.isoformat(),
        "method": answer.method,
        "districts": _districts(answer),
        "municipalities": _municipalities(answer),
        "evidence": answer.evidence.value if answer.evidence else None,
        "attested_on": _text(answer.attested_on),
        "claims": [_claim(claim) for claim in answer.claims],
        "candidates": [_candidate(candidate) for candidate in answer.candidates],
        "needs": list(answer.needs),
        "state": answer.state,
        "country": answer.country,
        "suggestions": list(answer.suggestions),
        "ask": [_referral(referral, answer.lang) for referral in answer.ask],
        "notes": [
            {"code": note.code, "parameters": dict(note.parameters), "text": note.text(answer.lang)}
            for note in answer.notes
        ],
        "structure": answer.scope.structure,
        "territory": answer.scope.state,
        "data_version": answer.data_version,
        "lang": answer.lang,
        "text": answer.explain(),
        "query": query,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _network(answer: Answer) -> dict[str, str] | None:
    return {"id": answer.network.id, "name": answer.network.name} if answer.network else None


def _districts(answer: Answer) -> list[dict[str, str]]:
    return [{"key": str(district.key), "name": district.name} for district in answer.districts]


def _municipalities(answer: Answer) -> list[dict[str, str]]:
    return [{"key": str(one.ags), "name": one.name} for one in answer.municipalities]


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "network": {"id": claim.network.id, "name": claim.network.name},
        "area": {"key": claim.area, "name": claim.area_name},
        "evidence": claim.evidence.value,
        "attested_from": _text(claim.attested_from),
        "attested_to": _text(claim.attested_to),
        "valid_from": _text(claim.validity.start),
        "valid_to": _text(claim.validity.end),
        "reasoning": claim.reasoning,
        "reasoning_en": claim.reasoning_en,
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "published": _text(source.published),
                "url": _text(source.url),
            }
            for source in claim.sources
        ],
    }


def _referral(referral: Referral, lang: str) -> dict[str, Any]:
    from kmn.lookup.wording import referral_line

    contact = referral.contact
    return {
        "kind": referral.kind,
        "name": referral.name,
        "status": referral.status,
        "as_of": _text(referral.as_of),
        "phone": _text(contact.phone) if contact else None,
        "email": _text(contact.email) if contact else None,
        "url": _text(contact.url) if contact else None,
        "remark": referral.remark,
        "text": referral_line(referral, lang),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    answer = candidate.answer
    return {
        "place": candidate.place,
        "share": candidate.share,
        "status": answer.status,
        "reason": answer.reason,
        "network": _network(answer),
        "districts": _districts(answer),
        "municipalities": _municipalities(answer),
        "state": answer.state,
    }


def _forms() -> dict[str, Any]:
    from pydantic import Field

    return {
        "": Annotated[AnyAnswerData, Field(discriminator="status")],
        "responsible": ResponsibleData,
        "unassigned": UnassignedData,
        "ambiguous": AmbiguousData,
        "outside": OutsideData,
        "not_found": NotFoundData,
    }


def schema() -> dict[str, Any]:
    """Return the JSON Schema of answers (draft 2020-12), discriminated by `status`.

    Examples:
        >>> sorted(schema()["discriminator"]["mapping"])
        ['ambiguous', 'not_found', 'outside', 'responsible', 'unassigned']
    """
    from pydantic import TypeAdapter

    found = TypeAdapter(_forms()[""]).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "kmn answer", **found}


def core_schema_of(cls: type[Answer], handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return how pydantic sees an answer class: instances go in, the JSON form comes out."""
    from pydantic_core import core_schema

    data = handler.generate_schema(_forms()[cls.status])

    def refuse(_value: object) -> Any:
        msg = "answers are computed by locate() and not read from JSON"
        raise InputError(msg)

    return core_schema.json_or_python_schema(
        json_schema=core_schema.no_info_after_validator_function(refuse, data),
        python_schema=core_schema.is_instance_schema(cls),
        serialization=core_schema.plain_serializer_function_ser_schema(
            lambda answer: answer.to_dict(), return_schema=data
        ),
    )
