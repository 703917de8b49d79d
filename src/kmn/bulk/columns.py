"""The columns that a batch adds to its rows, and what stands in them for an answer.

All cells are texts; what does not apply is an empty text. The columns, in their order:

- `kmn_status`: `responsible`, `unassigned`, `ambiguous`, `outside`, `not_found` as for a single answer; `empty` if
  the row names no place, `invalid` if it cannot be read;
- `kmn_reason`: why no network can be named (`open`, `inferred_only`, `contested`, `before_data`);
- `kmn_district`, `kmn_district_name`: key (five digits) and official name of the district, if it is only one;
- `kmn_ags`: key (eight digits) of the municipality, if it is only one;
- `kmn_network`, `kmn_network_name`: id and name of the network that holds the place;
- `kmn_evidence`, `kmn_attested_on`: how that is known, and when it was last observed;
- `kmn_inferred_network`: ids of the networks that mere inferences name where no network can be named, separated by
  blanks; an inference stands in `kmn_network` only if it was asked for (`evidence="inferred"`);
- `kmn_method`: how the place was found;
- `kmn_note`: codes of the notes, separated by blanks;
- `kmn_data_version`: the version of the data that answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kmn.lookup.answer import Answer

__all__ = [
    "COLUMNS",
    "EMPTY",
    "INVALID",
    "PLZ_RESTORED",
    "RESTORED",
    "UNANSWERED",
    "inferred_networks",
    "row_of",
    "row_without_answer",
]

COLUMNS: Final = (
    "kmn_status",
    "kmn_reason",
    "kmn_district",
    "kmn_district_name",
    "kmn_ags",
    "kmn_network",
    "kmn_network_name",
    "kmn_evidence",
    "kmn_attested_on",
    "kmn_inferred_network",
    "kmn_method",
    "kmn_note",
    "kmn_data_version",
)
"""The headers, in their order."""

EMPTY: Final = "empty"
"""Status of a row that names no place."""

INVALID: Final = "invalid"
"""Status of a row that cannot be read."""

PLZ_RESTORED: Final = "plz_zero_restored"
"""Code of the note on a postal code that got back the leading zero it had lost."""

RESTORED: Final = ("key_zero_restored", PLZ_RESTORED)
"""Codes of all notes on lost zeros."""

UNANSWERED: Final = ("geocoder_failed", "geocoder_not_asked")
"""Codes of the notes on a geocoder that gave no answer this time; asked again, it may."""

# Only here do the claims speak of the place as a whole: an open answer for several places may list claims of one.
_REASONS_WITH_INFERENCES: Final = ("inferred_only", "contested")


def row_of(answer: Answer, remarks: Iterable[str] = ()) -> tuple[str, ...]:
    """Give the cells for an answer.

    Args:
        answer: The answer.
        remarks: Codes of notes on how the row was read, beside those of the answer.

    Returns:
        One text for each of `COLUMNS`.

    Examples:
        >>> from kmn.wiring import locate
        >>> row_of(locate("31134 Hildesheim"))[:6]
        ('responsible', '', '03254', 'Landkreis Hildesheim', '03254021', 'suedniedersachsen')
    """
    district, municipality, network = answer.district, answer.municipality, answer.network
    return (
        answer.status,
        answer.reason or "",
        str(district.key) if district else "",
        district.official_name if district else "",
        str(municipality.ags) if municipality else "",
        network.id if network else "",
        network.name if network else "",
        answer.evidence.value if answer.evidence else "",
        str(answer.attested_on or ""),
        " ".join(inferred_networks(answer)),
        answer.method or "",
        " ".join(dict.fromkeys([*remarks, *(note.code for note in answer.notes)])),
        answer.data_version,
    )


def row_without_answer(status: str, data_version: str) -> tuple[str, ...]:
    """Give the cells for a row that was not asked about.

    Args:
        status: `EMPTY` or `INVALID`.
        data_version: The version of the data that would have answered.

    Returns:
        One text for each of `COLUMNS`.
    """
    return (status, *("" for _ in COLUMNS[2:]), data_version)


def inferred_networks(answer: Answer) -> tuple[str, ...]:
    """Give the ids of the networks that mere inferences name where no network can be named.

    Args:
        answer: The answer.

    Returns:
        The ids, sorted; empty if a network was named, or no inference speaks of the place.

    Examples:
        >>> from kmn.wiring import locate
        >>> inferred_networks(locate("38440 Wolfsburg")), inferred_networks(locate("31134 Hildesheim"))
        (('braunschweig',), ())
    """
    if answer.reason not in _REASONS_WITH_INFERENCES:
        return ()
    return tuple(sorted({claim.network.id for claim in answer.claims if claim.evidence == Evidence.INFERRED}))
