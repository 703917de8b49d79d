"""Regional networks and the groups within them."""

from __future__ import annotations

from typing import Annotated

from kmn.model.record import AreaKey, Fact, Ref, Slug, Text

__all__ = ["Network", "Subgroup"]


class Network(Fact):
    """A regional network: a circle of professionals, not a counter. It is not its area; see `Assignment`.

    Attributes:
        id: the id, issued once.
        name: the full name, as sources write it.
        name_en: the name in English.
        short_name: the usual short form.
        predecessors: ids of networks that it continues.
        successors: ids of networks that continue it.

    Examples:
        >>> Network(id="heide", name="Regionalverbund Heide", attested_from="2005-12-14").attested_from
        PartialDate('2005-12-14')
    """

    id: Slug
    name: Text
    name_en: Text | None = None
    short_name: Text | None = None
    predecessors: tuple[Annotated[Slug, Ref("networks")], ...] = ()
    successors: tuple[Annotated[Slug, Ref("networks")], ...] = ()


class Subgroup(Fact):
    """A working group within a network, such as that of a city.

    Attributes:
        id: the id, issued once.
        network: id of the network.
        name: the name, as sources write it.
        name_en: the name in English.
        area: key of the district or municipality for which it works.

    Examples:
        >>> Subgroup(id="ag-bs-stadt", network="braunschweig", name="AG BS-Stadt", area="03101").network
        'braunschweig'
    """

    id: Slug
    network: Annotated[Slug, Ref("networks")]
    name: Text
    name_en: Text | None = None
    area: AreaKey | None = None
