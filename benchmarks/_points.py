"""The methods that `benchmarks.points` measures: from coordinates to the municipality, or the other state.

Each answers with the number of the unit, 0 for none. All of them have the same areas, those of the library, but for
the two that come with areas of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Labels = NDArray[np.uint16]
    Work = Callable[[], Labels]


def ours(points: str, borders: str = "") -> Work:
    """The library."""
    from kmn.boundaries.index import BoundaryIndex, load
    from kmn.boundaries.layout import unpack

    index = BoundaryIndex(unpack(Path(borders).read_bytes())) if borders else load()
    index.labels(lat=[52.0], lon=[9.0])
    lat, lon = np.load(points)
    return lambda: index.labels(lat=lat, lon=lon)


def ours_in_blocks(points: str, times: int) -> Work:
    """The library, with the same points again and again, as a stream of blocks."""
    once = ours(points)

    def work() -> Labels:
        for _ in range(times - 1):
            once()
        return once()

    return work


def ours_with_belt(points: str) -> Work:
    """The library, and which points lie within 200 metres of another district."""
    from kmn.boundaries.index import load

    index = load()
    belt = index.belt([unit[:5] for unit in ("", *index.units)], within_m=200)
    lat, lon = np.load(points)

    def work() -> Labels:
        labels = index.labels(lat=lat, lon=lon)
        belt.holds(lat=lat, lon=lon, labels=labels)
        return labels

    return work


def ours_one_by_one(points: str) -> Work:
    """The library, a point at a time, without numpy."""
    from kmn.boundaries.index import load

    index = load()
    numbers = {unit: number for number, unit in enumerate((None, *index.units))}
    coordinates = np.load(points).T.tolist()
    return lambda: np.array([numbers[index.unit(lat=lat, lon=lon)] for lat, lon in coordinates], np.uint16)


def _areas(areas: str) -> NDArray[np.object_]:
    import shapely

    return shapely.from_wkb(Path(areas).read_text(encoding="ascii").split())


def shapely_boxes(points: str, areas: str) -> Work:
    """Each area: the points in its bounding box, then the prepared area."""
    import shapely

    shapes = _areas(areas)
    shapely.prepare(shapes)
    boxes = shapely.bounds(shapes).tolist()
    lat, lon = np.load(points)

    def work() -> Labels:
        found = np.zeros(len(lat), np.uint16)
        for label in range(len(shapes), 0, -1):
            west, south, east, north = boxes[label - 1]
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            found[near[shapely.intersects_xy(shapes[label - 1], lon[near], lat[near])]] = label
        return found

    return work


def shapely_sorted(points: str, areas: str) -> Work:
    """The same, with the points sorted first, so that each box looks at a stripe of them."""
    import shapely

    shapes = _areas(areas)
    shapely.prepare(shapes)
    boxes = shapely.bounds(shapes).tolist()
    lat, lon = np.load(points)

    def work() -> Labels:
        order = np.argsort(lat)
        y, x = lat[order], lon[order]
        found = np.zeros(len(lat), np.uint16)
        for label in range(len(shapes), 0, -1):
            west, south, east, north = boxes[label - 1]
            first, last = np.searchsorted(y, south), np.searchsorted(y, north, "right")
            stripe = x[first:last]
            near = np.flatnonzero((stripe >= west) & (stripe <= east)) + first
            found[order[near[shapely.intersects_xy(shapes[label - 1], x[near], y[near])]]] = label
        return found

    return work


def shapely_tree(points: str, areas: str, predicate: Literal["within", "intersects"]) -> Work:
    """A tree of the areas that is asked for the points."""
    import shapely

    shapes = _areas(areas)
    tree = shapely.STRtree(shapes)
    lat, lon = np.load(points)

    def work() -> Labels:
        found = np.zeros(len(lat), np.uint16)
        point, area = tree.query(shapely.points(lon, lat), predicate=predicate)
        found[point[::-1]] = area[::-1] + 1
        return found

    return work


def geopandas_join(points: str, areas: str, predicate: str) -> Work:
    """A spatial join of two frames."""
    import geopandas as gpd

    shapes = gpd.GeoDataFrame(geometry=gpd.GeoSeries(_areas(areas), crs="EPSG:4326"))
    lat, lon = np.load(points)

    def work() -> Labels:
        found = np.zeros(len(lat), np.uint16)
        left = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat, crs="EPSG:4326"))
        joined = left.sjoin(shapes, how="inner", predicate=predicate)
        found[joined.index] = joined["index_right"] + 1
        return found

    return work


def sedona_join(points: str, areas: str) -> Work:
    """A spatial join in SQL."""
    import geopandas as gpd
    import pandas as pd
    import sedonadb

    context = sedonadb.connect()
    shapes = gpd.GeoDataFrame(geometry=gpd.GeoSeries(_areas(areas), crs=None))
    shapes["label"] = np.arange(1, len(shapes) + 1)
    context.create_data_frame(shapes).to_memtable().to_view("areas")
    lat, lon = np.load(points)
    frame = pd.DataFrame({"lat": lat, "lon": lon, "place": np.arange(len(lat))})
    context.create_data_frame(frame).to_memtable().to_view("points")
    sql = "SELECT p.place, a.label FROM points p JOIN areas a ON ST_Intersects(a.geometry, ST_Point(p.lon, p.lat))"

    def work() -> Labels:
        found = np.zeros(len(lat), np.uint16)
        joined = context.sql(sql).to_pandas()
        found[joined["place"]] = joined["label"]
        return found

    return work


def duckdb_join(points: str, areas: str) -> Work:
    """A spatial join in SQL, with the extension from its package."""
    import duckdb
    import duckdb_extension_spatial
    import pyarrow as pa
    import shapely

    folder = Path(duckdb_extension_spatial.__file__).parent
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true", "threads": 1})
    connection.load_extension(str(next(folder.rglob("spatial.duckdb_extension"))))
    lat, lon = np.load(points)
    tables: dict[str, Any] = {
        "shapes": pa.table({"wkb": pa.array(shapely.to_wkb(_areas(areas)).tolist(), pa.binary())}),
        "rows": pa.table({"lat": lat, "lon": lon, "place": np.arange(len(lat))}),
    }
    for name, content in tables.items():
        connection.register(name, content)
    connection.execute(
        "CREATE TABLE areas AS SELECT ST_GeomFromWKB(wkb) AS geometry, row_number() OVER () AS label FROM shapes"
    )
    connection.execute("CREATE TABLE points AS SELECT place, ST_Point(lon, lat) AS geometry FROM rows")
    sql = "SELECT p.place, a.label FROM points p JOIN areas a ON ST_Intersects(a.geometry, p.geometry)"

    def work() -> Labels:
        found = np.zeros(len(lat), np.uint16)
        joined = connection.execute(sql).fetchnumpy()
        found[joined["place"]] = joined["label"]
        return found

    return work


def h3_cover(points: str, areas: str, resolution: int) -> Work:
    """Cells that lie wholly in an area, from a table; the other points as by `shapely_sorted`."""
    import pyarrow as pa
    import shapely
    from h3ronpy import ContainmentMode
    from h3ronpy.vector import coordinates_to_cells, wkb_to_cells

    shapes = _areas(areas)
    shapely.prepare(shapes)
    boxes = shapely.bounds(shapes)
    covers = pa.array(wkb_to_cells(shapely.to_wkb(shapes).tolist(), resolution, ContainmentMode.ContainsBoundary))
    cells = covers.flatten().to_numpy(zero_copy_only=False)
    labels = np.repeat(np.arange(1, len(shapes) + 1), covers.value_lengths().to_numpy()).astype(np.uint16)
    order = np.argsort(cells)
    cells, labels = np.append(cells[order], np.uint64(2**64 - 1)), np.append(labels[order], 0)
    lat, lon = np.load(points)

    def work() -> Labels:
        own = pa.array(coordinates_to_cells(pa.array(lat), pa.array(lon), resolution)).to_numpy(zero_copy_only=False)
        place = np.searchsorted(cells, own)
        found = np.where(cells[place] == own, labels[place], 0).astype(np.uint16)
        rest = np.flatnonzero(found == 0)
        x, y = lon[rest], lat[rest]
        for label in range(len(shapes), 0, -1):
            west, south, east, north = boxes[label - 1]
            near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
            found[rest[near[shapely.intersects_xy(shapes[label - 1], x[near], y[near])]]] = label
        return found

    return work


def timezonefinder_zones(points: str) -> Work:
    """Time zones, by areas of its own, all at once."""
    from timezonefinder import TimezoneFinder

    finder = TimezoneFinder(in_memory=True)
    lat, lon = np.load(points)
    finder.timezone_ids_at(lngs=lon[:10], lats=lat[:10])
    return lambda: np.asarray(finder.timezone_ids_at(lngs=lon, lats=lat)).astype(np.uint16)


def tzfpy_zones(points: str) -> Work:
    """Time zones, by simplified areas of its own, one after the other."""
    import tzfpy

    coordinates = np.load(points).T.tolist()
    numbers: dict[str, int] = {"": 0}

    def work() -> Labels:
        zones = [tzfpy.get_tz(lon, lat) for lat, lon in coordinates]
        return np.array([numbers.setdefault(zone, len(numbers)) for zone in zones], np.uint16)

    return work
