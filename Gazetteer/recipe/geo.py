"""Distances, extents and containment, on a sphere: radii here are rounded to 0.5 km and more."""

import math
from collections import defaultdict

EARTH_RADIUS_KM = 6371.0


def distance_km(a, b):
    """Great-circle distance between two (latitude, longitude) points."""
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    dlat, dlon = lat2 - lat1, math.radians(b[1] - a[1])
    h = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def covering_radius_km(centre, points, share=0.95):
    """Radius of the circle around the centre that holds the given share of the points."""
    distances = sorted(distance_km(centre, point) for point in points)
    return distances[min(len(distances) - 1, int(share * len(distances)))] if distances else 0.0


def rings_of(geometry):
    """All rings of a GeoJSON Polygon or MultiPolygon as lists of (longitude, latitude)."""
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def contains(rings, point):
    """Even-odd rule over all rings; the point is (latitude, longitude)."""
    lat, lon = point
    return sum(1 for crossing in _crossings(rings, lat) if crossing > lon) % 2 == 1


def _crossings(rings, lat):
    """Longitudes at which the parallel meets the rings."""
    found = []
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > lat) != (y2 > lat):
                found.append(x1 + (lat - y1) * (x2 - x1) / (y2 - y1))
    return sorted(found)


class Area:
    """Rings made ready to be asked of many points: their edges lie in bands of latitude."""

    BAND_DEGREES = 0.1

    def __init__(self, rings):
        self.bands = defaultdict(list)
        self.edges = [edge for ring in rings for edge in zip(ring, ring[1:])]
        xs = [x for ring in rings for x, _ in ring]
        ys = [y for ring in rings for _, y in ring]
        self.box = min(ys), max(ys), min(xs), max(xs)
        for edge in self.edges:
            south, north = sorted((edge[0][1], edge[1][1]))
            for band in range(self.band(south), self.band(north) + 1):
                self.bands[band].append(edge)

    def band(self, lat):
        return math.floor(lat / self.BAND_DEGREES)

    def contains(self, point):
        """Even-odd rule; the point is (latitude, longitude)."""
        lat, lon = point
        south, north, west, east = self.box
        if not (south <= lat <= north and west <= lon <= east):
            return False
        inside = False
        for (x1, y1), (x2, y2) in self.bands.get(self.band(lat), ()):
            if (y1 > lat) != (y2 > lat) and x1 + (lat - y1) * (x2 - x1) / (y2 - y1) > lon:
                inside = not inside
        return inside

    def gap_km(self, point):
        """Distance of a point outside to the nearest edge, to some percent within 500 km."""
        lat, lon = point
        scale = math.cos(math.radians(lat))
        return 111.2 * min(
            _distance_to_edge(((x1 - lon) * scale, y1 - lat), ((x2 - lon) * scale, y2 - lat))
            for (x1, y1), (x2, y2) in self.edges
        )


def _distance_to_edge(a, b):
    """Distance of the origin to a line between two points of the plane."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0 if not length else min(1, max(0, -(a[0] * dx + a[1] * dy) / length))
    return math.hypot(a[0] + share * dx, a[1] + share * dy)


def sample_points(rings, rows=40):
    """Points spread evenly by area over the inside of the rings."""
    lats = [y for ring in rings for _, y in ring]
    south, north = min(lats), max(lats)
    step = (north - south) / rows
    points = []
    for i in range(rows):
        lat = south + (i + 0.5) * step
        points += _points_on_parallel(rings, lat, step / max(0.05, math.cos(math.radians(lat))))
    return points


def _points_on_parallel(rings, lat, step):
    crossings = _crossings(rings, lat)
    points = []
    for west, east in zip(crossings[::2], crossings[1::2]):
        count = round((east - west) / step) if step else 0
        points += [(lat, west + (k + 0.5) * (east - west) / count) for k in range(count)]
    return points


def middle(points):
    """Mean of points that lie close together compared with the globe."""
    x = sum(math.cos(math.radians(a)) * math.cos(math.radians(o)) for a, o in points)
    y = sum(math.cos(math.radians(a)) * math.sin(math.radians(o)) for a, o in points)
    z = sum(math.sin(math.radians(a)) for a, _ in points)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def is_whole_minutes(point):
    """Whether both coordinates are whole arc minutes, as in gazetteers of the paper age."""
    return all(abs(value * 60 - round(value * 60)) < 2e-3 for value in point)


def round_radius(radius_km):
    """To 0.5 km below 10 km, to whole kilometres above."""
    return round(radius_km * 2) / 2 if radius_km < 10 else float(round(radius_km))


def town_radius_km(kind, population):
    """Extent of a populated place by kind and population.

    Cities grow as population to the power 0.4: 4 km at 100 000, 10 km at a million, 25 km at most.
    """
    if kind in ("capital", "city"):
        return round_radius(min(25.0, max(4.0, 4 * (max(population, 1) / 1e5) ** 0.4)))
    if kind == "town":
        return round_radius(min(4.0, max(2.0, 2 + 2 * math.log10(max(population, 1) / 5000))))
    if kind in ("village", "locality"):
        return 2.0 if population >= 2000 else 1.5
    return 1.5
