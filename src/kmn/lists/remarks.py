"""What a list leaves open or says twice: what blank cells and divided districts mean, and what does not add up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kmn.lists.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kmn.lists.about import About
    from kmn.lists.claims import Claim, Claims
    from kmn.lookup.answer import Claim as Known
    from kmn.model.dataset import Dataset
    from kmn.model.record import Dated

    _Observed = Dated | Known
    from kmn.places.gazetteer import Gazetteer

__all__ = ["remarks_on", "seen"]

_DISTRICT: Final = 5
_MOST_TOWNS: Final = 5


def remarks_on(claims: Claims, about: About, known: Dataset, gazetteer: Gazetteer, day: date) -> Iterator[Notice]:
    """Tell what a list leaves open or says twice.

    Args:
        claims: what its rows say.
        about: what it says about itself.
        known: what public sources say.
        gazetteer: the places.
        day: the day of the list.
    """
    by_area: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims.claims:
        by_area[claim.area].append(claim)
    yield from _doubles(by_area, claims, gazetteer)
    yield from _divided(by_area, claims, gazetteer)
    if claims.claims:
        yield from _open(by_area, gazetteer, day)
    used = {claim.network for claim in claims.claims}
    for slug, named in claims.networks.items():
        if slug not in used and used:
            yield Notice("network_without_areas", named.table.sheet, named.row, value=named.name)
    if about.expected is not None and len(claims.networks) != about.expected:
        parameters = {"found": str(len(claims.networks)), "expected": str(about.expected)}
        yield Notice("count_differs", parameters=parameters)
    if used:
        for network in known.networks:
            if network.id not in claims.networks:
                yield Notice("network_not_listed", value=network.name, parameters={"when": seen(network)})


def seen(record: _Observed) -> tuple[str, str]:
    """Say when a fact was observed, in German and English.

    Examples:
        >>> from kmn.model.network import Network
        >>> seen(Network(id="heide", name="Heide", attested_from="2005", attested_to="2010-02"))
        ('2005 bis 2010-02', '2005 to 2010-02')
    """
    days = list(dict.fromkeys(str(day) for day in (record.attested_from, record.attested_to) if day is not None))
    return (" bis ".join(days), " to ".join(days)) if days else ("ohne Datum", "undated")


def _doubles(by_area: dict[str, list[Claim]], claims: Claims, gazetteer: Gazetteer) -> Iterator[Notice]:
    for area, said in by_area.items():
        title = _title(area, gazetteer)
        networks = list(dict.fromkeys(claim.network for claim in said))
        again = said[-1]
        if len(networks) > 1:
            named = {claim.network: (claims.networks[claim.network].name, claim.row) for claim in said}
            others = (
                ", ".join(f"{named[network][0]} (Zeile {named[network][1]})" for network in networks),
                ", ".join(f"{named[network][0]} (row {named[network][1]})" for network in networks),
            )
            yield Notice("contested", again.sheet, again.row, again.column, title, {"others": others})
        elif len(said) > 1:
            network = claims.networks[networks[0]].name
            yield Notice("area_twice", again.sheet, again.row, again.column, title, {"network": network})


def _divided(by_area: dict[str, list[Claim]], claims: Claims, gazetteer: Gazetteer) -> Iterator[Notice]:
    """Tell what municipalities with an assignment of their own mean for the rest of their district."""
    towns: defaultdict[str, list[str]] = defaultdict(list)
    for area, said in by_area.items():
        whole = by_area.get(area[:_DISTRICT], [])
        if len(area) > _DISTRICT and {one.network for one in said} != {one.network for one in whole}:
            towns[area[:_DISTRICT]].append(_title(area, gazetteer))
    for district, named in sorted(towns.items()):
        whole = by_area.get(district, [])
        rest: str | tuple[str, str] = ("offen, die Liste sagt nichts", "open, the list does not say")
        if whole:
            rest = claims.networks[whole[0].network].name
        shown = ", ".join(named[:_MOST_TOWNS]) + (" …" if len(named) > _MOST_TOWNS else "")
        one = (f"{shown} hat eine eigene Zuordnung", f"{shown} is assigned by itself")
        several = (f"{shown} haben eigene Zuordnungen", f"{shown} are assigned by themselves")
        towns_said = one if len(named) == 1 else several
        yield Notice("split", value=gazetteer.title(district), parameters={"towns": towns_said, "rest": rest})


def _open(by_area: dict[str, list[Claim]], gazetteer: Gazetteer, day: date) -> Iterator[Notice]:
    touched = {area[:_DISTRICT] for area in by_area}
    left = [one.official_name for one in gazetteer.districts.on(day) if one.key.value not in touched]
    if left:
        one = (
            "bleibt 1 Kreis offen. Das heißt nicht, dass er nirgends dazugehört",
            "1 district stays open. That does not mean that it belongs nowhere",
        )
        several = (
            f"bleiben {len(left)} Kreise offen. Das heißt nicht, dass sie nirgends dazugehören",
            f"{len(left)} districts stay open. That does not mean that they belong nowhere",
        )
        yield Notice("stays_open", parameters={"open": one if len(left) == 1 else several, "others": ", ".join(left)})


def _title(area: str, gazetteer: Gazetteer) -> str:
    title = gazetteer.title(area)
    return title if len(area) == _DISTRICT else f"{title} ({gazetteer.title(area[:_DISTRICT])})"
