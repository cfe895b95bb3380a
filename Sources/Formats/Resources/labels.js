// Names on the map, by rank; one that would cover another, or a sign, is left out. Leaflet has no
// such layer of its own.
const Labels = L.Layer.extend({
  initialize(labels, obstacles) {
    this.labels = labels; // () → [{ text, at: [longitude, latitude], dx, dy, color, rank, size, align, least }]
    this.obstacles = obstacles; // () → points of the container that must stay free
  },

  onAdd(map) {
    if (!map.getPane("labels")) map.createPane("labels").classList.add("labels");
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", map.getPane("labels"));
    this.redraw();
  },

  onRemove() { this.canvas.remove(); },
  getEvents() { return { moveend: this.redraw, zoomend: this.redraw, resize: this.redraw, viewreset: this.redraw }; },

  redraw() {
    if (!this._map) return;
    const { x: width, y: height } = this._map.getSize(), ratio = window.devicePixelRatio || 1;
    Object.assign(this.canvas, { width: width * ratio, height: height * ratio });
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    L.DomUtil.setPosition(this.canvas, this._map.containerPointToLayerPoint([0, 0]));
    const c = this.canvas.getContext("2d");
    c.scale(ratio, ratio);
    this.place(c, width, height);
  },

  place(c, width, height) {
    const zoom = this._map.getZoom(), boxes = this.obstacles().slice(0, 500).map(({ x, y }) => [x - 7, y - 7, x + 7, y + 7]);
    const labels = this.labels().filter(({ text, least = 0 }) => text && zoom >= least).sort((a, b) => a.rank - b.rank);
    let tried = 0;
    for (const label of labels) {
      const point = this._map.latLngToContainerPoint([label.at[1], label.at[0]]);
      const x = point.x + (label.dx ?? 0), y = point.y + (label.dy ?? 0);
      if (x < -60 || y < -10 || x > width + 60 || y > height + 10) continue;
      if (++tried > 500) break;
      const size = label.size ?? 11;
      c.font = `${label.color === "water" ? "italic " : ""}${size}px ${ink.fontFamily}`;
      const wide = c.measureText(label.text).width, left = label.align === "center" ? x - wide / 2 : x;
      const box = [left - 2, y - size, left + wide + 2, y + 3];
      const covers = boxes.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
      if (covers && label.rank > 0) continue;
      boxes.push(box);
      write(c, label.text, left, y, label.color);
    }
  },
});

function write(c, text, x, y, color) {
  c.lineJoin = "round";
  c.strokeStyle = tint("halo");
  c.lineWidth = 3;
  c.strokeText(text, x, y);
  c.fillStyle = tint(color);
  c.fillText(text, x, y);
}
