"""How long degrees are, on the ellipsoid of WGS 84."""

from __future__ import annotations

import math
from typing import Final

__all__ = ["ECCENTRICITY", "RADIUS", "metres_per_degree"]

RADIUS: Final = 6_378_137.0
"""At the equator, in metres."""

ECCENTRICITY: Final = 0.006_694_379_990_14
"""The square of the eccentricity."""


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Return the metres in a degree of latitude and of longitude, at a latitude.

    Args:
        lat: latitude in degrees.

    Returns:
        The metres to the north, and to the east.

    Examples:
        >>> [round(metres) for metres in metres_per_degree(52.0)]
        [111267, 68678]
    """
    latitude = math.radians(lat)
    curved = 1.0 - ECCENTRICITY * math.sin(latitude) ** 2
    across = math.radians(RADIUS / math.sqrt(curved))
    return across * (1.0 - ECCENTRICITY) / curved, across * math.cos(latitude)
