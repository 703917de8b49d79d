"""From areas to an answer: which claims are in force, which network they name, whom to ask."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from kmn.lookup.answer import (
    Ambiguous,
    Answer,
    Candidate,
    Claim,
    NotFound,
    Outside,
    Responsible,
    Scope,
    Unassigned,
)
from kmn.lookup.notes import Note
from kmn.lookup.referrals import referrals
from kmn.values import Evidence, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kmn.lookup.answer import Method, Reason
    from kmn.lookup.resolution import Resolution
    from kmn.model.assignment import Assignment
    from kmn.model.dataset import Dataset
    from kmn.places.area import Area
    from kmn.places.gazetteer import Gazetteer

__all__ = [
    "Judge",
    "Question",
]


_DISTRICT_WIDTH: Final = 5
_MOST_KEPT: Final = 20_000

K = TypeVar("K")
V = TypeVar("V")


@attrs.frozen
class Question:
    """What is asked of every area: the day, the evidence that may decide, and how to speak."""

    on: date
    evidence: Evidence
    lang: str
    query: str | None = attrs.field(default=None, repr=False)


class Judge:
    """Answers for areas by the claims of one dataset."""

    def __init__(self, dataset: Dataset, gazetteer: Gazetteer) -> None:
        """Take the claims and the places."""
        self._dataset = dataset
        self._gazetteer = gazetteer
        self._claimed = frozenset(assignment.area for assignment in dataset.assignments)
        # Districts that may be answered differently from one municipality to the next.
        self._split = frozenset(filter(None, map(self._divided, self._claimed)))
        self._cache: dict[tuple[Area, date, Evidence], Answer] = {}
        self._alone: dict[tuple[Area, date, Evidence, Method | None, str], Answer | None] = {}
        self.scope = Scope(
            structure=dataset.title,
            network_term=dataset.network_term,
            network_term_en=dataset.network_term_en or dataset.network_term,
            state=gazetteer.territory.state_name,
            data_version=dataset.version,
        )

    def _divided(self, claimed: str) -> str | None:
        """Return the district that a claim speaks of a part of: a municipality, or a district that was joined."""
        today = self._gazetteer.changes.today(claimed)
        if len(today) > _DISTRICT_WIDTH:
            return today[:_DISTRICT_WIDTH]
        return today if today != claimed and today not in self._claimed else None

    def answer(self, resolution: Resolution, question: Question) -> Answer:
        """Return the answer for whatever was resolved."""
        if len(resolution.areas) == 1 and not resolution.open_ended:
            found = self._of_area_alone(resolution.areas[0], resolution.method, question)
            if found is not None:
                if not resolution.notes and question.query is None:
                    return found
                return _with(found, (*resolution.notes, *found.notes), question.query)
        spots = [spot for area in resolution.areas for spot in self._spots(area, question.on)]
        if not spots:
            return NotFound(**self._frame(question), notes=resolution.notes, suggestions=resolution.suggestions)
        answers = [self._of_area(spot, question) for spot in spots]
        if resolution.open_ended:
            return self._ambiguous(spots, answers, resolution, question)
        joined = self._joined(answers)
        if joined is None:
            return self._ambiguous(spots, answers, resolution, question)
        notes = (*resolution.notes, *joined.notes)
        # Of a postal code it goes without saying that it belongs to several places.
        if resolution.method != "plz" and len({area.municipality for area in resolution.areas}) > 1:
            notes = _unique((*notes, Note.of("several_places")))
        return attrs.evolve(joined, method=resolution.method, notes=notes, lang=question.lang, query=question.query)

    def _of_area_alone(self, area: Area, method: Method | None, question: Question) -> Answer | None:
        """Return what is answered where nothing but one area is resolved, None if its parts are answered differently.

        There are few such answers, and most questions get one of them: each is made once.
        """
        key = (area, question.on, question.evidence, method, question.lang)
        try:
            return self._alone[key]
        except KeyError:
            answers = [self._of_area(spot, question) for spot in self._spots(area, question.on)]
            joined = self._joined(answers) if answers else None
            found = None if joined is None else attrs.evolve(joined, method=method, lang=question.lang)
            _keep(self._alone, key, found)
            return found

    def outcome(self, area: Area, question: Question) -> tuple[str, str | None]:
        """Return what would be answered for an area, in brief: two areas with equal outcomes need no distinction."""
        return _outcome(self._of_area(area, question))

    def _spots(self, area: Area, on: date) -> list[Area]:
        """Return the area in the keys of the day, split into municipalities where claims of its district are so."""
        spots: list[Area] = []
        for spot in self._gazetteer.on(area, on):
            if spot.municipality is None and spot.district in self._split:
                spots.extend(
                    spot._replace(municipality=found.ags.value)
                    for found in self._gazetteer.municipalities.on(on)
                    if found.district.value == spot.district
                )
            else:
                spots.append(spot)
        return spots

    def _frame(self, question: Question) -> dict[str, Any]:
        return {"on": question.on, "scope": self.scope, "lang": question.lang, "query": question.query}

    def _of_area(self, area: Area, question: Question) -> Answer:
        """Return the answer for one area; there are few, so each is made once."""
        key = (area, question.on, question.evidence)
        found = self._cache.get(key)
        if found is None:
            found = self._judge(area, question)
            _keep(self._cache, key, found)
        return found

    def _judge(self, area: Area, question: Question) -> Answer:
        frame = self._frame(attrs.evolve(question, query=None))
        if area.district is None:
            return Outside(**frame, state=area.state, country=area.country)
        on = question.on
        district = self._gazetteer.districts.get(area.district)
        municipality = self._gazetteer.municipalities.get(area.municipality) if area.municipality else None
        frame |= {
            "districts": (district,) if district else (),
            "municipalities": (municipality,) if municipality else (),
        }
        claims, notes = self._claims(area, on)
        ask = partial(referrals, self._dataset, self._keys(area), on)
        if on < self._gazetteer.territory.places_from:
            return Unassigned(**frame, reason="before_data", claims=claims, ask=ask(), notes=notes)
        admitted = [claim for claim in claims if claim.evidence.rank >= question.evidence.rank]
        if not admitted:
            reason: Reason = "open"
            if claims:
                reason = "inferred_only" if claims[0].evidence == Evidence.INFERRED else "open"
                if reason == "open":
                    notes = (*notes, Note.of("evidence_below_wanted", wanted=question.evidence.value))
            return Unassigned(**frame, reason=reason, claims=claims, ask=ask(), notes=notes)
        level = admitted[0].evidence
        named = {claim.network.id: claim.network for claim in admitted if claim.evidence == level}
        if len(named) > 1:
            return Unassigned(**frame, reason="contested", claims=claims, ask=ask(), notes=notes)
        network = next(iter(named.values()))
        weaker = {
            (claim.network.name, claim.evidence.value): None
            for claim in claims
            if claim.evidence != level and claim.network.id != network.id
        }
        notes = (
            *notes,
            *(Note.of("weaker_claim_differs", network=name, evidence=how) for name, how in weaker),
        )
        return Responsible(**frame, network=network, evidence=level, claims=claims, ask=ask(network.id), notes=notes)

    def _claims(self, area: Area, on: date) -> tuple[tuple[Claim, ...], tuple[Note, ...]]:
        """Return the claims in force, the strongest first: of the municipality, else of its district."""
        for key in (area.municipality, area.district):
            if key is None:
                continue
            found = [
                self._claim(assignment)
                for holder in self._holders(key, area)
                for assignment in self._dataset.assignments_for(holder)
                if Period(assignment.valid_from, assignment.valid_to).covers(on)
            ]
            if found:
                others = sorted({claim.area for claim in found} - {key})
                notes = tuple(Note.of("claim_of_other_key", key=other) for other in others)
                return tuple(sorted(found, key=_strength)), notes
        return (), ()

    def _keys(self, area: Area) -> tuple[str, ...]:
        """Return the keys of the area, the narrowest first, each with those before and after it."""
        keys = [key for key in (area.municipality, area.district) if key is not None]
        return tuple(one for key in keys for one in (key, *self._gazetteer.changes.related(key)))

    def _holders(self, key: str, area: Area) -> tuple[str, ...]:
        """Return the key, or those before and after it that claims speak of instead.

        Of districts that were joined only the one counts in which the municipality lay.
        """
        if key in self._claimed:
            return (key,)
        related = self._gazetteer.changes.related(key)
        if key == area.district and area.municipality is not None:
            own = {other[:_DISTRICT_WIDTH] for other in self._gazetteer.changes.related(area.municipality)}
            related = tuple(other for other in related if not own or other in own)
        return tuple(other for other in related if other in self._claimed)

    def _claim(self, assignment: Assignment) -> Claim:
        return Claim(
            network=self._dataset.network(assignment.network),
            area=assignment.area,
            area_name=self._gazetteer.title(assignment.area),
            evidence=assignment.evidence,
            attested_from=assignment.attested_from,
            attested_to=assignment.attested_to,
            validity=Period(assignment.valid_from, assignment.valid_to),
            sources=tuple(self._dataset.source(source) for source in assignment.sources),
            reasoning=assignment.reasoning or "",
            reasoning_en=assignment.reasoning_en or None,
        )

    def _joined(self, answers: Sequence[Answer]) -> Answer | None:
        """Return one answer for several places, None if their outcomes differ."""
        if len(answers) == 1:
            return answers[0]
        if len({_outcome(one) for one in answers}) > 1:
            return None
        return self._together(answers)

    def _together(self, answers: Sequence[Answer]) -> Answer:
        """Return one answer of the kind of the first, with what is said about all of them."""
        first = answers[0]
        if isinstance(first, Outside):
            same = all((one.state, one.country) == (first.state, first.country) for one in answers)
            return first if same else attrs.evolve(first, state=None, country=None)
        reasons = {one.reason for one in answers}
        notes = _unique(note for one in answers for note in one.notes)
        joined: dict[str, Any] = {
            "districts": tuple(sorted(_unique(d for one in answers for d in one.districts), key=lambda d: d.key)),
            "municipalities": tuple(
                sorted(_unique(m for one in answers for m in one.municipalities), key=lambda m: m.ags)
            ),
            "claims": tuple(sorted(_unique(c for one in answers for c in one.claims), key=_strength)),
            "ask": _unique(r for one in answers for r in one.ask),
            "notes": notes,
        }
        if isinstance(first, Unassigned) and len(reasons) > 1:
            joined["reason"] = "open" if "open" in reasons else "contested"
        if len(joined["districts"]) > 1:
            joined["notes"] = (*notes, Note.of("several_places"))
        evidence = [one.evidence for one in answers if one.evidence]
        if evidence:
            joined["evidence"] = min(evidence, key=lambda level: level.rank)
        return attrs.evolve(first, **joined)

    def _ambiguous(
        self, spots: Sequence[Area], answers: Sequence[Answer], resolution: Resolution, question: Question
    ) -> Answer:
        candidates = tuple(
            Candidate(self._place(spot, question.lang), attrs.evolve(answer, lang=question.lang))
            for spot, answer in zip(spots, answers, strict=True)
        )
        whole = self._together([one for one in answers if not isinstance(one, Outside)] or list(answers))
        return Ambiguous(
            **self._frame(question),
            districts=whole.districts,
            municipalities=whole.municipalities,
            method=resolution.method,
            claims=whole.claims,
            # Whom to ask about all of them; whom to ask about one stands with the candidate.
            ask=tuple(one for one in whole.ask if all(one in answer.ask for answer in answers if answer.districts)),
            notes=resolution.notes,
            candidates=candidates,
            needs=resolution.needs or ("place",),
        )

    def _place(self, area: Area, lang: str) -> str:
        """Return the name of a candidate, with what tells it from its namesakes."""
        if area.district is None:
            outside = f"{'outside' if lang == 'en' else 'außerhalb von'} {self.scope.state}"
            return area.state or area.country or outside
        district = self._gazetteer.title(area.district)
        if area.municipality is None:
            return district
        municipality = self._gazetteer.title(area.municipality)
        return f"{municipality} ({district})"


def _with(answer: Answer, notes: tuple[Note, ...], query: str | None) -> Answer:
    """Return what `attrs.evolve` would; this is on the way of nearly every answer, and twice as fast."""
    kind = type(answer)
    fields: dict[str, Any] = {alias: getattr(answer, name) for alias, name in _fields(kind)}  # type: ignore[arg-type]
    fields["notes"], fields["query"] = notes, query
    return kind(**fields)


@cache
def _fields(kind: type[Answer]) -> tuple[tuple[str, str], ...]:
    return tuple((one.alias or one.name, one.name) for one in attrs.fields(kind))


def _outcome(answer: Answer) -> tuple[str, str | None]:
    return answer.status, answer.network.id if answer.network else None


def _keep(shelf: dict[K, V], key: K, value: V) -> None:
    """Keep what was made; there is an end to it, because a column of days must not fill the memory."""
    if len(shelf) >= _MOST_KEPT:
        shelf.clear()
    shelf[key] = value


def _strength(claim: Claim) -> tuple[int, str, str]:
    return -claim.evidence.rank, claim.area, claim.network.id


def _unique(items: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))
