// Where things are drawn: spherical Web Mercator in world units, x and y from 0 to 1. For drawing
// only: every distance that is written as a number was measured on the ellipsoid beforehand.
const RADIANS = Math.PI / 180;
const EARTH_KM = 6371.0088;
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

const mercator = {
  x: (longitude) => (longitude + 180) / 360,
  y(latitude) {
    const s = Math.sin(clamp(latitude, -85.0511, 85.0511) * RADIANS);
    return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  },
  longitude: (x) => ((((x % 1) + 1) % 1) * 360) - 180,
  latitude: (y) => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / RADIANS,
  point: ([longitude, latitude]) => [mercator.x(longitude), mercator.y(latitude)],
};

function destination([longitude, latitude], km, bearing) {
  const d = km / EARTH_KM, a = bearing * RADIANS, f = latitude * RADIANS;
  const g = Math.asin(Math.sin(f) * Math.cos(d) + Math.cos(f) * Math.sin(d) * Math.cos(a));
  const turn = Math.atan2(
    Math.sin(a) * Math.sin(d) * Math.cos(f), Math.cos(d) - Math.sin(f) * Math.sin(g));
  return [longitude + turn / RADIANS, g / RADIANS];
}

function circle(center, km, corners = 72) {
  return Array.from({ length: corners }, (_, i) => destination(center, km, (360 * i) / corners));
}

/** Kilometres on the ground that one pixel spans at a latitude. */
function kmPerPixel(latitude, scale) {
  return (2 * Math.PI * EARTH_KM * Math.cos(latitude * RADIANS)) / scale;
}

/** Convex hull, counter-clockwise (A. M. Andrew's monotone chain, 1979). */
function convexHull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turns = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]) > 0;
  const chain = (list) => {
    const kept = [];
    for (const p of list) {
      while (kept.length > 1 && !turns(kept[kept.length - 2], kept[kept.length - 1], p)) kept.pop();
      kept.push(p);
    }
    return kept.slice(0, -1);
  };
  return chain(sorted).concat(chain(sorted.reverse()));
}

/** The members that a cluster's hull turns at; longitudes are unrolled where it crosses 180°. */
function corners(coordinates) {
  const unrolled = coordinates.map(([x, y]) => [x - 360 * Math.round((x - coordinates[0][0]) / 360), y]);
  const hull = convexHull(unrolled);
  return hull.length ? hull : unrolled.slice(0, 1);
}

/** The shortest stretch of longitudes, in world units, that holds all `xs`; it may cross 180°. */
function stretch(xs) {
  const sorted = [...xs].sort((a, b) => a - b);
  let gap = 1 - (sorted[sorted.length - 1] - sorted[0]), start = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > gap) { gap = sorted[i] - sorted[i - 1]; start = i; }
  }
  return { from: sorted[start], width: 1 - gap };
}
