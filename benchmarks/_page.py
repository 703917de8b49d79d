"""Makes the page and the plot of what was measured, from the sections that the scripts have kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from benchmarks._side_by_side import RESULTS, ROOT, table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
PLOT = ROOT / "docs" / "assets" / "benchmarks.svg"
OURS = "kmn"
COLOURS = {True: "#005b96", False: "#9a9a9a"}
HEAD = """# Benchmarks

What the library does, measured side by side with what else does it: each method alone in a fresh interpreter, on the
same inputs, in one run of one command, `make bench`, which writes this page. Seconds belong to the machine and to
what else it was doing; **ratios within a table travel**. "Not installed" is a package that could not be had for the
run.

![What was measured, as bars and curves](../assets/benchmarks.svg)
"""


def main() -> None:
    """Write the page and the plot."""
    sections = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))]
    parts = [HEAD]
    for section in sections:
        parts += [f"## {section['title']}\n", *([f"{section['text']}\n"] if section["text"] else [])]
        parts += [table(section["rows"]) + "\n"]
    machines = sorted({section["machine"] for section in sections})
    parts += ["## Machine\n", *(f"{machine}\n" for machine in machines)]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    PLOT.parent.mkdir(exist_ok=True)
    draw([section for section in sections if section["bars"] or section["curve"]])
    print(f"{PAGE}\n{PLOT}")


def draw(sections: list[dict[str, Any]]) -> None:
    """Draw a panel for each section."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams |= {"svg.hashsalt": "kmn", "svg.fonttype": "none", "font.size": 8}
    from matplotlib import pyplot as plt

    heights = [0.7 + 0.22 * len(section["rows"]) if section["bars"] else 2.4 for section in sections]
    figure, panels = plt.subplots(
        len(sections),
        1,
        figsize=(7.5, sum(heights) + 0.4 * len(sections)),
        height_ratios=heights,
        layout="constrained",
        squeeze=False,
    )
    for section, panel in zip(sections, panels[:, 0], strict=True):
        panel.set_title(section["title"], loc="left", fontweight="bold")
        draw_bars(panel, section) if section["bars"] else draw_curves(panel, section)
        panel.spines[["top", "right"]].set_visible(False)
    figure.savefig(PLOT, metadata={"Date": None, "Creator": None})
    # Spaces at the ends of lines mean nothing.
    PLOT.write_text(
        "\n".join(map(str.rstrip, PLOT.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8"
    )


def draw_bars(panel: Axes, section: dict[str, Any]) -> None:
    """Draw one column of a table, the longest bar on top."""
    first, column = next(iter(section["rows"][0])), section["bars"]
    rows = [(row[first], row[column]) for row in section["rows"] if isinstance(row.get(column), int | float)]
    rows.sort(key=lambda row: row[1])
    names, values = zip(*rows, strict=True)
    bars = panel.barh(names, values, color=[COLOURS[name.startswith(OURS)] for name in names])
    panel.bar_label(bars, [f" {value:.3g}" for value in values])
    panel.set_xscale("log")
    panel.set_xlabel(column)


def draw_curves(panel: Axes, section: dict[str, Any]) -> None:
    """Draw lines through the rows of a table."""
    along, up, name = section["curve"]
    for line in dict.fromkeys(row[name] for row in section["rows"]):
        rows = [row for row in section["rows"] if row[name] == line and isinstance(row.get(up), int | float)]
        colour = COLOURS[line.startswith(OURS)]
        panel.plot(
            [row[along] for row in rows], [row[up] for row in rows], "o-", markersize=3, color=colour, label=line
        )
    panel.set(xscale="log", yscale="log", xlabel=along, ylabel=up)
    panel.legend(frameon=False)


if __name__ == "__main__":
    main()
