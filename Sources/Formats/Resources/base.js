// The ground the incidents are drawn on: outlines of countries and divisions, with their names.
function readBase(collections) {
  const base = { land: new Path2D(), divisions: new Path2D(), names: [], divisionNames: [] };
  for (const { geometry, properties } of collections.flatMap(({ features }) => features ?? [])) {
    const polygons = { Polygon: [geometry?.coordinates], MultiPolygon: geometry?.coordinates }[geometry?.type];
    if (!polygons) continue;
    const isCountry = (properties?.level ?? 0) === 0;
    for (const rings of polygons) for (const ring of rings) addRing(isCountry ? base.land : base.divisions, ring);
    const name = properties?.name ?? "";
    if (name) (isCountry ? base.names : base.divisionNames).push({ name, ...middle(polygons) });
  }
  return base;
}

function addRing(path, ring) {
  ring.forEach((position, i) => path[i ? "lineTo" : "moveTo"](...mercator.point(position)));
  path.closePath();
}

/** Where a name stands: the centroid of the largest part. `size` is that part's width in world units. */
function middle(polygons) {
  const parts = polygons.map(([ring]) => centroid(ring.map(mercator.point)));
  const largest = parts.reduce((a, b) => (b.area > a.area ? b : a));
  return { at: [mercator.longitude(largest.x), mercator.latitude(largest.y)], size: Math.sqrt(largest.area) };
}

function centroid(ring) {
  let area = 0, x = 0, y = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    area += cross;
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
  }
  return area ? { x: x / (3 * area), y: y / (3 * area), area: Math.abs(area / 2) } : { x: ring[0][0], y: ring[0][1], area: 0 };
}
