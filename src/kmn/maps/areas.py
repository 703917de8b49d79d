"""What a map is made of: districts, or the municipalities of a district that is divided, each with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from kmn.lookup.answer import Answer

if TYPE_CHECKING:
    from datetime import date

    from kmn.lookup.locator import Locator
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.records import District, Municipality
    from kmn.values import Evidence

__all__ = ["MapArea", "areas", "outlined"]


@frozen
class MapArea:
    """A part of the map that is answered as a whole.

    Attributes:
        key: the key of a district (5 digits) or municipality (8 digits).
        name: its official name.
        short: its name without its kind.
        answer: what is known of its network.
        outline: keys of today whose outlines together are its own.
    """

    key: str
    name: str
    short: str
    answer: Answer
    outline: tuple[str, ...]


def areas(
    locator: Locator, on: date, *, evidence: Evidence | str = "attested", lang: str = "de"
) -> tuple[MapArea, ...]:
    """Return the districts of a day, those that are divided between networks by municipality.

    Args:
        locator: answers for the places.
        on: the day.
        evidence: the weakest claim that may decide, as in `kmn.locate`.
        lang: language of the answers.

    Raises:
        InputError: an option has a value that is not listed above.

    Examples:
        >>> from datetime import date
        >>> from kmn.wiring import Locator
        >>> found = areas(Locator(), date(2026, 1, 1))
        >>> len(found), found[0].name, found[0].answer.status
        (45, 'Stadt Braunschweig', 'responsible')
    """
    found = []
    places = locator.gazetteer

    def add(key: str, one: District | Municipality, answer: Answer) -> None:
        found.append(MapArea(key, one.official_name, one.name, answer, outlined(places, key)))

    for district in places.districts.on(on):
        answer = locator.locate(district.key, on=on, evidence=evidence, lang=lang)
        if answer.status != "ambiguous":
            add(district.key.value, district, answer)
            continue
        for one in places.municipalities.on(on):
            if one.district == district.key:
                add(one.ags.value, one, locator.locate(one.ags, on=on, evidence=evidence, lang=lang))
    return tuple(found)


def outlined(gazetteer: Gazetteer, key: str) -> tuple[str, ...]:
    """Return the keys of today whose outlines together are that of a district or municipality of any day.

    Outlines have one edition. A municipality that was given up has the outline of the one that stands in its place.

    Args:
        gazetteer: the places.
        key: the key of a district or municipality, of today or given up.

    Examples:
        >>> from kmn.wiring import gazetteer
        >>> outlined(gazetteer(), "03254"), len(outlined(gazetteer(), "03156"))
        (('03254',), 11)
    """
    found = gazetteer.districts.get(key) or gazetteer.municipalities.get(key)
    if found is None or found.period.end is None:
        return (key,)
    parts = [one.ags.value for one in gazetteer.municipalities if one.district.value == key] or [key]
    return tuple(sorted({gazetteer.changes.today(part) for part in parts}))
