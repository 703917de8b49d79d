"""A second state, invented from its key to its villages, to prove that nothing about the first one is in the code.

Seenland has the city Seeburg, the districts Oberau and Niederau, and two municipalities called Mühlfeld. The district
Altau was merged into Niederau in 2020. Its places lie side by side on one strip of land, each 0.05° wide:

    Hügelland | Seeburg | Oberau | Mühlfeld | Niederau | Mühlfeld | Altau | sea
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import shapely
from update.boundaries._grid import build

from kmn.boundaries.index import BoundaryIndex
from kmn.lookup.locator import Locator
from kmn.model.assignment import Assignment
from kmn.model.contact import Contact
from kmn.model.coordination import Coordination
from kmn.model.dataset import Dataset
from kmn.model.network import Network
from kmn.model.organisation import Organisation
from kmn.model.participation import Participation
from kmn.model.source import Source
from kmn.places.gazetteer import from_tables
from kmn.places.search import NameIndex
from kmn.values import Point

if TYPE_CHECKING:
    from kmn.places.gazetteer import Gazetteer

CITY: Final = "12001"
OBERAU: Final = "12061"
NIEDERAU: Final = "12062"
ALTAU: Final = "12063"
"""Key of a former district, which became a part of Niederau."""

TABLES: Final = {
    "territory.json": """{
        "country": "DE", "state_key": "12", "state_name": "Seenland", "states": {"12": "Seenland", "13": "Hügelland"},
        "places_from": "2010-01-01", "places_edition": "2025-06-30", "postal_edition": "2025-07-01"
    }""",
    "districts.csv": """\
key,name,official_name,kind,nuts,area_km2,area_on,population,population_on,valid_from,valid_to
12001,Seeburg,Stadt Seeburg,kreisfreie_stadt,DEX01,80.5,2025-01-01,120000,2025-01-01,,
12061,Oberau,Landkreis Oberau,landkreis,DEX02,900,2025-01-01,60000,2025-01-01,,
12062,Niederau,Landkreis Niederau,landkreis,DEX03,1100,2025-01-01,70000,2025-01-01,,
12063,Altau,Landkreis Altau,landkreis,,,,,,,2019-12-31
""",
    "municipalities.csv": """\
ags,ars,name,official_name,kind,association_ars,association,district,lat,lon,population,population_on,valid_from,valid_to
12001000,120010000000,Seeburg,"Seeburg, Stadt",stadt,,,12001,50.025,10.025,120000,,,
12061001,120610001001,Oberau,"Oberau, Stadt",stadt,,,12061,50.025,10.075,30000,,,
12061002,,Mühlfeld,Mühlfeld,gemeinde,,Bergland,12061,50.025,10.125,4000,,,
12062001,,Niederau am See,"Niederau am See, Stadt",stadt,,,12062,50.025,10.175,25000,,,
12062002,,Mühlfeld,Mühlfeld,gemeinde,,,12062,50.025,10.225,5000,,,
12062003,,Altau,"Altau, Stadt",stadt,,,12062,50.025,10.275,9000,,2020-01-01,
12063001,,Altau,"Altau, Stadt",stadt,,,12063,,,,,,2019-12-31
""",
    "key_changes.csv": "old,new,effective_on\n12063,12062,2020-01-01\n12063001,12062003,2020-01-01\n",
    "postal_areas.csv": """\
plz,kind,district,ags,state,withdrawn
98001,delivery,12001,12001000,,
98002,bulk,12001,12001000,,
98101,delivery,12061,12061001,,
98101,delivery,12061,12061002,,
98201,delivery,12062,12062001,,
98201,delivery,12062,12062002,,
98209,delivery,12062,12062003,,yes
98301,delivery,12061,12061002,,
98301,delivery,12062,12062002,,
98401,delivery,12062,12062001,,
98401,delivery,,,Hügelland,
""",
    "postal_states.csv": "first,last,states\n97000,97999,Hügelland\n98000,98499,Seenland\n98500,98599,Hügelland\n",
    "localities.csv": """\
name,district,ags
Kleinhagen,12061,12061001
Hagenau,12061,12061002
Hagenau,12062,12062003
""",
    "other_names.csv": "name,key\nLakeburg,12001000\nOberland,12061\n",
    "towns_elsewhere.csv": "name,state,population\nBergstadt,Hügelland,300000\nMühlfeld,Hügelland,900\n",
    "countries.csv": "name,code\nDeutschland,DE\nGermany,DE\nFrankreich,FR\n",
}

SQUARE: Final = 5_000
ROW: Final = ("state:13", "12001000", "12061001", "12061002", "12062001", "12062002", "12062003")
"""The units from west to east."""


@cache
def gazetteer() -> Gazetteer:
    """The places."""
    return from_tables(TABLES.__getitem__)


@cache
def name_index() -> NameIndex:
    """Their names."""
    return NameIndex(gazetteer())


@cache
def borders() -> BoundaryIndex:
    """Their borders."""
    squares = {
        unit: shapely.box(x := 1_000_000 + (place - 1) * SQUARE, 5_000_000, x + SQUARE, 5_000_000 + SQUARE)
        for place, unit in enumerate(ROW)
    }
    return BoundaryIndex(build(squares, edition="2025-01-01", scale=100_000, width=500, height=500, split=4))


def within(unit: str, *, metres_to_the_east: float | None = None) -> Point:
    """Give the middle of a unit, or a point so many metres west of its eastern border."""
    east = 10.0 + ROW.index(unit) * 0.05
    return Point(lat=50.025, lon=east - (0.025 if metres_to_the_east is None else metres_to_the_east / 71_695))


def claim(network: str, area: str, evidence: str = "attested", **more: Any) -> Assignment:
    """Give a claim that an area belongs to a network."""
    fields = {"sources": ("blatt",) if evidence != "inferred" else (), "reasoning": "Grund.", "reasoning_en": "Why."}
    return Assignment(network=network, area=area, evidence=evidence, **(fields | more))


OFFICIAL: Final = claim("bergkreis", OBERAU, "official", attested_from="2024-03")
ATTESTED: Final = claim("talkreis", ALTAU, attested_from="2015", attested_to="2018-05")
INFERRED: Final = claim("bergkreis", CITY, "inferred")


def dataset(*claims: Assignment, **tables: Any) -> Dataset:
    """Give a dataset with two networks and some claims."""
    fields: dict[str, Any] = {
        "scheme": "seenland",
        "title": "Beratung im Seenland",
        "version": "7.1",
        "network_term": "Kreisnetz",
        "expected_networks": 2,
        "networks": (
            Network(id="bergkreis", name="Kreisnetz Berg"),
            Network(id="talkreis", name="Kreisnetz Tal"),
        ),
        "assignments": claims,
        "organisations": (
            Organisation(id="amt", name="Amt Seeburg", kind="other", contact=Contact(phone="0123", as_of="2025")),
            Organisation(id="haus", name="Haus am Berg", kind="other", contact=Contact(email="haus@example.org")),
        ),
        "participations": (
            Participation(organisation="haus", network="bergkreis", kind="leads", valid_from="2020-01-01"),
        ),
        "coordinations": (Coordination(id="amt", organisation="amt", capacity="coordination_office"),),
        "sources": (Source(id="blatt", title="Amtsblatt", published="2024-03", reuse="open"),),
    }
    return Dataset(**(fields | tables))


def locator(data: Dataset | None = None) -> Locator:
    """Give a locator over the second state, by a dataset with one claim of each kind unless another is given."""
    return Locator(data or dataset(OFFICIAL, ATTESTED, INFERRED), gazetteer(), name_index(), borders)
