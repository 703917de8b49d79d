"""How place names of different sources are compared when the data is built.

Kept apart from `kmn.places.names`, so that a change of the lookup does not change the data.
"""

from __future__ import annotations

import re

_SUFFIX = re.compile(r"\s*(?:\(.*\)|/.*|,.*)$")
_JOINED = re.compile(r"\s+(?:am|an der|an dem|auf dem|bei|im|in der|in|vor der|ob der|unter|a\.|i\.|b\.)\s+.*$")


def plain(name: str) -> str:
    """Return the name in lower case, umlauts written out, with nothing but letters.

    >>> plain("Groß Oesingen"), plain("Stadland-Süd")
    ('grossoesingen', 'stadlandsued')
    """
    name = name.casefold().replace("sankt ", "st.").replace("hannoversch ", "hann.")
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.replace(letter, written)
    return re.sub(r"[^a-z]", "", name)


def base(name: str) -> str:
    """Return the name without what tells it from its namesakes, in the form of `plain`.

    >>> base("Nienburg (Weser)"), base("Neustadt am Rübenberge"), base("Hilter a.T.W.")
    ('nienburg', 'neustadt', 'hilteratw')
    """
    return plain(_JOINED.sub("", _SUFFIX.sub("", name)))
