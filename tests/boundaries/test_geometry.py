from __future__ import annotations

import csv
import io
import math
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
import shapely

from kmn.boundaries import index
from kmn.boundaries.geometry import shape
from kmn.errors import InputError, InputTypeError
from kmn.resources import read_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

RADIUS_KM: Final = 6378.137
ECCENTRICITY: Final = 0.0818191908426
# Where the sea decides how large a district is: mud flats are counted differently in lists and on maps.
TIDAL: Final = {"03402", "03405", "03452", "03455", "03461"}

DISTRICTS: Final = [
    row for row in csv.DictReader(io.StringIO(read_text("places/districts.csv"))) if not row["valid_to"]
]


def equal_area(vertices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project degrees to a plane on which areas are those on the ellipsoid, in kilometres."""
    sine = np.sin(np.radians(vertices[:, 1]))
    squared = ECCENTRICITY**2
    height = (1 - squared) * (sine / (1 - squared * sine**2) + np.arctanh(ECCENTRICITY * sine) / ECCENTRICITY)
    return RADIUS_KM * np.column_stack((np.radians(vertices[:, 0]), height / 2))


@pytest.mark.parametrize("district", DISTRICTS, ids=lambda row: row["name"])
def test_districts_are_as_large_as_the_register_says(district: dict[str, str]) -> None:
    """The area of a district is within 0.6 % of the official one, on the coast within 2 %."""
    area = shapely.transform(shape(district["key"]), equal_area).area
    assert math.isclose(area, float(district["area_km2"]), rel_tol=0.02 if district["key"] in TIDAL else 0.006)


def test_all_districts_are_there() -> None:
    """The districts are those of the register, and municipalities lie in no others."""
    assert {unit[:5] for unit in index.load().units if unit.isdigit()} == {row["key"] for row in DISTRICTS}


def test_shapes_fit_together() -> None:
    """All shapes are valid, and together they neither overlap nor leave gaps between them."""
    areas = np.array([shape(unit) for unit in index.load().units])
    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas, gap_width=0.0001)
    holes = [ring for part in shapely.get_parts(shapely.coverage_union_all(areas)) for ring in part.interiors]
    # Austria's Jungholz, and a bay behind the island of Rügen.
    assert sorted((round(ring.centroid.x, 1), round(ring.centroid.y, 1)) for ring in holes) == [
        (10.5, 47.6),
        (13.5, 54.4),
    ]


def test_a_district_is_its_municipalities() -> None:
    """A district covers what its municipalities cover, and has no borders inside."""
    parts = [shape(unit) for unit in index.load().units if unit.startswith("03159")]
    whole = shape("03159")
    assert math.isclose(whole.area, sum(part.area for part in parts), rel_tol=1e-12)
    assert whole.equals(shapely.union_all(parts))


def test_enclaves_are_holes() -> None:
    """A shape leaves out what belongs to somebody else: Bremen lies in nobody's way."""
    assert not shape("03454").contains(shapely.Point(8.8, 53.08))
    assert shape("state:04").contains(shapely.Point(8.8, 53.08))


def test_outer_rings_are_counterclockwise() -> None:
    """Shapes turn as GeoJSON wants them to."""
    assert all(part.exterior.is_ccw for part in shapely.get_parts(shape("03462")))


def test_shapes_are_made_once() -> None:
    """Asking again gives the same object."""
    assert shape("03254021") is shape("03254021")


@pytest.mark.parametrize(
    "key", ["", "03", "03999", "03156", "03152012", "05315000", "state", "state:99", "0325402", "٠٣٢٥٤"]
)
def test_other_keys_are_refused(key: str) -> None:
    """A key of the past, of elsewhere or of nothing is an input error."""
    with pytest.raises(InputError, match=r"There is no area .* today: expected the key of a municipality"):
        shape(key)


@pytest.mark.parametrize("key", [None, 3254021, ["03254021"], b"03254021"])
def test_other_types_are_refused(key: object) -> None:
    """What is no text is a type error of ours, hashable or not."""
    with pytest.raises(InputTypeError, match="must be a text"):
        shape(key)  # type: ignore[arg-type]


def test_without_shapely_the_extra_is_named() -> None:
    """Where shapely is missing the error says what to install."""
    code = "import sys; sys.modules['shapely'] = None; from kmn.boundaries.geometry import shape; shape('03254')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1] == (
        'kmn.errors.MissingExtraError: Shapes of areas: a package is missing. Install it with: pip install "kmn[geo]"'
    )
