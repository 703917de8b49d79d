"""What is known of the places: districts, municipalities, postal codes, localities, the territory itself."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.places.area import Area
from kmn.values import Period, Point

__all__ = ["District", "Locality", "Municipality", "PostalCode", "Territory"]


@frozen(kw_only=True)
class District:
    """A district (Kreis): a Landkreis, a district-free city (kreisfreie Stadt) or the Region.

    Attributes:
        key: The official key, five digits.
        name: The short name, such as `Celle`.
        official_name: The name with its kind, such as `Landkreis Celle`.
        kind: `landkreis`, `kreisfreie_stadt` or `region`.
        nuts: The NUTS-3 code, None where the source has none.
        area_km2: The area in square kilometres, None for former districts.
        area_on: The day for which the area is given.
        population: The number of inhabitants, None for former districts.
        population_on: The day on which they were counted.
        period: The days on which the key is valid; an open end is unknown or not over.

    Examples:
        >>> from kmn.wiring import districts
        >>> [(d.key.value, d.official_name, d.population) for d in districts() if d.name == "Celle"]
        [('03351', 'Landkreis Celle', 178936)]
    """

    key: KreisKey
    name: str
    official_name: str
    kind: str
    nuts: NUTS | None = None
    area_km2: float | None = None
    area_on: date | None = None
    population: int | None = None
    population_on: date | None = None
    period: Period = field(factory=Period)

    @property
    def is_city(self) -> bool:
        """Whether it is a district-free city, and so a municipality at the same time."""
        return self.kind == "kreisfreie_stadt"


@frozen(kw_only=True)
class Municipality:
    """A municipality (Gemeinde) or an unincorporated area (gemeindefreies Gebiet).

    Attributes:
        ags: The official key, eight digits.
        ars: The regional key, twelve digits, None where no source of ours carries it.
        name: The short name, such as `Hildesheim`.
        official_name: The name with its title, such as `Hildesheim, Stadt`.
        kind: `stadt`, `gemeinde` or `gemeindefreies_gebiet`.
        association: The name of the Samtgemeinde it belongs to, None if it belongs to none.
        district: The key of its district.
        point: A point in it, of its centre where known (degrees WGS 84); None for former municipalities.
        population: The number of inhabitants as far as known, of several days and None where unknown: for sums, take
            those of the districts.
        period: The days on which the key is valid.

    Examples:
        >>> from kmn.wiring import municipalities
        >>> next(m.district for m in municipalities() if m.name == "Hildesheim")
        KreisKey('03254')
    """

    ags: AGS
    ars: ARS | None = None
    name: str
    official_name: str
    kind: str
    association: str | None = None
    district: KreisKey
    point: Point | None = None
    population: int | None = None
    period: Period = field(factory=Period)


@frozen(kw_only=True)
class PostalCode:
    """A postal code that touches the territory.

    Attributes:
        plz: The code.
        kind: `delivery`, or `bulk` for the code of one recipient of much mail (Großempfänger).
        areas: The municipalities it touches (or districts, where a source knows no more), and the other states.
        withdrawn: Whether it is not in use any more.

    Examples:
        >>> from kmn.wiring import gazetteer
        >>> sorted({area.district for area in gazetteer().postal.get("29640").areas})
        ['03353', '03358']
    """

    plz: PLZ
    kind: str
    areas: tuple[Area, ...]
    withdrawn: bool = False

    @property
    def districts(self) -> tuple[KreisKey, ...]:
        """The keys of the districts it touches, sorted."""
        return tuple(KreisKey(key) for key in sorted({area.district for area in self.areas if area.district}))

    @property
    def states(self) -> tuple[str, ...]:
        """The names of the other states it touches, sorted."""
        return tuple(sorted({area.state for area in self.areas if area.state}))


@frozen
class Locality:
    """A named settlement that is no municipality: an Ortsteil, a village, a quarter.

    Attributes:
        name: Its name.
        area: Where it lies.
    """

    name: str
    area: Area


@frozen(kw_only=True)
class Territory:
    """Of which territory the places speak, and since when.

    Attributes:
        country: ISO 3166-1 code of the country.
        state_key: The official key of the state, two digits.
        state_name: Its name.
        states: Names of all states of the country by key.
        places_from: The first day for which keys and names are known.
        places_edition: The day up to which changes of keys are followed.
        postal_edition: The day of the one edition of the postal codes.
    """

    country: str
    state_key: str
    state_name: str
    states: dict[str, str]
    places_from: date
    places_edition: date
    postal_edition: str
