"""Many addresses at once: whole files, answered row by row.

Examples:
    >>> from kmn.bulk import COLUMNS
    >>> COLUMNS[:2]
    ('kmn_status', 'kmn_reason')
"""

from __future__ import annotations

from kmn.bulk.columns import COLUMNS
from kmn.bulk.files import Summary, assign_file

__all__ = ["COLUMNS", "Summary", "assign_file"]
