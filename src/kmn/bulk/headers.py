"""Which columns of a table hold the address, and what a row asks.

A column has a role. Roles are recognised from usual headers, German and English, or chosen by whoever hands the table
in. A row may name its place by an official key, or by an address and a coordinate, which are held against each other.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.errors import InputError, KmnError
from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.lookup.address import Address
from kmn.lookup.locator import Thing
from kmn.places import names
from kmn.values import Point, parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ROLES", "Place", "day_of", "degrees", "read_place", "recognise"]

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "address": (
        "anschrift",
        "adresse",
        "address",
        "postanschrift",
        "postadresse",
        "volladresse",
        "fulladdress",
        "postaladdress",
    ),
    "street": ("strasse", "str", "street", "strassehausnummer", "strassehausnr", "strasseundhausnummer", "strassenr"),
    "plz": ("plz", "postleitzahl", "postcode", "postalcode", "zip", "zipcode"),
    "place": (
        "ort",
        "stadt",
        "wohnort",
        "gemeinde",
        "ortsname",
        "gemeindename",
        "kommune",
        "plzort",
        "town",
        "city",
        "place",
        "municipality",
    ),
    "locality": ("ortsteil", "stadtteil", "locality", "suburb"),
    "country": ("staat", "country"),
    "key": (
        "ags",
        "gemeindeschluessel",
        "amtlichergemeindeschluessel",
        "ars",
        "regionalschluessel",
        "amtlicherregionalschluessel",
        "kreisschluessel",
        "kreiskey",
    ),
    "lat": ("lat", "latitude", "breite", "breitengrad", "geobreite"),
    "lon": ("lon", "lng", "long", "longitude", "laenge", "laengengrad", "geolaenge"),
}
"""Role → headers by which it is recognised, the most telling first, in lower-case ASCII without blanks or marks."""

_KEYS: Final[dict[int, type[AGS | ARS | KreisKey]]] = {5: KreisKey, 8: AGS, 12: ARS}
_DEGREES: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]+)?")
# What a spreadsheet makes of a code when it takes it for a number with decimals.
_DECIMALS: Final = re.compile(r"(?<=[0-9])[.,]0+$")
_DIGITS: Final = re.compile(r"[0-9][0-9 ./-]*")
_NUTS_BEGIN: Final = "DE"
_SHORT_PLZ: Final = re.compile(r"[0-9]{4}")


def recognise(headers: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Find the columns that hold the address.

    Args:
        headers: The headers of the table, in order.
        chosen: Role → header; what is chosen is taken, and nothing else is then recognised.

    Returns:
        Role → position of the column, counted from 0.

    Raises:
        InputError: A role does not exist, a chosen header does not, two columns that could be meant have the same
            header, or no column is recognised. Headers are not repeated: a table without any begins with an address.

    Examples:
        >>> recognise(["Name", "Straße", "PLZ", "Ort"], {})
        {'street': 1, 'plz': 2, 'place': 3}
    """
    if chosen:
        found = {role: _chosen(headers, role, header) for role, header in chosen.items()}
    else:
        folded = [names.fold(header).replace(" ", "") for header in headers]
        usual = {role: next((one for one in known if one in folded), None) for role, known in ROLES.items()}
        found = {role: _only(folded, header) for role, header in usual.items() if header is not None}
    if ("lat" in found) != ("lon" in found):
        if chosen:
            message = "A coordinate has two columns: choose both lat and lon, or neither."
            raise InputError(message)
        found = {role: column for role, column in found.items() if role not in {"lat", "lon"}}
    if not set(found) - {"street", "country"}:
        message = (
            f"None of the {len(headers)} columns is recognised as a place: say which column holds the address "
            "(address, or plz and place, or key, or lat and lon). The first row has to hold the headers."
        )
        raise InputError(message)
    return found


def day_of(on: date | str | None, headers: Sequence[str]) -> tuple[date, int | None]:
    """Tell a day from the header of a column of days.

    Args:
        on: A day (a date or YYYY-MM-DD), or one of the headers; None for today.
        headers: The headers of the table, in order.

    Returns:
        The day, today beside a column of days; and the position of that column, if it is one.

    Raises:
        InputError: It is neither, or two columns have that header.

    Examples:
        >>> day_of("2024-07-09", ["PLZ"]), day_of("Stand", ["PLZ", "Stand"])[1]
        ((datetime.date(2024, 7, 9), None), 1)
    """
    today = date.today()  # noqa: DTZ011 - a day where the caller is
    if on is None:
        return today, None
    if isinstance(on, str) and on in headers:
        return today, _only(headers, on)
    try:
        return parse_day(on), None
    except InputError as error:
        message = "The day is neither YYYY-MM-DD nor the header of a column: use, for example, 2024-07-09."
        raise InputError(message) from error


def _chosen(headers: Sequence[str], role: str, header: str) -> int:
    if role not in ROLES:
        message = f"There is no such role of a column: choose from {', '.join(ROLES)}."
        raise InputError(message)
    if header not in headers:
        message = f"The table has no column of the name chosen for {role}: use one of its {len(headers)} headers."
        raise InputError(message)
    return _only(headers, header)


def _only(headers: Sequence[str], header: str) -> int:
    columns = [column for column, one in enumerate(headers) if one == header]
    if len(columns) > 1:
        numbers = " and ".join(str(column + 1) for column in columns)
        message = f"Columns {numbers} have the same header, and either could be meant: rename one of them."
        raise InputError(message)
    return columns[0]


@frozen(repr=False)
class Place:
    """How a row names its place.

    Attributes:
        things: What can be asked, in the order in which it is to be asked: the key, then address and coordinate.
        unreadable: Whether something stands there that cannot be read.
        restored: Whether a postal code got back the leading zero it had lost.
    """

    things: tuple[Thing, ...]
    unreadable: bool
    restored: bool


def read_place(cells: Mapping[str, str]) -> Place:
    """Read how a row names its place.

    Args:
        cells: Role → text of the cell.

    Returns:
        What can be asked. No things and nothing unreadable means an empty row.

    Examples:
        >>> read_place({"plz": "1067.0", "place": ""}).things
        (PLZ('01067'),)
        >>> read_place({"lat": "52,15", "lon": "9,95"}).things
        (Point(lat=52.15, lon=9.95),)
    """
    filled = {role: text for role, cell in cells.items() if (text := cell.strip())}
    things: list[Thing] = []
    unreadable = restored = False
    if "plz" in filled:
        filled["plz"], restored = _plz(filled["plz"], abroad="country" in filled)
    point = None
    try:
        point = _point(filled)
    except KmnError:
        unreadable = True
    for read in (_key, partial(_address, point=point)):
        try:
            things.extend(read(filled))
        except KmnError:
            unreadable = True
    return Place(tuple(things), unreadable, restored)


def _key(filled: Mapping[str, str]) -> list[Thing]:
    if "key" not in filled:
        return []
    text = _DECIMALS.sub("", names.clean(filled["key"]))
    if text[:2].upper() == _NUTS_BEGIN:
        return [NUTS.parse(text)]
    width = sum(character.isdigit() for character in text)
    if width + 1 in _KEYS and _DIGITS.fullmatch(text):
        return [text]  # the lookup gives the leading zero back, if such a key exists, and says so
    return [_KEYS.get(width, AGS).parse(text)]


def _point(filled: Mapping[str, str]) -> Point | None:
    if "lat" not in filled and "lon" not in filled:
        return None
    return Point(lat=degrees(filled.get("lat", "")), lon=degrees(filled.get("lon", "")))


def degrees(text: str) -> float:
    """Read a number of degrees.

    Raises:
        InputError: The text is not such a number.

    Examples:
        >>> degrees("52,15")
        52.15
    """
    if not _DEGREES.fullmatch(text):
        message = "A coordinate is a number of degrees (WGS 84), with a point or a comma."
        raise InputError(message)
    return float(text.replace(",", "."))


def _plz(text: str, *, abroad: bool) -> tuple[str, bool]:
    code = _DECIMALS.sub("", text)
    if _SHORT_PLZ.fullmatch(code) and not abroad:
        return f"0{code}", True
    return code, False


def _address(filled: Mapping[str, str], point: Point | None) -> list[Thing]:
    street = ", ".join(filled[role] for role in ("address", "street") if role in filled)
    town = {role: filled[role] for role in ("plz", "place", "locality", "country") if role in filled}
    if "address" not in filled and set(town) <= {"country"}:
        return [] if point is None else [point]  # a street or a country alone names no place
    if point is None and not town and "street" not in filled:
        return [filled["address"]]
    if point is None and not street and set(town) == {"plz"}:
        return [PLZ.parse(town["plz"])]
    return [
        Address(
            street=street or None,
            plz=town.get("plz"),
            place=town.get("place"),
            locality=town.get("locality"),
            country=town.get("country"),
            point=point,
        )
    ]
