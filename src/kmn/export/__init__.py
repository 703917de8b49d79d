"""Open data: releases that portals harvest unchanged, and the formats they are made of.

Every format has one `write(dataset, path, edition)`; those that are read back have a `load(path)`, too.

Examples:
    >>> import kmn
    >>> sorted(kmn.export.config.PROFILES)
    ['dcat-ap-de-3.0', 'portable']
"""

from kmn.export import (
    config,
    datapackage,
    diff,
    edition,
    excel,
    formats,
    geojson,
    hsds,
    ntriples,
    parquet,
    release,
    schemas,
    selection,
    turtle,
)
from kmn.interchange import jsonld, linked_tables

__all__ = [
    "config",
    "datapackage",
    "diff",
    "edition",
    "excel",
    "formats",
    "geojson",
    "hsds",
    "jsonld",
    "linked_tables",
    "ntriples",
    "parquet",
    "release",
    "schemas",
    "selection",
    "turtle",
]
