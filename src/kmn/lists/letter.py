"""The letter that asks the coordinating authority for what is not known, with what is known beside each point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.lists.remarks import seen
from kmn.lists.template import known_of
from kmn.lookup.referrals import referrals
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kmn.lookup.answer import Answer, Claim
    from kmn.lookup.locator import Locator
    from kmn.places.records import District

__all__ = ["letter"]

_GROUPS: Final = {
    "contested": ("Widersprüchlich", "Für diese Kreise nennen die Quellen Verschiedenes. Was gilt?"),
    "inferred_only": ("Nur erschlossen", "Für diese Kreise gibt es nur eine Vermutung. Trifft sie zu?"),
    "open": ("Offen", "Für diese Kreise nennt keine Quelle einen {term}. Zu welchem gehören sie?"),
    "before_data": ("Ohne Angaben", "Für diese Kreise reichen die Angaben nicht so weit zurück."),
    "ambiguous": ("Geteilt", "Für Teile dieser Kreise ist nichts bekannt. Welche Gemeinden gehören wohin?"),
}


def letter(locator: Locator, on: date) -> str:
    """Write the letter in German, as Markdown.

    It is addressed to institutions only, and asks for what is open, only inferred or contested on the day, for the
    networks that no source names, and for a date and a file number, without which an answer could not be cited.

    Args:
        locator: knows the places and what sources say.
        on: the day of which to ask.

    Examples:
        >>> from datetime import date
        >>> from kmn.wiring import Locator
        >>> print(letter(Locator(), date(2026, 12, 1)).splitlines()[0])
        # Bitte um Auskunft: Welcher Kreis gehört zu welchem Regionalverbund?
    """
    return "\n".join(_lines(locator, on)) + "\n"


def _lines(locator: Locator, on: date) -> Iterator[str]:
    data = locator.dataset
    asked = [(district, locator.locate(district.key, on=on)) for district in locator.gazetteer.districts.on(on)]
    yield f"# Bitte um Auskunft: Welcher Kreis gehört zu welchem {data.network_term}?"
    yield ""
    yield f"An: {_addressee(locator, on)}"
    yield ""
    yield f"{data.title}: Stand der Angaben am {_german(on)} (Datenbestand {data.version})"
    yield ""
    yield "Sehr geehrte Damen und Herren,"
    yield ""
    known = sum(_reason(answer) is None for _, answer in asked)
    yield (
        f"wir stellen zusammen, welcher Kreis zu welchem {data.network_term} gehört. Bekannt ist das für {known} von "
        f"{len(asked)} Kreisen. Wir bitten Sie um die Angaben, die fehlen."
    )
    number = 0
    for section in (_networks(locator), _districts(asked, data.network_term), _attested(asked, data.network_term)):
        lines = list(section)
        if lines:
            number += 1
            yield ""
            yield f"## {number}. {lines[0]}"
            yield from lines[1:]
    yield ""
    yield f"## {number + 1}. Damit wir Ihre Antwort nennen können"
    yield ""
    yield "- Welchen Stand hat Ihre Auskunft (Tag, Monat oder Jahr)?"
    yield "- Unter welchem Aktenzeichen, oder wo veröffentlicht, dürfen wir sie als Quelle nennen?"
    yield "- Dürfen die Angaben als offene Daten weiterverwendet werden, und unter welcher Lizenz?"
    yield ""
    yield (
        "Eine vorhandene Liste genügt, auch als Excel- oder CSV-Datei. Ein Formular dafür schreibt der Befehl "
        "`kmn template liste.xlsx`. Bitte nennen Sie nur Einrichtungen, keine Personen."
    )
    yield ""
    yield "Mit freundlichen Grüßen"


def _german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _addressee(locator: Locator, on: date) -> str:
    """Give the authority that coordinates, as far as known; an institution, never a person."""
    found = next((one for one in referrals(locator.dataset, (), on) if one.kind == "coordination"), None)
    if found is None:
        return f"die Stelle, die koordiniert ({locator.dataset.title})"
    as_of = f" (als koordinierende Stelle zuletzt belegt: {found.as_of})" if found.as_of else ""
    return f"{found.name}{as_of}"


def _networks(locator: Locator) -> Iterator[str]:
    data = locator.dataset
    if data.expected_networks is None or len(data.networks) >= data.expected_networks:
        return
    missing = data.expected_networks - len(data.networks)
    yield "Namen, die fehlen" if missing > 1 else "Ein Name, der fehlt"
    yield ""
    as_of = f" (zuletzt für {data.expected_networks_as_of} belegt)" if data.expected_networks_as_of else ""
    yield (
        f"Nach den Quellen sind es {data.expected_networks}{as_of}; {len(data.networks)} sind mit Namen bekannt. "
        f"{f'Wie heißen die übrigen {missing}' if missing > 1 else 'Wie heißt der fehlende'}? Stimmt die Zahl noch?"
    )
    yield ""
    for network in data.networks:
        titles = [locator.dataset.source(source).title for source in network.sources]
        where = f"; {'Quelle' if len(titles) == 1 else 'Quellen'}: {', '.join(titles)}" if titles else ""
        yield f"- bekannt: {network.name} ({seen(network)[0]}{where})"


def _districts(asked: Sequence[tuple[District, Answer]], term: str) -> Iterator[str]:
    reasons = [reason for reason in _GROUPS if any(_reason(answer) == reason for _, answer in asked)]
    if not reasons:
        return
    yield "Kreise, die fehlen"
    for reason in reasons:
        title, question = _GROUPS[reason]
        group = [(district, answer) for district, answer in asked if _reason(answer) == reason]
        yield ""
        yield f"### {title} ({len(group)})"
        yield ""
        yield question.format(term=term)
        yield ""
        for district, answer in group:
            yield f"- {district.official_name} ({district.key.value}): {known_of(answer)}"
            for line in _beside(answer):
                yield f"  - {line}"


def _reason(answer: Answer) -> str | None:
    """Say why no network can be named; claims that are only inferred and differ are contested as well."""
    if answer.network is not None or _is_known_in_parts(answer):
        return None
    inferred = {claim.network.id for claim in answer.claims}
    if answer.reason == "inferred_only" and len(inferred) > 1:
        return "contested"
    return answer.reason or answer.status


def _is_known_in_parts(answer: Answer) -> bool:
    """Say whether every municipality of a divided district has a network."""
    return bool(answer.candidates) and all(one.answer.network is not None for one in answer.candidates)


def _beside(answer: Answer) -> Iterator[str]:
    """Give what is known beside a point: how claims are reasoned, and which municipalities are open."""
    yield from dict.fromkeys(filter(None, map(_grounds, answer.claims)))
    left = [one.place for one in answer.candidates if one.answer.network is None]
    if left:
        yield f"Offen: {', '.join(left)}"


def _grounds(claim: Claim) -> str:
    if claim.reasoning:
        return claim.reasoning
    return f"Quelle: {claim.sources[0].title}" if claim.sources else ""


def _attested(asked: Sequence[tuple[District, Answer]], term: str) -> Iterator[str]:
    found = [(one, answer) for one, answer in asked if answer.network and answer.evidence is Evidence.ATTESTED]
    if not found:
        return
    yield "Kreise, die zu bestätigen wären"
    yield ""
    yield f"Für diese Kreise ist der {term} belegt, aber nicht von Ihnen genannt. Gilt das noch?"
    yield ""
    for district, answer in found:
        yield f"- {district.official_name} ({district.key.value}): {known_of(answer)}"
