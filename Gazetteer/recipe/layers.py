#!/usr/bin/env python3
"""Makes the map layers under Data/ from the gazetteer's tables and the source files.

    layers.py SOURCES

Sites to watch, borders, rivers and lakes, as RFC 7946 GeoJSON: right-hand rings, one feature a line.
"""

import argparse
import json
import math
from pathlib import Path

import sources
from countries import iso_code
from region import governorate_key
from rows import read_table, split_tag, write_text

GAZETTEER = Path(__file__).resolve().parent.parent
DATA = GAZETTEER.parent / "Data"
WATCHED = ("dam", "barrage", "base", "airport", "prison", "crossing", "refinery")
LEAST_PLANT_MW = 300
LINE_RADIUS_KM = 3
REGION = (34, 28, 50, 40)  # west, south, east, north: waters come from the finer layers
FINE_DEGREES, COARSE_DEGREES = 0.003, 0.03
LAST_RANK = 5.8


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    source_dir = parser.parse_args().sources
    write_layer(DATA / "sites/iraq-syria.geojson", site_features(source_dir))
    write_layer(DATA / "borders/countries-110m.geojson", country_features(source_dir))
    write_layer(DATA / "borders/iraq-syria-admin1.geojson", governorate_features(source_dir))
    write_layer(DATA / "borders/rivers.geojson", water_features(source_dir))


def site_features(source_dir):
    rows = read_table(GAZETTEER / "sites-iraq-syria.tsv")
    big = big_plants(source_dir)
    points = [
        point_feature(row)
        for row in rows
        if row.kind in WATCHED
        or (row.kind == "powerplant" and (row.latitude, row.longitude) in big)
    ]
    return points + list(pipelines(source_dir))


def big_plants(source_dir):
    """Points of the power plants that can give 300 MW and more."""
    gem = sources.csv_rows(source_dir / "sites/gem_oil_gas_power_plants_world.csv.gz")
    gppd = sources.csv_rows(source_dir / "sites/gppd_geo_power_plants_world.csv.gz")
    named = [(p, p["capacity_mw_operating"]) for p in gem] + [(p, p["capacity_mw"]) for p in gppd]
    return {
        (round(float(p["lat"]), 5), round(float(p["lon"]), 5))
        for p, megawatts in named
        if float(megawatts or 0) >= LEAST_PLANT_MW
    }


def point_feature(row):
    return feature(
        row.id,
        site_properties(row.name, row.kind, row.radius_km, row.country, row.source),
        {"type": "Point", "coordinates": [row.longitude, row.latitude]},
    )


def site_properties(name, kind, radius_km, country, source):
    return {
        "name": name,
        "kind": kind,
        "radius_km": radius_km,
        "country": country,
        "source": source,
    }


def pipelines(source_dir):
    """Operating gas pipelines that touch Iraq or Syria; parts of one pipeline as one feature."""
    parts = {}
    for f in sources.geojson_features(source_dir / "sites/gem_gas_pipelines_world.geojson.gz"):
        p = f["properties"]
        country = "IQ" if "Iraq" in p["countries"] else "SY" if "Syria" in p["countries"] else ""
        if country and p["status"] == "operating" and f["geometry"]:
            parts.setdefault((p["gem_id"], p["name"], country), []).extend(lines_of(f["geometry"]))
    for (identifier, name, country), lines in sorted(parts.items()):
        yield feature(
            f"gem:{identifier}",
            site_properties(name, "pipeline", LINE_RADIUS_KM, country, "gem-pipelines"),
            {"type": "MultiLineString", "coordinates": rounded(lines)},
        )


def lines_of(geometry):
    single = geometry["type"] == "LineString"
    return [geometry["coordinates"]] if single else geometry["coordinates"]


def country_features(source_dir):
    rows = {row.country: row for row in read_table(GAZETTEER / "world-countries.tsv")}
    for f in sources.geojson_features(
        source_dir / "boundaries/ne_110m_admin_0_countries.geojson.gz"
    ):
        row = rows.get(iso_code(f["properties"]))
        name = f["properties"]["ADMIN"]
        yield border(
            row.id if row else f"ne:{name.lower().replace(' ', '-')}",
            row.name if row else name,
            row.names if row else [],
            row.country if row else "",
            0,
            f["geometry"],
        )


def governorate_features(source_dir):
    rows = {
        row.id: row
        for name in ("iraq.tsv", "syria.tsv")
        for row in read_table(GAZETTEER / name)
        if row.kind == "admin1"
    }
    ids = {("IQ", "19"): "geonames:12218240"}
    for f in sources.geojson_features(source_dir / "boundaries/iq_sy_admin1.geojson.gz"):
        p = f["properties"]
        known = p.get("geonameid") or p["wof_id"]
        source = "geonames" if p.get("geonameid") else "wof"
        row = rows[ids.get(governorate_key(p)) or f"{source}:{known}"]
        yield border(row.id, row.name, row.names, p["country"], 1, f["geometry"])


def water_features(source_dir):
    """Rivers and lakes; `rank` is the zoom from which Natural Earth shows one."""
    for kind, suffix in (("river", "rivers_lake_centerlines"), ("lake", "lakes")):
        fine = waters(source_dir, f"region_ne_10m_{suffix}")
        coarse = waters(source_dir, f"ne_50m_{suffix}")
        shaped = [(f, FINE_DEGREES) for f in fine]
        shaped += [(f, COARSE_DEGREES) for f in coarse if not is_in_region(f["geometry"])]
        for number, (f, tolerance) in enumerate(shaped):
            drawn = water_feature(f"ne:{kind}-{number:03}", kind, f, tolerance)
            if drawn["geometry"]["coordinates"]:
                yield drawn


def waters(source_dir, name):
    features = sources.geojson_features(source_dir / f"boundaries/{name}.geojson.gz")
    return [f for f in features if f["geometry"] and rank(f) <= LAST_RANK]


def rank(source):
    return source["properties"].get("min_zoom") or LAST_RANK


def is_in_region(geometry):
    west, south, east, north = REGION
    points = [point for line in outlines_of(geometry) for point in line]
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    return west < x < east and south < y < north


def outlines_of(geometry):
    """Lines, or rings; islands in lakes are left out."""
    match geometry["type"]:
        case "LineString" | "MultiLineString":
            return lines_of(geometry)
        case "Polygon":
            return geometry["coordinates"][:1]
        case _:
            return [rings[0] for rings in geometry["coordinates"]]


def water_feature(identifier, kind, source, tolerance):
    name = source["properties"].get("name_en") or source["properties"].get("name") or ""
    properties = {
        "name": "" if "?" in name else name,  # letters that the source has lost
        "country": "",
        "kind": kind,
        "rank": rank(source),
    }
    lines = rounded((simplified(line, tolerance) for line in outlines_of(source["geometry"])), 3)
    if kind == "river":
        return feature(identifier, properties, {"type": "MultiLineString", "coordinates": lines})
    rings = [[turn(ring, outer=True)] for ring in lines if len(ring) > 3]
    return feature(identifier, properties, {"type": "MultiPolygon", "coordinates": rings})


def simplified(line, tolerance):
    """Douglas and Peucker, "Algorithms for the reduction of the number of points…", 1973."""
    middle = len(line) // 2
    if line[0] == line[-1] and len(line) > 4:
        return simplified(line[: middle + 1], tolerance)[:-1] + simplified(line[middle:], tolerance)
    away = [distance(point, line[0], line[-1]) for point in line]
    far = max(range(len(line)), key=away.__getitem__)
    if away[far] <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: far + 1], tolerance)[:-1] + simplified(line[far:], tolerance)


def distance(point, start, end):
    """From a point to the line through two others, in degrees."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    length = math.hypot(dx, dy)
    return abs(x * dy - y * dx) / length if length else math.hypot(x, y)


def border(identifier, name, names, country, level, geometry):
    arabic = [text for tag, text in map(split_tag, names) if tag == "ar"]
    properties = {
        "name": name,
        "name_ar": min(arabic, key=len, default=""),
        "country": country,
        "level": level,
    }
    return feature(identifier, properties, right_handed(geometry))


def feature(identifier, properties, geometry):
    return {
        "type": "Feature",
        "id": identifier,
        "properties": {"id": identifier, **properties},
        "geometry": geometry,
    }


def right_handed(geometry):
    """Outer rings counter-clockwise, holes clockwise, four decimals."""
    single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
    turned = [
        [turn(ring, outer=i == 0) for i, ring in enumerate(rounded(rings))] for rings in polygons
    ]
    return {"type": geometry["type"], "coordinates": turned[0] if single else turned}


def rounded(lines, decimals=4):
    return [[[round(x, decimals), round(y, decimals)] for x, y, *_ in line] for line in lines]


def turn(ring, outer):
    doubled_area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:]))
    return ring if (doubled_area > 0) == outer else ring[::-1]


def write_layer(path, features):
    ordered = sorted(
        features,
        key=lambda f: (f["properties"]["country"], f["properties"].get("kind", ""), f["id"]),
    )
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in ordered)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n')
    print(
        f"{path.relative_to(DATA.parent)}: {len(ordered)} features, {path.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
