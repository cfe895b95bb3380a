// The ground the incidents are drawn on: countries, divisions, rivers and lakes, as layers that come
// and go with the zoom. Of a file only lines and polygons are drawn; a broken feature is left out.
const DIVISION_ZOOM = 4.5, SMALL_WATER_ZOOM = 5.5, GREAT_RIVER_RANK = 3.5;

class Ground {
  constructor(map, collections, middle) {
    this.map = map;
    this.copies = middle ? [-360, 0, 360] : [0];
    const pane = map.createPane("ground"), renderer = L.canvas({ pane: "ground", padding: 0.3 });
    pane.style.zIndex = 200;
    this.options = { pane: "ground", renderer, interactive: false };
    const features = collections.flatMap(({ features }) => features ?? []).filter(isDrawable);
    this.names = features.flatMap(nameOf);
    this.parts = [
      this.part(features.filter((f) => kindOf(f) === "country"), 0, () => ({ fillColor: tint("land"), fillOpacity: 1, color: tint("border"), weight: 0.9 })),
      this.part(features.filter((f) => isWater(f) && isGreat(f)), 0, waterStyle),
      this.part(features.filter((f) => isWater(f) && !isGreat(f)), SMALL_WATER_ZOOM, waterStyle),
      this.part(features.filter((f) => kindOf(f) === "division"), DIVISION_ZOOM, () => ({ fill: false, color: tint("division"), weight: 1 })),
    ];
    map.on("zoomend", () => this.show());
  }

  part(features, least, style) {
    const layers = this.copies.map((shift) => {
      const coordsToLatLng = ([longitude, latitude]) => L.latLng(latitude, longitude + shift);
      const layer = L.geoJSON(null, { ...this.options, style, coordsToLatLng });
      for (const feature of features) {
        try { layer.addData(feature); } catch (error) { console.warn(`not drawn: ${feature.properties?.name}: ${error.message}`); }
      }
      layer.eachLayer((shape) => { if (!shape.getBounds().isValid()) layer.removeLayer(shape); }); // no points
      return layer;
    });
    return { layers, least };
  }

  show() {
    for (const { layers, least } of this.parts) {
      for (const layer of layers) {
        if (this.map.getZoom() >= least) layer.addTo(this.map);
        else layer.remove();
      }
    }
    // Layers that come late lie above: the order of the parts is restored.
    for (const layer of this.parts.flatMap(({ layers }) => layers)) if (this.map.hasLayer(layer)) layer.bringToFront();
  }

  restyle() { for (const layer of this.parts.flatMap(({ layers }) => layers)) layer.setStyle(layer.options.style); }
}

const kindOf = ({ properties }) => properties?.kind ?? ((properties?.level ?? 0) === 0 ? "country" : "division");
const isWater = (feature) => kindOf(feature) === "river" || kindOf(feature) === "lake";
const isGreat = ({ properties }) => (properties?.rank ?? 0) <= GREAT_RIVER_RANK;
const isDrawable = (feature) => /^(Multi)?(Polygon|LineString)$/.test(feature?.geometry?.type ?? "") && Array.isArray(feature.geometry.coordinates);

function waterStyle(feature) {
  if (kindOf(feature) === "river") return { fill: false, color: tint("water"), weight: isGreat(feature) ? 1.5 : 1 };
  return { fillColor: tint("sea"), fillOpacity: 1, color: tint("water"), weight: 0.7 };
}

/** A country's or division's name stands in its largest part, a river's in the middle of its longest. */
function nameOf(feature) {
  const { geometry: { type, coordinates }, properties } = feature, kind = kindOf(feature);
  if (!properties?.name) return [];
  const parts = type.startsWith("Multi") ? coordinates : [coordinates];
  if (kind === "river") {
    const line = parts.reduce((a, b) => (b.length > a.length ? b : a), []);
    return line.length > 8 ? [{ text: properties.name, at: line[line.length >> 1], kind, least: Math.max(5.5, properties.rank + 1.5) }] : [];
  }
  const places = parts.map(([ring]) => ring).filter((ring) => ring?.length > 3).map(centroid);
  if (!places.length) return [];
  const { at, size } = places.reduce((a, b) => (b.size > a.size ? b : a));
  const fits = Math.log2((46 * 360) / (256 * Math.max(size, 1e-6)));
  return [{ text: properties.name, at, kind, least: Math.max(fits, { country: 0, division: 5, lake: 6 }[kind] ?? 0) }];
}
