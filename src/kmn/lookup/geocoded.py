"""What a geocoder found, held against the address: what agrees with it decides, what does not is shown beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from kmn.errors import GeocodingError
from kmn.geocoding.protocol import PRECISIONS, Kept, service_of
from kmn.lookup.matching import meet
from kmn.lookup.notes import Note
from kmn.lookup.resolution import Resolution
from kmn.places import names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kmn.geocoding.protocol import Found, Geocoder
    from kmn.lookup.inquiry import Inquiry
    from kmn.places.area import Area

    Place = Callable[[Found, float | None], Resolution]

__all__ = ["ask", "weigh"]

_REACH_M: Final = {"street": 500.0, "place": 2_000.0, "area": 10_000.0}
"""How far a street, a town or a larger area is taken to reach where the geocoder does not say, in metres."""


def ask(geocoder: Geocoder, inquiry: Inquiry, words: Resolution, place: Place) -> Resolution:
    """Return what a geocoder adds to what the words of an address allow.

    Args:
        geocoder: Whom to ask.
        inquiry: What to ask.
        words: What the address allows.
        place: Gives the areas of a place that was found; with it how far it reaches, in metres, None for a building.

    Returns:
        What the address allows, with notes; narrowed down, or with the geocoder's view beside it.
    """
    service = service_of(geocoder)
    try:
        answer = geocoder.geocode(inquiry.text)
        found = tuple(answer)
    except GeocodingError as error:
        code = "geocoder_failed" if error.sent else "geocoder_not_asked"
        failed = Note.of(code, service=service, reason=error.reason)
        asked = (_asked(inquiry, service),) if error.sent else ()
        return evolve(words, notes=(*words.notes, *asked, failed))
    asked = (Note.of("geocoder_kept", service=service) if isinstance(answer, Kept) else _asked(inquiry, service),)
    return weigh(found, inquiry, evolve(words, notes=(*words.notes, *asked)), place)


def weigh(found: Sequence[Found], inquiry: Inquiry, words: Resolution, place: Place) -> Resolution:
    """Return what an address allows, narrowed down by what was found for it, or with that beside it.

    Args:
        found: What was found.
        inquiry: What was asked.
        words: What the address allows.
        place: As for `ask`.
    """
    placed = [(one, place(one, _reach(one))) for one in found]
    placed = [(one, there) for one, there in placed if there.areas]
    if not placed:
        return _noted(words, "geocoder_found_nothing")
    close = [(one, there) for one, there in placed if not _is_coarse(one, inquiry)]
    fitting = [(one, there) for one, there in close if _fits(one, there, inquiry, words)]
    if fitting:
        return _decided(_closest(fitting), words)
    if close:
        other = _areas(_closest(close))
        return _beside(words, other, "geocoder_contradicts")
    if words.areas:
        return _noted(words, "geocoder_coarse")
    return _beside(words, _areas(_closest(placed)), "geocoder_coarse")


def _asked(inquiry: Inquiry, service: str) -> Note:
    return Note.of("geocoder_asked", service=service, parts=" ".join(inquiry.parts))


def _reach(one: Found) -> float | None:
    if one.precision is None or one.precision == "address":
        return None
    return _REACH_M[one.precision] if one.radius_m is None else one.radius_m


def _is_coarse(one: Found, inquiry: Inquiry) -> bool:
    """Tell whether a place is larger than what was asked for: a town for a street, a postal code for anything."""
    return one.precision == "area" or (one.precision == "place" and inquiry.has_street)


def _fits(one: Found, there: Resolution, inquiry: Inquiry, words: Resolution) -> bool:
    """Tell whether a place agrees with the address: its postal code, its town, else its words."""
    if one.postcode and inquiry.codes and one.postcode not in inquiry.codes:
        return False
    if words.areas:
        return bool(meet(there.areas, words.areas))
    return one.label is None or set(map(_short, inquiry.unknown)) <= set(
        map(_short, names.words(names.clean(one.label)))
    )


def _short(word: str) -> str:
    """Write a street's name as people abbreviate it."""
    return word.removesuffix("asse") if word.endswith("strasse") else word


def _closest(placed: Sequence[tuple[Found, Resolution]]) -> Sequence[tuple[Found, Resolution]]:
    """Give those found most closely; one of which that is not said comes behind a building."""
    best = min(_rank(one) for one, _ in placed)
    return [(one, there) for one, there in placed if _rank(one) == best]


def _rank(one: Found) -> int:
    return PRECISIONS.index(one.precision or "address")


def _areas(placed: Sequence[tuple[Found, Resolution]]) -> tuple[Area, ...]:
    return tuple(dict.fromkeys(area for _, there in placed for area in there.areas))


def _decided(placed: Sequence[tuple[Found, Resolution]], words: Resolution) -> Resolution:
    """Give the areas in which the places lie, as far as the address allows them."""
    areas = _areas(placed)
    if words.areas:
        areas = meet(areas, words.areas)
    notes = [note for _, there in placed for note in there.notes]
    if len({there.areas for _, there in placed}) > 1:
        notes.append(Note.of("geocoder_several"))
    if any(one.precision is None for one, _ in placed):
        notes.append(Note.of("geocoder_precision_unknown"))
    named = sorted({one.attribution for one, _ in placed if one.attribution})
    notes += [Note.of("geocoder_attribution", attribution=name) for name in named]
    notes = [*words.notes, *dict.fromkeys(notes)]
    # A street that is in several places, and nothing says which, may be in more than a service cares to list.
    unlimited = not words.areas and len(areas) > 1
    return Resolution(areas, "geocoder", tuple(notes), ("place", "plz"), open_ended=unlimited)


def _beside(words: Resolution, areas: tuple[Area, ...], code: str) -> Resolution:
    """Give both views; what stands alone is a candidate all the same, and not an answer."""
    both = tuple(dict.fromkeys((*words.areas, *areas)))
    notes = (*words.notes, Note.of(code))
    return Resolution(both, "geocoder", notes, ("place", "plz"), open_ended=words.open_ended or not words.areas)


def _noted(words: Resolution, code: str) -> Resolution:
    return evolve(words, notes=(*words.notes, Note.of(code)))
