"""A million rows in polars, eager and lazy: postal codes, official keys and coordinates, counted by network."""

from __future__ import annotations

import polars as pl

import kmn

ROWS = 1_000_000


def main() -> None:
    """Answer columns of codes and coordinates; a lazy frame stays lazy until it is collected."""
    codes = pl.DataFrame({"PLZ": ["31134", "38440", "26506", "1067", "99999"]})
    many = codes.sample(ROWS, with_replacement=True, seed=1)
    answered = kmn.bulk.assign(many)
    print(answered.group_by("kmn_status", "kmn_network").len().sort("kmn_status", "kmn_network"))

    points = pl.LazyFrame({"lat": [52.15, 53.55, 52.42, None], "lon": [9.95, 9.99, 10.78, None]})
    plan = kmn.bulk.assign(points).select("lat", "kmn_status", "kmn_district_name")
    print(plan.collect())


if __name__ == "__main__":
    main()
