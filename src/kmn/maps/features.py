"""Districts, municipalities, networks and answers as features with `__geo_interface__`.

What geopandas, shapely, folium and others take as it is. Outlines are those that points are looked up in, in degrees
(WGS 84), longitude before latitude; they are made when first asked for and need the extra `geo`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from kmn.boundaries import geometry
from kmn.errors import InputTypeError, describe
from kmn.lookup.answer import Answer
from kmn.lookup.overview import known
from kmn.maps.areas import MapArea, areas, outlined
from kmn.model.network import Network
from kmn.places.records import District, Municipality
from kmn.values import Evidence, parse_day
from kmn.wiring import Locator, districts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.model.dataset import Dataset

    Thing = District | Municipality | Network | Answer

__all__ = ["Feature", "Features", "features"]

_ACCEPTED: Final = "districts, municipalities, networks or answers, such as kmn.districts()"


@frozen
class Feature:
    """A shape with what is known of it.

    Attributes:
        id: the key of the area, or the id of the network.
        properties: what is known of it, as JSON has it.

    Examples:
        >>> feature = features(Locator().locate("31134 Hildesheim"))[0]
        >>> feature.id, feature.properties["network"], feature.__geo_interface__["geometry"]["type"]
        ('03254021', 'suedniedersachsen', 'Polygon')
    """

    id: str
    properties: dict[str, Any]
    _keys: tuple[str, ...] = field(repr=False, alias="keys")

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The feature as GeoJSON has it; its geometry is None where the area of a network is not known.

        Raises:
            MissingExtraError: shapely is not installed.
        """
        outline = geometry.shape(*self._keys).__geo_interface__ if self._keys else None
        return {"type": "Feature", "id": self.id, "properties": dict(self.properties), "geometry": outline}


@frozen
class Features:
    """Features, in order; a feature collection for whoever draws them.

    Examples:
        >>> found = features()
        >>> len(found), found.__geo_interface__["type"]
        (45, 'FeatureCollection')
    """

    _all: tuple[Feature, ...]

    def __iter__(self) -> Iterator[Feature]:
        """Go through the features."""
        return iter(self._all)

    def __len__(self) -> int:
        """Count the features."""
        return len(self._all)

    def __getitem__(self, number: int) -> Feature:
        """Give one feature by its number, from 0."""
        return self._all[number]

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """All features as GeoJSON has them.

        Raises:
            MissingExtraError: shapely is not installed.
        """
        return {"type": "FeatureCollection", "features": [one.__geo_interface__ for one in self._all]}


def features(
    things: Thing | Iterable[Thing] | None = None,
    *,
    on: date | str | None = None,
    evidence: Evidence | str = Evidence.ATTESTED,
    dataset: Dataset | None = None,
    lang: str = "de",
) -> Features:
    """Return districts, municipalities, networks or an answer as features, with what is known of them.

    Args:
        things: one or several of `District`, `Municipality`, `Network` and answers; all districts by default.
        on: the day of which to speak, as a date or YYYY-MM-DD; today by default. An answer speaks of its own day.
        evidence: the weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        dataset: the claims, the embedded dataset by default.
        lang: the language of the labels, ``"de"`` (default) or ``"en"``.

    Returns:
        A feature for each thing, in the same order; for an answer one for each place in question, which never says
        what was asked. A network has the areas that are known to be its own, and no geometry where there are none.

    Raises:
        InputError: an option has a value that is not listed above.
        InputTypeError: something is none of the things above.

    Examples:
        >>> import kmn
        >>> [(one.id, one.properties["areas"]) for one in kmn.features(kmn.networks())][1]
        ('heide', ['03351', '03353', '03354', '03355', '03358', '03360'])
        >>> kmn.features(kmn.locate("38440 Wolfsburg"))[0].properties["network_label"]
        'offen (nur erschlossen)'
    """
    if things is None:
        things = districts(on=on)
    # A network is iterable itself, as every record of pydantic is.
    listed = tuple(things) if isinstance(things, Iterable) and not isinstance(things, Network) else (things,)
    drawn = _Drawn(Locator(dataset), date.today() if on is None else parse_day(on), evidence, lang)  # noqa: DTZ011
    return Features(tuple(feature for thing in listed for feature in drawn.features(thing)))


class _Drawn:
    """Makes features of things, by one set of claims on one day."""

    def __init__(self, locator: Locator, on: date, evidence: Evidence | str, lang: str) -> None:
        self._locator = locator
        self._on = on
        self._evidence = Evidence.parse(evidence)
        self._lang = lang
        self._areas: tuple[MapArea, ...] | None = None

    def features(self, thing: object) -> Iterator[Feature]:
        """Make the features of one thing."""
        if isinstance(thing, Answer):
            yield from self._of_answer(thing)
        elif isinstance(thing, Network):
            yield self._of_network(thing)
        elif isinstance(thing, District | Municipality):
            key = thing.key if isinstance(thing, District) else thing.ags
            answer = self._locator.locate(key, on=self._on, evidence=self._evidence, lang=self._lang)
            yield self._area(key.value, thing.official_name, answer, thing.population)
        else:
            message = f"Cannot draw {describe(thing)}: hand in {_ACCEPTED}."
            raise InputTypeError(message)

    def _area(self, key: str, name: str, answer: Answer, population: int | None) -> Feature:
        facts = known(answer, self._lang)
        outline = outlined(self._locator.gazetteer, key)
        return Feature(key, {"key": key, "name": name, **facts, "population": population}, outline)

    def _of_answer(self, answer: Answer) -> Iterator[Feature]:
        if answer.candidates:
            for candidate in answer.candidates:
                yield from self._of_answer(candidate.answer)
            return
        for place in answer.municipalities or answer.districts:
            key = place.ags if isinstance(place, Municipality) else place.key
            yield self._area(key.value, place.official_name, answer, place.population)

    def _of_network(self, network: Network) -> Feature:
        if self._areas is None:
            self._areas = areas(self._locator, self._on, evidence=self._evidence, lang=self._lang)
        own = [one for one in self._areas if one.answer.network == network]
        keys = [one.key for one in own]
        outline = tuple(part for one in own for part in one.outline)
        return Feature(network.id, {"id": network.id, "name": network.name, "areas": keys}, outline)
