"""Answers in plain words, German and English: one list of parts for text, notebook and terminal."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from kmn.values import Evidence

if TYPE_CHECKING:
    from kmn.lookup.answer import Answer, Claim, Referral

__all__ = [
    "EVIDENCE",
    "HEADLINES",
    "KOMUT",
    "LABELS",
    "METHODS",
    "NEEDS",
    "Part",
    "as_html",
    "cite",
    "claim_line",
    "explain",
    "headline",
    "parts",
    "place_of",
    "referral_line",
]

_DE: Final = 0
_EN: Final = 1

HEADLINES: Final = {
    "responsible": ("{place} gehört zum {network}.", "{place} belongs to {network}."),
    "open": (
        "{place}: Zu welchem {term} der Ort gehört, ist offen. Keine uns bekannte Quelle sagt es.",
        "{place}: to which {term} it belongs is open. No source known to us says so.",
    ),
    "below_wanted": (
        "{place}: Zu welchem {term} der Ort gehört, ist auf der verlangten Stufe nicht belegt.",
        "{place}: to which {term} it belongs is not known at the wanted level of evidence.",
    ),
    "inferred_only": (
        "{place}: Zu welchem {term} der Ort gehört, ist nicht belegt; es gibt nur eine Schlussfolgerung.",
        "{place}: to which {term} it belongs is not attested; there is only an inference.",
    ),
    "contested": (
        "{place}: Zu welchem {term} der Ort gehört, ist strittig; die Angaben widersprechen sich.",
        "{place}: to which {term} it belongs is contested; the claims contradict each other.",
    ),
    "before_data": (
        "{place}: Für diesen Tag liegen keine Angaben vor; die Ortsdaten beginnen später.",
        "{place}: there are no data for that day; the place data begin later.",
    ),
    "ambiguous": (
        "Welcher Ort gemeint ist, steht nicht fest, und es macht einen Unterschied.",
        "Which place is meant is not decided, and it makes a difference.",
    ),
    "outside": (
        "Der Ort liegt nicht in {territory}{where}.",
        "The place does not lie in {territory}{where}.",
    ),
    "not_found": (
        "Kein Ort in {territory} wurde erkannt.",
        "No place in {territory} was recognised.",
    ),
}
"""Headline by status, for `Unassigned` by reason."""

LABELS: Final = {
    "place": ("Ort", "Place"),
    "method": ("Gefunden über", "Found by"),
    "evidence": ("Beleg", "Evidence"),
    "claims": ("Angaben", "Claims"),
    "candidates": ("In Frage kommen", "Candidates"),
    "needs": ("Es entscheidet", "What decides"),
    "suggestions": ("Meinten Sie", "Did you mean"),
    "notes": ("Hinweise", "Notes"),
    "ask": ("Fragen Sie", "Whom to ask"),
    "as_of": ("Stand", "As of"),
}

METHODS: Final = {
    "key": ("Schlüssel", "key"),
    "point": ("Koordinate", "coordinate"),
    "plz": ("Postleitzahl", "postal code"),
    "plz_place": ("Postleitzahl und Ort", "postal code and place"),
    "place": ("Ortsname", "place name"),
    "geocoder": ("Geocoder", "geocoder"),
}

EVIDENCE: Final = {
    Evidence.OFFICIAL: ("amtlich", "official"),
    Evidence.ATTESTED: ("belegt", "attested"),
    Evidence.INFERRED: ("erschlossen", "inferred"),
}

NEEDS: Final = {
    "place": ("der Ort", "the place"),
    "plz": ("die Postleitzahl", "the postal code"),
    "street": ("Straße und Hausnummer", "street and house number"),
    "point": ("eine genaue Koordinate", "an exact coordinate"),
}

_WHICH: Final = (
    "was von beidem stimmt, die Postleitzahl oder der Ort",
    "which of the two is right, the postal code or the place",
)

KOMUT: Final = {
    "possible": (
        "mögliche Koordinierungsstelle, nicht bestätigt",
        "possible coordination office, not confirmed",
    ),
    "confirmed": ("Koordinierungsstelle, bestätigt", "coordination office, confirmed"),
    "delegated": ("Koordinierungsstelle, übertragen", "coordination office, delegated"),
    "published": ("veröffentlichte Leitung", "published lead"),
    "last_known": ("zuletzt bekannt, nicht bestätigt", "last known, not confirmed"),
    "current_as_far_as_known": (
        "koordiniert, soweit bekannt",
        "coordinates, as far as known",
    ),
}

_NO_CONTACT: Final = ("kein veröffentlichter Kontakt bekannt", "no published contact known")
_NO_DATE: Final = ("ohne Datum", "undated")


class Part(NamedTuple):
    """A labelled part of an answer in words."""

    name: str
    label: str
    lines: tuple[str, ...]


def _choice(lang: str) -> int:
    return _EN if lang == "en" else _DE


def place_of(answer: Answer) -> str:
    """Return the place of an answer in words: municipality and district, as far as decided."""
    districts = ", ".join(district.official_name for district in answer.districts)
    municipality, district = answer.municipality, answer.district
    if municipality is None or (district is not None and district.is_city):
        return districts
    return f"{municipality.name} ({districts})"


def headline(answer: Answer, lang: str) -> str:
    """Return the answer in one sentence."""
    where = answer.state or answer.country
    said = "below_wanted" if answer.reason == "open" and answer.claims else answer.reason or answer.status
    return HEADLINES[said][_choice(lang)].format(
        place=place_of(answer),
        network=answer.network.name if answer.network else "",
        term=(answer.scope.network_term, answer.scope.network_term_en)[_choice(lang)],
        territory=answer.scope.state,
        where=f" ({where})" if where else "",
    )


def parts(answer: Answer, lang: str) -> list[Part]:
    """Return everything else an answer says, part by part, empty ones left out."""
    pick = _choice(lang)
    texts: list[tuple[str, list[str]]] = [
        ("place", [place_of(answer)] if answer.districts and answer.status != "ambiguous" else []),
        ("method", [METHODS[answer.method][pick]] if answer.method else []),
        ("evidence", [claim_line(claim, lang) for claim in answer.deciding_claims]),
        ("claims", [claim_line(claim, lang, network=True) for claim in _others(answer)]),
        ("candidates", [f"{one.place}: {_brief(one.answer, lang)}" for one in answer.candidates]),
        ("needs", [_needs(answer, pick)] if answer.needs else []),
        ("suggestions", list(answer.suggestions)),
        ("notes", [note.text(lang) for note in answer.notes]),
        ("ask", [referral_line(referral, lang) for referral in answer.ask]),
        ("as_of", [f"{answer.on.isoformat()} · {('Daten', 'data')[pick]} {answer.data_version}"]),
    ]
    return [Part(name, LABELS[name][pick], tuple(lines)) for name, lines in texts if lines]


def _needs(answer: Answer, pick: int) -> str:
    """Return what decides; of two that were given and contradict each other, which of them is right."""
    if any(note.code == "plz_contradicts_place" for note in answer.notes):
        return _WHICH[pick]
    return ", ".join(NEEDS[need][pick] for need in answer.needs)


def _others(answer: Answer) -> list[Claim]:
    deciding = answer.deciding_claims
    return [claim for claim in answer.claims if claim not in deciding]


def claim_line(claim: Claim, lang: str, *, network: bool = False) -> str:
    """Return a claim in one line: level, date, source, reasoning."""
    pick = _choice(lang)
    dated = _dated(claim, pick)
    sources = _sources(claim, pick)
    head = f"{claim.network.name}, {claim.area_name} ({dated})" if network else dated
    reasoning = (claim.reasoning, claim.reasoning_en or claim.reasoning)[pick]
    return ". ".join(part.rstrip(".") for part in (head, reasoning, sources) if part)


def _dated(claim: Claim, pick: int) -> str:
    """Say how a claim is known, and as of when."""
    level = EVIDENCE[claim.evidence][pick]
    when = str(claim.attested_on) if claim.attested_on else _NO_DATE[pick]
    return f"{level}, {when}" if claim.evidence != Evidence.INFERRED or claim.attested_on else level


def _sources(claim: Claim, pick: int) -> str:
    """Name the newest source of a claim, and how many there are beside it."""
    if not claim.sources:
        return ""
    newest = max(claim.sources, key=lambda source: (str(source.published or ""), source.id))
    text = f"{newest.title} <{newest.url}>" if newest.url else newest.title
    if len(claim.sources) == 1:
        return text
    return f"{text} ({('und {} weitere', 'and {} more')[pick].format(len(claim.sources) - 1)})"


def referral_line(referral: Referral, lang: str) -> str:
    """Return in one line whom to ask and how."""
    pick = _choice(lang)
    how = [KOMUT[referral.status][pick]]
    if referral.as_of:
        how.append(f"{('Stand', 'as of')[pick]} {referral.as_of}")
    elif referral.kind == "lead":
        how.append(_NO_DATE[pick])
    contact = referral.contact
    ways = [way for way in (contact.phone, contact.email, contact.url) if way] if contact else []
    if not ways and referral.kind != "komut":
        how.append(_NO_CONTACT[pick])
    line = f"{referral.name} ({'; '.join(how)})"
    return f"{line}: {', '.join(map(str, ways))}" if ways else line


def _brief(answer: Answer, lang: str) -> str:
    """Return the outcome at a candidate in a few words."""
    pick = _choice(lang)
    if answer.network is not None:
        return answer.network.name
    if answer.status == "outside":
        return (f"nicht in {answer.scope.state}", f"not in {answer.scope.state}")[pick]
    return {
        "inferred_only": ("nur erschlossen", "inferred only"),
        "contested": ("strittig", "contested"),
        "before_data": ("keine Angaben", "no data"),
    }.get(answer.reason or "", ("offen", "open"))[pick]


def explain(answer: Answer, lang: str) -> str:
    """Return the whole answer as text."""
    lines = [headline(answer, lang)]
    for part in parts(answer, lang):
        if len(part.lines) == 1:
            lines.append(f"{part.label}: {part.lines[0]}")
        else:
            lines.append(f"{part.label}:")
            lines.extend(f"  - {line}" for line in part.lines)
    return "\n".join(lines)


def cite(answer: Answer, lang: str) -> str:
    """Return one line to quote: the statement, how it is known and as of when, the sources, the data."""
    sources = dict.fromkeys(
        (f"{source.publisher}: " if source.publisher else "")
        + source.title
        + (f", {source.published}" if source.published else "")
        for claim in answer.deciding_claims or answer.claims
        for source in claim.sources
    )
    pick = _choice(lang)
    known = dict.fromkeys(_dated(claim, pick) for claim in answer.deciding_claims)
    origin = f"{answer.scope.structure}, {('Daten', 'data')[pick]} {answer.data_version}, {answer.on}"
    return " ".join(
        [headline(answer, lang), *(f"({one})" for one in known), *(f"[{one}]" for one in sources), f"({origin})"]
    )


def as_html(answer: Answer, lang: str) -> str:
    """Return the answer for a notebook; colours come from the notebook's theme."""
    rows = "".join(
        f"<tr><th style='text-align:left;vertical-align:top'>{escape(part.label)}</th>"
        f"<td style='text-align:left'>{'<br>'.join(map(escape, part.lines))}</td></tr>"
        for part in parts(answer, lang)
    )
    return (
        f"<div class='kmn-answer kmn-{escape(answer.status)}' lang='{escape(lang)}'>"
        f"<p><strong>{escape(headline(answer, lang))}</strong></p><table>{rows}</table></div>"
    )
