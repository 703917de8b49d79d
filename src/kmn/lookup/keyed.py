"""From an official key to the areas it covers on a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.lookup.notes import Note
from kmn.lookup.resolution import Resolution
from kmn.places import names
from kmn.places.area import Area

if TYPE_CHECKING:
    from datetime import date

    from kmn.places.gazetteer import Gazetteer

__all__ = [
    "PLZ_WIDTH",
    "Key",
    "read_key",
    "resolve_key",
]

Key = AGS | ARS | KreisKey | NUTS
_WIDTHS: Final[dict[int, type[AGS | ARS | KreisKey]]] = {5: KreisKey, 8: AGS, 12: ARS}
_LABEL: Final = re.compile(
    r"^\s*(?:AGS|ARS|RS|Kreis(?:schl[uü]ssel)?|Gemeindeschl[uü]ssel)?[\s:.#]*(?=\d)", re.IGNORECASE
)
_SEPARATED: Final = re.compile(r"\d[\d\s./-]{,40}")
# Compact, or in official groups with one separator: not what dates and telephone numbers look like.
_FORMS: Final = re.compile(
    r"\d{4,12}|\d{2}([ ./-])\d\1\d{2}(?:\1\d{3}|\1\d{4}\1\d{3})?|\d{2}([ ./-])\d{3}\2\d{3}|\d{5}([ ./-])\d{3}"
)
_NUTS: Final = re.compile(r"\s*DE[0-9A-Z]{3}\s*", re.IGNORECASE)


def read_key(text: str, gazetteer: Gazetteer, on: date) -> tuple[Key | PLZ, tuple[Note, ...]] | None:
    """Read a text that is nothing but a key, or return None.

    Five digits are a district key if such a district exists or existed in the territory, else a postal code. A key
    that lost its leading zero is mended if the mended one exists.

    Examples:
        >>> from kmn.places.gazetteer import load
        >>> read_key("03 2 54 021", load(), load().territory.places_from)
        (AGS('03254021'), ())
    """
    if not text.isascii():
        text = names.clean(text)
    if _NUTS.fullmatch(text):
        return NUTS.parse(text), ()
    stripped = _LABEL.sub("", text[:100]).rstrip()
    if not _SEPARATED.fullmatch(stripped):
        return None
    digits = re.sub(r"\D", "", stripped)
    if not _FORMS.fullmatch(stripped):
        return _irregular(digits, gazetteer, on)
    if len(digits) == PLZ_WIDTH and digits == stripped and not _is_district(digits, gazetteer):
        return (PLZ(digits), ()) if digits >= "01000" else None
    return _as_key(digits, gazetteer) if len(digits) in _WIDTHS else _mended(digits, gazetteer, on)


def _mended(digits: str, gazetteer: Gazetteer, on: date) -> tuple[Key, tuple[Note, ...]] | None:
    """Read digits that lost their leading zero as the key they were, if there is such a key."""
    mended = _as_key(f"0{digits}", gazetteer) if len(digits) + 1 in _WIDTHS else None
    if mended is None or not resolve_key(mended[0], gazetteer, on).areas:
        return None
    return mended[0], (Note.of("key_zero_restored", key=str(mended[0])),)


def _irregular(digits: str, gazetteer: Gazetteer, on: date) -> tuple[Key, tuple[Note, ...]] | None:
    """Read digits with blanks anywhere only as a key of the territory: telephone numbers look so, too."""
    found = _as_key(digits, gazetteer) if len(digits) in _WIDTHS else None
    if found is None or not any(area.district for area in resolve_key(found[0], gazetteer, on).areas):
        return None
    return found


PLZ_WIDTH: Final = 5
_PADDING: Final = "000"


def _is_district(digits: str, gazetteer: Gazetteer) -> bool:
    return digits in gazetteer.districts


def _as_key(digits: str, gazetteer: Gazetteer) -> tuple[Key, tuple[Note, ...]] | None:
    if not "01" <= digits[:2] <= "16":
        return None
    key = _WIDTHS[len(digits)](digits)
    states = gazetteer.postal.states(digits) if isinstance(key, KreisKey) else ()
    return key, (Note.of("key_or_plz", state=" / ".join(states)),) if states else ()


def resolve_key(key: AGS | ARS | KreisKey | NUTS | PLZ, gazetteer: Gazetteer, on: date) -> Resolution:
    """Return the areas that a key covers on a day, key changes followed and reported.

    Examples:
        >>> from datetime import date
        >>> from kmn.places.gazetteer import load
        >>> resolve_key(KreisKey("03156"), load(), date(2024, 1, 1)).areas
        (Area(district='03159', municipality=None, state=None, country=None),)
    """
    if isinstance(key, NUTS):
        return _resolve_nuts(key, gazetteer, on)
    wanted = key.ags.value if isinstance(key, ARS) else key.value
    state = gazetteer.territory.states.get(wanted[:2])
    if wanted[:2] != gazetteer.territory.state_key:
        if state is None:
            return Resolution(notes=(Note.of("key_unknown", since=gazetteer.territory.places_from.isoformat()),))
        return Resolution((Area(state=state),), "key")
    changes = gazetteer.changes
    if isinstance(key, KreisKey):
        current = changes.resolve(wanted, on, gazetteer.districts)
    else:
        current = changes.resolve(wanted, on, gazetteer.municipalities)
        if (
            not current and wanted.endswith(_PADDING) and isinstance(key, AGS | ARS)
        ):  # a district filled up to the length of a longer key
            return resolve_key(key.district, gazetteer, on)
    if not current:
        return Resolution(notes=(Note.of("key_unknown", since=gazetteer.territory.places_from.isoformat()),))
    areas = tuple(Area(found[:5], found if len(found) > PLZ_WIDTH else None) for found in current)
    notes: tuple[Note, ...] = ()
    if current != (wanted,):
        notes = (Note.of("key_followed", old=wanted, new=", ".join(current)),)
    return Resolution(areas, "key", notes, ("place",) if len(areas) > 1 else ())


def _resolve_nuts(key: NUTS, gazetteer: Gazetteer, on: date) -> Resolution:
    for district in gazetteer.districts.on(on):
        if district.nuts == key:
            return Resolution((Area(district.key.value),), "key")
    return Resolution(notes=(Note.of("key_unknown", since=gazetteer.territory.places_from.isoformat()),))
