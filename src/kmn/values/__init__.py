"""Small values that everything above is made of: points, days and periods, evidence.

Frozen, slotted attrs classes and an enumeration; all of them can be fields of a pydantic model.
"""

from __future__ import annotations

from kmn.values.days import PartialDate, Period, parse_day
from kmn.values.evidence import Evidence
from kmn.values.point import Point

__all__ = ["Evidence", "PartialDate", "Period", "Point", "parse_day"]
