// Shapes on the globe, in degrees. For drawing only: every distance that is written as a number was
// measured on the ellipsoid beforehand.
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** Longitudes of a line, unrolled so that it does not break where it crosses 180°. */
function unrolled(line, middle) {
  let last = middle;
  return line.map(([longitude, latitude]) => {
    last = longitude - 360 * Math.round((longitude - last) / 360);
    return [last, latitude];
  });
}

/** The shortest stretch of longitudes that holds all of them; it may cross 180°. */
function stretch(longitudes) {
  const sorted = [...longitudes].sort((a, b) => a - b);
  let gap = 360 - (sorted[sorted.length - 1] - sorted[0]), start = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] - sorted[i - 1] > gap) { gap = sorted[i] - sorted[i - 1]; start = i; }
  }
  return { from: sorted[start], width: 360 - gap };
}

/** Convex hull, counter-clockwise (A. M. Andrew's monotone chain, 1979); one or two points stay what they are. */
function convexHull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]).filter((p, i, all) => !i || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);
  if (sorted.length < 3) return sorted;
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

/** Where a name stands: the centroid of a ring, and the square root of its area in degrees. */
function centroid(ring) {
  let area = 0, x = 0, y = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    area += cross;
    x += (ring[i][0] + ring[i + 1][0]) * cross;
    y += (ring[i][1] + ring[i + 1][1]) * cross;
  }
  return area ? { at: [x / (3 * area), y / (3 * area)], size: Math.sqrt(Math.abs(area / 2)) } : { at: ring[0], size: 0 };
}
