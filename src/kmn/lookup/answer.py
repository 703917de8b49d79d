"""The closed set of answers a lookup can give, told apart by `status`.

An answer is never `None`, a bare string or a guess: a place belongs to exactly one network (`Responsible`), or no
network can be named for it (`Unassigned`), or the place itself is not decided and it matters (`Ambiguous`), or it
lies elsewhere (`Outside`), or nothing was recognised (`NotFound`).
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NoReturn

import attrs

from kmn.errors import InputTypeError, NoNetworkError
from kmn.lookup.notes import Note
from kmn.model.contact import Contact
from kmn.model.network import Network
from kmn.model.source import Source
from kmn.places.records import District, Municipality
from kmn.values import Evidence, PartialDate, Period

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

__all__ = [
    "ANSWERS",
    "Ambiguous",
    "Answer",
    "Candidate",
    "Claim",
    "Method",
    "NotFound",
    "Outside",
    "Reason",
    "Referral",
    "Responsible",
    "Scope",
    "Unassigned",
]


Method = Literal["key", "point", "plz", "plz_place", "place", "geocoder"]
Reason = Literal["open", "inferred_only", "contested", "before_data"]


@attrs.frozen
class Claim:
    """A sourced, dated statement that an area belongs to a network, as it stands behind an answer.

    Attributes:
        network: the network that is named.
        area: key of the area of which the statement speaks (district or municipality).
        area_name: its name.
        evidence: who says so: the authority, a third party, or our reasoning.
        attested_from: first day, month or year of the observation; it says nothing of validity.
        attested_to: last day, month or year of the observation.
        validity: from when to when it holds, as far as stated.
        sources: where it is said.
        reasoning: how the sources lead to the statement, in German.
        reasoning_en: the same in English, None where nobody wrote it.
    """

    network: Network
    area: str
    area_name: str
    evidence: Evidence
    attested_from: PartialDate | None
    attested_to: PartialDate | None
    validity: Period
    sources: tuple[Source, ...]
    reasoning: str
    reasoning_en: str | None = None

    @property
    def attested_on(self) -> PartialDate | None:
        """The last day, month or year on which the claim was observed, None where the source has no date."""
        return self.attested_to or self.attested_from


@attrs.frozen
class Referral:
    """Somebody to ask, with what is known of them.

    Attributes:
        kind: the network's published lead, a coordination office for integration (KoMuT) of the district or city,
            or the authority that coordinates the networks.
        name: who it is.
        status: how sure it is that they are the right ones to ask. Of a lead: ``"published"`` (a current source names
            it) or ``"last_known"`` (named in the past, not confirmed since). Of a coordination office:
            ``"confirmed"``, ``"delegated"`` (run by another organisation, which is named) or ``"possible"`` (nothing
            says that there is such an office here). Of the authority: ``"current_as_far_as_known"``.
        contact: the published contact, None where none is known.
        as_of: when this was last seen to be so.
        remark: what else has to be said, in German.
    """

    kind: Literal["lead", "komut", "coordination"]
    name: str
    status: str
    contact: Contact | None = None
    as_of: PartialDate | None = None
    remark: str | None = None


@attrs.frozen
class Scope:
    """Of what an answer speaks: the structure, its territory, and the words for both."""

    structure: str
    network_term: str
    network_term_en: str
    state: str
    data_version: str


@attrs.frozen
class Candidate:
    """A place that may be meant, and what would be answered there.

    Attributes:
        place: its name, with what tells it from the others.
        answer: the answer if this place is meant.
        share: the part of the area or the addresses that falls to it, where known (0 to 1).
    """

    place: str
    answer: Answer
    share: float | None = None


@attrs.frozen(kw_only=True)
class Answer:
    """What every answer has, whatever its status. Use the five classes below to tell answers apart.

    Attributes:
        network: the network, only on `Responsible`.
        districts: the districts (Kreise) in question, in order of their keys.
        municipalities: the municipalities in question, where known that closely.
        method: how the place was found; how the network is known is another matter, see `evidence`.
        evidence: the level of the claim that decided, only on `Responsible`.
        claims: all claims about the place, the strongest first.
        ask: whom to ask, the nearest first.
        notes: what else has to be said, each in the language asked for: `note.text(answer.lang)`.
        on: the day of which the answer speaks.
        reason: why no network can be named, only on `Unassigned`.
        candidates: the places in question with what would be answered there, only on `Ambiguous`.
        needs: what would decide (``"place"``, ``"plz"``, ``"street"``, ``"point"``), only on `Ambiguous`.
        state: the other state, on `Outside`, where known.
        country: ISO 3166-1 code of the other country, on `Outside`, where known.
        suggestions: names that are nearly what was asked, on `NotFound`.
        scope: the structure and territory of which the answer speaks, with the version of the data.
        lang: language of the texts unless another is asked for.
    """

    status: ClassVar[str] = ""

    network: Network | None = None
    districts: tuple[District, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    method: Method | None = None
    evidence: Evidence | None = None
    claims: tuple[Claim, ...] = ()
    ask: tuple[Referral, ...] = ()
    notes: tuple[Note, ...] = ()
    on: date
    reason: Reason | None = None
    candidates: tuple[Candidate, ...] = ()
    needs: tuple[str, ...] = ()
    state: str | None = None
    country: str | None = None
    suggestions: tuple[str, ...] = ()
    scope: Scope
    lang: str = attrs.field(default="de", eq=False)
    _query: str | None = attrs.field(default=None, repr=False, eq=False, alias="query")

    @property
    def district(self) -> District | None:
        """The only district, or None if there are several or none."""
        return self.districts[0] if len(self.districts) == 1 else None

    @property
    def municipality(self) -> Municipality | None:
        """The only municipality, or None if there are several or none."""
        return self.municipalities[0] if len(self.municipalities) == 1 else None

    @property
    def data_version(self) -> str:
        """The version of the dataset from which the answer came."""
        return self.scope.data_version

    @property
    def attested_on(self) -> PartialDate | None:
        """When the deciding claim was last observed, None where its source has no date."""
        return max(
            (claim.attested_on for claim in self.deciding_claims if claim.attested_on is not None),
            default=None,
        )

    @property
    def deciding_claims(self) -> tuple[Claim, ...]:
        """The claims that led to the network; none unless there is one."""
        if self.network is None:
            return ()
        return tuple(
            claim for claim in self.claims if claim.evidence == self.evidence and claim.network.id == self.network.id
        )

    def require(self) -> Network:
        """Return the network.

        Raises:
            NoNetworkError: there is none; its text is the explanation.
        """
        if self.network is None:
            raise NoNetworkError(self.explain("en"))
        return self.network

    def explain(self, lang: str | None = None) -> str:
        """Return the whole answer in plain words, in German or (``lang="en"``) English."""
        from kmn.lookup.wording import explain

        return explain(self, lang or self.lang)

    def cite(self, lang: str | None = None) -> str:
        """Return one line to quote: the statement, how it is known and as of when, the sources, the data."""
        from kmn.lookup.wording import cite

        return cite(self, lang or self.lang)

    def to_dict(self, *, query: bool = False) -> dict[str, Any]:
        """Return the answer as JSON-ready data; every key is always present.

        Args:
            query: also repeat what was asked. Addresses of people are not for passing on: off by default.
        """
        from kmn.lookup.contract import as_data

        return as_data(self, query=self._query if query else None)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy everything but what was asked, which may be somebody's address."""
        fields = {one.alias: getattr(self, one.name) for one in attrs.fields(type(self)) if one.alias != "query"}
        return partial(type(self), **fields), ()

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from kmn.lookup.wording import as_html

        return as_html(self, self.lang)

    def __str__(self) -> str:
        """Return the explanation in the answer's language."""
        return self.explain()

    def __bool__(self) -> NoReturn:
        """Refuse: an answer is neither true nor false.

        Raises:
            InputTypeError: always.
        """
        msg = (
            "an answer is neither true nor false: branch on its class or on answer.status, "
            "or call answer.require() for the network"
        )
        raise InputTypeError(msg)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic that an answer is shown as its JSON contract says."""
        from kmn.lookup.contract import core_schema_of

        return core_schema_of(cls, handler)


@attrs.frozen(kw_only=True)
class Responsible(Answer):
    """The place is known, and exactly one network holds it."""

    status: ClassVar[str] = "responsible"
    network: Network


@attrs.frozen(kw_only=True)
class Unassigned(Answer):
    """The place is known, but no network can be named; `reason` says why and `ask` whom to ask."""

    status: ClassVar[str] = "unassigned"
    reason: Reason


@attrs.frozen(kw_only=True)
class Ambiguous(Answer):
    """The place is not decided, and it matters; `needs` names what would decide."""

    status: ClassVar[str] = "ambiguous"


@attrs.frozen(kw_only=True)
class Outside(Answer):
    """The place lies in another state or country, named where known."""

    status: ClassVar[str] = "outside"


@attrs.frozen(kw_only=True)
class NotFound(Answer):
    """Nothing was recognised; `suggestions` may help."""

    status: ClassVar[str] = "not_found"


ANSWERS: tuple[type[Answer], ...] = (Responsible, Unassigned, Ambiguous, Outside, NotFound)
