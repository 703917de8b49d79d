"""`kmn show`: the lists behind the answers, with what is known of each entry and what is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from kmn.cli.terminal import console, language, options, plain, say, say_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kmn.lookup.answer import Answer
    from kmn.wiring import Locator

__all__ = ["show"]

_TABLES: Final = {
    "networks": ("id", "name", "attested", "inferred"),
    "districts": ("key", "name", "network"),
    "municipalities": ("key", "name", "association", "district", "network"),
    "sources": ("id", "title"),
}
"""What is listed → the columns of its table; JSON has all fields."""

_MAP: Final = "map"

_TITLES: Final = {
    "id": ("Kennung", "Id"),
    "name": ("Name", "Name"),
    "attested": ("Amtlich oder belegt", "Official or attested"),
    "inferred": ("Nur erschlossen", "Inferred only"),
    "key": ("Schlüssel", "Key"),
    "association": ("Samtgemeinde", "Association"),
    "district": ("Kreis", "District"),
    "network": ("Regionalverbund", "Network"),
    "title": ("Titel", "Title"),
}
_UNNAMED: Final = {
    "open": ("offen", "open"),
    "inferred_only": ("offen", "open"),
    "contested": ("strittig", "contested"),
    "before_data": ("keine Angaben", "no data"),
    "ambiguous": ("je nach Ort", "depends on the place"),
}
_INFERRED: Final = ("nur erschlossen", "inferred only")
_UNDATED: Final = ("ohne Datum", "undated")
_COUNT: Final = (
    "Quellen nennen {found} von {expected} Regionalverbünden.",
    "Sources name {found} of {expected} networks.",
)

Row = dict[str, Any]


@click.command()
@click.argument("what", type=click.Choice([*_TABLES, _MAP]))
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write the map: a page (.html) or a picture (.png, .svg, .pdf)."
)
@options("json", "on", "evidence", "lang", "dataset")
def show(  # noqa: PLR0913 - each is an option
    *,
    what: str,
    output: str | None,
    as_json: bool,
    on: str | None,
    evidence: str,
    lang: str | None,
    dataset: str | None,
) -> None:
    """Show the networks, districts, municipalities or sources, or write a map.

    Districts and municipalities come with their networks. Where no source names one, the entry is open; a network
    that is only inferred is shown as such and is no result unless it is asked for. The page of a map works offline,
    and has a search for postal codes and places.

    \b
    kmn show districts
    kmn show networks --json
    kmn show map -o map.html
    """  # noqa: D301 - click's mark for lines it must not join
    from kmn.values import parse_day
    from kmn.wiring import Locator, load

    if (what == _MAP) != (output is not None):
        message = "A map needs a file to be written to: kmn show map -o map.html. Nothing else has one."
        raise click.UsageError(message)
    lang = lang or language()
    pick = 1 if lang == "en" else 0
    day = date.today() if on is None else parse_day(on)  # noqa: DTZ011 - a day where the caller is
    own = None if dataset is None else load(dataset)
    if output is not None:
        from kmn.maps.drawing import networks

        networks(own, on=day, evidence=evidence, lang=lang).save(output)
        return
    locator = Locator(own)
    rows = list(_ROWS[what](locator, day, evidence))
    if as_json:
        for row in rows:
            say_json(row)
    else:
        _print(rows, _TABLES[what], pick)
    expected = locator.dataset.expected_networks
    if what == "networks" and expected is not None:
        # Beside JSON, not among it: a list that is not complete must not look so.
        say(_COUNT[pick].format(found=len(rows), expected=expected), err=as_json)


def _networks(locator: Locator, on: date, _evidence: str) -> Iterator[Row]:
    from kmn.values import Evidence, Period

    claims = [one for one in locator.dataset.assignments if Period(one.valid_from, one.valid_to).covers(on)]
    for network in locator.dataset.networks:
        areas = [
            {
                "key": claim.area,
                "name": locator.gazetteer.title(claim.area),
                "evidence": claim.evidence.value,
                "attested_on": _text(claim.attested_to or claim.attested_from),
            }
            for claim in claims
            if claim.network == network.id
        ]
        yield {
            "id": network.id,
            "name": network.name,
            "attested": [area for area in areas if area["evidence"] != Evidence.INFERRED.value],
            "inferred": [area for area in areas if area["evidence"] == Evidence.INFERRED.value],
        }


def _districts(locator: Locator, on: date, evidence: str) -> Iterator[Row]:
    for district in locator.gazetteer.districts.on(on):
        answer = locator.locate(district.key, on=on, evidence=evidence)
        yield {"key": str(district.key), "name": district.official_name, **_known(answer)}


def _municipalities(locator: Locator, on: date, evidence: str) -> Iterator[Row]:
    for municipality in locator.gazetteer.municipalities.on(on):
        answer = locator.locate(municipality.ags, on=on, evidence=evidence)
        yield {
            "key": str(municipality.ags),
            "name": municipality.official_name,
            "kind": municipality.kind,
            "association": municipality.association,
            "district": locator.gazetteer.title(str(municipality.district)),
            **_known(answer),
        }


def _sources(locator: Locator, _on: date, _evidence: str) -> Iterator[Row]:
    for source in locator.dataset.sources:
        yield {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "published": _text(source.published),
            "url": source.url,
        }


_ROWS: Final[dict[str, Callable[[Locator, date, str], Iterator[Row]]]] = {
    "networks": _networks,
    "districts": _districts,
    "municipalities": _municipalities,
    "sources": _sources,
}


def _known(answer: Answer) -> Row:
    """Give what is known of the network of a place."""
    from kmn.bulk.columns import inferred_networks

    names = {claim.network.id: claim.network.name for claim in answer.claims}
    return {
        "status": answer.status,
        "reason": answer.reason,
        "network": answer.network.name if answer.network else None,
        "evidence": answer.evidence.value if answer.evidence else None,
        "attested_on": _text(answer.attested_on),
        "inferred_networks": [names[network] for network in inferred_networks(answer)],
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _print(rows: list[Row], names: tuple[str, ...], pick: int) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(_TITLES[name][pick], overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(_cell(row, name, pick))) for name in names))
    console().print(table)


def _cell(row: Row, name: str, pick: int) -> str:
    if name == "network":
        return _network_cell(row, pick)
    if name == "title":
        origin = ", ".join(filter(None, (row["publisher"], row["published"])))
        return "\n".join(filter(None, (row["title"], origin, row["url"])))
    value = row[name]
    return "\n".join(area["name"] for area in value) if isinstance(value, list) else value or ""


def _network_cell(row: Row, pick: int) -> str:
    """Say in a few words which network it is and how that is known, or that none can be named."""
    from kmn.lookup.wording import EVIDENCE
    from kmn.values import Evidence

    if row["network"] is not None:
        level = Evidence.parse(row["evidence"])
        when = row["attested_on"] or (None if level == Evidence.INFERRED else _UNDATED[pick])
        return f"{row['network']} ({', '.join(filter(None, (EVIDENCE[level][pick], when)))})"
    text = _UNNAMED[row["reason"] or row["status"]][pick]
    if not row["inferred_networks"]:
        return text
    return f"{text}; {_INFERRED[pick]}: {', '.join(row['inferred_networks'])}"
