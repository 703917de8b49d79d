"""The answers in SQL: joins on official keys, functions for what people wrote, and a whole relation at once."""

from __future__ import annotations

import duckdb

import kmn

CASES = """
CREATE TABLE cases AS SELECT * FROM (VALUES
    (1, '03254021', 'Domhof 1, 31134 Hildesheim'),
    (2, '03103000', 'Porschestraße 1, 38440 Wolfsburg'),
    (3, NULL, 'Neuenkirchen')
) AS t(nr, ags, anschrift)
"""


def main() -> None:
    """Ask in three ways."""
    with duckdb.connect() as connection:
        connection.execute(CASES)
        kmn.bulk.duck.register(connection)
        joined = connection.sql(
            "SELECT nr, kmn_status, kmn_network FROM cases LEFT JOIN kmn_municipalities USING (ags)"
        )
        print("joined:  ", joined.order("nr").fetchall())
        called = connection.sql("SELECT nr, kmn_network(anschrift) AS network FROM cases")
        print("called:  ", called.order("nr").fetchall())
        answered = kmn.bulk.assign(connection.table("cases"), address="anschrift")
        counted = answered.aggregate("kmn_status, count(*)", "kmn_status")
        print("answered:", counted.order("kmn_status").fetchall())


if __name__ == "__main__":
    main()
