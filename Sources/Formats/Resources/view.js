// The map: Leaflet with our layers on it. Draws only what it is given; it decides nothing about incidents.
const RINGS_KM = [5, 10, 25, 50], WIDEST_CIRCLE_KM = 120, SITE_NAME_ZOOM = 7, SITE_SIGN_ZOOM = 5.5;

class View {
  constructor(element, borders, coordinates) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(element, {
      preferCanvas: true, attributionControl: false, zoomControl: false, minZoom: 2, maxZoom: 14, zoomSnap: 0.25, zoomDelta: 1,
      wheelPxPerZoomLevel: 100, zoomAnimation: !still, inertia: !still,
    });
    this.element = element;
    this.middle = middleOf(coordinates);
    this.map.setView([25, this.middle], 2);
    this.map.setMaxBounds([[-86, this.middle - 220], [86, this.middle + 220]]);
    this.ground = new Ground(this.map, borders, this.middle);
    this.footprints = L.layerGroup().addTo(this.map);
    this.footprintPane();
    this.rings = L.layerGroup();
    this.marks = L.featureGroup().addTo(this.map);
    this.choice = L.featureGroup().addTo(this.map);
    this.signs = new Map();
    this.sceneLabels = [];
    this.choiceLabels = [];
    this.names = new Labels(() => this.labels(), () => this.obstacles()).addTo(this.map);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(this.map);
    this.listen();
  }

  /** Opaque shapes on a translucent pane: where outline and inside overlap nothing shows twice. */
  footprintPane() {
    this.map.createPane("footprints").classList.add("footprints");
    this.footprintOptions = { pane: "footprints", renderer: L.canvas({ pane: "footprints" }), interactive: false };
  }

  listen() {
    for (const group of [this.marks, this.choice]) {
      group.on("click", (event) => { L.DomEvent.stop(event); this.onclick?.(event.layer.options.target); });
      group.bindTooltip((layer) => this.tip?.(layer.options.target) ?? make("span"), { sticky: true, direction: "right", offset: [10, 0] });
    }
    this.map.on("click", () => this.onclick?.(null));
    this.map.on("mousemove", ({ latlng }) => this.onhover?.(latlng.wrap()));
    new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(this.element);
  }

  point([longitude, latitude]) { return L.latLng(latitude, longitude - 360 * Math.round((longitude - this.middle) / 360)); }
  line(coordinates) { return unrolled(coordinates, this.middle).map(([longitude, latitude]) => L.latLng(latitude, longitude)); }

  // — moving —

  fit(coordinates) {
    if (coordinates.length) this.map.fitBounds(L.latLngBounds(coordinates.map((c) => this.point(c))), { padding: [60, 60], maxZoom: 9, animate: false });
  }

  /** Brings a coordinate into view, if it is not. */
  reveal(coordinate) {
    const inside = this.map.getBounds().pad(-0.12).contains(this.point(coordinate));
    if (!inside || this.map.getZoom() < 5) this.map.setView(this.point(coordinate), Math.max(this.map.getZoom(), 6));
  }

  zoomBy(levels) { this.map.setZoom(this.map.getZoom() + levels); }

  // — drawing —

  /** Everything anew: what is shown has changed, or the colours have. */
  draw(scene) {
    for (const group of [this.footprints, this.marks, this.rings]) group.clearLayers();
    this.signs.clear();
    this.sceneLabels = [];
    this.ground.restyle();
    this.ground.show();
    for (const hull of scene.hulls) this.addFootprint(hull);
    for (const spot of scene.spots) this.addPrecision(spot);
    for (const site of scene.sites) this.addSite(site);
    for (const spot of scene.spots) this.addSpot(spot);
    if (scene.rings) for (const { point } of scene.sites) if (point) this.addRings(this.rings, point, 0.45);
    if (scene.rings) this.rings.addTo(this.map);
    this.element.dataset.markers = this.signs.size;
    this.drawChoice(scene);
  }

  /** Only what is chosen has changed. */
  drawChoice({ chosen, chosenSite }) {
    this.choice.clearLayers();
    this.choiceLabels = [];
    if (chosenSite) this.addChosenSite(chosenSite);
    if (chosen) this.addChosen(chosen);
    this.names.redraw();
  }

  label(list, at, text, color, rank, options = {}) {
    const { lat, lng } = this.point(at);
    list.push({ at: [lng, lat], text, color, rank, ...options });
  }

  /** A cluster: the hull of its members with a margin, so that two or three points have one too. */
  addFootprint({ coordinates, label }) {
    const hull = convexHull(unrolled(coordinates, this.middle)), corners = hull.map(([longitude, latitude]) => L.latLng(latitude, longitude));
    const style = { ...this.footprintOptions, color: tint("accent"), opacity: 1, fillColor: tint("accent"), fillOpacity: 1, weight: 38, lineJoin: "round", lineCap: "round", smoothFactor: 0 };
    const shape = corners.length > 2 ? L.polygon(corners, style) : corners.length === 2 ? L.polyline(corners, style) : L.circleMarker(corners[0], { ...style, radius: 19, weight: 0 });
    this.footprints.addLayer(shape);
    const top = hull.reduce((a, b) => (b[1] > a[1] ? b : a));
    this.label(this.sceneLabels, top, label, "accent", 2, { dy: -23, align: "center" });
  }

  /** The place is known to lie within this circle; of a country or so it is drawn when chosen. */
  addPrecision({ rows, coordinate }) {
    const km = Math.max(...rows.map((row) => row.place.radius));
    if (km > 0 && km <= WIDEST_CIRCLE_KM) this.marks.addLayer(this.circle(coordinate, km, { color: tint(rows[0].family), opacity: 0.5, fillOpacity: 0.07 }));
  }

  circle(coordinate, km, style) { return L.circle(this.point(coordinate), { radius: km * 1000, weight: 1, interactive: false, ...style }); }

  addSite(site) {
    for (const line of site.lines) this.marks.addLayer(L.polyline(this.line(line), { color: tint("site"), weight: 1.2, opacity: 0.6, target: { site } }));
    if (!site.point) return;
    this.marks.addLayer(new Sign(this.point(site.point), { radius: 6, paint: paintSite(false, () => this.map.getZoom() < SITE_SIGN_ZOOM), target: { site } }));
    this.label(this.sceneLabels, site.point, site.name, "site", 4, { dx: 8, dy: 4, least: SITE_NAME_ZOOM });
  }

  addSpot({ rows, name, coordinate }) {
    const at = this.point(coordinate), many = rows.length > CROWD;
    if (many) {
      const sign = new Sign(at, { radius: 13, paint: paintCount(rows, false), target: { rows } }).addTo(this.marks);
      for (const row of rows) this.signs.set(row, sign);
    } else {
      rows.forEach((row, i) => this.signs.set(row, new Sign(at, { offset: offsetOf(i, rows.length), paint: paintIncident(row), target: { row } }).addTo(this.marks)));
    }
    const reach = many ? 16 : 11 + orbit(rows.length);
    this.label(this.sceneLabels, coordinate, name, "ink", 3 - Math.min(0.9, rows.length / 20), { dx: reach, dy: 4, size: 12 });
  }

  addRings(group, center, opacity = 1) {
    for (const km of RINGS_KM) group.addLayer(this.circle(center, km, { color: tint("site"), opacity, dashArray: "4 4", fill: false }));
  }

  addRingLabel(center, km, text, color, least) {
    const north = [center[0], Math.min(85, center[1] + km / 111.2)];
    this.label(this.choiceLabels, north, text, color, 1, { dy: -3, align: "center", least });
  }

  addSiteRings(center) {
    this.addRings(this.choice, center);
    for (const km of RINGS_KM) this.addRingLabel(center, km, `${km} km`, "site", km < 20 ? 8 : 6);
  }

  addChosenSite(site) {
    for (const line of site.lines) this.choice.addLayer(L.polyline(this.line(line), { color: tint("site"), weight: 3, target: { site } }));
    if (!site.point) return;
    this.addSiteRings(site.point);
    this.choice.addLayer(new Sign(this.point(site.point), { radius: 6, paint: paintSite(true), target: { site } }));
    this.label(this.choiceLabels, site.point, site.name, "site", 0, { dx: 8, dy: 4 });
  }

  /** What the chosen incident rests on: its radius, its nearest site, and the rivals of its place. */
  addChosen(row) {
    const here = [row.place.longitude, row.place.latitude], { radius } = row.place;
    if (radius) this.choice.addLayer(this.circle(here, radius, { color: tint(row.family), weight: 1.6, fillOpacity: 0.08 }));
    if (radius) this.addRingLabel(here, radius, `± ${kilometers(radius)}`, row.family, 0);
    if (row.nearest?.point && row.nearest.km < 1500) this.addNearest(here, row.nearest);
    for (const rival of row.rivals) {
      const at = [rival.longitude, rival.latitude];
      this.choice.addLayer(L.circleMarker(this.point(at), { radius: 5, color: tint("ghost"), weight: 1.5, dashArray: "2 2", fill: false, interactive: false }));
      this.label(this.choiceLabels, at, `${rival.name}?`, "ghost", 2, { dx: 8, dy: 4 });
    }
    this.addHalo(row);
  }

  addHalo(row) {
    const sign = this.signs.get(row);
    if (!sign) return;
    const { rows } = sign.options.target, paint = rows ? paintCount(rows, true) : paintIncident(row);
    const haloed = (c, point, spot) => { if (!rows) disc(c, point, 13, "mark", "ink", 1.5); paint(c, point, spot); };
    this.choice.addLayer(new Sign(sign.getLatLng(), { ...sign.options, radius: 14, paint: haloed }));
  }

  addNearest(here, { point, km, name }) {
    if (km <= Math.max(...RINGS_KM)) this.addSiteRings(point);
    const ends = this.line([here, point]);
    this.choice.addLayer(L.polyline(ends, { color: tint("site"), weight: 1.4, dashArray: "6 4", interactive: false }));
    this.label(this.choiceLabels, [(ends[0].lng + ends[1].lng) / 2, (ends[0].lat + ends[1].lat) / 2], kilometers(km), "site", 1, { dy: -6, align: "center" });
    this.label(this.choiceLabels, point, name, "site", 0, { dx: 8, dy: 4 });
  }

  // — names —

  labels() {
    const colors = { river: "water", lake: "water" };
    const ground = this.ground.names.map(({ text, at, kind, least }) => ({ at: [this.point(at).lng, at[1]], text, least, color: colors[kind] ?? "quiet", rank: kind === "country" ? 5.5 : 6, align: "center" }));
    return [...this.choiceLabels, ...this.sceneLabels, ...ground];
  }

  obstacles() {
    const view = this.map.getBounds(), points = [];
    for (const sign of new Set(this.signs.values())) {
      if (view.contains(sign.getLatLng())) points.push(this.map.latLngToContainerPoint(sign.getLatLng()).add(sign.options.offset));
    }
    return points;
  }
}

/** The longitude the map is centred on: 0, unless the incidents lie closest together across 180°. */
function middleOf(coordinates) {
  if (!coordinates.length) return 0;
  const { from, width } = stretch(coordinates.map(([longitude]) => longitude));
  return from + width > 180 ? from + width / 2 : 0;
}
