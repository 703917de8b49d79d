"""A map as one page of HTML that works offline: with a search for postal codes and places, and a sheet per area.

Nothing is asked of any other computer, and nothing that is typed leaves the page: everything is inside it, the
library that draws the map (Leaflet) included, and a rule in its head forbids the browser to load anything else.
"""

from __future__ import annotations

import json
import re
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any, Final

from kmn.boundaries import geometry
from kmn.lookup.overview import label
from kmn.lookup.wording import EVIDENCE, headline, parts
from kmn.maps.dates import in_words
from kmn.maps.finding import entries
from kmn.resources import read_text

if TYPE_CHECKING:
    from kmn.maps.areas import MapArea
    from kmn.maps.drawing import Map, Style

__all__ = ["page"]

_TOLERANCE_M: Final = 200.0
_DIGITS: Final = 4  # of degrees: about 10 m
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)  # a browser would look for it
_LINK: Final = re.compile(r"<?(https?://[^\s<>]*[^\s<>.,;:)])>?")
_SWATCH: Final = '<svg width="32" height="18" aria-hidden="true"><rect width="32" height="18" fill="{}"/></svg>'

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "heading": ("Welcher {term}?", "Which {term}?"),
    "skip": ("Zur Suche", "To the search"),
    "search_label": ("Postleitzahl, Ort oder Kreis", "Postal code, place or district"),
    "private": (
        "Die Suche läuft auf diesem Gerät; nichts Eingegebenes verlässt es.",
        "The search runs on this device; nothing typed leaves it.",
    ),
    "sheets_label": ("Ergebnis", "Result"),
    "map_label": ("Karte", "Map"),
    "legend_label": ("Legende", "Legend"),
    "print": ("Blatt drucken", "Print sheet"),
    "table_label": ("Alle Gebiete als Tabelle", "All areas as a table"),
    "meaning": (
        (
            "Amtlich: Die koordinierende Behörde sagt es. Belegt: Andere sagen oder zeigen es, etwa ein Protokoll. "
            "Erschlossen: Es ist aus anderen Tatsachen vermutet und keine Auskunft. Offen: Keine uns bekannte Quelle "
            "sagt es."
        ),
        (
            "Official: the coordinating authority says so. Attested: others say or show it, such as minutes. "
            "Inferred: it is supposed from other facts, and is no answer. Open: no source known to us says so."
        ),
    ),
}
_HEADERS: Final = (
    ("Gebiet", "Area"),
    ("{term}", "{term}"),
    ("Beleg", "Evidence"),
    ("Zuletzt belegt", "Last attested"),
)
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "nothing": (
        (
            "Nichts gefunden. Diese Seite kennt nur Orte in {state}. Bitte nur eine Postleitzahl, eine Gemeinde, "
            "einen Ortsteil oder einen Kreis eingeben, ohne Straße."
        ),
        (
            "Nothing found. This page knows only places in {state}. Please enter only a postal code, a municipality, "
            "a part of one, or a district, without a street."
        ),
    ),
    "choose": (
        "Mehrere Orte heißen so oder fangen so an. Bitte einen aus der Liste wählen.",
        "Several places are called so, or begin so. Please choose one from the list.",
    ),
    "one": ("{name}:", "{name}:"),
    "several": (
        "{name} liegt in mehreren Gebieten; welches gemeint ist, entscheidet der genaue Ort:",
        "{name} lies in several areas; the exact place decides which is meant:",
    ),
    "zoom_in": ("Vergrößern", "Zoom in"),
    "zoom_out": ("Verkleinern", "Zoom out"),
}


def page(drawn: Map) -> str:
    """Return a map as a page.

    Args:
        drawn: the map.

    Returns:
        The text of an HTML file.

    Raises:
        MissingExtraError: shapely is not installed.

    Examples:
        >>> from kmn.maps.drawing import networks
        >>> text = page(networks())
        >>> "<h1>Welcher Regionalverbund?</h1>" in text, 'src="' in text
        (True, False)
    """
    scope = drawn.areas[0].answer.scope
    term = (scope.network_term, scope.network_term_en)[drawn.pick]

    def said(texts: tuple[str, str]) -> str:
        return texts[drawn.pick].replace("{term}", term).replace("{state}", scope.state)

    return Template(_own("page.html")).substitute(
        {name: escape(said(texts)) for name, texts in _TEXTS.items()},
        lang=drawn.lang,
        title=escape(drawn.title),
        subtitle=escape(drawn.subtitle),
        attribution=escape(" · ".join(drawn.attribution)),
        leaflet_css=read_text("maps/leaflet.css"),
        leaflet_js=_SOURCE_MAP.sub("", read_text("maps/leaflet.js")),
        css=_own("page.css"),
        js=_own("page.js"),
        sheets="\n".join(_sheet(area, drawn) for area in drawn.areas),
        legend="\n".join(f"<li>{_SWATCH.format(_fill(line.style))}{escape(line.text)}</li>" for line in drawn.legend),
        headers="".join(f'<th scope="col">{escape(said(texts))}</th>' for texts in _HEADERS),
        rows="\n".join(_row(area, drawn) for area in drawn.areas),
        patterns="\n".join(_patterns(drawn)),
        data=_json(_data(drawn, {name: said(texts) for name, texts in _WORDS.items()})),
    )


def _own(name: str) -> str:
    return files("kmn.maps").joinpath(name).read_text(encoding="utf-8")


def _json(data: object) -> str:
    """Write data so that it can stand inside a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _data(drawn: Map, words: dict[str, str]) -> dict[str, Any]:
    shapes = geometry.simplified([area.outline for area in drawn.areas], tolerance_m=_TOLERANCE_M)
    return {
        "words": words,
        "areas": [
            {
                "key": area.key,
                "name": area.name,
                "label": label(area.answer, drawn.lang),
                "fill": _fill(drawn.style(area)),
                "geometry": _rounded(shape.__geo_interface__),
            }
            for area, shape in zip(drawn.areas, shapes, strict=True)
        ],
        "entries": entries(drawn),
        "marked": [number for number, area in enumerate(drawn.areas) if area.key in drawn.marked],
    }


def _rounded(found: Any) -> Any:
    """Give a geometry with fewer digits."""
    if isinstance(found, dict):
        return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}
    if isinstance(found, float):
        return round(found, _DIGITS)
    return [_rounded(part) for part in found]


def _sheet(area: MapArea, drawn: Map) -> str:
    listed = "".join(
        f"<dt>{escape(part.label)}</dt>" + "".join(f"<dd>{_linked(line, drawn.lang)}</dd>" for line in part.lines)
        for part in parts(area.answer, drawn.lang)
        if part.name != "method"
    )
    colour = drawn.style(area).colour
    return (
        f'<article class="sheet" id="{escape(area.key)}" style="border-color:{colour}">'
        f"<h2>{escape(headline(area.answer, drawn.lang))}</h2><dl>{listed}</dl></article>"
    )


def _linked(line: str, lang: str) -> str:
    texts = _LINK.split(line)  # what stands between addresses, and every second one an address
    return "".join(
        f'<a href="{escape(text)}" rel="noreferrer">{escape(text)}</a>'
        if number % 2
        else escape(in_words(text, lang))
        for number, text in enumerate(texts)
    )


def _row(area: MapArea, drawn: Map) -> str:
    answer = area.answer
    evidence = EVIDENCE[answer.evidence][drawn.pick] if answer.evidence else ""
    cells = (label(answer, drawn.lang), evidence, in_words(str(answer.attested_on or ""), drawn.lang))
    link = f'<th scope="row"><a href="#{escape(area.key)}">{escape(area.name)}</a></th>'
    return f"<tr>{link}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _fill(style: Style) -> str:
    """Name the fill of an area: a colour, or a pattern of the page."""
    if style.pattern in ("solid", "open"):
        return style.colour
    return f"url(#{style.pattern}-{style.colour.lstrip('#')})"


def _patterns(drawn: Map) -> list[str]:
    """Draw each pattern that is used, once."""
    used = {drawn.style(area) for area in drawn.areas} | {line.style for line in drawn.legend}
    return [_pattern(style) for style in sorted(used, key=_fill) if _fill(style).startswith("url")]


def _pattern(style: Style) -> str:
    ground, ink, content = {
        "hatched": (style.colour, "#ffffff", '<path d="M0 0V9" stroke-width="3"/>'),
        "sparse": ("#ffffff", style.colour, '<path d="M0 0V9" stroke-width="5"/>'),
        "dotted": (style.colour, "#757575", '<path d="M3 4h2" stroke-width="2"/>'),
        "crossed": (style.colour, "#757575", '<path d="M0 4H9M4 0V9" stroke-width="1.5"/>'),
    }[style.pattern]
    name = _fill(style)[5:-1]
    return (
        f'<pattern id="{name}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="9" height="9" fill="{ground}"/><g stroke="{ink}">{content}</g></pattern>'
    )
