"""How many people live where a network is attested, only inferred, or open: all districts, counted."""

from __future__ import annotations

from collections import Counter

import kmn


def main() -> None:
    """Ask for each district, and add up the inhabitants."""
    people: Counter[str] = Counter()
    for district in kmn.districts():
        answer = kmn.locate(district.key)
        match answer:
            case kmn.Responsible(network=network):
                found = network.name
            case kmn.Unassigned(reason=reason):
                found = f"no network named ({reason})"
            case _:
                found = answer.status
        people[found] += district.population or 0
    for found, count in people.most_common():
        print(f"{count:>9,}  {found}")


if __name__ == "__main__":
    main()
