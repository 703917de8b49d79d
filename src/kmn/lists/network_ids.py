"""Ids of networks from their names: readable, in ASCII, and the known one where the network is known."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kmn.places import names

if TYPE_CHECKING:
    from kmn.model.dataset import Dataset
    from kmn.model.network import Network

__all__ = ["NetworkIds", "slug"]

_NUMBERED: Final = re.compile(r"\s*[0-9]{1,2}[.)]\s+")
_TABLE: Final = "networks"


def slug(text: str, otherwise: str = "x") -> str:
    """Give a text as an id.

    Args:
        text: a name.
        otherwise: the id if nothing of the name is left.

    Examples:
        >>> slug("Südniedersachsen & Harz")
        'suedniedersachsen-harz'
    """
    words = re.findall(r"[a-z0-9]+", names.fold(re.sub(r"\W+", " ", text)))
    return "-".join(words) or otherwise


class NetworkIds:
    """Gives networks their ids.

    Args:
        known: a dataset whose ids are kept for the networks it knows, and never given to others.

    Examples:
        >>> from kmn.interchange.folder import load_packaged
        >>> ids = NetworkIds(load_packaged())
        >>> ids.of("RV Heide"), ids.of("Regionalverbund Elbe-Weser"), ids.of("suedniedersachsen")
        ('heide', 'elbe-weser', 'suedniedersachsen')
    """

    def __init__(self, known: Dataset) -> None:
        """Take the ids that are known."""
        shorts = [network.short_name.split() for network in known.networks if network.short_name]
        self._prefixes = {slug(known.network_term), *(slug(words[0]) for words in shorts if len(words) > 1)}
        self._known: dict[str, Network] = {}
        for network in known.networks:
            for name in (network.id, network.name, network.short_name or ""):
                self._known.setdefault(self.plain(name), network)
        self._issued = {one.id for one in known.issued_ids if one.table == _TABLE}
        self._own: dict[str, str] = {}

    def plain(self, name: str) -> str:
        """Give what is left of a name without a number and without what all networks are called."""
        words = slug(_NUMBERED.sub("", name, count=1), "").split("-")
        if len(words) > 1 and words[0] in self._prefixes:
            words = words[1:]
        return "-".join(words)

    def spelling(self, name: str) -> tuple[str, ...]:
        """Give the same as words that are spelt as they stand there, but for capitals and what is between them."""
        words = re.findall(r"\w+", unicodedata.normalize("NFC", _NUMBERED.sub("", name, count=1)).casefold())
        return tuple(words[1:] if len(words) > 1 and slug(words[0]) in self._prefixes else words)

    def known(self, name: str) -> Network | None:
        """Give the known network of a name."""
        return self._known.get(self.plain(name))

    def of(self, name: str) -> str:
        """Give the id of a network by its name; spellings of one name have one id."""
        network = self.known(name)
        if network is not None:
            return network.id
        plain = self.plain(name) or "x"
        if plain not in self._own:
            taken = {*self._issued, *self._own.values()}
            numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
            self._own[plain] = plain if plain not in taken else next(one for one in numbered if one not in taken)
        return self._own[plain]
