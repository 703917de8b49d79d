"""A map as a picture, by matplotlib (extra `maps`)."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from kmn.boundaries import geometry
from kmn.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kmn.maps.drawing import Map, Style

__all__ = ["TOLERANCE_M", "figure", "png"]

TOLERANCE_M: Final = 300.0
"""How far borders may move in a picture, in metres: less than a dot."""

_HATCHES: Final = {"hatched": "////", "sparse": "//", "dotted": "...", "crossed": "xx"}
_INK: Final = "#222222"
_PAPER: Final = "#ffffff"
_DOTS: Final = "#8c8c8c"


def figure(drawn: Map) -> Figure:
    """Draw a map.

    Args:
        drawn: the map.

    Returns:
        A figure that belongs to no window: save it with `savefig`, or let a notebook show it.

    Raises:
        MissingExtraError: matplotlib or shapely is not installed.

    Examples:
        >>> from kmn.maps.drawing import networks
        >>> figure(networks()).axes[0].get_title().splitlines()[0]
        'Kooperative Migrationsarbeit Niedersachsen (KMN): Kreise nach Regionalverbund'
    """
    try:
        from matplotlib.figure import Figure
        from matplotlib.patches import Patch, PathPatch
        from matplotlib.patheffects import withStroke
    except ImportError as error:
        feature = "Maps as pictures"
        raise MissingExtraError(feature, extra="maps") from error

    made = Figure(figsize=(9, 8), layout="constrained", facecolor=_PAPER)
    axes = made.add_subplot()
    shapes = geometry.simplified([one.outline for one in drawn.areas], tolerance_m=TOLERANCE_M)
    for area, shape in zip(drawn.areas, shapes, strict=True):
        marked = area.key in drawn.marked
        look = _look(drawn.style(area))
        axes.add_patch(PathPatch(_path(shape), **look, linewidth=2.5 if marked else 0.6, zorder=2 if marked else 1))
        if marked:  # matplotlib draws hatches in the colour of the edge
            axes.add_patch(PathPatch(_path(shape), fill=False, edgecolor=_INK, linewidth=2.5, zorder=3))
        spot = shape.representative_point()
        halo = [withStroke(linewidth=2, foreground=_PAPER)]
        axes.annotate(
            area.short,
            (spot.x, spot.y),
            ha="center",
            va="center",
            fontsize=6,
            color=_INK,
            path_effects=halo,
            zorder=4,
        )
    axes.autoscale_view()
    south, north = axes.get_ylim()
    axes.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    axes.set_axis_off()
    axes.set_title(f"{drawn.title}\n{drawn.subtitle}", fontsize=11, wrap=True)
    axes.legend(
        handles=[Patch(**_look(line.style), linewidth=0.6, label=line.text) for line in drawn.legend],
        loc="lower left",
        fontsize=8,
        frameon=False,
        handlelength=2.6,
        handleheight=1.6,
    )
    made.supxlabel(" · ".join(drawn.attribution), fontsize=5, color=_INK)
    return made


def png(drawn: Map) -> bytes:
    """Draw a map as a small PNG, for notebooks.

    Args:
        drawn: the map.

    Raises:
        MissingExtraError: matplotlib or shapely is not installed.
    """
    content = BytesIO()
    figure(drawn).savefig(content, format="png", dpi=72, metadata={"Software": None})
    return content.getvalue()


def _look(style: Style) -> dict[str, Any]:
    """Say how matplotlib fills an area: hatches have the colour of the edge."""
    hatch = _HATCHES.get(style.pattern)
    if style.pattern == "sparse":
        return {"facecolor": _PAPER, "edgecolor": style.colour, "hatch": hatch}
    edge = _DOTS if style.pattern in ("dotted", "crossed") else _PAPER
    return {"facecolor": style.colour, "edgecolor": edge, "hatch": hatch}


def _path(shape: Any) -> Any:
    """Make the path of a shape, with its islands and holes."""
    from matplotlib.path import Path

    parts = getattr(shape, "geoms", [shape])
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return Path.make_compound_path(*(Path(list(ring.coords), closed=True) for ring in rings))
