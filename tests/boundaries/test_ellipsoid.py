from __future__ import annotations

import pytest
from geopy.distance import geodesic

from kmn.boundaries.ellipsoid import metres_per_degree


@pytest.mark.parametrize("lat", [0.0, 47.3, 53.9, -53.9, 89.0])
def test_degrees_are_as_long_as_geodesics_say(lat: float) -> None:
    """A thousandth of a degree to the north and to the east is as long as along the earth."""
    north_m, east_m = metres_per_degree(lat)
    assert north_m == pytest.approx(1000 * geodesic((lat - 0.0005, 9.0), (lat + 0.0005, 9.0)).meters, rel=1e-6)
    assert east_m == pytest.approx(1000 * geodesic((lat, 9.0), (lat, 9.001)).meters, rel=1e-6)
