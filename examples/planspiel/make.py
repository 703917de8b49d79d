"""Makes the Planspiel: an invented assignment of all districts to ten invented networks, to try full coverage.

None of it is true. The real networks and what is known of them are in the embedded dataset (`kmn.dataset()`). Run it
from the project's folder: `python examples/planspiel/make.py`; it writes `daten/` beside itself.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import kmn
from kmn.model.assignment import Assignment
from kmn.model.dataset import Dataset
from kmn.model.issued import IssuedId
from kmn.model.network import Network
from kmn.model.source import Source

FOLDER: Final = Path(__file__).parent / "daten"
INVENTED: Final = "frei erfunden"
SOURCE: Final = "planspiel"
DAY: Final = date(2026, 1, 1)
# Named after birds, so that nobody takes one for a real network.
NETWORKS: Final = {
    "Amsel": "03402 03405 03452 03455 03457 03462",
    "Bachstelze": "03454 03456",
    "Dohle": "03404 03453 03459 03460",
    "Eisvogel": "03401 03403 03451 03458 03461",
    "Fink": "03352 03356 03357 03359 03361",
    "Goldammer": "03251 03252 03256 03257",
    "Kranich": "03351 03353 03354 03355 03358 03360",
    "Lerche": "03241",
    "Meise": "03101 03102 03103 03151 03153 03154 03157 03158",
    "Rotmilan": "03155 03159 03254 03255",
}


def dataset() -> Dataset:
    """Return the invented dataset."""
    day = kmn.PartialDate.parse(DAY.isoformat())
    facts = {"attested_from": day, "attested_to": day, "sources": (SOURCE,)}
    networks = tuple(
        Network(id=f"planspiel-{name.lower()}", name=f"Planspiel-Verbund {name} ({INVENTED})", **facts)
        for name in NETWORKS
    )
    return Dataset(
        scheme="planspiel",
        title=f"PLANSPIEL: {INVENTED}, keine echten Zuordnungen",
        title_en="SIMULATION GAME: invented, no real assignments",
        description="Ein erdachter Zustand, in dem jeder Kreis zu einem Verbund gehört. Nichts davon ist wahr.",
        description_en="An imagined state in which each district belongs to a network. None of it is true.",
        version="0.1",
        issued=DAY,
        network_term="Planspiel-Verbund",
        network_term_en="invented network",
        expected_networks=len(NETWORKS),
        expected_networks_sources=(SOURCE,),
        networks=networks,
        assignments=tuple(
            Assignment(
                network=network.id,
                area=area,
                evidence=kmn.Evidence.OFFICIAL,
                reasoning=f"Im Planspiel {INVENTED}.",
                reasoning_en="Invented for the simulation game.",
                **facts,
            )
            for network, areas in zip(networks, NETWORKS.values(), strict=True)
            for area in areas.split()
        ),
        sources=(
            Source(
                id=SOURCE,
                title=f"Planspiel ({INVENTED})",
                publisher="kmn",
                published=kmn.PartialDate.parse("2026"),
                reference=INVENTED,
                reuse="open",
                remark="Das Planspiel ist seine eigene Quelle.",
                remark_en="The simulation game is its own source.",
            ),
        ),
        issued_ids=(
            *(IssuedId(table="networks", id=network.id, version="0.1") for network in networks),
            IssuedId(table="sources", id=SOURCE, version="0.1"),
        ),
    )


def main() -> None:
    """Write the folder, and answer from it."""
    kmn.save(dataset(), FOLDER)
    answer = kmn.Locator(kmn.load(FOLDER)).locate("Bürgermeister-Hippen-Platz 1, 26603 Aurich")
    print(answer.explain())


if __name__ == "__main__":
    main()
