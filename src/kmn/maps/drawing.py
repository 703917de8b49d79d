"""A map before it is drawn: which parts it has, how each is filled, and what the legend says."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from kmn.errors import InputTypeError, MissingExtraError, describe
from kmn.lookup.answer import Answer
from kmn.lookup.notes import LANGUAGES
from kmn.lookup.overview import label
from kmn.lookup.wording import EVIDENCE, headline
from kmn.maps.areas import MapArea, areas
from kmn.maps.dates import in_words
from kmn.places.records import Municipality
from kmn.resources import attributions
from kmn.values import Evidence, parse_day
from kmn.wiring import Locator

if TYPE_CHECKING:
    from os import PathLike

    from matplotlib.figure import Figure

    from kmn.model.dataset import Dataset

__all__ = ["COLOURS", "LegendLine", "Map", "Style", "answer", "networks"]

COLOURS: Final = (
    "#88ccee",
    "#cc6677",
    "#ddcc77",
    "#117733",
    "#6699cc",
    "#aa4499",
    "#44aa99",
    "#999933",
    "#882255",
    "#661100",
    "#332288",
)
"""Colours that people with any kind of colour vision can tell apart (after Paul Tol's and CARTO's safe palettes)."""

OPEN: Final = "#d9d9d9"
"""The grey of areas without a network."""

_FILLS: Final = {
    Evidence.OFFICIAL: "solid",
    Evidence.ATTESTED: "hatched",
    Evidence.INFERRED: "sparse",
}
_REASONS: Final = {"open": "open", "before_data": "open", "inferred_only": "dotted", "contested": "crossed"}
_TITLES: Final = ("{structure}: Kreise nach {term}", "{structure}: districts by {term}")
_DATA: Final = ("Stand {on}, Daten {version}", "as of {on}, data {version}")
_MODIFIED: Final = {"Daten verändert": "data modified", "verändert": "modified"}
"""That a work was changed has to be said; the licences do not say in which language."""

_SHOWN: Final = (
    "boundaries/units.bin",
    "places/districts.csv",
    "places/localities.csv",
    "places/municipalities.csv",
    "places/other_names.csv",
    "places/postal_areas.csv",
)
"""Packaged files that maps show something of."""


@frozen
class Style:
    """How an area is filled.

    Attributes:
        colour: the colour of its network, grey where there is none.
        pattern: `solid` (official), `hatched` (attested), `sparse` (inferred), `open`, `dotted` (open, inferred only)
            or `crossed` (contested).
    """

    colour: str
    pattern: str


@frozen
class LegendLine:
    """A line of the legend.

    Attributes:
        style: how the areas look of which it speaks.
        text: what that means.
    """

    style: Style
    text: str


@frozen
class Map:
    """A map that shows itself in notebooks, and can be drawn and saved.

    Attributes:
        title: what it shows.
        areas: its parts, each with its answer.
        locator: the places and claims behind it.
        on: the day of which it speaks.
        marked: keys of the areas that are pointed out.
        lang: the language of its texts.

    Examples:
        >>> found = networks(on="2026-12-01")
        >>> found.title
        'Kooperative Migrationsarbeit Niedersachsen (KMN): Kreise nach Regionalverbund'
        >>> [line.text for line in found.legend][-3:]
        ['belegt', 'offen', 'offen (nur erschlossen)']
    """

    title: str
    areas: tuple[MapArea, ...] = field(repr=False)
    locator: Locator = field(repr=False)
    on: date
    marked: frozenset[str] = frozenset()
    lang: str = "de"

    @property
    def subtitle(self) -> str:
        """The day and the version of the data."""
        return _DATA[self.pick].format(
            on=in_words(self.on.isoformat(), self.lang), version=self.locator.dataset.version
        )

    @property
    def pick(self) -> int:
        """0 for German texts, 1 for English ones."""
        return LANGUAGES.index(self.lang)

    @property
    def attribution(self) -> tuple[str, ...]:
        """Whom to name as the source of the places and borders."""
        found = "\n".join(attributions(*_SHOWN))
        for german, english in _MODIFIED.items() if self.lang == "en" else ():
            found = found.replace(german, english)
        return tuple(found.split("\n"))

    @property
    def legend(self) -> tuple[LegendLine, ...]:
        """What the colours and patterns mean that the map has."""
        styles = {one.key: self.style(one) for one in self.areas}
        names = {one.answer.network.id: one.answer.network for one in self.areas if one.answer.network}
        lines = [LegendLine(Style(self._colour(one), "solid"), names[one].name) for one in sorted(names)]
        used = {style.pattern for style in styles.values()}
        lines += [
            LegendLine(Style(OPEN, pattern), EVIDENCE[level][self.pick])
            for level, pattern in _FILLS.items()
            if pattern in used
        ]
        open_ones = {label(one.answer, self.lang): styles[one.key] for one in self.areas if not one.answer.network}
        return (*lines, *(LegendLine(open_ones[text], text) for text in sorted(open_ones)))

    def style(self, area: MapArea) -> Style:
        """Return how an area is filled."""
        answer = area.answer
        if answer.network is None or answer.evidence is None:
            return Style(OPEN, _REASONS.get(answer.reason or "", "open"))
        return Style(self._colour(answer.network.id), _FILLS[answer.evidence])

    def _colour(self, network: str) -> str:
        """Give the colour of a network: the same as long as the dataset lists the same networks."""
        ids = sorted(one.id for one in self.locator.dataset.networks)
        return COLOURS[ids.index(network) % len(COLOURS)]

    def figure(self) -> Figure:
        """Return the map as a figure of matplotlib.

        Raises:
            MissingExtraError: matplotlib or shapely is not installed.
        """
        from kmn.maps.picture import figure

        return figure(self)

    def page(self) -> str:
        """Return the map as one page of HTML that works offline: with a search, a list, and a sheet per area.

        Raises:
            MissingExtraError: shapely is not installed.
        """
        from kmn.maps.page import page

        return page(self)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the map as a page (`.html`) or a picture (`.png`, `.svg`, `.pdf`); a file of that name is replaced.

        Args:
            path: the file to write.

        Raises:
            DataError: it cannot be written.
            InputError: the name has another ending.
            MissingExtraError: shapely, or for pictures matplotlib, is not installed.
        """
        from kmn.maps.saving import save

        save(self, path)

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, object]:
        """Show the picture in a notebook, or where matplotlib is missing the page."""
        try:
            from kmn.maps.picture import png

            return {"image/png": png(self), "text/plain": repr(self)}
        except MissingExtraError:
            frame = "width:100%;height:640px;border:0"
            page = f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.page())}" style="{frame}"></iframe>'
            return {"text/html": page, "text/plain": repr(self)}


def networks(
    dataset: Dataset | None = None,
    *,
    on: date | str | None = None,
    evidence: Evidence | str = Evidence.ATTESTED,
    lang: str = "de",
) -> Map:
    """Return a map of the districts, coloured by network and hatched by evidence; open ones are grey.

    Args:
        dataset: the claims, the embedded dataset by default.
        on: the day of which to speak, as a date or YYYY-MM-DD; today by default.
        evidence: the weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        lang: the language of the texts, ``"de"`` (default) or ``"en"``.

    Raises:
        InputError: an option has a value that is not listed above.

    Examples:
        >>> len(networks().areas)
        45
    """
    locator = Locator(dataset)
    day = date.today() if on is None else parse_day(on)  # noqa: DTZ011 - a day where the caller is
    found = areas(locator, day, evidence=evidence, lang=lang)
    scope = found[0].answer.scope
    pick = LANGUAGES.index(lang)
    term = (scope.network_term, scope.network_term_en)[pick]
    return Map(_TITLES[pick].format(structure=scope.structure, term=term), found, locator, day, lang=lang)


def answer(found: Answer, *, dataset: Dataset | None = None) -> Map:
    """Return a map on which the places of an answer are pointed out; what was asked is not on it.

    Args:
        found: the answer, or for `Ambiguous` all that may be meant.
        dataset: the claims behind the answer, the embedded dataset by default.

    Raises:
        InputTypeError: that is no answer.

    Examples:
        >>> from kmn.wiring import locate
        >>> answer(locate("31134 Hildesheim")).marked
        frozenset({'03254021'})
    """
    found = _checked(found)
    weakest = min(Evidence.ATTESTED, found.evidence or Evidence.ATTESTED)
    whole = networks(dataset, on=found.on, evidence=weakest, lang=found.lang)
    places = [one.answer for one in found.candidates] or [found]
    marked = {
        str(place.ags) if isinstance(place, Municipality) else str(place.key)
        for one in places
        for place in one.municipalities or one.districts
    }
    return evolve(whole, title=headline(found, found.lang), marked=frozenset(marked))


def _checked(thing: object) -> Answer:
    if isinstance(thing, Answer):
        return thing
    message = f"Only an answer of kmn.locate can be drawn, not {describe(thing)}."
    raise InputTypeError(message)
