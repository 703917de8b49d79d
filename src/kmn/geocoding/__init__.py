"""Geocoders a caller may hand in for addresses that the embedded data cannot decide.

Nothing here is used unless a caller hands it in, and no service has a default.

Examples:
    >>> nominatim("https://nominatim.example.org", user_agent="beratungsstelle-musterstadt")
    GeopyGeocoder('nominatim.example.org')
"""

from __future__ import annotations

from kmn.geocoding.budget import TimeBudget
from kmn.geocoding.cache import Cache, CacheInfo
from kmn.geocoding.online import GeopyGeocoder, nominatim
from kmn.geocoding.protocol import Found, Geocoder, Kept

__all__ = [
    "Cache",
    "CacheInfo",
    "Found",
    "Geocoder",
    "GeopyGeocoder",
    "Kept",
    "TimeBudget",
    "nominatim",
]
