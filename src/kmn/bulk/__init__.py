"""Many places at once: data frames, whole files, and tables on a cluster, answered row by row.

`assign` answers a data frame, `assign_file` a file, `spark.assign` a table on a cluster; `duck.register` brings the
answers into the SQL of DuckDB, and an `Assigner` into whatever runs a function over batches of Arrow.

Examples:
    >>> from kmn import bulk
    >>> bulk.COLUMNS[:2]
    ('kmn_status', 'kmn_reason')
"""

from kmn.bulk import duck, spark
from kmn.bulk.batches import Assigner
from kmn.bulk.columns import COLUMNS
from kmn.bulk.files import assign_file
from kmn.bulk.frames import assign
from kmn.bulk.summary import Summary

__all__ = ["COLUMNS", "Assigner", "Summary", "assign", "assign_file", "duck", "spark"]
