"""From the rows of a list to claims: which network each area is said to belong to, and where that stands."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from attrs import define, field, frozen

from kmn.lists.areas import AreaReader, Found
from kmn.lists.layout import Table
from kmn.lists.network_ids import NetworkIds
from kmn.lists.notice import Notice, names_person

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Claim", "Claims", "Named", "claims_of"]

_MOST_NOTICES: Final = 500
_NOTHING: Final = frozenset(["", "-", "–", "—", "?", "offen", "unbekannt", "k. a.", "k.a.", "n. n.", "n.n."])


@frozen
class Named:
    """A network as a list names it, with the row in which it does so first."""

    name: str
    table: Table
    row: int
    cells: tuple[str, ...]


@frozen
class Claim:
    """What a row says: an area belongs to a network."""

    network: str
    area: str
    sheet: str
    row: int
    column: str
    remark: str = ""


@define
class Claims:
    """What all rows say.

    Attributes:
        networks: the networks by their ids, in the order of the list.
        claims: which areas belong to them.
    """

    networks: dict[str, Named] = field(factory=dict)
    claims: list[Claim] = field(factory=list)


def claims_of(
    tables: Iterable[Table], reader: AreaReader, ids: NetworkIds, term: str, notices: list[Notice]
) -> Claims:
    """Read what the tables of a list say.

    Args:
        tables: the tables, those that only name networks among them.
        reader: reads the names of areas.
        ids: gives networks their ids.
        term: what a network is called.
        notices: gets whatever cannot be read, or was read in a way that should be known.
    """
    found = Claims()
    tables = list(tables)
    listing = [table for table in tables if not table.assigns]
    to = _Reader(reader, ids, term, listing, found, notices)
    for table in listing:
        for number, row in table.numbered():
            name = table.cell(row, "network")
            if name.casefold() not in _NOTHING:
                _name(Named(name, table, number, row), to)
    to.listed.update(found.networks)
    for table in tables:
        if table.assigns:
            for number, row in table.numbered():
                _read_row(table, number, row, to)
                if len(notices) > _MOST_NOTICES:
                    notices.append(Notice("list_not_one", table.sheet, number, parameters={"term": term}))
                    return found
    return found


@frozen
class _Reader:
    areas: AreaReader
    ids: NetworkIds
    term: str
    listing: list[Table]
    found: Claims
    notices: list[Notice]
    listed: set[str] = field(factory=set)
    told: set[tuple[str, ...]] = field(factory=set)


def _name(named: Named, to: _Reader) -> None:
    """Enter a network; if it is spelt otherwise than the one it is taken for, say so once."""
    first = to.found.networks.setdefault(to.ids.of(named.name), named)
    known = to.ids.known(named.name)
    taken = known.name if known else first.name
    spelt = to.ids.spelling(named.name)
    if spelt != to.ids.spelling(taken) and spelt not in to.told:
        to.told.add(spelt)
        place = (named.table.sheet, named.row, named.table.title("network"))
        to.notices.append(Notice("network_read", *place, named.name, {"network": taken}))


def _read_row(table: Table, number: int, row: tuple[str, ...], to: _Reader) -> None:
    name = table.cell(row, "network")
    if name.casefold() in _NOTHING:
        if not table.is_form:
            _miss_network(table, number, row, to)
        return
    network = to.ids.of(name)
    if to.listed and network not in to.listed:
        hint = _near(name, to)
        where = f"„{to.listing[0].sheet}“"
        parameters = {"hint": hint, "sheet_of": where}
        to.notices.append(Notice("network_unknown", table.sheet, number, table.title("network"), name, parameters))
        return
    _name(Named(name, table, number, row), to)
    for column, found in _found_in(table, row, to.areas):
        _tell(found, table.sheet, number, column, to)
        remark = table.cell(row, "remark")
        to.found.claims.extend(Claim(network, key, table.sheet, number, column, remark) for key in found.keys)


def _found_in(table: Table, row: tuple[str, ...], reader: AreaReader) -> Iterable[tuple[str, Found]]:
    """Read the areas of a row: by its key if it has one, else by name."""
    key = table.cell(row, "key")
    if key:
        named = table.cell(row, "area")
        yield table.title("key"), reader.read_key(key, named)
        return
    for place in table.columns.get("area", ()):
        if place < len(row) and row[place].strip():
            for found in reader.read(row[place], table.kinds.get(place)):
                yield table.headers[place], found


def _miss_network(table: Table, number: int, row: tuple[str, ...], to: _Reader) -> None:
    """Report areas without a network; a row without either is none."""
    named = table.cell(row, "area") or table.cell(row, "key")
    if named:
        column = table.title("network")
        to.notices.append(Notice("network_missing", table.sheet, number, column, named, {"term": to.term}))


def _tell(found: Found, sheet: str, number: int, column: str, to: _Reader) -> None:
    """Report what could not be read, or could have meant something else."""
    if found.code is None:
        return
    if names_person(found.text):
        to.notices.append(Notice("person_named", sheet, number, column))
        return
    others = ", ".join(found.others)
    parameters: dict[str, str | tuple[str, str]] = {"others": others, "territory": to.areas.territory}
    if found.code == "area_unknown":
        parameters["hint"] = _hint(others)
    elif found.code == "area_former":
        parameters |= {"former": found.others[0], "today": found.others[1]}
    elif found.code == "district_read":
        parameters |= {"taken": to.areas.title(found.keys[0]), "other": found.others[0]}
    to.notices.append(Notice(found.code, sheet, number, column, found.text, parameters))


def _hint(others: str) -> str | tuple[str, str]:
    return (f" Gemeint sein könnte: {others}.", f" Perhaps it means: {others}.") if others else ""


def _near(name: str, to: _Reader) -> str | tuple[str, str]:
    plain = {to.ids.plain(one.name): one.name for one in to.found.networks.values()}
    close = get_close_matches(to.ids.plain(name), plain, n=1)
    return _hint(plain[close[0]] if close else "")
