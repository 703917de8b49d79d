"""Real addresses of Lower Saxony, answered from the embedded data, without any network: `make demo`."""

from __future__ import annotations

from typing import Final

import kmn
from kmn.cli.card import card
from kmn.cli.terminal import console, language, replace_unknown_letters

# What is asked, and why it is interesting: in German and in English.
CASES: Final = (
    (
        "Domhof 1, 31134 Hildesheim",
        "Eine Quelle belegt, zu welchem Regionalverbund der Ort gehört.",
        "A source attests to which network the place belongs.",
    ),
    (
        "Porschestraße 49, 38440 Wolfsburg",
        "Es gibt nur eine Schlussfolgerung; sie ist kein Ergebnis und steht daneben.",
        "There is only an inference; it is no result, and is shown beside it.",
    ),
    (
        "Bürgermeister-Hippen-Platz 1, 26603 Aurich",
        "Keine Quelle nennt einen Regionalverbund: Das bleibt offen, mit der Auskunft, wen man fragen kann.",
        "No source names a network: that stays open, with whom to ask.",
    ),
    (
        "Neuenkirchen",
        "Mehrere Orte heißen so, und es macht einen Unterschied.",
        "Several places have that name, and it makes a difference.",
    ),
    (
        "Rathausmarkt 1, 20095 Hamburg",
        "Der Ort liegt in einem anderen Land.",
        "The place lies in another state.",
    ),
    (
        "03152012",
        "Ein amtlicher Schlüssel, den es seit 2016 nicht mehr gibt.",
        "An official key that was given up in 2016.",
    ),
    (
        "Lünebrug",
        "Ein Tippfehler wird nur verbessert, wenn ein Ort eindeutig am nächsten liegt, und nie stillschweigend.",
        "A typing error is mended only if one place is clearly nearest, and never silently.",
    ),
)
TRY: Final = (
    "Fragen Sie selbst, zum Beispiel:",
    "Ask for yourself, for example:",
)
COMMANDS: Final = (
    '.venv/bin/kmn locate "Straße 1, PLZ Ort"',
    ".venv/bin/kmn show districts",
    ".venv/bin/kmn --help",
)


def main() -> None:
    """Show the cases, then invite to try one's own."""
    replace_unknown_letters()
    lang = language()
    terminal = console()
    for thing, german, english in CASES:
        terminal.print()
        terminal.print(f'$ kmn locate "{thing}"', style="bold")
        terminal.print(english if lang == "en" else german, style="italic")
        terminal.print(card(kmn.locate(thing, lang=lang), lang))
    terminal.print()
    terminal.print(TRY[lang == "en"], style="bold")
    for command in COMMANDS:
        terminal.print(f"  {command}")


if __name__ == "__main__":
    main()
